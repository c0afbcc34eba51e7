"""The sample book, built once for all tests that look at it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from octavo.model import Artifact, Finding
from octavo.pipeline import Findings, Request, build

REPOSITORY = Path(__file__).parents[2]


class Built(NamedTuple):
    epub: Path
    pdf: Path
    findings: tuple[Finding, ...]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("slack-water")
    shutil.copytree(REPOSITORY / "manuscript", root / "manuscript")
    events = list(build(Request(root=root, out=root / "build")))
    paths = {event.edition: event.path for event in events if isinstance(event, Artifact)}
    findings = next(event.findings for event in events if isinstance(event, Findings))
    return Built(epub=paths["ebook"], pdf=paths["print"], findings=findings)
