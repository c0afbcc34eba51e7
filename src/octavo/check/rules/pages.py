"""The number of pages: what the printer binds, on this paper, in this size.

Sources: those of the profile's tables `papers` and `pages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.check.facts import Facts
from octavo.check.flaw import flaw, pages_of
from octavo.check.job import Job
from octavo.model import Finding, Severity
from octavo.profiles.profile import limit_findings


def check_limits(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pages-few`, `pages-many`: warnings while a book is being written, errors when it is sent."""
    count = len(facts.pages)
    for finding in limit_findings(job.profile, count, trim=job.trim, paper=job.paper):
        yield replace(finding, file=facts.path)


def check_multiple(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pages-odd`: the printer binds leaves, or whole signatures."""
    count, multiple = len(facts.pages), job.profile.multiple
    if count % multiple:
        short = multiple - count % multiple
        message = (
            f"the file has {pages_of(count)}; {job.profile.printer} binds a multiple of {multiple}."
        )
        hint = f"Build the edition again, or add {pages_of(short)} at the end."
        yield flaw(facts.path, "pages-odd", message, hint, severity=Severity.WARNING)


def check_last(facts: Facts, job: Job) -> Iterator[Finding]:
    """`page-last`: the last page is the printer's."""
    if job.profile.last_blank and facts.pages and not facts.pages[-1].empty:
        message = f"the last page is not empty; {job.profile.printer} prints a barcode on it."
        hint = "Build the edition again, or add an empty page at the end."
        yield flaw(facts.path, "page-last", message, hint, facts.pages[-1].number)
