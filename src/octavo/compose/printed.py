"""A Book for print: the same sections, notes in their place, pages before and after."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.compose.characters import characters_of
from octavo.compose.contents import contents_entries, contents_page
from octavo.compose.front import copyright_page, half_title, title_page
from octavo.compose.geometry import ASSET_SCHEME
from octavo.compose.markup import calls, document, section_element, sub
from octavo.compose.roles import DISPLAY
from octavo.model import (
    Asset,
    Book,
    Composition,
    Document,
    Edition,
    Finding,
    Matter,
    Note,
    Section,
    Severity,
)
from octavo.parse.tree import add_class, read, text_of
from octavo.theme.fonts import PRINT_BLOCKS, cut_faces, font_face_rules
from octavo.theme.layers import Layers
from octavo.theme.theme import Theme

#: Characters of the longest note that may stand at a page's foot: about twenty lines, half the
#: page of the profile `plain`. A note longer than a page overprints and loses text
#: (WeasyPrint 70.0).
LONGEST_NOTE = 1600

#: Front matter that stands before the contents.
_BEFORE_CONTENTS = frozenset({"copyright-page", "dedication", "epigraph"})


def compose_print(
    book: Book, edition: Edition, theme: Theme, layers: Layers, images: dict[str, Asset]
) -> Composition:
    """The documents of a print edition, in the order of its pages."""
    entries = contents_entries(book, lambda section: f"#{section.id}")
    first = next((item.id for item in book.sections if item.matter is Matter.BODY), "")
    front = [item for item in book.sections if item.kind in _BEFORE_CONTENTS]
    rest = [item for item in book.sections if item.kind not in _BEFORE_CONTENTS]
    documents = [
        _page(book, half_title(book.metadata), "halftitlepage"),
        _page(book, title_page(book.metadata, book.words), "titlepage"),
    ]
    if not any(item.kind == "copyright-page" for item in front):
        page = copyright_page(book.metadata, edition, book.words)
        documents.append(_page(book, page, "copyright-page"))
    documents += [_document(book, item, images, first) for item in _front_order(front)]
    documents.append(_page(book, contents_page(entries, book), "contents"))
    documents += [_document(book, item, images, first) for item in rest]
    used = frozenset().union(*(characters_of(item.xhtml) for item in documents))
    faces = cut_faces(theme, used | characters_of(layers.css.encode()), PRINT_BLOCKS)
    return Composition(
        edition=edition,
        metadata=book.metadata,
        words=book.words,
        documents=tuple(documents),
        css=font_face_rules(faces, ASSET_SCHEME) + layers.css,
        contents=entries,
        faces=faces,
        images=tuple(images.values()),
        findings=(*layers.findings, *_long_notes(book)),
    )


def _front_order(sections: list[Section]) -> list[Section]:
    """The copyright page first: it is the back of the title page."""
    return sorted(sections, key=lambda section: section.kind != "copyright-page")


def _page(book: Book, element: etree._Element, kind: str) -> Document:
    add_class(element, "matter-display" if kind in DISPLAY else "matter-front")
    if kind not in DISPLAY:
        _run(element, book, book.words["contents"])
    return _wrap(book, element, kind, Matter.FRONT, element.get("id", kind), book.metadata.title)


def _document(book: Book, section: Section, images: dict[str, Asset], first: str) -> Document:
    element = section_element(section, book.words["part"])
    add_class(element, "matter-display" if section.kind in DISPLAY else f"matter-{section.matter}")
    if section.id == first:
        add_class(element, "first")
    if section.kind not in DISPLAY:
        _run(element, book, section.short_title or section.title_text)
        if section.kind != "part":
            add_class(element, "recto")
    _place_notes(element, section, book.words["notes"])
    for image in element.iter("img"):
        image.set("src", f"{ASSET_SCHEME}{images[image.get('src', '')].name}")
    return _wrap(book, element, section.kind, section.matter, section.id, section.title_text)


def _wrap(
    book: Book, element: etree._Element, kind: str, matter: Matter, anchor: str, title: str
) -> Document:
    return Document(
        name=f"text/{anchor}.xhtml",
        kind=kind,
        matter=matter,
        title=title,
        anchor=anchor,
        xhtml=document(title, book.metadata.language, [element], ""),
    )


def _run(element: etree._Element, book: Book, head: str) -> None:
    """The running heads of the pages that follow: the book's on the left, this one on the right.

    They are set on the opener alone: a box that runs over several pages would set
    them anew on each, and `first-except` leaves out every page where they are set.
    """
    opener = element[0]
    opener.set("data-running", head)
    opener.set("data-book", book.metadata.title)


def _place_notes(element: etree._Element, section: Section, heading: str) -> None:
    """Puts each note at its first call; a further call shows the number alone.

    Over-long notes go to the end of the section, under `heading`.
    """
    by_id = {f"#{note.id}": note for note in section.notes}
    ending = []
    for call in calls(element):
        note = by_id.pop(call.get("href", ""), None)
        call.tag = "span"
        del call.attrib["href"]
        if note is not None and not _is_long(note):
            _set_note(call, note)
        else:
            call.attrib.pop("id")
            ending += [note] if note else []
    if ending:
        element.append(_endnotes(ending, heading))


def _set_note(call: etree._Element, note: Note) -> None:
    call.set("class", "footnote")
    call.set("id", note.id)
    call.set("data-number", str(note.number))
    call.text = None
    call.extend(list(read(note.body)))
    for child in call:
        if child.tag == "p":
            # A `p` may not stand inside the `p` that calls the note.
            child.tag = "span"
            add_class(child, "p")
        child.tail = None


def _endnotes(notes: list[Note], heading: str) -> etree._Element:
    holder = etree.Element("section", {"class": "endnotes"})
    sub(holder, "h2", heading)
    for note in notes:
        entry = sub(holder, "div", attributes={"class": "endnote", "id": note.id})
        entry.extend(list(read(note.body)))
        first = entry[0] if len(entry) and entry[0].tag == "p" else sub(entry, "p")
        entry.insert(0, first)
        mark = etree.Element("span", {"class": "mark"})
        mark.text, mark.tail = f"{note.number}.", f" {first.text or ''}"
        first.text = None
        first.insert(0, mark)
    return holder


def _is_long(note: Note) -> bool:
    return len(text_of(read(note.body))) > LONGEST_NOTE


def _long_notes(book: Book) -> Iterator[Finding]:
    for section in book.sections:
        for note in filter(_is_long, section.notes):
            yield Finding(
                code="note-long",
                severity=Severity.INFO,
                message=f"note {note.number} of “{section.title_text}” is too long for the foot"
                " of a page; in print it stands at the end of the chapter.",
                file=section.file,
                hint="Nothing is lost. Shorten it, or take it into the text, to bring it back.",
            )
