"""The gutter of real pages: chosen from their number, set again only where it must be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from helpers.outside import run
from helpers.printed import Page, read_pages
from helpers.printers import STEPPED
from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact
from octavo.pagination import page_design
from octavo.pagination import paginate as setting
from octavo.printers.read_profile import read_profile

INCH = 72
SENTENCE = "The tide came in over the flats and went out again before the light was gone. "
BOOK = """\
schema = 1
[book]
title = "T"
language = "en"
[contents]
chapters = ["one.md"]
[editions.print]
format = "pdf"
"""


class Done(NamedTuple):
    pages: list[Page]
    codes: list[str]
    gutters: list[float]  # of every layout, in inches
    path: Path


Build = Callable[..., Done]


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds a book of so many sentences; `edition` is more of book.toml, `guess` what is taken
    for its page count."""
    gutters: list[float] = []
    lay_out = setting._lay_out_whole

    def counted(this, frame, composition):
        gutters.append(round(frame.inner / INCH, 3))
        return lay_out(this, frame, composition)

    def printed(sentences: int, edition: str = "", profile: str = "", guess: int = 0) -> Done:
        root = tmp_path / f"book-{len(list(tmp_path.iterdir()))}"
        (root / "manuscript").mkdir(parents=True)
        (root / "manuscript" / "book.toml").write_text(BOOK + edition)
        text = "\n\n".join([SENTENCE * 4] * (sentences // 4))
        (root / "manuscript" / "one.md").write_text(f"# One\n\n{text}\n")
        monkeypatch.setattr(setting, "_lay_out_whole", counted)
        if profile:
            monkeypatch.setattr(
                page_design, "load_profile", lambda name: read_profile(name, profile)
            )
        if guess:
            monkeypatch.setattr(page_design, "guess_pages", lambda *_, **__: guess)
        gutters.clear()
        events = list(build(Request(root=root, out=root / "build")))
        (path,) = [event.path for event in events if isinstance(event, Artifact)]
        (found,) = [event.findings for event in events if isinstance(event, Findings)]
        return Done(read_pages(path), [item.code for item in found], list(gutters), path)

    return printed


def inner_margin(pages: list[Page]) -> float:
    """How near the text comes to the spine, in inches: as near on left pages as on right ones."""
    nearest = {True: 999.0, False: 999.0}
    for page in pages:
        for line in page.between(80, page.height - 80):
            space = line.left if page.recto else page.width - line.right
            nearest[page.recto] = min(nearest[page.recto], space / INCH)
    assert nearest[True] == pytest.approx(nearest[False], abs=0.05)
    return round(nearest[True], 1)


def test_one_layout_is_enough_where_the_guess_is_right(printed):
    done = printed(160, profile=STEPPED.format(pages=60, first="0.9", then="1.3"))
    assert done.gutters == [0.9]
    assert inner_margin(done.pages) == 0.9


def test_a_book_longer_than_guessed_is_set_again_with_its_own_gutter(printed):
    done = printed(160, profile=STEPPED.format(pages=12, first="0.9", then="1.3"), guess=8)
    assert len(done.pages) > 12
    assert done.gutters == [0.9, 1.3]
    assert inner_margin(done.pages) == 1.3


def test_a_book_at_the_step_keeps_the_gutter_that_fits(printed):
    pages = len(printed(172).pages)
    step = STEPPED.format(pages=pages, first="0.8", then="1.3")
    # Guessed too high: the wide gutter is tried first and asks for itself.
    over = printed(200, profile=step, guess=pages + 50)
    assert len(over.pages) > pages
    assert over.gutters == [1.3]
    # Guessed right: at the step, the narrow one is enough.
    under = printed(168, profile=step, guess=pages)
    assert len(under.pages) <= pages
    assert under.gutters == [0.8]


def test_where_two_gutters_ask_for_each_other_the_wider_one_wins(printed):
    """A table that no printer has: few pages ask for the wide gutter, which makes them many."""
    step = STEPPED.format
    narrow = len(printed(200, profile=step(pages=1, first="0.8", then="0.8")).pages)
    wide = len(printed(200, profile=step(pages=1, first="1.6", then="1.6")).pages)
    assert narrow < wide
    swing = step(pages=narrow, first="1.6", then="0.8")
    for guess, tried in ((1, [1.6, 0.8]), (900, [0.8, 1.6])):
        done = printed(200, profile=swing, guess=guess)
        assert done.gutters == tried
        assert inner_margin(done.pages) == 1.6
        assert len(done.pages) == wide


def test_the_blank_pages_at_the_end_count(printed):
    pages = len(printed(160).pages)
    blank = '[pages]\nsource = ["s"]\nmultiple = 2\nlast_blank = true\n'
    step = STEPPED.format(pages=pages, first="0.8", then="1.3")
    done = printed(160, profile=step + blank, guess=1)
    assert done.gutters == [0.8, 1.3]
    assert len(done.pages) > pages


def test_a_printers_pages_are_even_and_the_last_one_is_empty(printed):
    for sentences in (40, 80, 120):
        done = printed(sentences, 'profile = "ingramspark"\n')
        assert len(done.pages) % 2 == 0
        assert done.pages[-1].lines == ()
        with pikepdf.open(done.path) as document:
            assert "/Contents" not in document.pages[-1]
        assert "No syntax or stream encoding errors" in run(
            "qpdf", "--check", str(done.path), package="qpdf"
        )


def test_a_book_too_thin_for_the_printer_is_said_to_be(printed):
    assert printed(20, 'profile = "kdp-paperback"\n').codes == ["pages-few"]
    assert printed(24).codes == []


def test_kdps_boxes_with_bleed(printed):
    done = printed(80, 'profile = "kdp-paperback"\ntrim = "6x9"\nbleed = true\n')
    with pikepdf.open(done.path) as document:
        for number, page in enumerate(document.pages, 1):
            media, trim, bleed = (
                [float(edge) for edge in box]
                for box in (page.mediabox, page.trimbox, page.obj.BleedBox)
            )
            assert media == bleed == [0, 0, 6.125 * INCH, 9.25 * INCH]
            left = 0 if number % 2 else 0.125 * INCH
            assert trim == [left, 9, left + 6 * INCH, 9 + 9 * INCH]
    told = run("pdfinfo", "-box", "-f", "2", "-l", "2", str(done.path), package="poppler-utils")
    assert "TrimBox: 9.00 9.00 441.00 657.00" in " ".join(told.split())
    assert "BleedBox: 0.00 0.00 441.00 666.00" in " ".join(told.split())
    assert inner_margin(done.pages) == pytest.approx(done.gutters[0], abs=0.06)


@pytest.mark.parametrize(
    ("edition", "least"),
    [
        ('profile = "ingramspark"\n', 0.5),
        ('profile = "lulu"\ntrim = "5x8"\n', 0.5),
        ('profile = "kdp-paperback"\ntrim = "5x8"\n', 0.25),
        ('profile = "kdp-hardcover"\ntrim = "7x10"\n', 0.25),
    ],
)
def test_heads_and_folios_too_stay_out_of_the_printers_margins(printed, edition, least):
    done = printed(120, edition)
    lines = [(page, line) for page in done.pages for line in page.lines]
    assert any(line.text == "T" for _, line in lines)
    for page, line in lines:
        assert line.left >= least * INCH
        assert line.right <= page.width - least * INCH
        assert line.y >= least * INCH
        # The height of a running head's letters.
        assert line.y + 7 <= page.height - least * INCH
