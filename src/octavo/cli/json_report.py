"""The one object that `--json` prints, also on failure."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from octavo.cli.finding_lines import in_order

if TYPE_CHECKING:
    from octavo.cli.why import Told
    from octavo.core.artifact import Artifact
    from octavo.core.model import Finding
    from octavo.typesetting.set_text import SetText


def print_report(
    artifacts: Iterable[Artifact],
    findings: Iterable[Finding],
    root: Path | None = None,
    *,
    texts: Mapping[str, SetText] = MappingProxyType({}),
    told: Iterable[Told] = (),
) -> None:
    """Print the object to standard output; `root` is the book's folder, if there is one.

    `texts` are what was set on the pages of editions, by their names; `told` what is said of
    paragraphs.
    """
    whole: dict[str, object] = {
        "artifacts": [_artifact(item, texts.get(item.edition)) for item in artifacts]
    }
    if told := list(told):
        from octavo.cli.why import as_object

        whole["why"] = [as_object(each) for each in told]
    print_object(whole, findings, root)


def print_object(
    report: Mapping[str, object], findings: Iterable[Finding], root: Path | None = None
) -> None:
    """Print a command's `report` as one object, with the findings and the versions.

    In ASCII, so that no terminal's encoding can break it.
    """
    whole = {
        **report,
        "findings": [_finding(item, root) for item in in_order(findings)],
        "versions": _versions(),
    }
    sys.stdout.write(json.dumps(whole, indent=2) + "\n")


def _artifact(item: Artifact, text: SetText | None) -> dict[str, object]:
    return {
        "edition": item.edition,
        "path": str(item.path),
        "sha256": item.sha256,
        "bytes": item.bytes,
        "pages": item.pages,
        "reused": item.reused,
        "measures": _measures(text) if text is not None else None,
    }


def _measures(text: SetText) -> dict[str, object]:
    """Return the measures of an edition's pages; the guide lists the keys."""
    from octavo.typesetting.measures import measures_of

    return asdict(measures_of(text))


def _finding(item: Finding, root: Path | None) -> dict[str, object]:
    from octavo.findings.wording import message_of, remedy_of

    return {
        "code": item.code,
        "severity": str(item.severity),
        "message": message_of(item),
        "file": _relative(item.file, root),
        "line": item.line,
        "page": item.page,
        "hint": remedy_of(item),
    }


def _relative(file: str | None, root: Path | None) -> str | None:
    """Return a file's path from the book's folder, with forward slashes."""
    if file is None or root is None or not Path(file).is_absolute():
        return file
    return Path(os.path.relpath(file, root)).as_posix()


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    from octavo.core.versions import PACKAGES

    return {name: version(name) for name in PACKAGES}
