"""The author's own fonts in the place of a theme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import uharfbuzz as hb

from octavo.core.book_font import BookFont
from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.fonts import FontForbidden, FontPrintOnly, FontUnreadable
from octavo.findings.collector import has_errors
from octavo.manuscript.find_book import BOOK_TOML
from octavo.styling.faces import licence_fault, open_font, permissions_of
from octavo.styling.theme import FontSource, Theme

#: OS/2.fsType, bit 2: "Preview & Print embedding" (OpenType 1.9).
_FOR_PRINT = 0x0004
#: OS/2.fsSelection, bit 0; head.macStyle, bit 1.
_ITALIC, _MAC_ITALIC = 0x0001, 0x0002
#: Weights that are made of a variable font which has them.
_WEIGHTS = (400, 700)


def with_own_fonts(
    theme: Theme, fonts: Iterable[BookFont], root: Path, *, ereader: bool
) -> tuple[Theme, tuple[Finding, ...]]:
    """Put the author's fonts before the theme's own, and say what is wrong with them.

    The theme's own faces stay behind them, for characters that they lack.
    """
    sources: list[FontSource] = []
    findings: list[Finding] = []
    for font in fonts:
        path = root / font.path
        try:
            face = open_font(path)
        except OctavoError as error:
            unreadable = FontUnreadable.found({"problem": error.message})
            findings.append(replace(unreadable, file=BOOK_TOML, line=font.line))
            continue
        faults = list(_licence(face, font, ereader=ereader))
        findings += faults
        if not has_errors(faults):
            sources += _sources(face, path, font)
    return replace(theme, fonts=(*sources, *theme.fonts)), tuple(findings)


def _licence(face: hb.Face, font: BookFont, *, ereader: bool) -> Iterator[Finding]:
    name = font.path.rpartition("/")[2]
    fault = licence_fault(face)
    if fault:
        values = {"font": name, "fault": fault}
        yield FontForbidden.found(values, file=BOOK_TOML, line=font.line)
    elif ereader and permissions_of(face) & 0x000E == _FOR_PRINT:
        yield FontPrintOnly.found({"font": name}, file=BOOK_TOML, line=font.line)


def _sources(face: hb.Face, path: Path, font: BookFont) -> Iterator[FontSource]:
    weights = (font.weight,) if font.weight else _weights(face)
    for weight in weights:
        yield FontSource(
            family=font.family or _family(face, path),
            path=path,
            style=font.style or _style(face),
            weight=weight,
            role=font.role,
        )


def _weights(face: hb.Face) -> tuple[int, ...]:
    axis = next((axis for axis in face.axis_infos if axis.tag == "wght"), None)
    if axis:
        weights = [w for w in _WEIGHTS if axis.min_value <= w <= axis.max_value]
        return tuple(weights) or (round(axis.default_value),)
    table = bytes(face.reference_table("OS/2").data)
    return (int.from_bytes(table[4:6]) or 400,)  # usWeightClass


def _style(face: hb.Face) -> str:
    table = bytes(face.reference_table("OS/2").data)
    head = bytes(face.reference_table("head").data)
    selected = int.from_bytes(table[62:64]) & _ITALIC
    return "italic" if selected or int.from_bytes(head[44:46]) & _MAC_ITALIC else "normal"


def _family(face: hb.Face, path: Path) -> str:
    """Return the family by its name table: 16 (typographic) before 1 (OpenType 1.9, "name")."""
    for number in (16, 1):
        name = face.get_name(number)
        if name and name.isprintable() and set(name).isdisjoint('"\\;{}'):
            return str(name).strip()
    return path.stem
