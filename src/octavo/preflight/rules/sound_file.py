"""The file itself: open, sound, and of a version that printers read.

Sources: Lulu Book Creation Guide (no password); ISO 32000-2, 7.6 (encryption) and 7.5.2 (the
version); printers' software reads PDF up to 1.7 (ISO 32000-1).
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.core.model import Finding
from octavo.findings.catalogue.pdf_pages import FileDamaged, FileLocked, PdfVersion
from octavo.preflight.pdf_facts import Facts
from octavo.preflight.print_job import Job


def check_locked(facts: Facts, job: Job) -> Iterator[Finding]:
    """`file-locked`: a password, even one that lets everybody read."""
    if facts.locked:
        yield FileLocked.found(file=facts.path)


def check_sound(facts: Facts, job: Job) -> Iterator[Finding]:
    """`file-damaged`: it can be read, and had to be mended for that."""
    if facts.repaired:
        yield FileDamaged.found(file=facts.path)
    for page in facts.pages:
        if page.broken:
            yield FileDamaged.page(file=facts.path, page=page.number)


def check_version(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-version`: PDF 2.0 and later."""
    if facts.version >= "2":
        yield PdfVersion.found({"version": facts.version}, file=facts.path)
