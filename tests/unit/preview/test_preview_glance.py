"""The spread with a change, laid out before the others: it is what the whole layout gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest

from octavo.compose.print_documents import compose_section, print_book
from octavo.layout import page_proof as proof_module
from octavo.layout.page_proof import Proofer
from octavo.layout.weasyprint.resume import CannotResumeError, resuming
from octavo.preview.book_reader import Shelf
from octavo.preview.shown_editions import set_print

SENTENCE = "The tide turns at six, and the ferry waits for nobody who counts the waves. "


def chapter(changes=None):
    """Some pages: paragraphs, headings, notes, a table and a figure; `changes` by paragraph."""
    blocks = ["# The Ferry"]
    for number in range(44):
        words = f"Paragraph {number} begins here. " + SENTENCE * (2 + number % 5)
        words = (changes or {}).get(number, words)
        note = f"[^{number}]" if number % 9 == 4 else ""
        blocks.append(words.strip() + note)
        if number % 12 == 6:
            blocks.append(f"## A heading of {number}")
        if number == 15:
            blocks.append("| tide | hour |\n|---|---|\n| ebb | six |\n| flood | noon |")
        if number == 25:
            blocks.append("![A stone](images/stone.svg)")
    blocks += [f"[^{n}]: A note of {n}. {SENTENCE}" for n in range(44) if n % 9 == 4]
    return "\n\n".join(blocks) + "\n"


def lines(pdf: bytes) -> list[str]:
    """The lines of a PDF's pages, the first one's head before all."""
    return [line for page in pypdfium2.PdfDocument(pdf) for line in text_of(page).splitlines()]


def text_of(page: pypdfium2.PdfPage) -> str:
    return page.get_textpage().get_text_range()


@pytest.fixture
def composed(book):
    """Composes the chapter with changes."""
    shelf, kept = Shelf(book), []

    def compose(changes=None):
        (book / "manuscript" / "one.md").write_text(chapter(changes), "utf-8")
        loaded = shelf.read().loaded
        kept[:] = kept or [set_print(loaded)]
        setting = kept[0]
        section = loaded.book.sections[0]
        alone = replace(loaded.book, sections=(section,))
        ready = print_book(alone, setting.layers, images=loaded.images, within=loaded.book)
        return compose_section(ready, setting.edition)

    return compose


@pytest.mark.parametrize("place", [0, 1, 9, 13, 16, 22, 26, 31, 40, 43])
@pytest.mark.parametrize("words", ["Paragraph x begins there. " + SENTENCE * 3, "Here. "])
def test_the_changed_spread_is_that_of_the_whole_layout(composed, place, words):
    proofer = Proofer()
    before = proofer.pull(composed())
    assert len(before.pages) > 6
    now = composed({place: words})
    glance = proofer.glance(now, left=False, folio=1)
    drawn = glance.proof.draw(glance.seen)
    whole = proofer.pull(now)
    assert drawn != before.draw(glance.seen)
    if whole.draw(glance.seen) == drawn:
        assert [glance.pages[number] for number in glance.seen] == [
            whole.pages[number] for number in glance.seen
        ]
        return
    # The pages of a chapter are chosen together: with another number of lines both pages may begin
    # and end up to three lines elsewhere, and all between is the same.
    here, there = Counter(lines(drawn)), Counter(lines(whole.draw(glance.seen)))
    assert (here - there).total() <= 12
    assert (there - here).total() <= 12
    assert (here & there).total() > 36


@pytest.mark.parametrize("place", [0, 1, 9, 13, 16, 22, 26, 31, 40, 43])
def test_a_spread_with_as_many_lines_is_that_of_the_whole_layout(composed, place):
    """Whatever else was chosen for the pages of the chapter."""
    proofer = Proofer()
    proofer.pull(composed())
    written = f"Paragraph {place} begins here. " + SENTENCE * (2 + place % 5)
    now = composed({place: written.replace("begins here", "begins hare")})
    glance = proofer.glance(now, left=False, folio=1)
    drawn = glance.proof.draw(glance.seen)
    assert proofer.pull(now).draw(glance.seen) == drawn


def test_few_pages_are_laid_out_for_it(composed, monkeypatch):
    proofer = Proofer()
    pages = proofer.pull(composed()).pages
    made, real = [], proof_module.proof_page
    monkeypatch.setattr(proof_module, "proof_page", lambda page: made.append(page) or real(page))
    glance = proofer.glance(composed({31: "Here. "}), left=False, folio=1)
    assert 1 <= len(made) <= 3
    assert len(glance.pages) == len(pages)


def test_nothing_is_glanced_at_without_a_layout_of_the_same_chapter_and_styles(composed):
    one = composed()
    assert Proofer().glance(one, left=False, folio=1) is None
    others = (
        {"composition": one, "left": True, "folio": 1},
        {"composition": one, "left": False, "folio": 7},
        {"composition": replace(one, css=one.css + "p { color: red }"), "left": False, "folio": 1},
        {
            "composition": replace(one, documents=(replace(one.documents[0], name="b.xhtml"),)),
            "left": False,
            "folio": 1,
        },
    )
    proofer = Proofer()
    for other in others:
        proofer.pull(one)
        assert proofer.glance(other.pop("composition"), **other) is None


def test_a_page_that_begins_with_a_rest_is_not_taken_up(composed, monkeypatch):
    proofer = Proofer()
    proofer.pull(composed())
    trace = proofer._last.trace
    trace.clear[:] = [False] * len(trace.clear)
    assert proofer.glance(composed({31: "Here. "}), left=False, folio=1) is None
    with pytest.raises(CannotResumeError):
        resuming(trace, 3, 4)
