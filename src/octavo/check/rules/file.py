"""The file itself: open, sound, and of a version that printers read.

Sources: Lulu Book Creation Guide (no password); ISO 32000-2, 7.6 (encryption) and 7.5.2 (the
version); printers' software reads PDF up to 1.7 (ISO 32000-1).
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.check.facts import Facts
from octavo.check.flaw import flaw
from octavo.check.job import Job
from octavo.model import Finding, Severity


def check_locked(facts: Facts, job: Job) -> Iterator[Finding]:
    """`file-locked`: a password, even one that lets everybody read."""
    if facts.locked:
        message = "the file is encrypted."
        hint = "Save it without a password and without restrictions."
        yield flaw(facts.path, "file-locked", message, hint)


def check_sound(facts: Facts, job: Job) -> Iterator[Finding]:
    """`file-damaged`: it can be read, and had to be mended for that."""
    if facts.repaired:
        message = "the file is damaged, and was read by guessing."
        hint = "Build it again, or save it anew."
        yield flaw(facts.path, "file-damaged", message, hint)
    for page in facts.pages:
        if page.broken:
            message = "the content of this page makes no sense in places, which were passed over."
            hint = "Look at the page, and save the file anew."
            yield flaw(facts.path, "file-damaged", message, hint, page.number)


def check_version(facts: Facts, job: Job) -> Iterator[Finding]:
    """`pdf-version`: PDF 2.0 and later."""
    if facts.version >= "2":
        message = f"the file is PDF {facts.version}, which printers' software may not read."
        hint = "Save it as PDF 1.7 or earlier."
        yield flaw(facts.path, "pdf-version", message, hint, severity=Severity.WARNING)
