"""Notes in print: at the foot of the page, or at the section's end where they do not fit there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from lxml import etree

from octavo.compose.breaks import hold_end
from octavo.compose.markup import calls, lead_with, sub
from octavo.manuscript.direction import direction
from octavo.model import Book, Finding, Note, Section, Severity
from octavo.parse.tree import add_class, read, text_of

#: Lines of the longest note that may stand at a page's foot: half the page of the profile
#: `plain`. A note taller than a page overprints and loses text (WeasyPrint 70.0).
LONGEST = 20
#: Characters of a note's line on the measure of `plain`, 9 pt EB Garamond.
_LINE = 75

_BLOCKS = frozenset({"p", "li", "dt", "dd", "tr", "blockquote", "h2", "h3", "h4", "h5", "h6"})
#: What has a height that its characters do not tell.
_TALL = frozenset({"figure", "img", "table", "pre", "svg", "math"})


def long_notes(sections: Iterable[Section]) -> frozenset[str]:
    """Ids of notes that cannot stand at a foot.

    They are too tall, called from a page that hangs, or too many for the paragraph that calls them.
    """
    found: set[str] = set()
    for section in sections:
        lines = {note.id: _lines(read(note.body)) for note in section.notes}
        hangs = section.kind == "copyright-page"
        found |= {name for name, height in lines.items() if hangs or height > LONGEST}
        if sum(lines.values()) > LONGEST:
            found |= set(_crowd(read(section.body), lines, frozenset(found)))
    return frozenset(found)


def _crowd(body: etree._Element, lines: Mapping[str, int], gone: Collection[str]) -> Iterator[str]:
    """Ids of notes for which a paragraph leaves no room, so that no layout need try them.

    A paragraph's notes find room on a page and on those that its own lines fill.
    """
    for block in body.iter("p", "li", "dd", "td"):
        called = dict.fromkeys(call.get("href", "")[1:] for call in calls(block))
        room = LONGEST + 2 * len(text_of(block)) // _LINE
        for name in called:
            room -= 0 if name in gone else lines.get(name, 0)
            if room < 0 and name in lines:
                yield name


def moved_findings(sections: Iterable[Section], moved: frozenset[str]) -> Iterator[Finding]:
    """Says of each note in `moved` that it stands at its section's end."""
    for section in sections:
        for note in section.notes:
            if note.id in moved:
                yield Finding(
                    code="note-moved",
                    severity=Severity.INFO,
                    message=f"note {note.number} does not fit at the foot of its page;"
                    " in print it stands at the end of the chapter.",
                    file=section.file,
                    hint="Nothing is lost. Shorten it, or take it into the text, to bring it back.",
                )


def place_notes(
    element: etree._Element, section: Section, book: Book, moved: frozenset[str]
) -> None:
    """Puts each note at its first call; a further call shows the number alone.

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
        if note is not None and note.id not in moved:
            _set_note(call, note, language)
        else:
            call.attrib.pop("id", "")
            ending += [note] if note else []
    ending += by_id.values()
    if ending:
        holder = _endnotes(ending, book.words["notes"])
        hold_end(holder)
        element.append(holder)


def _set_note(call: etree._Element, note: Note, language: str) -> None:
    around = next((item.get("lang") for item in call.iterancestors() if item.get("lang")), language)
    if around != language:
        # What calls it is in another language; the note is in the section's own.
        call.set("lang", language)
        call.set("dir", direction(language))
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
        mark = etree.Element("span", {"class": "mark"})
        mark.text = f"{note.number}."
        lead_with(entry, mark)
    return holder


def _lines(body: etree._Element) -> int:
    """About how many lines a note takes; more than fit a foot if it holds something tall."""
    if any(item.tag in _TALL and not _is_in_line(item) for item in body.iter()):
        return LONGEST + 1
    blocks = [item for item in body.iter() if item.tag in _BLOCKS]
    return len(blocks) + len(text_of(body)) // _LINE


def _is_in_line(item: etree._Element) -> bool:
    """Whether it is a formula in a line of text; one of a display stands in a block of its own."""
    parent = item.getparent()
    display = parent is not None and "math" in parent.get("class", "").split()
    return "formula" in item.get("class", "").split() and not display
