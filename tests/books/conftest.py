"""The two books of this project, the sample and the guide, each built once for all tests."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact
from octavo.core.model import Finding, Severity

REPOSITORY = Path(__file__).parents[2]


class Built(NamedTuple):
    epub: Path
    pdf: Path
    digital: Path
    findings: tuple[Finding, ...]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("slack-water")
    shutil.copytree(REPOSITORY / "manuscript", root / "manuscript")
    events = list(build(Request(root=root, out=root / "build")))
    paths = {event.edition: event.path for event in events if isinstance(event, Artifact)}
    findings = next(event.findings for event in events if isinstance(event, Findings))
    return Built(
        epub=paths["ebook"], pdf=paths["print"], digital=paths["digital"], findings=findings
    )


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The user guide, as `octavo guide` writes it in an empty folder."""
    folder = tmp_path_factory.mktemp("guide")
    command = [sys.executable, "-m", "octavo", "guide", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    paths = {item["edition"]: Path(item["path"]) for item in report["artifacts"]}
    findings = tuple(
        Finding(code=item["code"], severity=Severity(item["severity"]), file=item["file"])
        for item in report["findings"]
    )
    return Built(
        epub=paths["ebook"], pdf=paths["print"], digital=paths["digital"], findings=findings
    )


@pytest.fixture(scope="session", params=["built", "guide"], ids=["sample", "guide"])
def each(request: pytest.FixtureRequest) -> Built:
    """The sample book, and then the guide: for proofs that must hold of both."""
    return request.getfixturevalue(request.param)
