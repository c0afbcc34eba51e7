"""Chapters that have changed in the book and in their articles: what is merged, what is said."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from octavo.core.errors import OctavoError
from octavo.importing import assemble_run
from octavo.importing.ledger import LEDGER
from octavo.importing.run_events import AssemblyReport, Request
from octavo.importing.three_way import merge, written_aside
from octavo.importing.written_texts import WRITTEN_TEXTS, WrittenTexts

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
ARTICLE = "The Week\n\n" + "\n\n".join(f"On {day} the ferry left at nine." for day in DAYS) + "\n"
CHAPTER = "manuscript/the-week.md"


def _run(root: Path, *arguments: object, **given) -> AssemblyReport:
    *_, report = assemble_run.assemble(
        Request(root=root, arguments=tuple(map(str, arguments)), **given)
    )
    return report


def _codes(report: AssemblyReport) -> list[str]:
    kept = ("both-changed", "merge-conflict", "merge-impossible")
    return [each.code for each in report.findings if each.code in kept]


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def week(tmp_path):
    """A book of one article: the book's folder and the article."""
    article = tmp_path / "week.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    _run(tmp_path / "b", article)
    return tmp_path / "b", article


def test_changes_in_other_lines_are_both_taken():
    base = "one\n\ntwo\n\nthree\n"
    made = merge(base, base.replace("one", "1"), base.replace("three", "3") + "\nfour\n")
    assert (made.text, made.conflicts) == ("1\n\ntwo\n\n3\n\nfour\n", ())
    assert merge(base, base, "new\n").text == "new\n"
    assert merge(base, "new\n", base).text == "new\n"
    same = base.replace("two", "2")
    assert merge(base, same, same) == merge(same, same, same)


def test_of_lines_that_both_have_changed_the_authors_stand():
    base = "one\n\ntwo\n\nthree\n"
    made = merge(base, base.replace("two", "mine"), base.replace("two", "theirs"))
    assert made.text == "one\n\nmine\n\nthree\n"
    (conflict,) = made.conflicts
    assert (conflict.line, conflict.base) == (3, ("two\n",))
    assert (conflict.mine, conflict.theirs) == (("mine\n",), ("theirs\n",))
    aside = written_aside(made, "a.md", "a.txt")
    assert aside.splitlines()[-7:] == [
        "<<<<<<< a.md:3",
        "mine",
        "||||||| as it was last written",
        "two",
        "=======",
        "theirs",
        ">>>>>>> a.txt",
    ]


def test_without_the_library_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "merge3", None)
    with pytest.raises(OctavoError, match="merge3, which is not installed"):
        merge("a", "b", "c")


def test_an_edited_chapter_whose_article_changed_is_named_and_left(week):
    root, article = week
    _change(root / CHAPTER, "Monday", "Sunday")
    assert _codes(_run(root, article)) == []
    _change(article, "On Friday the", "On Friday no")
    before = (root / CHAPTER).read_bytes()
    assert _codes(_run(root, article)) == ["both-changed"]
    assert (root / CHAPTER).read_bytes() == before


def test_both_sides_are_merged(week):
    root, article = week
    _change(root / CHAPTER, "Monday", "Sunday")
    _change(article, "On Friday the", "On Friday no")
    shown = _run(root, article, merge=True, write=False)
    assert "On Friday the" in (root / CHAPTER).read_text("utf-8"), "nothing is written"
    report = _run(root, article, merge=True)
    assert shown.changes == report.changes
    text = (root / CHAPTER).read_text("utf-8")
    assert "On Sunday the" in text and "On Friday no" in text
    assert ([str(each.status) for each in report.articles], _codes(report)) == (["merged"], [])
    # There is nothing to merge any more, and what comes next is merged on top.
    again = _run(root, article, merge=True)
    assert [str(each.status) for each in again.articles] == ["left-alone"]
    assert (root / CHAPTER).read_text("utf-8") == text
    _change(article, "On Thursday the", "On Thursday one")
    _run(root, article, merge=True)
    assert (root / CHAPTER).read_text("utf-8") == text.replace("Thursday the", "Thursday one")


