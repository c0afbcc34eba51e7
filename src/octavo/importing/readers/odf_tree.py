"""The text of an ODT → a tree of HTML, with its notes behind it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from octavo.importing.readers.left_out import Left, Reason
from octavo.importing.readers.marked_runs import Run, fill, shows
from octavo.importing.readers.odf_inline import Inline, initial_of
from octavo.importing.readers.odf_lists import Lists
from octavo.importing.readers.odf_package import DRAW, NO_TEXT, OFFICE, TABLE, TEXT, Package
from octavo.importing.readers.odf_styles import Look, Styles, read_styles
from octavo.importing.readers.written_paragraphs import Set, paragraph

#: Parts that only hold others.
_HOLDERS = frozenset(
    f"{TEXT}{name}" for name in ("section", "numbered-paragraph", "index-title", "list-header")
) | {f"{DRAW}{name}" for name in ("a", "g", "text-box", "page")} | {f"{OFFICE}text"}  # fmt: skip

#: What the document makes of itself: the book makes its own. A bibliography is the author's.
_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "alphabetical-index", "illustration-index", "object-index",
                 "table-index", "user-index")
)  # fmt: skip

_SHAPES = frozenset(
    f"{DRAW}{name}"
    for name in ("caption", "circle", "connector", "custom-shape", "ellipse", "line", "measure",
                 "path", "polygon", "polyline", "rect", "regular-polygon")
)  # fmt: skip


@dataclass(slots=True)
class OdfTree:
    """A document on its way: what it is read with, and what gathers beside its text."""

    package: Package
    styles: Styles
    left: list[Left] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
    line: int = 0

    def blocks_of(self, part: etree._Element) -> Iterator[etree._Element]:
        """Yield the blocks that one part of a document becomes."""
        yield from self._part(part)

    def blocks(self, holder: etree._Element) -> Iterator[etree._Element]:
        """Yield the blocks within an element that only holds others."""
        for part in holder:
            yield from self._part(part)

    def _part(self, part: etree._Element) -> Iterator[etree._Element]:
        tag = part.tag
        if tag in (f"{TEXT}p", f"{TEXT}h"):
            yield from self._paragraph(part)
        elif tag == f"{TEXT}list":
            yield from self.lists.blocks(part, self)
        elif tag == f"{TABLE}table":
            yield self._table(part)
        elif tag in _INDEXES:
            self.leave(part, Reason.CONTENTS)
        elif tag == f"{TEXT}tracked-changes":
            for deleted in part.iter(f"{TEXT}deletion"):
                self.leave(deleted, Reason.DELETED)
        elif tag == f"{TEXT}bibliography":
            for body in part.iterfind(f"{TEXT}index-body"):
                yield from self.blocks(body)
        elif tag == f"{TEXT}section" and _is_hidden(part):
            self.leave(part, Reason.HIDDEN)
        elif tag in _HOLDERS or tag in _SHAPES:
            yield from self.blocks(part)
        elif tag == f"{DRAW}frame" or tag == f"{OFFICE}annotation":
            yield from self._loose(part)

    def _loose(self, part: etree._Element) -> Iterator[etree._Element]:
        """Yield a frame that stands among paragraphs, and not in one, as a paragraph."""
        inline = Inline(self)
        made = etree.Element("p")
        fill(made, list(inline.of(part)))
        if len(made) or (made.text or "").strip():
            yield made
        yield from inline.behind

    def leave(self, part: etree._Element, reason: Reason) -> None:
        """Take note of a part that is left out, with all its words."""
        self.left.append(Left(reason=reason, text=words_within(part), line=max(1, self.line)))

    def _paragraph(self, part: etree._Element) -> Iterator[etree._Element]:
        self.line += 1
        line = self.line
        look = self.styles.look("paragraph", part.get(f"{TEXT}style-name"))
        if look.hidden:
            self.leave(part, Reason.HIDDEN)
            return
        level = self._level(part, look)
        inline = Inline(self)
        runs = list(inline.within(part, look.marks))
        if initial := initial_of(part):
            runs = [Run(text=initial, marks=look.marks), *runs]
            del inline.behind[0]
        if level and not any(map(shows, runs)):
            runs = [*runs, *self.lists.label(level, self.styles)]
        elif level:
            self.lists.count(level, self.styles)
        is_title = look.role == "title" and not level
        set_as = Set(
            level=1 if is_title else min(6, level + 1) if level else 0,
            role="" if is_title else look.role,
            centred=look.centred,
            page=look.page,
            size=look.size,
            style=look.marks,
            line=line,
        )
        made = paragraph(runs, set_as)
        if made is not None:
            yield made
        yield from inline.behind

    def _level(self, part: etree._Element, look: Look) -> int:
        if part.tag != f"{TEXT}h":
            return look.level
        stated = part.get(f"{TEXT}outline-level") or ""
        return int(stated) if stated.isdigit() and stated != "0" else look.level or 1

    def note(self, part: etree._Element) -> etree._Element:
        """Return the call of a note; its text waits for the end."""
        label = str(len(self.notes) + 1)
        made = etree.Element("notetext")
        self.notes.append(made)
        made.set("label", label)
        body = part.find(f"{TEXT}note-body")
        for block in self.blocks(body) if body is not None else ():
            made.append(block)
        call = etree.Element("note")
        call.set("label", label)
        return call

    def _table(self, part: etree._Element) -> etree._Element:
        made = etree.Element("table")
        for row in _rows(part):
            line = etree.SubElement(made, "tr")
            holder = row.getparent()
            is_head = holder is not None and holder.tag == f"{TABLE}table-header-rows"
            for cell in row:
                if cell.tag == f"{TABLE}table-cell":
                    self._cell(etree.SubElement(line, "th" if is_head else "td"), cell)
                elif words_within(cell).strip():  # another cell lies over it
                    self.leave(cell, Reason.HIDDEN)
        return made

    def _cell(self, made: etree._Element, cell: etree._Element) -> None:
        for name in ("columns", "rows"):
            number = cell.get(f"{TABLE}number-{name}-spanned") or "1"
            if number.isdigit() and int(number) > 1:
                made.set("colspan" if name == "columns" else "rowspan", number)
        for block in self.blocks(cell):
            made.append(block)

    def embedded(self, image: etree._Element) -> bytes | None:
        """Return the bytes that a flat document holds of a picture, if it holds any."""
        return inline_data(image)

    def picture(self, name: str, data: bytes | None) -> str:
        """Keep a picture's bytes and return the address that the tree shows it by."""
        if data is not None:
            self.images[name] = data
        return name


