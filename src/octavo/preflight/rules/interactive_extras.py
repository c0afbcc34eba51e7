"""What is not on paper: links, outlines, forms, actions, attachments, layers.

Sources: Amazon KDP, "Format Your Paperback Manuscript" (no bookmarks, annotations or links);
the profile's `refuses`; ISO 32000-2, 7.11.4 (embedded files), 8.11 (layers), 12.6 (actions),
12.7 (forms).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_extras import (
    PdfActions,
    PdfAnnotations,
    PdfAttachments,
    PdfForm,
    PdfLayers,
    PdfLinks,
    PdfOutline,
)
from octavo.preflight.pdf_facts import Facts
from octavo.preflight.print_job import Job


def check_annotations(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-annotations`, `pdf-links`: where the printer refuses them."""
    refuses, printer = job.profile.pdf.refuses, {"printer": job.profile.printer}
    for page in facts.pages:
        counts = Counter("links" if kind == "Link" else "notes" for kind in page.annotations)
        if counts["links"] and "links" in refuses:
            yield PdfLinks.found(printer, file=facts.path, page=page.number)
        if counts["notes"] and "annotations" in refuses:
            yield PdfAnnotations.found(printer, file=facts.path, page=page.number)


def check_outline(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-outline`: bookmarks, where the printer refuses them."""
    if "outline" in facts.holds and "outline" in job.profile.pdf.refuses:
        yield PdfOutline.found({"printer": job.profile.printer}, file=facts.path)


def check_acts(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-actions`: what a file does by itself has no place in a book."""
    page = next((page for page in facts.pages if page.actions), None)
    if "actions" in facts.holds or page is not None:
        yield PdfActions.found(file=facts.path, page=page.number if page else None)


def check_holds(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-attachments`, `pdf-form`, `pdf-layers`: none of it is printed as it is meant."""
    if "attachments" in facts.holds:
        yield PdfAttachments.found(file=facts.path)
    if "form" in facts.holds:
        yield PdfForm.found(file=facts.path)
    if "layers" in facts.holds:
        yield PdfLayers.found(file=facts.path)
