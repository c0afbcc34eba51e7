"""Files written aside and renamed."""

from __future__ import annotations

import pytest

from octavo.errors import OctavoError
from octavo.files import write_aside


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