def tree_of(package: Package) -> OdfTree:
    """Begin to read a document; its blocks are those of its `text`."""
    return OdfTree(package=package, styles=read_styles(package.roots))


def words_within(part: etree._Element) -> str:
    """Return all words of a part, a space between its paragraphs."""
    return "".join(_words(part))


def _words(part: etree._Element) -> Iterator[str]:
    is_text = str(part.tag).startswith(TEXT)
    if part.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
        yield " "
    yield (part.text or "") if is_text else ""
    for child in part:
        if child.tag not in NO_TEXT and not str(child.tag).endswith("-source"):
            yield from _words(child)
        yield (child.tail or "") if is_text else ""
    yield " " if part.tag in (f"{TEXT}p", f"{TEXT}h") else ""


def _is_hidden(section: etree._Element) -> bool:
    return section.get(f"{TEXT}display") == "none" or (
        section.get(f"{TEXT}display") == "condition" and section.get(f"{TEXT}is-hidden") == "true"
    )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for part in table:
        if part.tag == f"{TABLE}table-row":
            yield part
        elif part.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows",
                          f"{TABLE}table-row-group"):  # fmt: skip
            yield from _rows(part)


def inline_data(element: etree._Element) -> bytes | None:
    """Return the bytes that a flat document holds of a picture."""
    found = element.findtext(f"{OFFICE}binary-data")
    try:
        return base64.b64decode(found) if found else None
    except ValueError:
        return None
