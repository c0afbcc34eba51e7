"""Characters that no font of an edition has: named, with the place where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from octavo.compose.used_characters import characters_of
from octavo.core.model import Composition, Finding, Manuscript, Severity
from octavo.findings.catalogue.fonts import GlyphMissing
from octavo.findings.entry import Value
from octavo.manuscript.find_book import BOOK_TOML
from octavo.styling.faces import missing_characters
from octavo.styling.scripts import Script, load_scripts
from octavo.styling.theme import Theme


def missing_glyphs(
    theme: Theme, composition: Composition, manuscript: Manuscript, *, severity: Severity
) -> tuple[Finding, ...]:
    """Return a finding for each character that no face of the theme can show."""
    used = characters_of(item.xhtml for item in composition.documents)
    missing = missing_characters(theme, used.text)
    missing |= missing_characters(theme, used.code, code=True)
    if not missing:
        return ()
    scripts = load_scripts(theme.styles)
    return tuple(
        _finding(char, manuscript, severity=severity, scripts=scripts) for char in sorted(missing)
    )


def _finding(
    char: str, manuscript: Manuscript, *, severity: Severity, scripts: Iterable[Script]
) -> Finding:
    file, line = next(_places(char, manuscript), (None, None))
    values: dict[str, Value] = {"character": char, "number": ord(char)}
    values["name"] = unicodedata.name(char, "unnamed")
    script = next((item for item in scripts if item.has(char) and not item.fonts), None)
    if script is None:
        return GlyphMissing.found(values, file=file, line=line, severity=severity)
    values |= {"script": script.title, "extra": script.extra}
    return GlyphMissing.script(values, file=file, line=line, severity=severity)


def _places(char: str, manuscript: Manuscript) -> Iterator[tuple[str, int | None]]:
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
        yield from enumerate((manuscript.root / path).read_text("utf-8").splitlines(), 1)
    except (OSError, UnicodeDecodeError):
        return
