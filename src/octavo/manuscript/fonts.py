"""`[[fonts]]` of book.toml → the author's own fonts, as far as their files are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from octavo.manuscript.source import What, what_is
from octavo.manuscript.toml import TomlFile, did_you_mean
from octavo.model import BookFont, Finding

#: What a font may set.
ROLES = ("text", "display", "code")
STYLES = ("normal", "italic")

#: How the names of font files end that can be read.
_ENDINGS = (".ttf", ".otf", ".woff", ".woff2")


def read_fonts(book: TomlFile, root: Path) -> tuple[tuple[BookFont, ...], tuple[Finding, ...]]:
    """The fonts that book.toml lists, and what is wrong with their lines.

    `book` has passed `check_schema`. A font of which something is wrong is left out.
    """
    fonts: list[BookFont] = []
    findings: list[Finding] = []
    for number, table in enumerate(book.data.get("fonts", [])):
        faults = list(_faults(book, root, table, number))
        findings += faults
        if not faults:
            fonts.append(
                BookFont(
                    path=f"manuscript/{table['file']}",
                    role=table.get("role", "text"),
                    family=table.get("family", "").strip(),
                    style=table.get("style", ""),
                    weight=table.get("weight", 0),
                    line=book.line_of("fonts", number, "file"),
                )
            )
    return tuple(fonts), tuple(findings)


def _faults(book: TomlFile, root: Path, table: dict[str, Any], number: int) -> Iterator[Finding]:
    file = table.get("file", "").strip()
    if fault := _file_fault(root, file):
        yield book.error(fault[0], fault[1], book.line_of("fonts", number, "file"), fault[2])
    for key, known in (("role", ROLES), ("style", STYLES)):
        if key in table and table[key] not in known:
            line = book.line_of("fonts", number, key)
            message = f'a font has the unknown {key} "{table[key]}".'
            yield book.error("font-choice", message, line, did_you_mean(table[key], known))
    if not 1 <= table.get("weight", 400) <= 1000:
        line = book.line_of("fonts", number, "weight")
        hint = "Write weight = 400 for regular, weight = 700 for bold."
        yield book.error("font-choice", f"{table['weight']} is no weight of a font.", line, hint)
    if not set(table.get("family", "")).isdisjoint('"\\;{}'):
        line = book.line_of("fonts", number, "family")
        message = f'"{table["family"]}" cannot be the name of a font.'
        yield book.error("font-choice", message, line, "Use letters, digits and spaces.")


def _file_fault(root: Path, file: str) -> tuple[str, str, str] | None:
    """Code, message and hint of what is wrong with a font's file."""
    if not file:
        hint = 'Write file = "fonts/Name.ttf" under [[fonts]].'
        return "font-missing", "a font names no file.", hint
    what = what_is(root, root / "manuscript" / file)
    if what is What.OUTSIDE:
        hint = "Copy it into manuscript/fonts."
        return "path-outside", f'the font "{file}" lies outside the book.', hint
    if what is not What.FILE:
        folder = root / "manuscript"
        near = [
            path.relative_to(folder).as_posix()
            for path in sorted(folder.glob("fonts/*"))
            if path.suffix.lower() in _ENDINGS
        ]
        hint = did_you_mean(file, near, "Copy it into manuscript/fonts.")
        return "font-missing", f'the font "{file}" is not there.', hint
    return None
