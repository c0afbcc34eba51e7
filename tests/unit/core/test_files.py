"""Files written aside and renamed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from octavo.core.errors import OctavoError
from octavo.core.files import write_aside


def test_write_aside_writes_in_order_and_leaves_nothing_behind(tmp_path):
    same = tmp_path / "same.txt"
    same.write_bytes(b"same")
    before = same.stat().st_mtime_ns
    write_aside({tmp_path / "new/a.txt": b"a", same: b"same", tmp_path / "b.txt": b"b"})
    assert (tmp_path / "new/a.txt").read_bytes() == b"a"
    assert same.stat().st_mtime_ns == before
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "a.txt",
        "b.txt",
        "new",
        "same.txt",
    ]


def test_write_aside_writes_all_or_none(tmp_path):
    (tmp_path / "taken").mkdir()
    first = tmp_path / "first.txt"
    first.write_bytes(b"old")
    with pytest.raises(OctavoError) as caught:
        write_aside({first: b"new", tmp_path / "taken": b"x"})
    assert caught.value.where == str(tmp_path / "taken")
    assert first.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.txt", "taken"]


def test_what_a_killed_process_left_is_cleared(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    dead = tmp_path / f".book.epub.{process.pid}.part"
    alive = tmp_path / f".book.epub.{os.getppid()}.part"
    others = tmp_path / f".other.epub.{process.pid}.part"
    for path in (dead, alive, others):
        path.write_bytes(b"half")
    write_aside({tmp_path / "book.epub": b"whole"})
    assert {path.name for path in tmp_path.iterdir()} == {"book.epub", alive.name, others.name}
