"""What a build would stop at, said right after chapters were written."""

from __future__ import annotations

from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.core.model import Finding, Severity
from octavo.findings.failures import findings_of


def errors_ahead(root: Path) -> tuple[Finding, ...]:
    """Return the errors that a build of the book in `root` would stop at; none if it would not."""
    from octavo.build.pipeline import Request, found_ahead

    try:
        found = found_ahead(Request(root=root, out=root / "build"))
    except OctavoError as error:
        found = findings_of(error)
    return tuple(each for each in found if each.severity is Severity.ERROR)
