"""Findings that a cache has kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from octavo.core.model import Finding, Severity


def finding_of(table: Mapping[str, Any]) -> Finding:
    """Return the finding of which `table` has the fields.

    Raises `ValueError`, `KeyError` or `TypeError` if it is no finding's.
    """
    values = tuple((str(name), value) for name, value in table["values"])
    severity = Severity(table["severity"])
    pages = {"same": tuple(table["same"]), "alike": tuple(table["alike"])}
    return Finding(**{**table, **pages, "severity": severity, "values": values})
