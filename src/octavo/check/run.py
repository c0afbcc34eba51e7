"""A finished PDF held against its job: read once, given to every rule, told in few lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from itertools import groupby
from pathlib import Path

from octavo.check.facts import Facts
from octavo.check.job import Job
from octavo.check.read import read_pdf
from octavo.check.table import RULES
from octavo.model import Finding

#: So many findings of one code are told one by one; what they have in common is plain by then.
_FEW = 3


def check_pdf(path: Path, shown: str, job_of: Callable[[Facts], Job]) -> tuple[Finding, ...]:
    """What is wrong with a PDF; `shown` is its name in findings, `job_of` gives the job."""
    facts = read_pdf(path, shown)
    if isinstance(facts, Finding):
        return (facts,)
    job = job_of(facts)
    if job.kind == "digital":
        facts = replace(facts, report=ua_report(path))
    return check_facts(facts, job)


def check_facts(facts: Facts, job: Job) -> tuple[Finding, ...]:
    """The findings of all rules for the job's kind, page after page."""
    found = [
        finding for rule in RULES if job.kind in rule.kinds for finding in rule.check(facts, job)
    ]
    return tuple(sorted(_gathered(found), key=lambda finding: finding.page or 0))


def ua_report(path: Path) -> tuple[tuple[str, str], ...] | None:
    """What page-validation finds against PDF/UA-1: rules and words; None if it is not installed."""
    try:
        distribution("page-validation")
    except PackageNotFoundError:
        return None
    page = import_module("page")
    report = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    return tuple((failure.rule_id, failure.message) for failure in report.failures)


def _gathered(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings that say the same are one, and of many of a kind the last is for all the rest."""
    by_code = sorted(found, key=lambda finding: (finding.code, finding.severity))
    for _, group in groupby(by_code, key=lambda finding: (finding.code, finding.severity)):
        alike: dict[tuple[str, str | None], list[Finding]] = {}
        for finding in group:
            if finding.page is None:
                yield finding
            else:
                alike.setdefault((finding.message, finding.hint), []).append(finding)
        merged = list(alike.values())
        yield from (_merged(same) for same in merged[:_FEW])
        rest = [finding for same in merged[_FEW:] for finding in same]
        if len(rest) > 1:
            pages = _pages(finding.page for finding in rest[1:])
            yield replace(rest[0], message=f"{rest[0].message[:-1]}; and the like {pages}.")
        else:
            yield from rest


def _merged(same: list[Finding]) -> Finding:
    first = same[0]
    if len(same) == 1:
        return first
    others = _pages(finding.page for finding in same[1:])
    return replace(first, message=f"{first.message[:-1]}; the same {others}.")


def _pages(numbers: Iterable[int | None]) -> str:
    """`on page 3`, `on pages 3, 5–9 and 12`, `on 40 more pages, from 3 to 120`."""
    pages = sorted({number for number in numbers if number is not None})
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    if len(runs) > 6:
        return f"on {len(pages)} pages, from {pages[0]} to {pages[-1]}"
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    if len(shown) == 1:
        return f"on page{'s' if len(pages) > 1 else ''} {shown[0]}"
    return f"on pages {', '.join(shown[:-1])} and {shown[-1]}"
