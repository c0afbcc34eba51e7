"""A book joined of galleys is the book that one layout sets: each character in its place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from helpers.outside import run
from octavo.build.pipeline import Request, build
from octavo.core.artifact import Artifact
from octavo.core.progress import Kept
from octavo.layout import workshop
from octavo.layout.layout_tasks import SetGalley
from octavo.pagination.page_design import PageDesign
from octavo.workers.pool import Pool

REPOSITORY = Path(__file__).parents[2]
BOOK = """\
schema = 1
[book]
title = "Low Water"
authors = ["Ada Marsh"]
language = "{language}"
date = "2026-11-22"
[contents]
front = ["preface.md"]
[[contents.part]]
title = "{part}"
chapters = ["one.md", "two.md"]
[[contents.part]]
title = "{part}"
chapters = ["three.md"]
[editions.print]
format = "pdf"
{edition}
"""
EN = "The tide came in over the flats and went out again before the light was gone. "
AR = "تركت الباب مفتوحا في الليل ثم عدت إليه مع الفجر. "
DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4" width="8" height="4">'
    '<circle cx="4" cy="2" r="1.5" fill="#000"/></svg>'
)
#: What none of the two draws and both may tell otherwise: spaces, and line ends.
_UNSEEN = re.compile(r"[\s\u200b\ufffe\x02]")


def write(root: Path, edition: str = "", language: str = "en", words: str = EN) -> Path:
    """A book of three chapters in two parts: notes, a table, a picture in two of them, a list."""
    folder = root / "manuscript"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "dot.svg").write_text(DOT)
    toml = BOOK.format(edition=edition, language=language, part=words[:7])
    (folder / "book.toml").write_text(toml)
    text = f"{words * 12}\n\n{words * 9}[^a]\n\n"
    rich = (
        f"## {words[:20]}\n\n> {words}\n\n- {words}\n- {words}\n\n"
        f"![{words[:9]}](images/dot.svg)\n\n"
        f"| {words[:5]} | b |\n|---|---|\n| 1 | 2 |\n\n`code` *{words[:30]}* **{words[:12]}**\n\n"
    )
    note = f"\n[^a]: {words * 2}\n"
    (folder / "preface.md").write_text(f"# {words[:12]}\n\n{text}{note}")
    (folder / "one.md").write_text(f"# {words[:25]}\n\n{text * 6}{rich}{text}{note}")
    (folder / "two.md").write_text(f"# {words[4:25]}\n\n{text * 3}{note}")
    (folder / "three.md").write_text(f"# {words[4:14]}\n\n{rich}{text * 4}{rich}{note}")
    return root


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Path, list[object]]]:
    def builds(root: Path, out: str = "build", *, single: bool = False, **request: object):
        with monkeypatch.context() as patch:
            if single:
                patch.setattr(PageDesign, "reaches", True)
            events = list(build(Request(root=root, out=root / out, **request)))
        (made,) = [event for event in events if isinstance(event, Artifact)]
        return made.path, events

    return builds


def characters(path: Path) -> Iterator[list[tuple[str, float, float]]]:
    """Each page's characters as they are drawn, with the left and lower end of their boxes."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text, found = page.get_textpage(), []
        for index in range(text.count_chars()):
            sign = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            if not _UNSEEN.fullmatch(sign):
                left, bottom, _, _ = text.get_charbox(index)
                found.append((sign, round(left, 2), round(bottom, 2)))
        yield found
    document.close()


Drawn = list[tuple[str, float, float]]


def different(ours: list[Drawn], theirs: list[Drawn]) -> list[int]:
    """The pages, from 1, on which a character is another or stands 0.05 pt apart, or more."""
    return [
        number
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True), 1)
        if len(one) != len(other)
        or any(
            a[0] != b[0] or abs(a[1] - b[1]) > 0.05 or abs(a[2] - b[2]) > 0.05
            for a, b in zip(one, other, strict=True)
        )
    ]


