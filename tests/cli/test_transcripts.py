"""Every file in `transcripts/` is played and compared; `transcript.py` says how to read one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.transcript import Octavo, play

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path, octavo: Octavo, monkeypatch) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    monkeypatch.chdir(folder)
    expected = path.read_text(encoding="utf-8")
    played = play(expected, folder, octavo)
    if os.environ.get("OCTAVO_ACCEPT"):
        path.write_text(played, encoding="utf-8")
        return
    assert played == expected
    assert "Traceback" not in played
    assert not list(tmp_path.rglob("*.part")), "a temporary file is left behind"
