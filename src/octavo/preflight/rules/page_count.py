"""The number of pages: what the printer binds, on this paper, in this size.

Sources: those of the profile's tables `papers` and `pages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_pages import PageLast, PagesOdd
from octavo.findings.entry import Value
from octavo.preflight.flaw import pages_of
from octavo.preflight.pdf_facts import Facts
from octavo.preflight.print_job import Job
from octavo.printers.profile import limit_findings


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
        binds: dict[str, Value] = {"printer": job.profile.printer, "multiple": multiple}
        values = {"pages": pages_of(count), "short": pages_of(short), **binds}
        yield PagesOdd.found(values, file=facts.path)


def check_last(facts: Facts, job: Job) -> Iterator[Finding]:
    """`page-last`: the last page is the printer's."""
    if job.profile.last_blank and facts.pages and not facts.pages[-1].empty:
        values = {"printer": job.profile.printer}
        yield PageLast.found(values, file=facts.path, page=facts.pages[-1].number)
