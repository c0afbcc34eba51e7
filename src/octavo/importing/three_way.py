"""Merging three ways: what was last written, what the author made of it, what the source is now.

Where the two have changed different lines, both changes are taken. Where they have changed the
same, the author's words stand in the chapter, which stays one that builds, and both are written
aside, between the signs that other tools use for this.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.importing.readers.import_extra import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Lines that both have changed: as last written, the author's, the source's.

    `line` (from 1) is where the author's stand in the merged text.
    """

    line: int
    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The merged text, and what could not be merged, in order."""

    text: str
    conflicts: tuple[Conflict, ...]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge the changes from `base` to `theirs` into `mine`.

    Raises `OctavoError` if the library for it is not installed.
    """
    lines: list[str] = []
    conflicts: list[Conflict] = []
    library = load("merge3", "octavo", "both sides of a change")
    texts = [_lines(text) for text in (base, mine, theirs)]
    for kind, *given in library.Merge3(*texts, sequence_matcher=_matcher).merge_groups():
        if kind == "conflict":
            of_base, own, others = (tuple(each) for each in given)
            place = len(lines) + 1
            conflicts.append(Conflict(line=place, base=of_base, mine=own, theirs=others))
            lines += own
        else:
            lines += given[0]
    return Merged(text="".join(lines), conflicts=tuple(conflicts))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _matcher(junk: None, a: Sequence[str], b: Sequence[str]) -> difflib.SequenceMatcher[str]:
    # By default, lines that come often (blank ones, in a chapter) are taken for noise.
    return difflib.SequenceMatcher(junk, a, b, autojunk=False)


def written_aside(merged: Merged, chapter: str, source: str) -> str:
    """Return what is written of conflicts beside a chapter: each with its line, and all three."""
    parts = [
        f"What could not be merged into {chapter}: the same lines have changed in it and in\n"
        f"{source}. Yours stand in the chapter. Take over what you want, and delete this file.\n"
    ]
    parts += ["".join(_signed(each, chapter, source)) for each in merged.conflicts]
    return "\n".join(parts)


def _signed(each: Conflict, chapter: str, source: str) -> Iterator[str]:
    yield f"<<<<<<< {chapter}:{each.line}\n"
    yield from map(_whole, each.mine)
    yield "||||||| as it was last written\n"
    yield from map(_whole, each.base)
    yield "=======\n"
    yield from map(_whole, each.theirs)
    yield f">>>>>>> {source}\n"


def _whole(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n"