VARIANTS = {
    "classic": ("", "en", EN),
    "modern": ('theme = "modern"', "en", EN),
    "large-print": ('theme = "large-print"', "en", EN),
    "bleed": ('profile = "kdp-paperback"\nbleed = true', "en", EN),
    "arabic": ("", "ar", AR),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_galleys_are_the_single_layout_character_by_character(builds, tmp_path, variant):
    edition, language, words = VARIANTS[variant]
    root = write(tmp_path / "book", edition, language, words)
    joined, _ = builds(root)
    single, _ = builds(root, "single", single=True, cache=False)
    ours, theirs = list(characters(joined)), list(characters(single))
    assert len(ours) == len(theirs) > 10
    assert different(ours, theirs) == []
    run("qpdf", "--check", str(joined), package="qpdf")
    with pikepdf.open(joined) as a, pikepdf.open(single) as b:
        for page, other in zip(a.pages, b.pages, strict=True):
            for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
                assert [float(x) for x in page.get(box, [])] == pytest.approx(
                    [float(x) for x in other.get(box, [])]
                )
        assert a.docinfo["/Title"] == b.docinfo["/Title"] == "Low Water"


def pieces(events: list[object]) -> Kept:
    """How many galleys a build laid out and how many it had."""
    return next(event for event in events if isinstance(event, Kept) and event.name == "galleys")


def test_warm_and_cold_builds_give_the_same_bytes(builds, tmp_path):
    root = write(tmp_path / "book")
    path, _ = builds(root)
    two = root / "manuscript" / "two.md"
    text = two.read_text()
    two.write_text(text.replace("came in", "crept in with a ÿ"))
    builds(root)
    two.write_text(text)
    path.unlink()
    warm, events = builds(root)
    assert pieces(events).kept == pieces(events).of
    cold, _ = builds(root, "cold", cache=False)
    assert warm.read_bytes() == cold.read_bytes()


CHANGES: dict[str, tuple[str, str, str, set[str]]] = {
    "a word": ("two.md", "went out", "went down", {"two"}),
    "a new character": ("two.md", "went out", "went ÿ out", {"two"}),
    "a picture": ("images/dot.svg", "1.5", "1.4", {"one", "three"}),
    "a title": ("two.md", "# tide", "# The tide", {"two", "contents"}),
    "a note": ("preface.md", "[^a]: The", "[^a]: A", {"preface"}),
    "the author": ("book.toml", "Ada Marsh", "Ada Shore", {"titlepage", "copyright-page"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_lays_out_what_it_concerns_and_nothing_else(builds, tmp_path, monkeypatch, change):
    file, old, new, concerned = CHANGES[change]
    root = write(tmp_path / "book")
    builds(root)
    path = root / "manuscript" / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    done: list[str] = []
    plain = Pool.ask

    def watched(self, task):
        done.extend([task.document.anchor] if isinstance(task, SetGalley) else [])
        return plain(self, task)

    monkeypatch.setattr(Pool, "ask", watched)
    builds(root)
    assert {name.removesuffix("-page") for name in done} == {
        name.removesuffix("-page") for name in concerned
    }


def test_workers_that_have_set_another_book_set_this_one_as_new_workers_do(builds, tmp_path):
    for name, words in (("first", EN), ("second", f"{EN}Ещё λόγος Żółw. ")):
        write(tmp_path / name, words=words)
    builds(tmp_path / "first")
    used, _ = builds(tmp_path / "second")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workshop, "Pool", Pool)
        new, _ = builds(tmp_path / "second", "new", cache=False)
    assert used.read_bytes() == new.read_bytes()


@pytest.mark.parametrize("change", ["styles", "edition", "theme"])
def test_other_styles_lay_out_everything_again(builds, tmp_path, change):
    root = write(tmp_path / "book")
    _, events = builds(root)
    of = pieces(events).of
    if change == "styles":
        (root / "styles").mkdir()
        (root / "styles" / "local.css").write_text("p { letter-spacing: 0.01em }")
    else:
        toml = root / "manuscript" / "book.toml"
        more = {"edition": 'trim = "letter"', "theme": 'theme = "modern"'}[change]
        toml.write_text(toml.read_text() + more)
    _, events = builds(root)
    assert (pieces(events).kept, pieces(events).of) == (0, of)


@pytest.mark.parametrize("damage", ["cut", "flip", "swap", "empty"])
def test_a_damaged_entry_is_laid_out_anew(builds, tmp_path, damage):
    root = write(tmp_path / "book")
    path, _ = builds(root)
    whole = path.read_bytes()
    path.unlink()
    entries = [entry for entry in (root / "build" / ".cache").rglob("*") if entry.is_file()]
    for number, entry in enumerate(entries):
        data = entry.read_bytes()
        entry.write_bytes(
            {
                "cut": data[: len(data) // 2],
                "flip": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
                "swap": entries[number - 1].read_bytes(),
                "empty": b"",
            }[damage]
        )
    again, _ = builds(root)
    assert again.read_bytes() == whole


@pytest.mark.parametrize(
    "rule",
    [
        "section.chapter { break-before: auto }",
        "@page :first { margin-top: 99pt }",
        "body { counter-reset: figure } figure { counter-increment: figure }",
        "@page body:right { @top-left { content: string(chapter-head, start) } }",
    ],
)
def test_styles_that_reach_beyond_a_chapter_are_set_in_one_piece(builds, tmp_path, rule):
    root = write(tmp_path / "book")
    (root / "styles").mkdir()
    (root / "styles" / "local.css").write_text(rule)
    _, events = builds(root)
    assert not [event for event in events if isinstance(event, Kept) and event.name == "galleys"]


def test_a_chapter_may_open_on_either_side(builds, tmp_path):
    """The side that a chapter comes to stand on is that of the pages before it."""
    root = write(tmp_path / "book")
    (root / "styles").mkdir()
    rule = "section.chapter, section.recto { break-before: page } section { text-align: left }"
    (root / "styles" / "local.css").write_text(rule)
    joined, events = builds(root)
    assert pieces(events).of
    single, _ = builds(root, "single", single=True, cache=False)
    assert different(list(characters(joined)), list(characters(single))) == []


def test_the_sample_book_is_the_single_layout(builds, tmp_path):
    shutil.copytree(REPOSITORY / "manuscript", tmp_path / "manuscript")
    joined, _ = builds(tmp_path, editions=("print",))
    single, _ = builds(tmp_path, "single", single=True, cache=False, editions=("print",))
    assert different(list(characters(joined)), list(characters(single))) == []
    assert joined.stat().st_size <= 1.1 * single.stat().st_size
