"""The rules, and the kinds of edition that each holds for: another rule is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from octavo.check.facts import Facts
from octavo.check.job import Job
from octavo.check.rules import (
    boxes,
    digital,
    extras,
    file,
    fonts,
    images,
    ink,
    lines,
    margins,
    marks,
    pages,
    pdfx,
    small,
    transparency,
)
from octavo.model import Finding


class Rule(NamedTuple):
    """A rule, and the kinds of edition it holds for."""

    check: Callable[[Facts, Job], Iterator[Finding]]
    kinds: frozenset[str]


_PRINT = frozenset({"print"})
_PRESS = frozenset({"print", "cover"})
_PAGES = frozenset({"print", "digital"})
_ALL = frozenset({"print", "cover", "digital", "booklet"})

RULES = (
    Rule(file.check_locked, _ALL),
    Rule(file.check_sound, _ALL),
    Rule(file.check_version, _PRESS),
    Rule(boxes.check_size, _PRINT),
    Rule(boxes.check_cover, frozenset({"cover"})),
    Rule(boxes.check_alike, _PAGES),
    Rule(boxes.check_bleed, _PRINT),
    Rule(boxes.check_boxes, _ALL),
    Rule(boxes.check_turned, _PRESS),
    Rule(pages.check_limits, _PRINT),
    Rule(pages.check_multiple, _PRINT),
    Rule(pages.check_last, _PRINT),
    Rule(pdfx.check_pdfx, _PRESS),
    Rule(extras.check_outline, _PRESS),
    Rule(extras.check_annotations, _PRESS),
    Rule(extras.check_acts, _ALL),
    Rule(extras.check_holds, _PRESS),
    Rule(digital.check_digital, frozenset({"digital"})),
    Rule(fonts.check_embedded, _ALL),
    Rule(fonts.check_outlines, _ALL),
    Rule(fonts.check_glyphs, _ALL),
    Rule(fonts.check_mapped, _ALL),
    Rule(marks.check_marks, _PRINT),
    Rule(margins.check_outside, _PRINT),
    Rule(margins.check_gutter, _PRINT),
    Rule(margins.check_edges, _PRINT),
    Rule(lines.check_overrun, _PAGES),
    Rule(small.check_text, _PRESS),
    Rule(small.check_lines, _PRESS),
    Rule(images.check_resolution, _PRESS),
    Rule(ink.check_colours, _PRESS),
    Rule(ink.check_total, _PRESS),
    Rule(ink.check_black, _PRESS),
    Rule(transparency.check_transparency, _PRESS),
)