def test_a_conflict_leaves_the_authors_words_and_is_written_aside(week):
    root, article = week
    for number, words in enumerate(("a boat", "a raft")):
        _change(root / CHAPTER, "On Monday the" if not number else "On Tuesday the", "On it my")
        _change(article, "On Monday the" if not number else "On Tuesday the", f"On it {words}")
        report = _run(root, article, merge=True)
        (said,) = [each for each in report.findings if each.code == "merge-conflict"]
        text = (root / CHAPTER).read_text("utf-8").splitlines()
        assert said.file == CHAPTER and said.line is not None
        assert text[said.line - 1] == "On it my ferry left at nine."
    aside = (root / "manuscript/articles/the-week.conflict").read_text("utf-8")
    assert "On it a boat" in aside and "On it a raft" in aside, "the earlier one stays"
    assert "<<<<<<<" not in "\n".join(text)


def test_what_was_not_kept_cannot_be_merged(week):
    root, article = week
    _change(root / CHAPTER, "Monday", "Sunday")
    _change(article, "On Friday the", "On Friday no")
    for damage in (b"PK no zip", None):
        (root / WRITTEN_TEXTS).write_bytes(damage) if damage else (root / WRITTEN_TEXTS).unlink()
        before = (root / CHAPTER).read_bytes()
        assert _codes(_run(root, article, merge=True)) == ["merge-impossible"]
        assert (root / CHAPTER).read_bytes() == before


def test_texts_are_kept_packed_and_only_those_that_are_right_are_used(week, tmp_path):
    root, article = week
    kept = (root / WRITTEN_TEXTS).read_bytes()
    (entry,) = tomllib.loads((root / LEDGER).read_text("utf-8"))["article"]
    texts = WrittenTexts(root)
    assert texts.text("the-week.md", entry["chapter_sha256"]) == (root / CHAPTER).read_text("utf-8")
    assert texts.text("the-week.md", "0" * 64) is None
    assert texts.text("other.md", entry["chapter_sha256"]) is None
    _run(root, article)
    assert (root / WRITTEN_TEXTS).read_bytes() == kept, "the same bytes"
    (root / WRITTEN_TEXTS).unlink()
    _run(root, article)
    assert (root / WRITTEN_TEXTS).read_bytes() == kept, "made again from chapters nobody edited"


def _adopt(source: Path, root: Path, **given):
    from octavo.importing.adopt_run import adopt
    from octavo.importing.adopt_source import AdoptRequest

    return adopt(AdoptRequest(source=source, root=root, **given))


def test_a_folder_that_changed_is_merged_into_edited_chapters(tmp_path):
    source, root = tmp_path / "site", tmp_path / "b"
    source.mkdir()
    for name in ("one", "two"):
        (source / f"{name}.md").write_text(f"# {name.title()}\n\n{ARTICLE}", encoding="utf-8")
    _adopt(source, root)
    chapter = root / "manuscript/one.md"
    _change(chapter, "On Monday the", "On Sunday a")
    _change(source / "one.md", "On Friday the", "On Friday no")
    before = chapter.read_text("utf-8")
    assert [each.code for each in _adopt(source, root, write=False).findings] == [
        "adopt-both-changed"
    ]
    shown = _adopt(source, root, merge=True, write=False)
    assert chapter.read_text("utf-8") == before
    (change,) = [each for each in shown.changes if each.path.endswith(".md")]
    report = _adopt(source, root, merge=True)
    text = chapter.read_text("utf-8")
    assert text == change.after == before.replace("On Friday the", "On Friday no")
    assert {name: str(fate) for name, fate in report.fates.items()} == {
        "one.md": "merged",
        "two.md": "unchanged",
    }
    assert not report.findings
    # Again, and nothing is new; the next change comes on top, and what clashes is aside.
    assert not _adopt(source, root, merge=True).findings
    _change(source / "one.md", "On Monday the", "On Monday one")
    assert [each.code for each in _adopt(source, root, merge=True).findings] == ["merge-conflict"]
    assert "On Sunday a" in chapter.read_text("utf-8")
    assert "On Monday one" in (root / "manuscript/articles/one.conflict").read_text("utf-8")
