"""PDFs for a screen: what a reader needs who does not see the page.

Sources: ISO 14289-1 (PDF/UA-1), 7.1 (title, tags), 7.2 (language), 7.3 (graphics), 5 (what the
file says of itself). Where `page-validation` is installed, all its rules are asked too.
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.core.model import Finding
from octavo.findings.catalogue.digital_pdf import (
    DigitalLanguage,
    DigitalTitle,
    DigitalUndescribed,
    DigitalUnnamed,
    DigitalUntagged,
    PdfUa,
)
from octavo.preflight.pdf_facts import Facts
from octavo.preflight.print_job import Job


def check_digital(facts: Facts, job: Job) -> Iterator[Finding]:
    """Look for what is plain to see; give a validator's finer rules only once that is right."""
    own = [*_tagged(facts), *_named(facts), *_spoken(facts, job), *_described(facts)]
    yield from own
    for rule, message in facts.report or ():
        if not own:
            yield PdfUa.found({"rule": rule, "words": message}, file=facts.path)


def _tagged(facts: Facts) -> Iterator[Finding]:
    if not facts.tagged:
        yield DigitalUntagged.found(file=facts.path)
    elif not facts.ua:
        yield DigitalUnnamed.found(file=facts.path)


def _named(facts: Facts) -> Iterator[Finding]:
    if not facts.title or not facts.show_title:
        yield DigitalTitle.found(file=facts.path)


def _spoken(facts: Facts, job: Job) -> Iterator[Finding]:
    said = facts.language
    if not said and not job.language:
        yield DigitalLanguage.unknown(file=facts.path)
    elif not said:
        yield DigitalLanguage.unstated({"due": job.language}, file=facts.path)
    elif job.language and said.lower() != job.language.lower():
        yield DigitalLanguage.other({"language": said, "due": job.language}, file=facts.path)


def _described(facts: Facts) -> Iterator[Finding]:
    if facts.undescribed == 1:
        yield DigitalUndescribed.found(file=facts.path)
    elif facts.undescribed:
        yield DigitalUndescribed.many({"count": facts.undescribed}, file=facts.path)
