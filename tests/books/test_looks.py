"""What a designer marks on a page: one size of note calls, figures of one kind, blocks near."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from octavo.build.pipeline import Request, build
from octavo.core.artifact import Artifact
from octavo.styling.theme import styles_folder, theme_names

THEMES = theme_names(styles_folder())
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">'
    '<rect width="200" height="100"/></svg>'
)


class Sign(NamedTuple):
    """A character with its size, its font, and the foot and head of its ink, in points."""

    char: str
    size: float
    font: str
    bottom: float
    top: float


def printed(root: Path, theme: str, text: str) -> Path:
    folder = root / "manuscript"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "box.svg").write_text(PICTURE)
    (folder / "one.md").write_text(f"# One\n\n{text}\n")
    (folder / "book.toml").write_text(
        'schema = 1\n[book]\ntitle = "T"\nlanguage = "en"\n[contents]\nchapters = ["one.md"]\n'
        f'[editions.print]\nformat = "pdf"\ntheme = "{theme}"\n'
    )
    events = list(build(Request(root=root, out=root / "build", editions=("print",))))
    (path,) = [event.path for event in events if isinstance(event, Artifact)]
    return path


def last_page(path: Path) -> pypdfium2.PdfPage:
    pages = list(pypdfium2.PdfDocument(path))
    return [page for page in pages if page.get_textpage().count_chars()][-1]


def signs(path: Path) -> list[Sign]:
    """The characters of the last page with text in it, in their order, without spaces."""
    raw = pypdfium2.raw
    text = last_page(path).get_textpage()
    found = []
    for number in range(text.count_chars()):
        _, bottom, _, top = text.get_charbox(number)
        size = round(raw.FPDFText_GetFontSize(text, number) * 0.75, 2)
        raw.FPDFText_GetFontInfo(text, number, name := ctypes.create_string_buffer(99), 99, None)
        font = name.value.decode()
        found.append(Sign(text.get_text_range(number, 1), size, font, bottom, top))
    return [sign for sign in found if sign.char.strip()]


def after(found: list[Sign], words: str) -> Sign:
    """The character right behind some words."""
    text = "".join(sign.char for sign in found)
    wanted = "".join(words.split())
    return found[text.index(wanted) + len(wanted)]


@pytest.mark.parametrize("theme", THEMES)
def test_all_calls_of_a_note_look_alike(tmp_path, theme):
    text = "A call comes here.[^a] Another one comes there.[^a] That is it.\n\n[^a]: A note."
    found = signs(printed(tmp_path, theme, text))
    first, second = after(found, "comes here."), after(found, "comes there.")
    assert first.char == second.char == "1"
    assert (first.size, first.font) == (second.size, second.font)
    assert first.top - first.bottom == pytest.approx(second.top - second.bottom, abs=0.02)
    line, other = after(found, "call comes her"), after(found, "one comes ther")
    assert first.bottom - line.bottom == pytest.approx(second.bottom - other.bottom, abs=0.2)


@pytest.mark.parametrize("theme", THEMES)
def test_the_numbers_of_a_list_have_the_figures_of_the_text(tmp_path, theme):
    rows = "".join(f"{number}. Row\n" for number in range(1, 7))
    found = signs(printed(tmp_path, theme, f"It was 7 then.\n\n{rows}7. Last"))
    inside, number = after(found, "It was "), after(found, "6. ")
    assert inside.char == number.char == "7"
    assert inside.top - inside.bottom == pytest.approx(number.top - number.bottom, abs=0.05)
    line, row = after(found, "It w"), after(found, "L")
    assert line.char == row.char == "a"
    assert inside.bottom - line.bottom == pytest.approx(number.bottom - row.bottom, abs=0.2)


@pytest.mark.parametrize("theme", THEMES)
def test_a_caption_stands_near_its_picture(tmp_path, theme):
    found = signs(path := printed(tmp_path, theme, '![A box](images/box.svg "Hold")'))
    top = after(found, "One ").top
    objects = last_page(path).get_objects()
    foot = min(item.get_bounds()[1] for item in objects if _is_drawn(item))
    line = {"large-print": 23.0}.get(theme, 14.5)
    assert 0.4 * line < foot - top < 0.9 * line


def _is_drawn(item: pypdfium2.PdfObject) -> bool:
    return item.type in (pypdfium2.raw.FPDF_PAGEOBJ_PATH, pypdfium2.raw.FPDF_PAGEOBJ_FORM)


def test_nothing_of_large_print_is_under_sixteen_points(tmp_path):
    text = (
        "A [paper](https://example.org/a-paper) and `code` and 1\ufe0f\u20e3 here.\n\n"
        "| A | B |\n|---|---|\n| [c](https://example.org/c) | `d` |"
    )
    found = signs(printed(tmp_path, "large-print", text))
    assert min(sign.size for sign in found) >= 16, found


def test_a_callouts_title_stands_at_its_words(tmp_path):
    path = printed(tmp_path, "large-print", "::: note Before\nYou cross.\n\nAnd go.\n:::")
    found = signs(path)
    title, words, more = (after(found, item) for item in ("Befor", "Before Yo", "cross. A"))
    assert title.bottom - words.bottom == pytest.approx(23, abs=0.5)
    assert words.bottom - more.bottom == pytest.approx(46, abs=0.5)
