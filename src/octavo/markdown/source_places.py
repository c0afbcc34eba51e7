"""The Markdown as text: where things stand in it, so that findings can name a line.

Python-Markdown forgets lines as soon as it has parsed them. What we report
(links, images, notes, raw HTML) is therefore looked up in the source, in
order, with code blanked out so that examples are not mistaken for the thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

# As in Python-Markdown's `fenced_code`: at the line's start, closed by the same fence.
FENCED = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?:.*?\n)??(?P=fence)[ ]*$", re.S | re.M
)
#: A line that opens a container, with words behind its colons, or closes one.
FENCE_LINE = r"^ {0,3}:::[ \t]*(.*?)[ \t]*$"
_FENCE = re.compile(r"^(?:`{3,}|~{3,})", re.M)
_SPAN = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)|<!--.*?-->", re.S
)
_INDENT = 4
# What may hold indented paragraphs that are not code: list items, notes, definitions.
_HOLDER = re.compile(r"(?:[*+-]|\d+\.)[ \t]+\S|\[\^[^\]]*\]:|:[ ]{1,3}\S")

_NOTE = r"\[\^([^\]\n]*)\]"
_NOTE_CALL = re.compile(rf"^ {{0,3}}{_NOTE}:|(?<![!\\]){_NOTE}", re.M)
_NOTE_TEXT = re.compile(rf"^ {{0,3}}{_NOTE}:", re.M)
_CONTAINER = re.compile(FENCE_LINE, re.M)
_VERSE = re.compile(r" {0,3}:::[ \t]*verse\b")
_TITLE = re.compile(r"^[ >]*(?:[*+-] +)?(?:#(?!#)[^\n]*|[^\n#]+\n=+[ ]*|<h1\b[^\n]*)$", re.M)


def without_code(text: str) -> str:
    """`text` with code and comments replaced by spaces; offsets and lines stay."""
    return _SPAN.sub(blank, without_indented(FENCED.sub(blank, text)))


def blank(found: re.Match[str]) -> str:
    """Spaces in the place of what was found; its line ends stay."""
    return re.sub(r"[^\n]", " ", found[0])


def without_indented(text: str) -> str:
    """Blanks indented code: deeper by a step than the list item, or the text, that holds it."""
    lines = text.split("\n")
    depth, fresh, in_verse = 0, True, False
    for number, line in enumerate(lines):
        in_verse = bool(_VERSE.match(line)) or (in_verse and not _CONTAINER.match(line))
        words = line.expandtabs(_INDENT).lstrip() if in_verse else line.expandtabs(_INDENT)
        if not words.strip():
            fresh = True
            continue
        steps = (len(words) - len(words.lstrip())) // _INDENT
        if steps > depth and fresh:
            lines[number] = " " * len(line)
            continue
        depth = min(depth, steps) if fresh else depth
        if _HOLDER.match(words.lstrip()):
            depth = steps + 1
        fresh = False
    return "\n".join(lines)


class Lines:
    """Finds lines of the chapter's file for things met in reading order.

    `first` is the line of the file on which `text` begins; `text` here is
    without code.
    """

    def __init__(self, text: str, first: int) -> None:
        self.text = without_code(text)
        self._first = first
        self._ends = [found.start() for found in re.finditer("\n", self.text)]
        self._reached: dict[str, int] = {}

    def at(self, offset: int) -> int:
        """Return the line of the file at an offset into the text."""
        return self._first + bisect_left(self._ends, offset)

    def next(self, target: str) -> int:
        """Return the line of the next use of a link's or image's target."""
        spellings = {target, target.replace("&", "&amp;"), target.removeprefix("mailto:")}
        names = "|".join(map(re.escape, sorted(spellings)))
        pattern = rf"""(?:\]\(\s*<?|\]:\s*<?|<|["'=])(?:{names})(?=[\s)>"'}}]|$)"""
        return self.next_match(target, pattern)

    def next_match(self, name: str, pattern: str) -> int:
        """Return the line of the next match of a pattern, the first one again after the last.

        `name` tells one search from another; the chapter's first line if nothing is found.
        """
        compiled = re.compile(pattern, re.M)
        found = compiled.search(self.text, self._reached.get(name, 0)) or compiled.search(self.text)
        if found is None:
            return self._first
        self._reached[name] = found.end()
        return self.at(found.start())

    def title(self, nth: int) -> int:
        """Return the line of the chapter's nth top heading, from 0."""
        found = list(_TITLE.finditer(self.text))
        return self.at(found[nth].start()) if nth < len(found) else self._first

    def note_calls(self) -> Iterator[tuple[str, int]]:
        """Yield the labels of all calls of notes, each with its line."""
        for found in _NOTE_CALL.finditer(self.text):
            if found[2] is not None:
                yield found[2], self.at(found.start())

    def note_texts(self) -> Iterator[tuple[str, int]]:
        """Yield the labels of all notes that have a text, each with its line."""
        for found in _NOTE_TEXT.finditer(self.text):
            yield found[1], self.at(found.start())

    def open_fence(self) -> int | None:
        """Return the line of a code fence that is never closed."""
        found = _FENCE.search(self.text)
        return self.at(found.start()) if found else None

    def containers(self) -> Iterator[tuple[int, str]]:
        """Yield the line of every `:::` that opens a container, and what stands behind it."""
        for found in _CONTAINER.finditer(self.text):
            if found[1]:
                yield self.at(found.start()), found[1]

    def open_container(self) -> int | None:
        """Return the line of a `:::` that is opened and not closed, or closes nothing."""
        open_at: list[int] = []
        for found in _CONTAINER.finditer(self.text):
            if found[1]:
                open_at.append(found.start())
            elif open_at:
                open_at.pop()
            else:
                return self.at(found.start())
        return self.at(open_at[-1]) if open_at else None
