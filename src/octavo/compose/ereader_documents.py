"""A Book for e-readers: documents by section, notes at their end, relative links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml import etree

from octavo.compose.contents import contents_entries
from octavo.compose.drop_caps import leave_first_letters, open_chapter
from octavo.compose.math_font import math_faces
from octavo.compose.note_calls import part_calls
from octavo.compose.section_xhtml import calls, document, lead_with, section_element, set_type, sub
from octavo.compose.title_pages import also_by_page, copyright_page, title_page
from octavo.compose.used_characters import characters_of, characters_of_css
from octavo.core.model import (
    Asset,
    Book,
    Composition,
    ContentsEntry,
    Document,
    Edition,
    Matter,
    Section,
)
from octavo.manuscript.slugs import as_id, ascii_slug, free_name
from octavo.markdown.math_text import annotate, spelled
from octavo.markdown.xhtml_tree import add_class, read, text_of
from octavo.styling.face_usage import used_fonts
from octavo.styling.faces import EREADER_BLOCKS, cut_faces, font_face_rules
from octavo.styling.layers import Layers
from octavo.text.xhtml_names import LINE, MATH, section_of_id

_STYLESHEET = "../styles/book.css"

#: The elements of the contents page, which is made later and by the same stylesheet.
_NAVIGATION = (
    b'<html><body><nav class="toc"><h1/><ol><li><a/><span/></li></ol></nav>'
    b'<nav class="landmarks"><h2/></nav></body></html>'
)

#: The words on it and in the landmarks, by their keys.
_NAVIGATION_WORDS = ("contents", "cover", "landmarks", "start")

#: Characters that fit into a line of 320 px, the narrowest phone: of a formula set at 16 px,
#: and of a table's longest words with what stands between its columns.
_FORMULA, _TABLE = 26, 34
#: The space between two columns, in characters.
_GAP = 2

#: epub:type of a document's body, by the matter it belongs to.
_BODY_TYPES = {
    Matter.FRONT: "frontmatter",
    Matter.BODY: "bodymatter",
    Matter.BACK: "backmatter",
}


def compose_ereader(
    book: Book,
    edition: Edition,
    layers: Layers,
    *,
    images: Mapping[str, Asset],
    cover: Asset | None,
) -> Composition:
    """Return the documents of an e-book edition.

    `images` are by their path in the book, made fit for e-readers (`ereader_images.py`).
    """
    opening = layers.tokens.get("--opening", "")
    pieces = [*_generated(book, edition), *_sections(book, opening)]
    names = _file_names(section.id for section, _ in pieces)
    homes = _homes(pieces, names)
    documents = tuple(_document(book, piece, homes=homes, images=images) for piece in pieces)
    entries = contents_entries(
        book, lambda section: _path(names[section.id]), depth=edition.contents_depth
    )
    used = characters_of(item.xhtml for item in documents).all | characters_of_css(layers.css)
    used |= _navigation_characters(entries, book.words)
    shown = used_fonts(layers.theme, layers.css, [*(item.xhtml for item in documents), _NAVIGATION])
    faces = cut_faces(replace(layers.theme, fonts=shown), used, EREADER_BLOCKS)
    faces += math_faces(element for _, element in pieces)
    return Composition(
        edition=edition,
        metadata=book.metadata,
        words=book.words,
        documents=documents,
        css=font_face_rules(faces, "../") + layers.css,
        contents=entries,
        faces=faces,
        images=tuple(images.values()),
        cover=cover,
        findings=layers.findings,
    )


def compose_chapter(
    book: Book, section: Section, *, images: Mapping[str, Asset], opening: str, stylesheet: str
) -> Document:
    """Return the document of one section alone, as `compose_ereader` makes it.

    `opening` is the theme's way to open a chapter (its token `--opening`). The document names
    `stylesheet`, and each image by `../` and its asset's name.
    """
    element = _with_notes(section, book, opening)
    targets = {str(link.get("href", ""))[1:] for link in element.iter("a")}
    homes = {target: section_of_id(target) for target in (*targets, section.id)}
    return _document(book, (section, element), homes=homes, images=images, stylesheet=stylesheet)


def _navigation_characters(
    entries: tuple[ContentsEntry, ...], words: dict[str, str]
) -> frozenset[str]:
    """Return the characters of the contents page, which is made later: lines, numbers, words."""
    texts = [".—", *(words[name] for name in _NAVIGATION_WORDS)]
    for entry in entries:
        texts += [entry.number, entry.title]
        texts += [f"{child.number}{child.title}" for child in entry.children]
    return frozenset("".join(texts))


_Piece = tuple[Section, etree._Element]


def _generated(book: Book, edition: Edition) -> list[_Piece]:
    pieces = [(_stand_in(book, "titlepage", "title_page"), title_page(book.metadata, book.words))]
    if not any(section.kind == "copyright-page" for section in book.sections):
        page = copyright_page(book.metadata, edition, book.words)
        pieces.append((_stand_in(book, "copyright-page", "copyright_page"), page))
    if book.metadata.also_by and not any(item.kind == "also-by" for item in book.sections):
        page = also_by_page(book.metadata, book.words)
        pieces.append((_stand_in(book, "also-by", "also_by"), page))
    return pieces


def _stand_in(book: Book, kind: str, word: str) -> Section:
    title = book.words[word]
    return Section(id=kind, kind=kind, matter=Matter.FRONT, title=title, title_text=title)


def _sections(book: Book, opening: str) -> list[_Piece]:
    return [(section, _with_notes(section, book, opening)) for section in book.sections]


def _with_notes(section: Section, book: Book, opening: str) -> etree._Element:
    element = section_element(section, book)
    if section.kind != "part":
        open_chapter(element, opening, ereader=True)
    leave_first_letters(element)
    part_calls(element)
    for call in calls(element):
        set_type(call, "noteref")
        call.set("role", "doc-noteref")
    if section.notes:
        element.append(_notes(section, book))
    return element


def _notes(section: Section, book: Book) -> etree._Element:
    """Return the section's notes, each with its way back at its start.

    Kindle runs notes together whose back link stands at the end (noted 2026).
    """
    holder = etree.Element("section", {"class": "notes", "aria-label": book.words["notes"]})
    set_type(holder, "footnotes")
    for note in section.notes:
        aside = sub(holder, "aside", attributes={"id": note.id, "role": "doc-footnote"})
        set_type(aside, "footnote")
        aside.extend(list(read(note.body)))
        label = f"{book.words['back_to_text']}, {note.number}"
        back = etree.Element(
            "a",
            {
                "class": "backlink",
                "href": f"#{note.call_id}",
                "role": "doc-backlink",
                "aria-label": label,
            },
        )
        back.text = f"{note.number}."
        lead_with(aside, back)
    return holder


def _file_names(sections: Iterable[str]) -> dict[str, str]:
    """Return a name in ASCII for the document of each section, by their ids.

    The names in an e-book's container may be in any script (EPUB 3.3, 4.2.3), and shops' converters
    stumble over them.
    """
    sections = tuple(sections)
    names = {section: section for section in sections if section.isascii()}
    taken = set(names)
    for section in sections:
        if section not in names:
            names[section] = free_name(as_id(ascii_slug(section) or "chapter"), taken)
            taken.add(names[section])
    return names


def _homes(pieces: list[_Piece], names: Mapping[str, str]) -> dict[str, str]:
    """Return the document that each id lies in."""
    return {
        name: names[section.id]
        for section, root in pieces
        for element in root.iter(etree.Element)
        if (name := element.get("id"))
    }


def _document(
    book: Book,
    piece: _Piece,
    *,
    homes: Mapping[str, str],
    images: Mapping[str, Asset],
    stylesheet: str = _STYLESHEET,
) -> Document:
    section, element = piece
    for link in element.iter("a"):
        target = link.get("href", "")
        if target.startswith("#"):
            link.set("href", _relative(target[1:], homes[section.id], homes))
    _let_scroll(element)
    for math in element.iter(MATH):
        math.attrib.pop(LINE, "")
        annotate(math)
    for image in element.iter("img"):
        image.set("src", f"../{images[image.get('src', '')].name}")
    kind = _BODY_TYPES[section.matter]
    language = book.metadata.language
    title = section.title_text or book.metadata.title
    return Document(
        name=_path(homes[section.id]),
        kind=section.kind,
        matter=section.matter,
        title=title,
        anchor=section.id,
        xhtml=document(title, language, [element], stylesheet=stylesheet, kind=kind),
    )


def _relative(anchor: str, here: str, homes: Mapping[str, str]) -> str:
    home = homes[anchor]
    if home == here:
        return f"#{anchor}"
    whole = anchor == section_of_id(anchor)
    return f"{home}.xhtml" if whole else f"{home}.xhtml#{anchor}"


def _path(name: str) -> str:
    return f"text/{name}.xhtml"


def _let_scroll(root: etree._Element) -> None:
    """Mark the formulas and tables that may be wider than a phone: they scroll in themselves.

    Their block can take the focus, because what scrolls must be within reach of the
    keyboard (WCAG 2.2, 2.1.1; axe's rule "scrollable-region-focusable", which Ace
    applies), and so it has a role and a name.
    """
    for block in root.iter("div"):
        names = block.get("class", "").split()
        if "math" in names and (math := block.find(MATH)) is not None:
            words = spelled(math)
            if len(words) > _FORMULA:
                _mark_wide(block, words)
        table = block.find("table") if "table" in names else None
        if table is not None and _table_width(table) > _TABLE:
            caption = table.find("caption")
            _mark_wide(block, text_of(caption) if caption is not None else "")


def _mark_wide(block: etree._Element, name: str) -> None:
    add_class(block, "wide")
    block.set("tabindex", "0")
    if name:
        block.set("role", "group")
        block.set("aria-label", name)


def _table_width(table: etree._Element) -> int:
    """Count the characters of the longest word of each column, with the gaps."""
    columns: dict[int, int] = {}
    for row in table.iter("tr"):
        for number, cell in enumerate(row):
            longest = max(map(len, text_of(cell).split()), default=0)
            columns[number] = max(columns.get(number, 0), longest)
    return sum(columns.values()) + _GAP * max(len(columns) - 1, 0)
