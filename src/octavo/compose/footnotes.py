"""Notes in print: at the foot of the page, or at the section's end where they do not fit there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from octavo.compose.note_calls import AFTER_FIGURE
from octavo.compose.page_breaks import hold_end
from octavo.compose.section_xhtml import calls, lead_with, sub
from octavo.compose.text_column import Column
from octavo.core.model import Book, Finding, Note, Section
from octavo.findings.catalogue.notes import NoteMoved
from octavo.markdown.xhtml_tree import add_class, read, text_of
from octavo.text.direction import direction

#: The share of a page that the longest note may take which may stand at its foot. A note taller
#: than a page overprints and loses text (WeasyPrint 70.0).
_LONGEST = 0.5

#: What no line breaks at (U+2060): WeasyPrint 70.0 else lets a call begin the next line.
_JOINER = "\u2060"
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")

_BLOCKS = frozenset({"p", "li", "dt", "dd", "tr", "blockquote", "h2", "h3", "h4", "h5", "h6"})
#: What has a height that its characters do not tell.
_TALL = frozenset({"figure", "img", "table", "pre", "svg", "math"})


def long_notes(sections: Iterable[Section], column: Column) -> frozenset[str]:
    """Return the ids of notes that cannot stand at a foot.

    They are too tall, called from a page that hangs, or too many for the paragraph that calls them.
    """
    found: set[str] = set()
    longest = _longest(column)
    for section in sections:
        lines = {
            note.id: _lines(read(note.body), column.small_characters) for note in section.notes
        }
        hangs = section.kind == "copyright-page"
        found |= {name for name, height in lines.items() if hangs or height > longest}
        if sum(lines.values()) > longest:
            left = {name: high for name, high in lines.items() if name not in found}
            found |= set(_crowd(read(section.body), left, column))
    return frozenset(found)


def _crowd(body: etree._Element, lines: Mapping[str, float], column: Column) -> Iterator[str]:
    """Yield the ids of notes for which a paragraph leaves no room, so that no layout need try them.

    A paragraph's notes find room on a page and on those that its own lines fill; `lines` are
    those of each note that may stand at a foot.
    """
    for block in body.iter("p", "li", "dd", "td"):
        called = dict.fromkeys(call.get("href", "")[1:] for call in calls(block))
        room = _longest(column) + 2 * len(text_of(block)) // column.small_characters
        for name in called:
            room -= lines.get(name, 0)
            if room < 0 and name in lines:
                yield name


def _longest(column: Column) -> float:
    """Return how many lines a note may have that stands at a foot."""
    return _LONGEST * column.lines / column.small


def moved_findings(sections: Iterable[Section], moved: frozenset[str]) -> Iterator[Finding]:
    """Says of each note in `moved` that it stands at its section's end."""
    for section in sections:
        for note in section.notes:
            if note.id in moved:
                yield NoteMoved.found({"number": note.number}, file=section.file)


def place_notes(
    element: etree._Element, section: Section, book: Book, *, moved: frozenset[str], column: Column
) -> None:
    """Put each note at its first call; a further call shows the number alone.

    Notes in `moved` go to the end of the section, and so do those that nothing
    calls on paper: of a dedication, say, whose title is not shown.
    """
    language = section.language or book.metadata.language
    by_id = {f"#{note.id}": note for note in section.notes}
    ending = []
    for call in calls(element):
        note = by_id.pop(call.get("href", ""), None)
        call.tag = "span"
        del call.attrib["href"]
        _join_to_word(call)
        if note is not None and note.id not in moved:
            _set_note(call, note, language)
        else:
            call.attrib.pop("id", "")
            ending += [note] if note else []
    ending += by_id.values()
    if ending:
        holder = _endnotes(ending, book.words["notes"])
        hold_end(holder, column)
        element.append(holder)


def _join_to_word(call: etree._Element) -> None:
    """Lets no line break between a call and the word that it follows."""
    before, parent = call.getprevious(), call.getparent()
    if before is not None:
        before.tail = _joined(before.tail or "")
    elif parent is not None and parent.text:
        parent.text = _joined(parent.text)


def _joined(text: str) -> str:
    return text if text[-1:].isspace() else f"{text}{_JOINER}"


def _set_note(call: etree._Element, note: Note, language: str) -> None:
    around = next((item.get("lang") for item in call.iterancestors() if item.get("lang")), language)
    if around != language:
        # What calls it is in another language; the note is in the section's own.
        call.set("lang", language)
        call.set("dir", direction(language))
    parted = AFTER_FIGURE in call.get("class", "").split()
    call.set("class", f"footnote {AFTER_FIGURE}" if parted else "footnote")
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
    _join_lines(call)


def _join_lines(note: etree._Element) -> None:
    """Turn the line ends of a note's source into spaces: WeasyPrint 70.0 keeps them in notes."""
    for item in note.iter(etree.Element):
        if item.tag != "pre" and next(item.iterancestors("pre"), None) is None:
            item.text = item.text and _LINE_END.sub(" ", item.text)
            for child in item:
                child.tail = child.tail and _LINE_END.sub(" ", child.tail)


def _endnotes(notes: list[Note], heading: str) -> etree._Element:
    holder = etree.Element("section", {"class": "endnotes"})
    sub(holder, "h2", heading)
    for note in notes:
        entry = sub(holder, "div", attributes={"class": "endnote", "id": note.id})
        entry.extend(list(read(note.body)))
        mark = etree.Element("span", {"class": "mark"})
        mark.text = f"{note.number}."
        lead_with(entry, mark)
    return holder


def _lines(body: etree._Element, characters: float) -> float:
    """About how many lines a note takes; more than fit a foot if it holds something tall."""
    if any(item.tag in _TALL and not _is_in_line(item) for item in body.iter()):
        return math.inf
    blocks = [item for item in body.iter() if item.tag in _BLOCKS]
    return len(blocks) + len(text_of(body)) // characters


def _is_in_line(item: etree._Element) -> bool:
    """Whether it is a formula in a line of text; one of a display stands in a block of its own."""
    parent = item.getparent()
    display = parent is not None and "math" in parent.get("class", "").split()
    return "formula" in item.get("class", "").split() and not display
