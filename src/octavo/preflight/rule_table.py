"""The rules, and the concern that each serves: another rule is one entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from octavo.core.edition_kind import Concern
from octavo.core.model import Finding
from octavo.preflight.pdf_facts import Facts
from octavo.preflight.print_job import Job
from octavo.preflight.rules import (
    embedded_fonts,
    fine_detail,
    image_resolution,
    ink_coverage,
    interactive_extras,
    overrunning_lines,
    page_count,
    pdf_x_conformance,
    printers_marks,
    safe_margins,
    screen_pdfs,
    sound_file,
    transparency,
    trim_and_bleed,
)


class Rule(NamedTuple):
    """A rule, and the concern it serves: it holds for the kinds of edition that have this one."""

    check: Callable[[Facts, Job], Iterator[Finding]]
    concern: Concern


RULES = (
    Rule(sound_file.check_locked, Concern.FILE),
    Rule(sound_file.check_sound, Concern.FILE),
    Rule(sound_file.check_version, Concern.PRESS),
    Rule(trim_and_bleed.check_size, Concern.BLOCK),
    Rule(trim_and_bleed.check_cover, Concern.COVER),
    Rule(trim_and_bleed.check_alike, Concern.SEQUENCE),
    Rule(trim_and_bleed.check_bleed, Concern.BLOCK),
    Rule(trim_and_bleed.check_boxes, Concern.FILE),
    Rule(trim_and_bleed.check_turned, Concern.PRESS),
    Rule(page_count.check_limits, Concern.BLOCK),
    Rule(page_count.check_multiple, Concern.BLOCK),
    Rule(page_count.check_last, Concern.BLOCK),
    Rule(pdf_x_conformance.check_pdfx, Concern.PRESS),
    Rule(interactive_extras.check_outline, Concern.PRESS),
    Rule(interactive_extras.check_annotations, Concern.PRESS),
    Rule(interactive_extras.check_acts, Concern.FILE),
    Rule(interactive_extras.check_holds, Concern.PRESS),
    Rule(screen_pdfs.check_digital, Concern.SCREEN),
    Rule(embedded_fonts.check_embedded, Concern.FILE),
    Rule(embedded_fonts.check_outlines, Concern.FILE),
    Rule(embedded_fonts.check_glyphs, Concern.FILE),
    Rule(embedded_fonts.check_mapped, Concern.FILE),
    Rule(printers_marks.check_marks, Concern.BLOCK),
    Rule(safe_margins.check_outside, Concern.BLOCK),
    Rule(safe_margins.check_gutter, Concern.BLOCK),
    Rule(safe_margins.check_edges, Concern.BLOCK),
    Rule(overrunning_lines.check_overrun, Concern.SEQUENCE),
    Rule(fine_detail.check_text, Concern.PRESS),
    Rule(fine_detail.check_lines, Concern.PRESS),
    Rule(image_resolution.check_resolution, Concern.PRESS),
    Rule(ink_coverage.check_colours, Concern.PRESS),
    Rule(ink_coverage.check_total, Concern.PRESS),
    Rule(ink_coverage.check_black, Concern.PRESS),
    Rule(transparency.check_transparency, Concern.PRESS),
)
