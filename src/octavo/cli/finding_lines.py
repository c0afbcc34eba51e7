"""How findings and errors look in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from octavo.core.errors import BookError, OctavoError

if TYPE_CHECKING:
    from octavo.core.model import Finding


def print_findings(findings: Iterable[Finding]) -> None:
    """Write findings to standard error, one a line: `file:line: problem. remedy`."""
    for finding in in_order(findings):
        print(finding_line(finding), file=sys.stderr)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by file, each file's by line; files as they first appear."""
    files: dict[str | None, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.file, []).append(finding)
    lines = (sorted(group, key=lambda finding: finding.line or 0) for group in files.values())
    return [finding for group in lines for finding in group]


def print_error(error: OctavoError) -> None:
    """Write an error to standard error; a book's errors come one a line."""
    if isinstance(error, BookError):
        print_findings(error.findings)
        count = sum(finding.severity == "error" for finding in error.findings)
        noun = "error" if count == 1 else "errors"
        print(f"{count} {noun}. What was built before is untouched.", file=sys.stderr)
    else:
        print(error, file=sys.stderr)


def finding_line(finding: Finding) -> str:
    """`file:line: problem. remedy`, with a word before the problem if it is no error.

    A PDF has pages instead of lines.
    """
    within = finding.page if finding.line is None and finding.file else finding.line
    place = ":".join(str(part) for part in (finding.file, within) if part is not None)
    if not place and finding.page is not None:
        place = f"page {finding.page}"
    mark = {"warning": "warning: ", "info": "note: "}.get(finding.severity, "")
    head = f"{place}: " if place else ""
    # Here, not above: the catalogue is large, and most runs find nothing.
    from octavo.findings.wording import message_of, remedy_of

    return f"{head}{mark}{message_of(finding)} {remedy_of(finding) or ''}".rstrip()


def size(count: int) -> str:
    """Bytes as people say them: `412 KB`."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} KB"
