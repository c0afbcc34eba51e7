"""Characters that no font of a theme has: named, with the place where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from octavo.compose.characters import characters_of
from octavo.model import Composition, Finding, Manuscript, Severity
from octavo.theme.fonts import missing_characters
from octavo.theme.theme import Theme


def missing_glyphs(
    theme: Theme, composition: Composition, manuscript: Manuscript, severity: Severity
) -> tuple[Finding, ...]:
    """A finding for each character that no face of the theme can show."""
    used = characters_of(item.xhtml for item in composition.documents)
    missing = missing_characters(theme, used.text)
    missing |= missing_characters(theme, used.code, code=True)
    return tuple(_finding(char, manuscript, severity) for char in sorted(missing))


def _finding(char: str, manuscript: Manuscript, severity: Severity) -> Finding:
    file, line = next(_places(char, manuscript), (None, None))
    name = unicodedata.name(char, "unnamed")
    return Finding(
        code="glyph-missing",
        severity=severity,
        message=f'no font of this edition has the character "{char}" (U+{ord(char):04X}, {name}).',
        file=file,
        line=line,
        hint="Use another character, or a theme whose fonts have it.",
    )


def _places(char: str, manuscript: Manuscript) -> Iterator[tuple[str, int]]:
    for chapter in manuscript.chapters:
        at = chapter.text.find(char)
        if at >= 0:
            yield chapter.path, chapter.line + chapter.text.count("\n", 0, at)
