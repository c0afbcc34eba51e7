"""The rules, and the concern that each serves: another rule is one entry here."""

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
from octavo.core.kind import Concern
from octavo.model import Finding


class Rule(NamedTuple):
    """A rule, and the concern it serves: it holds for the kinds of edition that have this one."""

    check: Callable[[Facts, Job], Iterator[Finding]]
    concern: Concern


RULES = (
    Rule(file.check_locked, Concern.FILE),
    Rule(file.check_sound, Concern.FILE),
    Rule(file.check_version, Concern.PRESS),
    Rule(boxes.check_size, Concern.BLOCK),
    Rule(boxes.check_cover, Concern.COVER),
    Rule(boxes.check_alike, Concern.SEQUENCE),
    Rule(boxes.check_bleed, Concern.BLOCK),
    Rule(boxes.check_boxes, Concern.FILE),
    Rule(boxes.check_turned, Concern.PRESS),
    Rule(pages.check_limits, Concern.BLOCK),
    Rule(pages.check_multiple, Concern.BLOCK),
    Rule(pages.check_last, Concern.BLOCK),
    Rule(pdfx.check_pdfx, Concern.PRESS),
    Rule(extras.check_outline, Concern.PRESS),
    Rule(extras.check_annotations, Concern.PRESS),
    Rule(extras.check_acts, Concern.FILE),
    Rule(extras.check_holds, Concern.PRESS),
    Rule(digital.check_digital, Concern.SCREEN),
    Rule(fonts.check_embedded, Concern.FILE),
    Rule(fonts.check_outlines, Concern.FILE),
    Rule(fonts.check_glyphs, Concern.FILE),
    Rule(fonts.check_mapped, Concern.FILE),
    Rule(marks.check_marks, Concern.BLOCK),
    Rule(margins.check_outside, Concern.BLOCK),
    Rule(margins.check_gutter, Concern.BLOCK),
    Rule(margins.check_edges, Concern.BLOCK),
    Rule(lines.check_overrun, Concern.SEQUENCE),
    Rule(small.check_text, Concern.PRESS),
    Rule(small.check_lines, Concern.PRESS),
    Rule(images.check_resolution, Concern.PRESS),
    Rule(ink.check_colours, Concern.PRESS),
    Rule(ink.check_total, Concern.PRESS),
    Rule(ink.check_black, Concern.PRESS),
    Rule(transparency.check_transparency, Concern.PRESS),
)
