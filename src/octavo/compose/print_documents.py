"""A Book for print: the same sections, notes in their place, pages before and after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

from lxml import etree

from octavo.compose.contents import contents_entries, contents_page
from octavo.compose.drop_caps import mark_initials, open_chapter
from octavo.compose.emoji import settle_emoji
from octavo.compose.footnotes import long_notes, moved_findings, place_notes
from octavo.compose.formulas import draw_formulas
from octavo.compose.full_bleed import plate_findings, set_plates
from octavo.compose.geometry import ASSET_SCHEME
from octavo.compose.line_breaks import bind_runts, break_endless, ease_code, keep_words
from octavo.compose.line_liberties import liberties_rule
from octavo.compose.note_calls import part_calls
from octavo.compose.page_breaks import hold_end, hold_examples, hold_introductions, hold_letters
from octavo.compose.plain_ink import set_in_black
from octavo.compose.printed_tables import mark_tables, wide_findings
from octavo.compose.running_heads import RunningHeads, running_heads
from octavo.compose.section_roles import DISPLAY
from octavo.compose.section_xhtml import document, number_lists, section_element
from octavo.compose.text_column import Column, column_of
from octavo.compose.title_pages import also_by_page, copyright_page, half_title, title_page
from octavo.compose.used_characters import characters_of, characters_of_css
from octavo.core.model import (
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
from octavo.markdown.xhtml_tree import add_class, text_of
from octavo.styling.faces import PRINT_BLOCKS, cut_faces, font_face_rules, missing_characters
from octavo.styling.layers import Layers
from octavo.styling.theme import Theme
from octavo.text.addresses import readable_address
from octavo.text.direction import LEFT_TO_RIGHT
from octavo.text.xhtml_names import HEADINGS

#: Characters of a copyright page that may hang from the foot of its page; a longer one flows,
#: because what hangs cannot break over pages.
SHORT_IMPRINT = 1500

#: Front matter that stands before the contents.
_BEFORE_CONTENTS = frozenset({"also-by", "copyright-page", "dedication", "epigraph"})

#: Where a link cannot stand its address: titles, and a caption's line.
_NO_ADDRESS_IN = HEADINGS | {"figcaption", "caption"}
_OUTSIDE_LINK = re.compile(r"(?:https?|mailto|tel|doi|urn):", re.I)
_UNPRINTED = re.compile(r"(?:https?://|mailto:|tel:)", re.I)
#: An address breaks behind these marks and before those, rather than anywhere else, and never
#: behind a hyphen, which would be taken for one of ours (so The Chicago Manual of Style advises).
_ADDRESS_BREAK = re.compile(r"(?<=[/:])(?![/:])|(?<=.)(?=[.,?&=#%_~@+])")

#: `styling.faces.cut_faces`, or what remembers its results.
CutFaces = Callable[[Theme, frozenset[str], Iterable[range]], tuple[Face, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRoom:
    """What a layout found no room for.

    `moved` are the ids of notes that go to their section's end, for want of room at the foot;
    `fit` is how tables are set that were too wide (`compose/printed_tables.py`).
    """

    moved: frozenset[str] = frozenset()
    fit: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintBook:
    """A book whose sections can be composed for print, one by one, by one stylesheet.

    Its formulas are drawn, and `images` has them; `drawn` are the findings about them. The notes
    of `no_room` are all that do not stand at the foot. `first` is the section on whose first page
    the arabic folios begin.
    """

    book: Book
    layers: Layers
    images: Mapping[str, Asset]
    drawn: tuple[Finding, ...]
    no_room: NoRoom
    column: Column
    heads: RunningHeads
    first: str

    def documents(self, sections: Iterable[Section]) -> list[Document]:
        """Return the documents of some of the book's sections."""
        return [self._document(section) for section in sections]

    def page(self, element: etree._Element, kind: str) -> Document:
        """Return the document of a page that Octavo makes of the metadata."""
        add_class(element, "matter-display" if kind in DISPLAY else "matter-front")
        title = self.book.metadata.title
        self._hang(element, kind)
        if kind not in DISPLAY:
            self.heads.set_on(element[0], title, self.book.words["contents"])
        return Document(
            name=_name(element),
            kind=kind,
            matter=Matter.FRONT,
            title=title,
            anchor=element.get("id", kind),
            xhtml=self._xhtml(title, element),
        )

    def findings(self, edition: Edition) -> Iterator[Finding]:
        """Yield what was found in composing the sections."""
        sections = self.book.sections
        yield from self.drawn
        yield from moved_findings(sections, self.no_room.moved)
        yield from wide_findings(sections, self.no_room.fit)
        for section in sections:
            yield from plate_findings(section, edition)

    def _document(self, section: Section) -> Document:
        element = section_element(section, self.book)
        if section.kind != "part":
            open_chapter(element, self.layers.tokens.get("--opening", ""))
        mark_initials(element)
        display = section.kind in DISPLAY
        add_class(element, "matter-display" if display else f"matter-{section.matter}")
        if section.id == self.first:
            add_class(element, "first")
        self._hang(element, section.kind)
        if not display:
            head = section.short_title or section.title_text
            self.heads.set_on(element[0], self.book.metadata.title, head)
            if section.kind != "part":
                add_class(element, "recto")
        self._set_for_paper(element, section)
        return Document(
            name=_name(element),
            kind=section.kind,
            matter=section.matter,
            title=section.title_text,
            anchor=section.id,
            xhtml=self._xhtml(section.title_text, element),
            file=section.file,
        )

    def _set_for_paper(self, element: etree._Element, section: Section) -> None:
        """Mark and change what paper asks for: breaks, notes, tables, addresses, pictures."""
        set_in_black(element)
        hold_end(element, self.column)
        hold_examples(element, self.column)
        hold_introductions(element, self.column)
        hold_letters(element, self.column)
        bind_runts(element)
        keep_words(element)
        ease_code(element)
        part_calls(element)
        place_notes(element, section, self.book, moved=self.no_room.moved, column=self.column)
        mark_tables(element, section, self.column, fit=self.no_room.fit)
        print_addresses(element, self.layers.theme)
        set_plates(element)
        number_lists(element)
        for image in element.iter("img"):
            image.set("src", f"{ASSET_SCHEME}{self.images[image.get('src', '')].name}")

    def _hang(self, element: etree._Element, kind: str) -> None:
        """Hang a copyright page from the foot of its page if it is short enough."""
        if kind == "copyright-page" and len(text_of(element)) < SHORT_IMPRINT:
            add_class(element, "short")

    def _xhtml(self, title: str, element: etree._Element) -> bytes:
        break_endless(element)
        settle_emoji(element)
        return document(title, self.book.metadata.language, [element])


