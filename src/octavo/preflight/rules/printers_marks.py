"""Marks: nothing is drawn beyond the page that is left when it is cut.

Sources: the profile's `refuses`; Amazon KDP, "Format Your Paperback Manuscript" (no crop
marks); Lightning Source, "Common File Issues" (read 2026-11-22: no crop, printer's or
registration marks).
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_extras import PdfMarks
from octavo.preflight.pdf_facts import Facts, PageFacts
from octavo.preflight.print_job import Job


def check_marks(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-marks`: crop marks, colour bars, slugs."""
    if "marks" not in job.profile.pdf.refuses:
        return
    for page in facts.pages:
        if _beyond(page, job):
            values = {"printer": job.profile.printer}
            yield PdfMarks.found(values, file=facts.path, page=page.number)


def _beyond(page: PageFacts, job: Job) -> bool:
    cut = job.cut(page)
    drawn = [shape.box for shape in page.shapes if not shape.colour.white]
    drawn += [text.box for text in page.texts]
    drawn += [picture.box for picture in page.pictures]
    return any(not box.meets(cut) for box in drawn)
