"""What is not on paper: links, outlines, forms, actions, attachments, layers.

Sources: Amazon KDP, "Format Your Paperback Manuscript" (no bookmarks, annotations or links);
the profile's `refuses`; ISO 32000-2, 7.11.4 (embedded files), 8.11 (layers), 12.6 (actions),
12.7 (forms).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from octavo.check.facts import Facts
from octavo.check.flaw import flaw
from octavo.check.job import Job
from octavo.model import Finding, Severity


def check_annotations(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-annotations`, `pdf-links`: where the printer refuses them."""
    refuses = job.profile.pdf.refuses
    for page in facts.pages:
        counts = Counter("links" if kind == "Link" else "notes" for kind in page.annotations)
        if counts["links"] and "links" in refuses:
            message = "links lie on this page, which paper cannot follow."
            hint = f"Take them out: {job.profile.printer} refuses them."
            yield flaw(facts.path, "pdf-links", message, hint, page.number)
        if counts["notes"] and "annotations" in refuses:
            message = "annotations lie on this page: comments, stamps or fields."
            hint = f"Take them out: {job.profile.printer} refuses them."
            yield flaw(facts.path, "pdf-annotations", message, hint, page.number)


def check_outline(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-outline`: bookmarks, where the printer refuses them."""
    if "outline" in facts.holds and "outline" in job.profile.pdf.refuses:
        message = "the file has an outline (bookmarks)."
        hint = f"Take it out: {job.profile.printer} refuses it."
        yield flaw(facts.path, "pdf-outline", message, hint)


def check_acts(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-actions`: what a file does by itself has no place in a book."""
    page = next((page for page in facts.pages if page.actions), None)
    if "actions" in facts.holds or page is not None:
        message = "the file does something by itself when it is opened: an action or a script."
        hint = "Take the actions out."
        yield flaw(facts.path, "pdf-actions", message, hint, page.number if page else None)


def check_holds(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-attachments`, `pdf-form`, `pdf-layers`: none of it is printed as it is meant."""
    if "attachments" in facts.holds:
        message, hint = "other files are attached to this one.", "Take them out."
        yield flaw(facts.path, "pdf-attachments", message, hint, severity=Severity.WARNING)
    if "form" in facts.holds:
        message = "the file has fields to fill in."
        hint = "Save it without the form."
        yield flaw(facts.path, "pdf-form", message, hint, severity=Severity.WARNING)
    if "layers" in facts.holds:
        message = "the file has layers: what is hidden here may be printed there."
        hint = "Save it with its layers joined."
        yield flaw(facts.path, "pdf-layers", message, hint, severity=Severity.WARNING)