def print_book(
    book: Book,
    layers: Layers,
    *,
    images: Mapping[str, Asset],
    no_room: NoRoom | None = None,
    within: Book | None = None,
) -> PrintBook:
    """Make the sections of a book ready; `within` is the whole one if these are not all.

    Of its other sections only kind and matter count. Raises `BookError` for a formula with
    characters that the math font lacks.
    """
    no_room = no_room or NoRoom()
    book, made, drawn = draw_formulas(book, layers.css, layers.tokens, layers.theme.fonts)
    column = column_of(layers)
    moved = no_room.moved | long_notes(book.sections, column)
    return PrintBook(
        book=book,
        layers=layers,
        images={**images, **made},
        drawn=drawn,
        no_room=replace(no_room, moved=moved),
        column=column,
        heads=running_heads(layers, column),
        first=first_of_body(within or book),
    )


def compose_print(ready: PrintBook, edition: Edition) -> Composition:
    """Return the documents of a print edition, in the order of its pages."""
    book = ready.book
    entries = contents_entries(book, lambda section: f"#{section.id}")
    front = [item for item in book.sections if _before_contents(item)]
    rest = [item for item in book.sections if not _before_contents(item)]
    documents = [ready.page(half_title(book.metadata), "halftitlepage")]
    own = [item for item in front if item.kind == "also-by"]
    documents += ready.documents(own)
    if book.metadata.also_by and not own:
        documents.append(ready.page(also_by_page(book.metadata, book.words), "also-by"))
    documents.append(ready.page(title_page(book.metadata, book.words), "titlepage"))
    if not any(item.kind == "copyright-page" for item in front):
        imprint = copyright_page(book.metadata, edition, book.words)
        documents.append(ready.page(imprint, "copyright-page"))
    documents += ready.documents(item for item in _front_order(front) if item not in own)
    documents.append(ready.page(contents_page(entries, book), "contents"))
    documents += ready.documents(rest)
    composition = _composition(ready, documents, edition, cut=partial(cut_faces, keep_ids=True))
    findings = (*ready.layers.findings, *composition.findings)
    return replace(composition, contents=entries, findings=findings)


