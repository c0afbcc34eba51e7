"""Findings as they come, while something is read or rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from octavo.core.errors import BookError
from octavo.core.model import Finding, Severity
from octavo.findings.entry import Form, Value


@dataclass(slots=True, kw_only=True)
class Collector:
    """Gathers findings in the order in which they come; `file` is the one that is at work."""

    file: str | None = None
    found: list[Finding] = field(default_factory=list)

    def add(self, form: Form, values: Mapping[str, Value], line: int | None) -> None:
        """Note what is wrong on a line of the file."""
        self.found.append(form(values, file=self.file, line=line))

    def take(self, findings: Iterable[Finding]) -> None:
        """Add findings that have their place already."""
        self.found += findings

    def told(self, code: str) -> bool:
        """Return whether a finding of this code has come."""
        return any(finding.code == code for finding in self.found)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether one of the findings stops a build."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def stop_at_errors(findings: Iterable[Finding]) -> None:
    """Raise `BookError` if one of the findings is an error."""
    found = tuple(findings)
    if has_errors(found):
        raise BookError(tuple(dict.fromkeys(found)))


def together(found: Iterable[Finding], fatal: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Join what was found before and what stopped the build, each once, as the error it is."""
    said = {_said(item) for item in fatal}
    before = [item for item in found if _said(item) not in said]
    return tuple(dict.fromkeys([*before, *fatal]))


def _said(item: Finding) -> tuple[object, ...]:
    """Return what a finding says, wherever and however grave."""
    return item.code, item.form, item.values
