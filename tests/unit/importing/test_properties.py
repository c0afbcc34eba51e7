"""For any text: no word is lost, what is written parses, a second run changes nothing."""

from __future__ import annotations

import html
import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from octavo.editions.known_kinds import all_kinds
from octavo.importing import assemble_run
from octavo.importing.run_events import Request
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.load import load_manuscript
from octavo.markdown.section import parse_chapter

_SOUND = st.characters(exclude_categories=("Cs", "Cn"), max_codepoint=0x2FFFF).filter(
    lambda char: not (char < " " and char not in "\t\n\r")
)

#: What means something in Markdown, in the rules, or to a book.
_PIECES = st.sampled_from(
    ["# ", "## ", "1. ", "- ", "* ", "> ", "::: ", ":::", "```", "~~~", "---", "===", "***",
     "[a](b)", "![a](b.png)", "[^1]", "[^1]: note", "*[HTML]: Hyper", "<b>", "</div>", "<!--",
     "&amp;", "&#35;", "\\", "`", "$`x`$", "{#id .class}", "[x]{lang=fr}", "|", "a | b", "Table: x",
     "By: Ada Quill: ", "Comments are closed.", "my blog at", "https://a.example/b_c", "Note: ",
     "The Art Of Waiting: ", "What is it?:It", "A Short Title", "“", "”", "‘", "’", '"', "'", "--",
     "...", "\u00a0", "\u2028", "\u200f", "\ufeff", "שלום", "漢字", "e\u0301", "🙂", "    ", "\t",
     "\n", "\n\n", "\r\n\r\n", "ab " * 30, "It rained all day. ", "word ", "Word "]
)  # fmt: skip

TEXTS = st.one_of(
    st.text(_SOUND, max_size=300),
    st.lists(st.one_of(_PIECES, st.text(_SOUND, max_size=8)), max_size=30).map("".join),
)

bounded = settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def _assemble(root: Path, article: Path):
    *_, report = assemble_run.assemble(Request(root=root, arguments=(str(article),)))
    return report


def _files(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _flip_all(ledger: Path, accepted: str, action: str | None) -> None:
    text = re.sub(
        "^accepted = .*$", f"accepted = {accepted}", ledger.read_text("utf-8"), flags=re.M
    )
    if action:
        text = re.sub('^action = "(?!title|byline).*"$', f'action = "{action}"', text, flags=re.M)
    ledger.write_text(text, encoding="utf-8", newline="")


def _rendered(root: Path) -> list[str]:
    """The words that a reader of the built book sees, title and body."""
    book = load_manuscript(root, Known(profiles=("plain",), themes=("classic",), kinds=all_kinds()))
    assert [each for each in book.findings if each.severity == "error"] == []
    (chapter,) = book.chapters
    section = parse_chapter(chapter, "en")
    assert [each for each in section.findings if each.severity == "error"] == []
    assert (section.notes, section.images) == ((), ())
    text = f"{section.title_text} {re.sub('<[^>]*>', ' ', section.body)}"
    return html.unescape(text).split()


def _letters(words: list[str]) -> list[str]:
    """Letters and digits alone, in order: typography may change quotes, dashes and dots."""
    return re.findall(r"[^\W_]", " ".join(words))


@bounded
@given(text=TEXTS)
def test_no_word_is_lost(text: str) -> None:
    assume(text.replace("\ufeff", "").strip())
    assume(text.encode().removeprefix(b"\xef\xbb\xbf").decode().strip())
    with tempfile.TemporaryDirectory() as name:
        article, root = Path(name) / "article.txt", Path(name) / "book"
        article.write_bytes(text.encode())
        report = _assemble(root, article)
        (each,) = report.articles
        counts = each.counts
        assert counts.source == len(text.removeprefix("\ufeff").split())
        kept = counts.body + counts.dropped + counts.retagged
        assert kept == counts.source + counts.glued_tokens
        before = _files(root)
        report = _assemble(root, article)
        assert [str(each.status) for each in report.articles] == ["unchanged"]
        assert _files(root) == before


@bounded
@given(text=TEXTS)
def test_the_book_says_every_word(text: str) -> None:
    """All proposals refused, the printed words are the source's, letter by letter."""
    assume(text.replace("\ufeff", "").strip())
    with tempfile.TemporaryDirectory() as name:
        article, root = Path(name) / "article.txt", Path(name) / "book"
        article.write_bytes(text.encode())
        _assemble(root, article)
        _flip_all(root / "manuscript/articles/ledger.toml", "false", None)
        _assemble(root, article)
        words = _rendered(root)
        assert words[0] == "Article", "without a title it has the file's name"
        assert _letters(words[1:]) == _letters(text.split())


@bounded
@given(text=TEXTS, action=st.sampled_from(["heading", "drop", "letter"]))
def test_whatever_is_answered_it_parses(text: str, action: str) -> None:
    assume(text.replace("\ufeff", "").strip())
    with tempfile.TemporaryDirectory() as name:
        article, root = Path(name) / "article.txt", Path(name) / "book"
        article.write_bytes(text.encode())
        _assemble(root, article)
        _flip_all(root / "manuscript/articles/ledger.toml", "true", action)
        _assemble(root, article)
        _rendered(root)
        before = _files(root)
        _assemble(root, article)
        assert _files(root) == before
