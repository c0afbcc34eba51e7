"""Footnotes: out of the body, numbered by their calls, ids unique in the book."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.core.model import Finding, Note
from octavo.findings.catalogue.notes import (
    NoteMark,
    NoteMissing,
    NoteNested,
    NoteTwice,
    NoteUncalled,
)
from octavo.markdown.source_places import Lines
from octavo.markdown.xhtml_tree import drop, write
from octavo.text.xhtml_names import id_within


def drop_back_links(root: etree._Element) -> None:
    """Take out the links back to the text, with what Markdown put around them."""
    for back in root.findall(".//a[@class='footnote-backref']"):
        _trim(back)
        holder = back.getparent()
        drop(back)
        if holder is not None and holder.tag == "p" and not len(holder) and not holder.text:
            drop(holder)  # a paragraph of its own, where a note ends with a list


def take_notes(root: etree._Element, section: str) -> tuple[Note, ...]:
    """Take the notes out of the tree and turn their calls into lean links.

    A call becomes `<a class="noteref" id="SECTION--noteref-1"
    href="#SECTION--note-1">1</a>`. Notes are numbered from 1 in the order of
    their first calls; a second call of the same note repeats its number and
    has the id `…--noteref-1-2`. Call `drop_back_links` before.
    """
    texts = _texts(root)
    numbers: dict[str, int] = {}
    calls: dict[str, int] = {}
    for sup in _calls(root):
        label = _label(sup)
        number = numbers.setdefault(label, len(numbers) + 1)
        calls[label] = calls.get(label, 0) + 1
        again = f"-{calls[label]}" if calls[label] > 1 else ""
        _replace(
            sup,
            id_within(section, f"noteref-{number}{again}"),
            id_within(section, f"note-{number}"),
            number,
        )
    return tuple(
        Note(
            id=id_within(section, f"note-{number}"),
            call_id=id_within(section, f"noteref-{number}"),
            number=number,
            body=texts[label],
        )
        for label, number in numbers.items()
    )


def note_findings(lines: Lines, file: str) -> Iterator[Finding]:
    """Find calls without a note and notes written twice (errors), notes uncalled (warnings)."""
    texts, calls = list(lines.note_texts()), list(lines.note_calls())
    written = {label for label, _ in texts}
    called = {label for label, _ in calls}
    for label, line in calls:
        if label.split() != [label]:
            yield NoteMark.found({"mark": label}, file=file, line=line)
        elif label not in written:
            yield NoteMissing.found({"mark": label}, file=file, line=line)
    seen: set[str] = set()
    for label, line in texts:
        if label in seen:
            yield NoteTwice.found({"mark": label}, file=file, line=line)
        elif label not in called:
            yield NoteUncalled.found({"mark": label}, file=file, line=line)
        seen.add(label)


def nested_findings(root: etree._Element, lines: Lines, file: str) -> Iterator[Finding]:
    """Find calls inside a note (errors): a printed page has no place for a note's note."""
    for sup in _calls(root):
        if next(sup.iterancestors("li"), None) in _items(root):
            label = _label(sup)
            line = next((at for name, at in reversed([*lines.note_calls()]) if name == label), 1)
            yield NoteNested.found({"mark": label}, file=file, line=line)


def _texts(root: etree._Element) -> dict[str, str]:
    """Return the notes' bodies by label; the list that held them leaves the tree."""
    texts = {str(item.get("id")).partition(":")[2]: write(item) for item in _items(root)}
    listing = _listing(root)
    if listing is not None:
        root.remove(listing)
    return texts


def _listing(root: etree._Element) -> etree._Element | None:
    """Return Python-Markdown's list of notes; an author's own `div.footnote` is not it."""
    lists = root.findall("div[@class='footnote']/ol/..")
    first = lists[-1].find("ol/li") if lists else None
    return lists[-1] if first is not None and "fn:" in first.get("id", "") else None


def _items(root: etree._Element) -> list[etree._Element]:
    listing = _listing(root)
    return listing.findall("ol/li") if listing is not None else []


def _trim(back: etree._Element) -> None:
    """Take off the no-break space that stands before a back link."""
    before, parent = back.getprevious(), back.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip("\u00a0")
    elif parent is not None:
        parent.text = (parent.text or "").rstrip("\u00a0")


def _calls(root: etree._Element) -> list[etree._Element]:
    """Return the `sup` elements of all calls in order; a link of that class is the author's."""
    return [
        sup
        for sup in root.findall(".//sup[a]")
        if sup[0].get("class") == "footnote-ref" and "fnref" in sup.get("id", "")
    ]


def _label(sup: etree._Element) -> str:
    """Return the label in the id of a call: `1` in `fnref:1`, `fnref2:1` or `CHAPTER--fnref:1`."""
    return str(sup.get("id")).partition(":")[2]


def _replace(sup: etree._Element, call: str, note: str, number: int) -> None:
    """Make `<sup><a>` a bare link."""
    tail = sup.tail
    for child in list(sup):
        sup.remove(child)
    sup.tag = "a"
    sup.attrib.clear()
    sup.set("class", "noteref")
    sup.set("id", call)
    sup.set("href", f"#{note}")
    sup.text, sup.tail = str(number), tail
