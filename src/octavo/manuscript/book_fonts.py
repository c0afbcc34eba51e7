"""`[[fonts]]` of book.toml → the author's own fonts, as far as their files are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from octavo.core.book_font import BookFont
from octavo.core.model import Finding
from octavo.findings.catalogue.chapters import PathOutside
from octavo.findings.catalogue.fonts import FontChoice, FontMissing
from octavo.manuscript.text_files import What, what_is
from octavo.manuscript.toml_file import Table, TomlFile, did_you_mean

#: What a font may set.
ROLES = ("text", "display", "code")
STYLES = ("normal", "italic")

#: How the names of font files end that can be read.
_ENDINGS = (".ttf", ".otf", ".woff", ".woff2")


def read_fonts(book: TomlFile, root: Path) -> tuple[tuple[BookFont, ...], tuple[Finding, ...]]:
    """Return the fonts that book.toml lists, and what is wrong with their lines.

    `book` holds only what `check_schema` takes. A font of which something is wrong is left out.
    """
    fonts: list[BookFont] = []
    findings: list[Finding] = []
    for number, table in enumerate(book.data.get("fonts", [])):
        faults = list(_faults(book, root, number))
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


def _faults(book: TomlFile, root: Path, number: int) -> Iterator[Finding]:
    table: Table = book.data["fonts"][number]
    file = table.get("file", "").strip()
    if fault := _file_fault(root, file):
        yield replace(fault, file=book.name, line=book.line_of("fonts", number, "file"))
    choices = ("role", ROLES, FontChoice.role), ("style", STYLES, FontChoice.style)
    for key, known, form in choices:
        if key in table and table[key] not in known:
            line = book.line_of("fonts", number, key)
            values = {"value": table[key], "suggestion": did_you_mean(table[key], known)}
            yield form(values, file=book.name, line=line)
    if not 1 <= table.get("weight", 400) <= 1000:
        line = book.line_of("fonts", number, "weight")
        yield FontChoice.weight({"weight": table["weight"]}, file=book.name, line=line)
    if not set(table.get("family", "")).isdisjoint('"\\;{}'):
        line = book.line_of("fonts", number, "family")
        yield FontChoice.family({"family": table["family"]}, file=book.name, line=line)


def _file_fault(root: Path, file: str) -> Finding | None:
    """Return what is wrong with a font's file, without its place."""
    if not file:
        return FontMissing.unnamed()
    what = what_is(root, root / "manuscript" / file)
    if what is What.OUTSIDE:
        return PathOutside.font({"path": file})
    if what is not What.FILE:
        folder = root / "manuscript"
        near = [
            path.relative_to(folder).as_posix()
            for path in sorted(folder.glob("fonts/*"))
            if path.suffix.lower() in _ENDINGS
        ]
        suggestion = did_you_mean(file, near, "Copy it into manuscript/fonts.")
        return FontMissing.found({"font": file, "suggestion": suggestion})
    return None
