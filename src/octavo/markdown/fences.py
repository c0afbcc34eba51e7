"""Fences that stand inside lists, quotations, definitions and notes, found in the source.

Python-Markdown reads a fence at the beginning of a line alone; writers put code into
list items and verse into quotations. `flatten` gives a text in which such fences stand
at the beginning of their lines, for those who look for them; `nested.py` builds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.markdown.containers import fence, partner
from octavo.markdown.source_places import FENCED, blank, without_indented
from octavo.markdown.verse import VERSE

_FENCE = re.compile(r"(?P<indent> *)(?P<mark>`{3,}(?=[^`]*$)|~{3,}|:::)")
_QUOTED = re.compile(r" *> ?")
_ITEM = re.compile(r" *(?:[*+-]|\d+\.) +\S")
#: The indent by which Markdown knows what belongs to a list item.
_STEP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some lines, without the `prefix` that each has in the source.

    `kind` is `code` or `verse` for a whole fence, `open` or `close` for a
    container's line, else empty. `inside` says that the lines belong to a nested container.
    """

    kind: str
    lines: tuple[str, ...]
    prefix: str = ""
    inside: bool = False


def flatten(text: str) -> str:
    """Move nested fences to the beginning of their lines; the lines stay as many."""
    return "\n".join(line for piece in pieces(text.split("\n")) for line in piece.lines)


def pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """All lines in order; those of nested fences as pieces with a kind, or inside."""
    if not any(_FENCE.match(line.replace(">", " ").expandtabs(_STEP)) for line in lines):
        yield Piece(kind="", lines=tuple(lines))
        return
    text = FENCED.sub(blank, "\n".join(lines))
    yield from _read(lines, without_indented(text).split("\n"), deep=False)


def _read(lines: Sequence[str], seen: Sequence[str], *, deep: bool) -> Iterator[Piece]:
    number = 0
    while number < len(lines):
        found = [_quotation, _code, _container]
        read = next((made for way in found if (made := way(lines, seen, number, deep))), None)
        read = read or [Piece(kind="", lines=(lines[number],))]
        yield from read
        number += sum(len(piece.lines) for piece in read)


def _quotation(
    lines: Sequence[str], seen: Sequence[str], start: int, deep: bool
) -> list[Piece] | None:
    """Return the fences in a run of quoted lines."""
    end = start
    while end < len(lines) and _QUOTED.match(seen[end]):
        end += 1
    if end == start:
        return None
    marks = [found[0] for line in lines[start:end] if (found := _QUOTED.match(line))]
    inner = [line[len(mark) :] for mark, line in zip(marks, lines[start:end], strict=True)]
    made: list[Piece] = []
    for piece in _inner(inner):
        at = start + sum(len(item.lines) for item in made)
        if piece.kind or piece.inside:
            prefix = f"{marks[at - start].rstrip()} {piece.prefix}"
            made.append(replace(piece, prefix=prefix, inside=True))
        else:
            made.append(Piece(kind="", lines=tuple(lines[at : at + len(piece.lines)])))
    return made


def _code(lines: Sequence[str], seen: Sequence[str], start: int, deep: bool) -> list[Piece] | None:
    found = _FENCE.match(seen[start])
    if found is None or found["mark"] == ":::" or not (found["indent"] or deep):
        return None
    ends = (n for n in range(start + 1, len(lines)) if lines[n].strip() == found["mark"])
    end = next(ends, None)
    if end is None:
        return None
    depth = len(found["indent"])
    prefix = found["indent"] if depth >= _STEP else " " * _STEP * _in_item(lines, start, depth)
    return [Piece(kind="code", lines=_cut(lines[start : end + 1], depth), prefix=prefix)]


def _container(
    lines: Sequence[str], seen: Sequence[str], start: int, deep: bool
) -> list[Piece] | None:
    found = _FENCE.match(seen[start])
    depth = len(found["indent"]) if found else 0
    words = fence(seen[start].strip())
    if found is None or words is None or not (depth >= _STEP or deep):
        return None
    prefix = found["indent"]
    line = (lines[start].strip(),)
    end = partner([line.strip() for line in lines], start) if words else None
    if end is None:
        return [Piece(kind="open" if words else "close", lines=line, prefix=prefix)]
    inner = _cut(lines[start + 1 : end], depth)
    if VERSE.match(words):
        verse = (*line, *inner, lines[end].strip())
        return [Piece(kind="verse", lines=verse, prefix=prefix)]
    return [
        Piece(kind="open", lines=line, prefix=prefix),
        *(replace(item, prefix=prefix + item.prefix, inside=True) for item in _inner(inner)),
        Piece(kind="close", lines=(lines[end].strip(),), prefix=prefix),
    ]


def _inner(lines: Sequence[str]) -> Iterator[Piece]:
    return _read(lines, without_indented("\n".join(lines)).split("\n"), deep=True)


def _cut(lines: Sequence[str], depth: int) -> tuple[str, ...]:
    """Return the lines without as many spaces, or without as many as they have."""
    return tuple(line[min(depth, len(line) - len(line.lstrip(" "))) :] for line in lines)


def _in_item(lines: Sequence[str], start: int, depth: int) -> bool:
    """Whether a fence set in by less than a step belongs to the list item above it."""
    apart = False
    for line in reversed(lines[:start]):
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            apart = True
        elif indent < depth and _ITEM.match(line):
            return True
        elif indent < _STEP and apart:
            return False
    return False
