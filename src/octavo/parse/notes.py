"""Footnotes: out of the body, numbered by their calls, ids unique in the book."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.model import Finding, Note, Severity
from octavo.parse.source import Lines
from octavo.parse.tree import drop, write


def take_notes(root: etree._Element, section: str) -> tuple[Note, ...]:
    """Takes the notes out of the tree and turns their calls into lean links.

    A call becomes `<a class="noteref" id="SECTION--noteref-1"
    href="#SECTION--note-1">1</a>`. Notes are numbered from 1 in the order of
    their first calls; a second call of the same note repeats its number and
    has the id `…--noteref-1-2`.
    """
    texts = _texts(root)
    numbers: dict[str, int] = {}
    calls: dict[str, int] = {}
    for mark in _calls(root):
        label = mark.getparent().get("id", "").partition(":")[2]
        number = numbers.setdefault(label, len(numbers) + 1)
        calls[label] = calls.get(label, 0) + 1
        again = f"-{calls[label]}" if calls[label] > 1 else ""
        _replace(mark, f"{section}--noteref-{number}{again}", f"{section}--note-{number}", number)
    return tuple(
        Note(
            id=f"{section}--note-{number}",
            call_id=f"{section}--noteref-{number}",
            number=number,
            body=texts[label],
        )
        for label, number in numbers.items()
    )


def note_findings(lines: Lines, file: str) -> Iterator[Finding]:
    """Calls without a note (errors) and notes without a call (warnings)."""
    for label, line in lines.undefined_notes():
        yield Finding(
            code="note-missing",
            severity=Severity.ERROR,
            message=f"the note [^{label}] has no text.",
            file=file,
            line=line,
            hint=f"Write it in this file: [^{label}]: …",
        )
    for label, line in lines.note_texts():
        if f"[^{label}]" not in lines.text.replace(f"[^{label}]:", ""):
            yield Finding(
                code="note-uncalled",
                message=f"the note [^{label}] is never called, so it is not in the book.",
                file=file,
                line=line,
                hint=f"Put [^{label}] where it belongs, or take the note out.",
            )


def _texts(root: etree._Element) -> dict[str, str]:
    """The notes' bodies by label; the list that held them leaves the tree."""
    listing = root.find("div[@class='footnote']")
    if listing is None:
        return {}
    texts = {}
    for item in listing.iterfind("ol/li"):
        for back in list(item.iterfind(".//a[@class='footnote-backref']")):
            _trim(back)
            drop(back)
        texts[item.get("id", "").partition(":")[2]] = write(item)
    root.remove(listing)
    return texts


def _trim(back: etree._Element) -> None:
    """Takes off the no-break space that stands before a back link."""
    before, parent = back.getprevious(), back.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip("\u00a0")
    else:
        parent.text = (parent.text or "").rstrip("\u00a0")


def _calls(root: etree._Element) -> list[etree._Element]:
    return list(root.iterfind(".//sup/a[@class='footnote-ref']"))


def _replace(mark: etree._Element, call: str, note: str, number: int) -> None:
    """Puts a bare link in the place of `<sup><a>`."""
    sup = mark.getparent()
    sup.tag = "a"
    sup.remove(mark)
    sup.attrib.clear()
    sup.set("class", "noteref")
    sup.set("id", call)
    sup.set("href", f"#{note}")
    sup.text = str(number)
