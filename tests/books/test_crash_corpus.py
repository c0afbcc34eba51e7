"""What breaks other makers of books: each chapter builds, and its words are on its pages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from helpers.printed import Page, read_pages
from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact
from octavo.core.model import Finding

SENTENCE = "The tide came in over the flats and went out again before the light was gone. "
LONG = ("incomprehensibilities" * 240)[:5000]


def table(columns: int, word: str) -> str:
    row = "|".join(f"{word}{number}" for number in range(columns))
    return f"|{row}|\n|{'---|' * columns}\n|{row}|\n|{row}|\n"


def stanzas(lines: int, every: int) -> str:
    text = "\n".join(f"line {n} here" + "\n" * (n % every == every - 1) for n in range(lines))
    return f"::: verse\n{text}\n:::"


#: Chapters by their names: what is in them, and words that their pages show.
CORPUS = {
    "drop": "\n\n".join([SENTENCE * 3] * 7 + ["[T]{.drop-cap}he tide " + SENTENCE * 6, "LAST"]),
    "note": f"Text.[^1] More.\n\n[^1]: BEGIN {SENTENCE * 90} LAST",
    "word": f"{LONG}\n\n## {LONG}\n\n| a | b |\n|---|---|\n| {LONG} | LAST |\n",
    "wide": f"{table(14, 'something')}\n\nLAST",
    "hopeless": f"{table(60, 's')}\n\nLAST",
    "tall": "![Tall](images/tall.jpg)\n\nLAST",
    "empty": "",
    "pictures": "\n\n".join(["![A picture](images/fine.jpg)"] * 4),
    "heading": f"{SENTENCE * 3}\n\n## LAST",
    "code": f"```\n{'x' * 2000}\nLAST\n```",
    "nested": "\n".join(f"{'    ' * n}- level{n}" for n in range(12))
    + "\n\nText\n\n"
    + "\n".join(f"{'> ' * n}quote{n}\n{'> ' * n}" for n in range(1, 13))
    + "\n\nLAST",
    "verse": stanzas(500, 7),
    "stanza": stanzas(500, 600),
    "plates": "![First](images/fine.jpg){.full-bleed}\n\nLAST\n\n"
    '![End](images/fine.jpg "Caption"){.full-bleed}',
    "one": "LAST",
}


class Corpus(NamedTuple):
    pages: dict[str, list[Page]]
    findings: tuple[Finding, ...]


def jpeg(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(target, "JPEG")
    return target.getvalue()


def make(root: Path, chapters: dict[str, str]) -> tuple[list[Page], tuple[Finding, ...]]:
    folder = root / "manuscript"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "tall.jpg").write_bytes(jpeg(300, 6000))
    (folder / "images" / "fine.jpg").write_bytes(jpeg(1700, 2700))
    names = ", ".join(f'"{name}.md"' for name in chapters)
    (folder / "book.toml").write_text(
        f'schema = 1\n[book]\ntitle = "T"\nlanguage = "en"\n[contents]\nchapters = [{names}]\n'
    )
    for name, text in chapters.items():
        (folder / f"{name}.md").write_text(text)
    events = list(build(Request(root=root, out=root / "build", editions=("print",))))
    (path,) = [event.path for event in events if isinstance(event, Artifact)]
    (findings,) = [event.findings for event in events if isinstance(event, Findings)]
    return read_pages(path), findings


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Corpus:
    chapters = {name: f"# Title-{name}\n\n{text}\n" for name, text in CORPUS.items()}
    pages, findings = make(tmp_path_factory.mktemp("corpus"), chapters)
    found: dict[str, list[Page]] = {name: [] for name in CORPUS}
    names, here = iter(CORPUS), ""
    coming = next(names)
    for page in pages:
        if any(line.text == f"Title-{coming}" and line.y > 300 for line in page.lines):
            here, coming = coming, next(names, "-")
        if here:
            found[here].append(page)
    return Corpus(found, findings)


def text(corpus: Corpus, name: str) -> str:
    return "\n".join(page.text for page in corpus.pages[name])


@pytest.mark.parametrize("name", [name for name, text in CORPUS.items() if "LAST" in text])
def test_a_chapter_is_there_to_its_last_word(corpus, name):
    assert "LAST" in text(corpus, name)


def test_an_empty_chapter_is_its_title(corpus):
    (page, *rest) = corpus.pages["empty"]
    assert "Title-empty" in page.text
    assert not any(other.lines for other in rest)


def test_a_drop_cap_at_the_foot_does_not_hang_over(corpus):
    bottoms = [line.y for page in corpus.pages["drop"] for line in page.lines if len(line.text) > 9]
    assert min(bottoms) > 70


def test_every_letter_of_a_long_word_is_printed(corpus):
    # Its letter b, which each of the three has as often; heads and folios stand between the rest.
    assert text(corpus, "word").count("b") >= 3 * LONG.count("b")


def test_every_line_of_verse_is_printed_once(corpus):
    for name in ("verse", "stanza"):
        shown = text(corpus, name)
        assert all(shown.count(f"line {n} here") == 1 for n in range(500)), name


def test_all_levels_of_lists_and_quotations_are_printed(corpus):
    words = text(corpus, "nested").split()
    assert {f"level{n}" for n in range(12)} <= set(words)
    assert {f"quote{n}" for n in range(1, 13)} <= set(words)


def test_no_letter_of_code_is_lost(corpus):
    shown = text(corpus, "code").splitlines()
    assert sum(len(line) for line in shown if set(line) == {"x"}) == 2000


def test_tables_that_do_not_fit_are_broken_and_said(corpus):
    said = [(item.file, item.line) for item in corpus.findings if item.code == "table-wide"]
    assert ("manuscript/wide.md", 3) in said
    assert ("manuscript/hopeless.md", 3) in said


def test_what_runs_over_is_found_with_its_page(corpus):
    pages = {item.page for item in corpus.findings if item.code == "line-overrun"}
    assert pages & {page.number for page in corpus.pages["hopeless"]}
    calm = ("drop", "note", "word", "wide", "nested", "verse", "stanza", "one")
    assert not pages & {page.number for name in calm for page in corpus.pages[name]}


def test_a_full_bleed_picture_has_its_page_to_itself(corpus):
    opener, picture, after, last = corpus.pages["plates"][:4]
    assert "Title-plates" in opener.text
    assert (picture.text, last.text) == ("", "")
    assert "Caption" in after.text
    said = [item.line for item in corpus.findings if item.code == "bleed-missing"]
    assert said == [3]


def test_three_hundred_notes_in_one_paragraph(tmp_path):
    calls = " ".join(f"word[^{n}]" for n in range(300))
    notes = "\n\n".join(f"[^{n}]: NOTE{n}" for n in range(300))
    pages, findings = make(tmp_path, {"one": f"# One\n\n{calls}\n\n{notes}\n"})
    shown = " ".join(page.text for page in pages).split()
    assert {f"NOTE{n}" for n in range(300)} <= set(shown)
    assert "note-moved" in {item.code for item in findings}


def test_a_file_without_a_word_is_named_and_has_its_opener(tmp_path):
    pages, findings = make(tmp_path, {"one": "", "two": "# Two\n\nText.\n"})
    said = [(item.code, item.file) for item in findings if item.code == "chapter-empty"]
    assert said == [("chapter-empty", "manuscript/one.md")]
    assert any("One" in page.text.split() for page in pages)