def compose_section(ready: PrintBook, edition: Edition, cut: CutFaces = cut_faces) -> Composition:
    """Return sections alone, their documents as `compose_print` makes them.

    `cut` cuts the fonts: who composes again and again remembers them.
    """
    return _composition(ready, ready.documents(ready.book.sections), edition, cut=cut)


def first_of_body(book: Book) -> str:
    """Return the id of the section on whose first page the arabic folios begin, or nothing."""
    return next(
        (s.id for s in book.sections if s.matter is Matter.BODY and s.kind not in DISPLAY), ""
    )


def _composition(
    ready: PrintBook, documents: Sequence[Document], edition: Edition, *, cut: CutFaces
) -> Composition:
    """Return the documents with their fonts, and what was found in composing them."""
    book, layers = ready.book, ready.layers
    used = characters_of(item.xhtml for item in documents).all | characters_of_css(layers.css)
    faces = cut(layers.theme, used, PRINT_BLOCKS)
    return Composition(
        edition=edition,
        metadata=book.metadata,
        words=book.words,
        documents=tuple(documents),
        css=font_face_rules(faces, ASSET_SCHEME) + layers.css + liberties_rule(layers.tokens),
        contents=(),
        faces=faces,
        images=tuple(ready.images.values()),
        findings=tuple(ready.findings(edition)),
    )


def _before_contents(section: Section) -> bool:
    return section.matter is Matter.FRONT and section.kind in _BEFORE_CONTENTS


def _front_order(sections: list[Section]) -> list[Section]:
    """Put the copyright page first: it is the back of the title page."""
    return sorted(sections, key=lambda section: section.kind != "copyright-page")


def _name(element: etree._Element) -> str:
    return f"text/{element.get('id', '')}.xhtml"


def print_addresses(element: etree._Element, theme: Theme) -> None:
    """Set the address of each outside link, in brackets, behind its first link in the section.

    Not where the link's words are its address. What is set is a
    `span.address`, which a style can hide. Letters that the theme has no face for stand in it as
    percent signs and digits.
    """
    said: set[str] = set()
    for link in list(element.iter("a")):
        target = link.get("href", "")
        if not _OUTSIDE_LINK.match(target) or any(
            item.tag in _NO_ADDRESS_IN for item in link.iterancestors()
        ):
            continue
        shown = shown_address(target)
        if missing_characters(theme, frozenset(shown)):
            shown = shown_address(target, escaped=True)
        if _bare(shown) in said:
            continue
        said.add(_bare(shown))
        if _bare(shown_address(text_of(link))) != _bare(shown):
            span = _address(shown)
            span.tail, link.tail = link.tail, None
            link.addnext(span)


def shown_address(target: str, *, escaped: bool = False) -> str:
    """Return an address as it is printed: without `https://`, `mailto:`, and a slash at its end.

    Letters of all scripts stand as browsers show them, not as `%E7%B2%A5`, unless `escaped`.
    """
    shown = _UNPRINTED.sub("", target.strip(), count=1)
    shown = shown if escaped else readable_address(shown)
    return shown[:-1] if shown.count("/") == 1 and shown.endswith("/") else shown


def _bare(shown: str) -> str:
    return shown.lower().removeprefix("www.").rstrip("/")


def _address(shown: str) -> etree._Element:
    # A space before it, inside: where a style hides the address, the space goes with it. It stands
    # outside what runs from left to right, whose first end is the farther one in a Persian book.
    holder = etree.Element("span", {"class": "address"})
    holder.text = " "
    span = etree.SubElement(holder, "span", {"dir": LEFT_TO_RIGHT})
    pieces = _ADDRESS_BREAK.split(shown)
    span.text = f"({pieces[0]}"
    for piece in pieces[1:]:
        etree.SubElement(span, "wbr").tail = piece
    last = span[-1] if len(span) else None
    if last is None:
        span.text += ")"
    else:
        last.tail = f"{last.tail})"
    return holder
