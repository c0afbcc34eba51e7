"""What was said once is not said again; errors are."""

from __future__ import annotations

from pathlib import Path

from helpers.articles import FILLER
from octavo.importing import assemble_run
from octavo.importing.ledger import LEDGER, read_ledger
from octavo.importing.run_events import AssemblyReport, Request

TIDE = f"The Tide\n\nIt left at ten (or eleven.) {FILLER}\n\n{FILLER} See the button below.\n"


def _run(root: Path, *arguments: object, **given) -> AssemblyReport:
    *_, report = assemble_run.assemble(
        Request(root=root, arguments=tuple(map(str, arguments)), **given)
    )
    return report


def _news(report: AssemblyReport) -> list[str]:
    return [each.code for each in report.news]


def _tide(tmp_path: Path, text: str = TIDE) -> tuple[Path, Path]:
    article = tmp_path / "in/tide.txt"
    article.parent.mkdir(exist_ok=True)
    article.write_text(text, encoding="utf-8")
    return tmp_path / "b", article


def test_a_second_run_says_nothing_again(tmp_path):
    root, article = _tide(tmp_path)
    (article.parent / "boat.xyz").write_text("x", encoding="utf-8")
    first = _run(root, article.parent)
    assert first.news == first.findings
    assert {"paren-stop", "web-reference", "short-chapter", "files-passed-over"} <= set(
        _news(first)
    )
    ledger = (root / LEDGER).read_text("utf-8")
    assert '  "3 paren-stop: “eleven.)” has its full stop inside the bracket.",\n' in ledger
    second = _run(root, article.parent)
    assert second.findings == first.findings and not second.news
    assert (root / LEDGER).read_text("utf-8") == ledger
    assert not _run(root).news, "nor from the copies"


def test_an_edit_above_renews_nothing_and_what_is_new_is_said(tmp_path):
    root, article = _tide(tmp_path)
    _run(root, article)
    above = TIDE.replace("It left", f"{FILLER} {FILLER}\n\nIt left")
    _tide(tmp_path, above)
    assert not _news(_run(root, article)), "other lines, and more words"
    _tide(tmp_path, above.replace("It left", "It went (twice.) And again it left"))
    assert _news(_run(root, article)) == ["paren-stop"]


def test_nothing_is_kept_of_a_run_that_writes_nothing(tmp_path):
    root, article = _tide(tmp_path)
    assert _news(_run(root, article, write=False)) == _news(_run(root, article))


def test_an_error_is_said_each_time(tmp_path):
    root, article = _tide(tmp_path)
    (article.parent / "bad.txt").write_bytes(b"caf\xe9")
    for _ in range(2):
        report = _run(root, article.parent)
        assert "article-unread" in _news(report)
    assert _news(report) == ["article-unread"]


def test_what_two_articles_share_is_said_once_whichever_is_named(tmp_path):
    root, article = _tide(tmp_path)
    twin = article.with_name("twin.txt")
    twin.write_text(TIDE, encoding="utf-8")
    assert "article-duplicate" in _news(_run(root, article, twin))
    again = _run(root, twin, article)
    assert "article-duplicate" in [each.code for each in again.findings]
    assert "article-duplicate" not in _news(again)


def test_remarks_of_the_author_and_of_older_ledgers_do_no_harm(tmp_path):
    root, article = _tide(tmp_path)
    _run(root, article)
    ledger = root / LEDGER
    text = ledger.read_text("utf-8")
    ledger.write_text(text.replace("schema = 1\n", "schema = 1\nremarks = 3\n"), "utf-8")
    assert read_ledger(root).remarks == ()
    assert not _run(root, article).news
