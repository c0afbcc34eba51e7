"""Errors as findings, for those who show both alike."""

from __future__ import annotations

import re

from octavo.core.errors import BookError, OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.machine import CannotGoOn
from octavo.findings.entry import Form


def as_finding(error: OctavoError, form: Form) -> Finding:
    """Return the error as a finding; its `where` is taken apart into file and line.

    `form` has the fields `problem` and `remedy`.
    """
    file, line = place_of(error)
    return form({"problem": error.message, "remedy": error.hint}, file=file or None, line=line)


def findings_of(error: OctavoError) -> tuple[Finding, ...]:
    """Return what an error says as findings: those of a book's, or the error itself."""
    if isinstance(error, BookError):
        return error.findings
    return (as_finding(error, CannotGoOn.found),)


def place_of(error: OctavoError) -> tuple[str, int | None]:
    """Return the file and the line that an error names; nothing and None if it names none."""
    found = re.fullmatch(r"(.*?)(?::(\d+))?(?::\d+)?", error.where, re.S)
    file, line = (found[1], found[2]) if found else (error.where, None)
    return file, int(line) if line else None
