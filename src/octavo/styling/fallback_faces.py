"""The faces that stand in where a book's own lack a character.

First those of the scripts (`styles/scripts/`), then the symbols, letters and emoji that come with
every installation (`styles/fallback.toml`). Each is cut to the characters that it is there for,
so that a foreign word changes no other word; a book that needs none has none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.styling.faces import missing_characters, open_font
from octavo.styling.scripts import Script, load_scripts, script_of
from octavo.styling.stand_in_face import DASHES
from octavo.styling.theme import MORE, FontSource, Theme, faces_of
from octavo.text.shown_characters import OBJECT

#: The folder of all styles holds the faces that every installation has.
FALLBACK = "fallback.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The characters of a book that are set: running text, and code. `languages` are the tags
    of its foreign words.
    """

    text: frozenset[str]
    code: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


def with_fallbacks(theme: Theme, wanted: Wanted, *, boxes: bool) -> Theme:
    """Put the faces behind a theme's own that have what these lack.

    `boxes` asks for a box in the place of each character that no face has at all; without, it is
    left to the reader's machine.
    """
    lacking = set(missing_characters(theme, wanted.text))
    lacking |= missing_characters(theme, wanted.code, code=True)
    made = sorted(char for char in wanted.text | wanted.code if char == OBJECT or char in DASHES)
    made = [char for char in made if char == OBJECT or not _has(theme, char)]
    if not lacking and not made:
        return theme
    added: list[FontSource] = []
    for family in _families(theme, wanted, lacking=frozenset(lacking)):
        has = lacking & _covered(family[0].path)
        if has:
            only = "".join(sorted(has))
            added += [replace(font, role=MORE, only=only) for font in family]
            lacking -= has
    stand_ins = "".join(sorted({*made, *(lacking if boxes else ())}))
    return replace(theme, fonts=(*theme.fonts, *added), stand_ins=stand_ins)


def _has(theme: Theme, character: str) -> bool:
    return any(ord(character) in open_font(font.path).unicodes for font in theme.fonts)


def _families(
    theme: Theme, wanted: Wanted, *, lacking: frozenset[str]
) -> Iterator[tuple[FontSource, ...]]:
    """Yield the families in the order in which they are asked."""
    scripts = [item for item in load_scripts(theme.styles) if item.fonts]
    needed = [item for item in scripts if any(map(item.has, lacking))]
    spoken = {script.name for tag in wanted.languages if (script := script_of(tag, scripts))}
    needed.sort(key=lambda item: _rank(item, spoken, lacking=lacking))
    for script in needed:
        yield from _grouped(script.fonts or ())
    yield from _grouped(_base(theme))


def _rank(script: Script, spoken: set[str], *, lacking: frozenset[str]) -> tuple[int, bool]:
    """Rank a script: what has most of the characters first, then what the book speaks of."""
    covered = _covered(script.fonts[0].path) if script.fonts else frozenset()
    return -sum(char in covered and script.has(char) for char in lacking), script.name not in spoken


def _grouped(fonts: Iterable[FontSource]) -> Iterator[tuple[FontSource, ...]]:
    for _, family in groupby(fonts, key=lambda font: font.family):
        yield tuple(family)


def _base(theme: Theme) -> tuple[FontSource, ...]:
    """Return the faces of every installation; those with serifs last if the theme's have none."""
    generic = theme.generic[0]
    faces = tomllib.loads((theme.styles / FALLBACK).read_text("utf-8"))["faces"]
    fonts: list[FontSource] = []
    for face in sorted(faces, key=lambda face: face.get("generic", generic) != generic):
        try:
            fonts += faces_of({"faces": [face]}, MORE)
        except OctavoError:
            continue  # the next one may do
    return tuple(fonts)


@lru_cache(maxsize=64)
def _covered(path: Path) -> frozenset[str]:
    return frozenset(map(chr, open_font(path).unicodes))
