"""Footnotes: out of the body, numbered by their calls, ids unique in the book."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from octavo.core.model import Note
from octavo.markdown.html_attributes import CALL, NOTE
from octavo.markdown.mended_tree import take_lines
from octavo.markdown.xhtml_tree import drop, write
from octavo.text.xhtml_names import LINE, id_within

#: Characters that notes put into others may take in a chapter; those that are called behind that
#: stay marks. Notes that call each other twice could fill any book.
_MOST = 200_000
#: Notes that stand in each other.
_DEEPEST = 20


def take_notes(root: etree._Element, section: str, *, lines: bool = False) -> tuple[Note, ...]:
    """Take the notes out of the tree and number their calls.

    A call becomes `<a class="noteref" id="SECTION--noteref-1" href="#SECTION--note-1">1</a>`.
    Notes are numbered from 1 in the order of their first calls; a second call of the same note
    repeats its number and has the id `…--noteref-1-2`. Where a note calls a note, the words of
    that stand in brackets. With `lines` the blocks of a note keep theirs.
    """
    bodies = _bodies(root)
    numbers: dict[str, int] = {}
    calls: dict[str, int] = {}
    for call in _calls(root):
        _number(call, section, numbers, calls, bodies)
    brackets = _Brackets(bodies)
    for label in numbers:
        brackets.put_in(bodies[label], frozenset([label]))
    return tuple(
        Note(
            id=id_within(section, f"note-{number}"),
            call_id=id_within(section, f"noteref-{number}"),
            number=number,
            body=_written(bodies[label], lines=lines),
        )
        for label, number in numbers.items()
    )


def _bodies(root: etree._Element) -> dict[str, etree._Element]:
    """Take the notes out of the tree, by label. Of two with one label the first counts."""
    bodies: dict[str, etree._Element] = {}
    for body in list(root.iter("div")):
        label = body.get(NOTE)
        if label is not None:
            bodies.setdefault(label, body)
            drop(body)
    return bodies


def _calls(root: etree._Element) -> list[etree._Element]:
    return [call for call in root.iter("a") if call.get(CALL) is not None]


class _Brackets:
    """Puts the words of notes that a note calls into it; those that would go round stay marks."""

    def __init__(self, bodies: dict[str, etree._Element]) -> None:
        self._bodies, self._left = bodies, _MOST

    def put_in(self, body: etree._Element, above: frozenset[str]) -> None:
        """Put brackets into a note, which is called by those `above`."""
        for call in _calls(body):
            label = str(call.get(CALL))
            call.tag = "span"
            call.attrib.clear()
            call.text = f"[^{label}]"
            may_stand = self._left > 0 and len(above) < _DEEPEST and label not in above
            if may_stand and label in self._bodies:
                called = deepcopy(self._bodies[label])
                self._left -= 1 + sum(len(str(text)) for text in called.itertext())
                self.put_in(called, above | {label})
                call.set("class", "note-in-note")
                call.text = f"({' '.join(' '.join(map(str, called.itertext())).split())})"


def _number(
    call: etree._Element,
    section: str,
    numbers: dict[str, int],
    calls: dict[str, int],
    bodies: dict[str, etree._Element],
) -> None:
    """Make a call a link with its number; one without a note stays as it is typed."""
    label = str(call.attrib.pop(CALL))
    call.attrib.pop(LINE, "")
    if label not in bodies:
        call.tag = "span"
        call.attrib.clear()
        call.text = f"[^{label}]"
        return
    number = numbers.setdefault(label, len(numbers) + 1)
    calls[label] = calls.get(label, 0) + 1
    again = f"-{calls[label]}" if calls[label] > 1 else ""
    call.set("id", id_within(section, f"noteref-{number}{again}"))
    call.set("href", f"#{id_within(section, f'note-{number}')}")
    call.text = str(number)


def _written(body: etree._Element, *, lines: bool) -> str:
    if not lines:
        take_lines(body)
    return write(body)
