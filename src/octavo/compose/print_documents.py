"""A Book for print: the same sections, notes in their place, pages before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from lxml import etree

from octavo.compose.contents import contents_entries, contents_page
from octavo.compose.drop_caps import mark_initials, open_chapter
from octavo.compose.footnotes import long_notes, moved_findings, place_notes
from octavo.compose.formulas import draw_formulas
from octavo.compose.full_bleed import plate_findings, set_plates
from octavo.compose.geometry import ASSET_SCHEME
from octavo.compose.line_breaks import bind_runts, break_endless, ease_code, keep_words
from octavo.compose.link_addresses import print_addresses
from octavo.compose.lists import number_lists
from octavo.compose.page_breaks import hold_end, hold_examples
from octavo.compose.printed_tables import mark_tables, wide_findings
from octavo.compose.section_roles import DISPLAY
from octavo.compose.section_xhtml import document, section_element
from octavo.compose.text_column import Column, column_of
from octavo.compose.title_pages import also_by_page, copyright_page, half_title, title_page
from octavo.compose.used_characters import characters_of, characters_of_css
from octavo.model import (
    Asset,
    Book,
    Composition,
    Document,
    Edition,
    Face,
    Finding,
    Matter,
    Section,
)
from octavo.parse.tree import add_class, text_of
from octavo.theme.fonts import PRINT_BLOCKS, cut_faces, font_face_rules
from octavo.theme.layers import Layers
from octavo.theme.theme import Theme

#: Characters of a copyright page that may hang from the foot of its page; a longer one flows,
#: because what hangs cannot break over pages.
SHORT_IMPRINT = 1500

#: Front matter that stands before the contents.
_BEFORE_CONTENTS = frozenset({"also-by", "copyright-page", "dedication", "epigraph"})

#: `theme.fonts.cut_faces`, or what remembers its results.
CutFaces = Callable[[Theme, frozenset[str], Iterable[range]], tuple[Face, ...]]


def compose_print(
    book: Book,
    edition: Edition,
    theme: Theme,
    layers: Layers,
    images: dict[str, Asset],
    moved: frozenset[str] = frozenset(),
    fit: Mapping[str, int] = MappingProxyType({}),
) -> Composition:
    """The documents of a print edition, in the order of its pages.

    `moved` are the ids of notes that go to their section's end, because a
    layout found no room for them at the foot; `fit` is how tables are set that
    it found too wide (`compose/printed_tables.py`).
    """
    entries = contents_entries(book, lambda section: f"#{section.id}")
    ready = _prepare(book, theme, layers, images, moved, fit)
    book, compose = ready.book, ready.compose
    front = [item for item in book.sections if _before_contents(item)]
    rest = [item for item in book.sections if not _before_contents(item)]
    page = partial(_page, book, ready.column)
    documents = [page(half_title(book.metadata), "halftitlepage")]
    own = [item for item in front if item.kind == "also-by"]
    documents += [compose(item) for item in own]
    if book.metadata.also_by and not own:
        documents.append(page(also_by_page(book.metadata, book.words), "also-by"))
    documents.append(page(title_page(book.metadata, book.words), "titlepage"))
    if not any(item.kind == "copyright-page" for item in front):
        imprint = copyright_page(book.metadata, edition, book.words)
        documents.append(page(imprint, "copyright-page"))
    documents += [compose(item) for item in _front_order(front) if item not in own]
    documents.append(page(contents_page(entries, book), "contents"))
    documents += [compose(item) for item in rest]
    cut = partial(cut_faces, keep_ids=True)
    composition = _composition(ready, documents, edition, theme, layers, fit, cut)
    findings = (*layers.findings, *composition.findings)
    return replace(composition, contents=entries, findings=findings)


def compose_section(
    book: Book,
    section: Section,
    edition: Edition,
    theme: Theme,
    layers: Layers,
    images: dict[str, Asset],
    moved: frozenset[str] = frozenset(),
    fit: Mapping[str, int] = MappingProxyType({}),
    cut: CutFaces = cut_faces,
) -> Composition:
    """One section alone, its document as `compose_print` makes it.

    Of the others in `book` only kind and matter count. `cut` cuts the fonts: who composes again
    and again remembers them.
    """
    alone = replace(book, sections=(section,))
    ready = _prepare(alone, theme, layers, images, moved, fit, within=book)
    documents = [ready.compose(item) for item in ready.book.sections]
    return _composition(ready, documents, edition, theme, layers, fit, cut)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A book whose sections can be composed, one by one.

    Its formulas are drawn, and `images` has them; `remarked` is what was said of them. `moved`
    are all notes that do not stand at the foot.
    """

    book: Book
    images: dict[str, Asset]
    remarked: tuple[Finding, ...]
    moved: frozenset[str]
    column: Column
    compose: Callable[[Section], Document]


