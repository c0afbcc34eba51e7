"""The Markdown as text: where things stand in it, so that findings can name a line.

Python-Markdown forgets lines as soon as it has parsed them. What we report
(links, images, notes, raw HTML) is therefore looked up in the source, in
order, with code blanked out so that examples are not mistaken for the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"  # fenced blocks
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"  # code spans
    r"|<!--.*?-->"
    r"|(?:\A|(?<=\n\n))(?:(?:    |\t)[^\n]*(?:\n|\Z))+",  # indented blocks
    re.S | re.M,
)
_NOTE_CALL = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_NOTE_TEXT = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
_FENCE = re.compile(r"^ {0,3}:::[ \t]*(.*?)[ \t]*$", re.M)


def without_code(text: str) -> str:
    """`text` with code and comments replaced by spaces; offsets and lines stay."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


class Lines:
    """Finds lines of the chapter's file for things met in reading order.

    `first` is the line of the file on which `text` begins.
    """

    def __init__(self, text: str, first: int) -> None:
        self.text = without_code(text)
        self._first = first
        self._reached: dict[str, int] = {}

    def at(self, offset: int) -> int:
        """The line of the file at an offset into the text."""
        return self._first + self.text.count("\n", 0, offset)

    def next(self, target: str) -> int:
        """The line of the next use of a link's or image's target."""
        pattern = rf"""(?:\]\(\s*<?|\]:\s*<?|<|["']){re.escape(target)}"""
        found = re.compile(pattern).search(self.text, self._reached.get(target, 0))
        if found is None:
            found = re.search(pattern, self.text)
        if found is None:
            return self._first
        self._reached[target] = found.end()
        return self.at(found.start())

    def title(self, nth: int) -> int:
        """The line of the chapter's nth top heading, from 0."""
        found = list(re.finditer(r"^(?:# .*|[^\n]+\n=+[ \t]*)$", self.text, re.M))
        return self.at(found[nth].start()) if nth < len(found) else self._first

    def undefined_notes(self) -> Iterator[tuple[str, int]]:
        """Calls of notes that have no text, each with its line."""
        defined = {found[1] for found in _NOTE_TEXT.finditer(self.text)}
        for found in _NOTE_CALL.finditer(self.text):
            if found[1] not in defined and self.text[found.start() - 1 : found.start()] != "\\":
                yield found[1], self.at(found.start())

    def note_texts(self) -> Iterator[tuple[str, int]]:
        """The labels of all notes that have a text, each with its line."""
        for found in _NOTE_TEXT.finditer(self.text):
            yield found[1], self.at(found.start())

    def open_container(self) -> int | None:
        """The line of a `:::` that is opened and not closed, or closes nothing."""
        open_at: list[int] = []
        for found in _FENCE.finditer(self.text):
            if found[1]:
                open_at.append(found.start())
            elif open_at:
                open_at.pop()
            else:
                return self.at(found.start())
        return self.at(open_at[-1]) if open_at else None
