"""Plain text ↔ Markdown that renders exactly its words.

Only what Markdown (Python-Markdown with the extensions of `parse/`) would read
as a mark is escaped, so that chapters stay readable. Straight quotes, `--` and
`...` within a line are left to the book's typography, as in any chapter.
"""

from __future__ import annotations

import re

# Marks wherever they stand. An underscore behind a letter opens nothing.
_ANYWHERE = re.compile(r"[\\`*{}\[\]|]|(?<![^\W_])_")
_ENTITY = re.compile(r"&(?=[#\w])")
# Marks at the start of a line: headings, quotations, lists, rules, underlines.
_AT_START = re.compile(r"#{1,6}|>|[-+](?=\s|$)|[-+=~:]+(?=\s*$)|:|~{3,}")
_NUMBERED = re.compile(r"([0-9]+)([.)])(?=\s|$)")
_CLOSING_SIGNS = re.compile(r"#+$")

# ASCII marks that a backslash does not escape in Markdown are written as entities.
_BACKSLASHED = frozenset("\\`*_{}[]()>#+-.!|")
_WRITTEN = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])|&(amp|lt|#[0-9]+);")

# White space that means something on its own: no-break space, narrow no-break space.
_SOLE_SPACES = frozenset("\u00a0\u202f")

_STRUCTURE = re.compile(r"(?:#{1,2} |::: [a-z]+$|:::$)")


def plain_words(text: str) -> str:
    """The text on one line, runs of white space as one space.

    A no-break space on its own stays; runs of space and no-break space come
    from word processors and mean one space.
    """
    return re.sub(r"\s+", _one_space, text.strip())


def _one_space(found: re.Match[str]) -> str:
    return found[0] if found[0] in _SOLE_SPACES else " "


def escape_line(text: str) -> str:
    """One line of plain text as Markdown that is a paragraph with these words."""
    line = plain_words(text)
    line = _ENTITY.sub("&amp;", _ANYWHERE.sub(_mark, line)).replace("<", "&lt;")
    line = _AT_START.sub(_marks, line, count=1) if _AT_START.match(line) else line
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def escape_heading(text: str) -> str:
    """One line of plain text as the text of a Markdown heading."""
    line = _ENTITY.sub("&amp;", _ANYWHERE.sub(_mark, plain_words(text))).replace("<", "&lt;")
    return _CLOSING_SIGNS.sub(_marks, line)


def escape_verse(text: str) -> str:
    """Lines of plain text as one Markdown paragraph that keeps its line breaks."""
    return "  \n".join(escape_line(line) for line in text.split("\n"))


def words_of_markdown(text: str) -> list[str]:
    """The words of Markdown that this module wrote: the way back, for the word account."""
    words: list[str] = []
    for line in text.split("\n"):
        structure = _STRUCTURE.match(line)
        words += _WRITTEN.sub(_read, line[structure.end() :] if structure else line).split()
    return words


def _mark(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _marks(found: re.Match[str]) -> str:
    return "".join(f"\\{char}" if char in _BACKSLASHED else f"&#{ord(char)};" for char in found[0])


def _read(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    entity = found[2]
    return {"amp": "&", "lt": "<"}.get(entity) or chr(int(entity[1:]))
