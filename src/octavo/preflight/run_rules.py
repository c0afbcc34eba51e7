"""A finished PDF held against its job: read once, given to every rule, told in few lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from itertools import groupby
from pathlib import Path

from octavo.core.edition_kind import Concern
from octavo.core.model import Finding
from octavo.preflight.pdf_facts import Facts
from octavo.preflight.print_job import Job
from octavo.preflight.read_pdf import read_pdf
from octavo.preflight.rule_table import RULES

#: So many findings of one code are told one by one; what they have in common is plain by then.
_FEW = 3


def check_pdf(path: Path, shown: str, job_of: Callable[[Facts], Job]) -> tuple[Finding, ...]:
    """Find what is wrong with a PDF; `shown` is its name in findings, `job_of` gives the job."""
    facts = read_pdf(path, shown)
    if isinstance(facts, Finding):
        return (facts,)
    job = job_of(facts)
    if Concern.SCREEN in job.checks:
        facts = replace(facts, report=ua_report(path))
    return check_facts(facts, job)


def check_facts(facts: Facts, job: Job) -> tuple[Finding, ...]:
    """Return the findings of all rules that serve the job's concerns, page after page."""
    rules = [rule for rule in RULES if rule.concern in job.checks]
    found = [finding for rule in rules for finding in rule.check(facts, job)]
    return tuple(sorted(_gathered(found), key=lambda finding: finding.page or 0))


def ua_report(path: Path) -> tuple[tuple[str, str], ...] | None:
    """Return what page-validation finds against PDF/UA-1; None if it is not installed."""
    try:
        distribution("page-validation")
    except PackageNotFoundError:
        return None
    page = import_module("page")
    report = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    return tuple((failure.rule_id, failure.message) for failure in report.failures)


def _gathered(found: Iterable[Finding]) -> Iterator[Finding]:
    """Gather findings that say the same; of many of one code the last is for all the rest."""
    by_code = sorted(found, key=lambda finding: (finding.code, finding.severity))
    for _, group in groupby(by_code, key=lambda finding: (finding.code, finding.severity)):
        alike: dict[tuple[object, ...], list[Finding]] = {}
        for finding in group:
            if finding.page is None:
                yield finding
            else:
                key = finding.form, finding.values
                alike.setdefault(key, []).append(finding)
        merged = list(alike.values())
        yield from (_merged(same) for same in merged[:_FEW])
        rest = [finding for same in merged[_FEW:] for finding in same]
        if len(rest) > 1:
            yield replace(rest[0], alike=_pages(rest[1:]))
        else:
            yield from rest


def _merged(same: list[Finding]) -> Finding:
    return same[0] if len(same) == 1 else replace(same[0], same=_pages(same[1:]))


def _pages(found: Iterable[Finding]) -> tuple[int, ...]:
    return tuple(sorted({finding.page for finding in found if finding.page is not None}))