def _prepare(
    book: Book,
    theme: Theme,
    layers: Layers,
    images: dict[str, Asset],
    moved: frozenset[str],
    fit: Mapping[str, int],
    within: Book | None = None,
) -> _Ready:
    """Makes the sections of a book ready; `within` is the whole one if these are not all."""
    book, drawn, remarked = draw_formulas(book, layers.css, layers.tokens)
    images = {**images, **drawn}
    column = column_of(theme, layers.tokens)
    moved |= long_notes(book.sections, column)
    opening = layers.tokens.get("--opening", "")
    return _Ready(
        book=book,
        images=images,
        remarked=tuple(remarked),
        moved=moved,
        column=column,
        compose=partial(_document, within or book, images, moved, fit, opening, column),
    )


def _composition(
    ready: _Ready,
    documents: Sequence[Document],
    edition: Edition,
    theme: Theme,
    layers: Layers,
    fit: Mapping[str, int],
    cut: CutFaces,
) -> Composition:
    """The documents with their fonts, and what was found in composing them."""
    book = ready.book
    used = characters_of(item.xhtml for item in documents).all | characters_of_css(layers.css)
    faces = cut(theme, used, PRINT_BLOCKS)
    return Composition(
        edition=edition,
        metadata=book.metadata,
        words=book.words,
        documents=tuple(documents),
        css=font_face_rules(faces, ASSET_SCHEME) + layers.css,
        contents=(),
        faces=faces,
        images=tuple(ready.images.values()),
        findings=(
            *ready.remarked,
            *moved_findings(book.sections, ready.moved),
            *wide_findings(book.sections, fit),
            *(found for item in book.sections for found in plate_findings(item, edition)),
        ),
    )


def first_of_body(book: Book) -> str:
    """The id of the section on whose first page the arabic folios begin; empty if there is none."""
    return next(
        (s.id for s in book.sections if s.matter is Matter.BODY and s.kind not in DISPLAY), ""
    )


def _before_contents(section: Section) -> bool:
    return section.matter is Matter.FRONT and section.kind in _BEFORE_CONTENTS


def _front_order(sections: list[Section]) -> list[Section]:
    """The copyright page first: it is the back of the title page."""
    return sorted(sections, key=lambda section: section.kind != "copyright-page")


def _page(book: Book, column: Column, element: etree._Element, kind: str) -> Document:
    add_class(element, "matter-display" if kind in DISPLAY else "matter-front")
    if kind == "copyright-page" and len(text_of(element)) < SHORT_IMPRINT:
        add_class(element, "short")
    if kind not in DISPLAY:
        _run(element, book, book.words["contents"], column)
    return _wrap(book, element, kind, Matter.FRONT, element.get("id", kind), book.metadata.title)


def _document(
    book: Book,
    images: dict[str, Asset],
    moved: frozenset[str],
    fit: Mapping[str, int],
    opening: str,
    column: Column,
    section: Section,
) -> Document:
    element = section_element(section, book)
    if section.kind != "part":
        open_chapter(element, opening)
    mark_initials(element)
    add_class(element, "matter-display" if section.kind in DISPLAY else f"matter-{section.matter}")
    if section.id == first_of_body(book):
        add_class(element, "first")
    if section.kind == "copyright-page" and len(text_of(element)) < SHORT_IMPRINT:
        add_class(element, "short")
    if section.kind not in DISPLAY:
        _run(element, book, section.short_title or section.title_text, column)
        if section.kind != "part":
            add_class(element, "recto")
    hold_end(element)
    hold_examples(element, column)
    bind_runts(element)
    keep_words(element)
    ease_code(element)
    place_notes(element, section, book, moved)
    mark_tables(element, section, fit, column)
    print_addresses(element)
    set_plates(element)
    number_lists(element)
    for image in element.iter("img"):
        image.set("src", f"{ASSET_SCHEME}{images[image.get('src', '')].name}")
    made = _wrap(book, element, section.kind, section.matter, section.id, section.title_text)
    return replace(made, file=section.file)


def _wrap(
    book: Book, element: etree._Element, kind: str, matter: Matter, anchor: str, title: str
) -> Document:
    break_endless(element)
    return Document(
        name=f"text/{anchor}.xhtml",
        kind=kind,
        matter=matter,
        title=title,
        anchor=anchor,
        xhtml=document(title, book.metadata.language, [element], ""),
    )


def _run(element: etree._Element, book: Book, head: str, column: Column) -> None:
    """The running heads of the pages that follow: the book's on the left, this one on the right.

    They are set on the opener alone: a box that runs over several pages would set
    them anew on each, and `first-except` leaves out every page where they are set.
    """
    opener = element[0]
    opener.set("data-running", column.head(head, column.head_chapter))
    opener.set("data-book", column.head(book.metadata.title, column.head_book))
