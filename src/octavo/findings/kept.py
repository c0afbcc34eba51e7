"""Findings that a cache has kept as JSON."""

from __future__ import annotations

from typing import TypedDict

from octavo.core.model import Finding, Severity
from octavo.findings.entry import Value


class KeptFinding(TypedDict):
    """A finding's fields, as JSON has them: lists in the place of tuples."""

    code: str
    form: str
    values: list[tuple[str, Value]]
    severity: str
    file: str | None
    line: int | None
    page: int | None
    same: list[int]
    alike: list[int]


def finding_of(table: KeptFinding) -> Finding:
    """Return the finding of which `table` has the fields.

    Raises `ValueError`, `KeyError` or `TypeError` if it is no finding's.
    """
    return Finding(
        code=table["code"],
        form=table["form"],
        values=tuple((name, value) for name, value in table["values"]),
        severity=Severity(table["severity"]),
        file=table["file"],
        line=table["line"],
        page=table["page"],
        same=tuple(table["same"]),
        alike=tuple(table["alike"]),
    )
