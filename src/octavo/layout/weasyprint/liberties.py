"""The small liberties that a compositor takes with a line, as far as the styles allow them.

Print styles end with a rule (`compose/line_liberties.py`) that has them as custom properties of
`html`, from where every style has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.layout.weasyprint.boxes import Style

#: What letters may be set wider or narrower where styles say nothing: microtype's for pdfTeX.
_ELASTIC = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Liberties:
    """What a line may take: letters so much wider or narrower, marks hung by that share.

    Both are factors: 0.02 is two in a hundred; 1 hangs marks as far as
    `typesetting.hanging` has it.
    """

    elastic: float = _ELASTIC
    hanging: float = 0.0


def liberties_of(style: Style) -> Liberties:
    """Return what a block's style allows."""
    usual = Liberties()
    return Liberties(
        elastic=_number(style, "__letters", usual.elastic),
        hanging=_number(style, "__hanging", usual.hanging),
    )


def _number(style: Style, name: str, usual: float) -> float:
    """Return the number that a custom property is; the usual one where styles set none."""
    found = style[name]
    return float(found[0].value) if found else usual
