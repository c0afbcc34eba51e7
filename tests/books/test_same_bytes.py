"""Two builds on two machines give the same bytes: other zone, other hash seed, other clock."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def digests(root: Path, **environment: str) -> dict[str, str]:
    """What a fresh process in a fresh folder builds, as SHA-256 by edition."""
    shutil.copytree(REPOSITORY / "manuscript", root / "manuscript")
    done = subprocess.run(
        [sys.executable, "-m", "octavo", "build", "--book", str(root), "--json"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {item["edition"]: item["sha256"] for item in json.loads(done.stdout)["artifacts"]}


def test_other_zone_and_hash_seed_give_the_same_bytes(tmp_path):
    first = digests(tmp_path / "one", TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    other = digests(
        tmp_path / "a longer name", TZ="Pacific/Kiritimati", PYTHONHASHSEED="4242", LC_ALL="C"
    )
    assert set(first) == {"ebook", "print", "digital"}
    assert first == other


def test_the_guide_has_the_same_bytes_in_another_place(guide, tmp_path):
    command = [sys.executable, "-m", "octavo", "guide", "--json", "--out", str(tmp_path / "a b")]
    other = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "SOURCE_DATE_EPOCH": "86400"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **other}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = {item["sha256"] for item in json.loads(done.stdout)["artifacts"]}
    there = {hashlib.sha256(path.read_bytes()).hexdigest() for path in guide.epub.parent.iterdir()}
    assert made == there
