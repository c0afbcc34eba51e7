"""Characters that no font of an edition has: named, with the places where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from octavo.compose.used_characters import characters_of
from octavo.core.model import Composition, Finding, Manuscript
from octavo.findings.catalogue.fonts import GlyphMissing
from octavo.manuscript.find_book import BOOK_TOML
from octavo.styling.faces import missing_characters
from octavo.styling.scripts import load_scripts
from octavo.styling.theme import Theme

#: Characters that a message names one by one.
_NAMED = 12

#: A file of the manuscript, or nothing, and a line of it.
_Place = tuple[str, int]


def missing_glyphs(
    theme: Theme, composition: Composition, manuscript: Manuscript
) -> tuple[Finding, ...]:
    """Return a finding that names each character that no face of the theme can show, if any."""
    used = characters_of(item.xhtml for item in composition.documents)
    missing = missing_characters(theme, used.text)
    missing |= missing_characters(theme, used.code, code=True)
    if not missing:
        return ()
    places = {char: next(_places(char, manuscript), ("", 0)) for char in missing}
    shown = sorted(missing, key=lambda char: (not places[char][0], *places[char], char))
    first = places[shown[0]]
    named = ", ".join(_named(char, places[char], first) for char in shown[:_NAMED])
    more = len(shown) - _NAMED
    values = {"characters": f"{named} and {more} more" if more > 0 else named}
    extras = {extra for char in shown for extra in _extra(char, theme)}
    if extras:
        values["extras"] = ",".join(sorted(extras))
    form = GlyphMissing.script if extras else GlyphMissing.found
    return (form(values, file=first[0] or None, line=first[1] or None),)


def _named(char: str, place: _Place, first: _Place) -> str:
    """Name a character, and its place where that is not the finding's own, which is `first`."""
    name = unicodedata.name(char, "unnamed")
    file, line = place
    where = f"line {line}" if file == first[0] else f"{file}:{line}"
    said = f"; {where}" if file and place != first else ""
    return f'"{char}" (U+{ord(char):04X}, {name}{said})'


def _extra(char: str, theme: Theme) -> Iterator[str]:
    """Yield the extra that brings fonts for a character, where there is one to install."""
    scripts = (item for item in load_scripts(theme.styles) if item.has(char) and not item.fonts)
    yield from (item.extra for item in list(scripts)[:1])


def _places(char: str, manuscript: Manuscript) -> Iterator[_Place]:
    """Yield where the author wrote it: in a chapter, in book.toml, or at a chapter's head."""
    for chapter in manuscript.chapters:
        at = chapter.text.find(char)
        if at >= 0:
            yield chapter.path, chapter.line + chapter.text.count("\n", 0, at)
    for path in (BOOK_TOML, *(chapter.path for chapter in manuscript.chapters)):
        # What stands at a chapter's head is not in its text.
        yield from ((path, number) for number, line in _lines(manuscript, path) if char in line)


def _lines(manuscript: Manuscript, path: str) -> Iterator[tuple[int, str]]:
    try:
        yield from enumerate((manuscript.root / path).read_text("utf-8").split("\n"), 1)
    except (OSError, UnicodeDecodeError):
        return
