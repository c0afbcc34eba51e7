"""Zips of articles: what is in them, and those that are meant to do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from helpers import exports
from helpers.articles import gathered
from octavo.core.errors import OctavoError
from octavo.importing import zip_files
from octavo.importing.gather import Refused, gather


def _zip(tmp_path, files):
    path = tmp_path / "posts.zip"
    path.write_bytes(exports.packed(files))
    return path


def _refused(path):
    with pytest.raises(OctavoError) as caught:
        list(gathered([str(path)]))
    assert caught.value.hint
    return caught.value


def test_a_zip_is_a_folder(tmp_path):
    files = {
        "a/post 2.md": b"Two. ![x](../p.png)\n",
        "a/post 10.md": b"Ten.\n",
        "p.png": exports.PNG,
        "__MACOSX/a.md": b"x\n",
    }
    path = _zip(tmp_path, files)
    two, ten = gathered([str(path)])
    assert (two.name, ten.name) == ("post 2.md", "post 10.md")
    assert two.where == f"{path}/a/post 2.md"
    assert two.path is None
    assert len(two.source.images) == 1


def test_a_zip_in_a_zip_is_unpacked_and_one_in_that_is_not(tmp_path):
    innermost = exports.packed({"c.md": b"Three.\n"})
    inner = exports.packed({"b.md": b"Two.\n", "d.zip": innermost})
    path = _zip(tmp_path, {"Part-1.zip": inner, "a.md": b"One.\n"})
    assert [each.name for each in gathered([str(path)])] == ["a.md", "b.md"]


def test_nothing_stays_of_an_unpacked_zip(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_files.tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    list(gathered([str(_zip(tmp_path, {"a.md": b"One.\n"}))]))
    assert list((tmp_path / "temp").iterdir()) == []


def test_messages_name_the_zip(tmp_path):
    path = _zip(tmp_path, {"a.md": b"One.\n", "b.md": b"\xe9t\xe9\n", "c.bin": b"x"})
    refused = Refused()
    found = list(gather([str(path)], refused=refused))
    assert [each.where for each in refused.errors] == [f"{path}/b.md:1"]
    assert {each.file for each in found[0].source.findings if each.file} == {str(path)}


@pytest.mark.parametrize("name", ["../a.md", "/etc/a.md", "a/../../b.md", "..\\a.md", "C:\\a.md"])
def test_a_file_outside_the_folder_is_refused(tmp_path, name):
    error = _refused(_zip(tmp_path, {"ok.md": b"One.\n", name: b"Out.\n"}))
    assert "would write outside its folder" in error.message
    assert not (tmp_path.parent / "a.md").exists()


def test_a_link_in_a_zip_is_passed_over(tmp_path):
    path = tmp_path / "l.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.md", "One.\n")
        link = zipfile.ZipInfo("passwords.md")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert [each.name for each in gathered([str(path)])] == ["a.md"]


def test_a_bomb_is_refused_while_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_files, "_SMALL", 1_000_000)
    monkeypatch.setattr(zip_files, "_PIECE", 100_000)
    error = _refused(_zip(tmp_path, {"a.md": b" " * 5_000_000}))
    assert "times its size and more" in error.message


@pytest.mark.parametrize(
    ("limit", "message"), [("MOST_FILES", "more than 2 files"), ("MOST_BYTES", "more than 2 bytes")]
)
def test_limits(tmp_path, monkeypatch, limit, message):
    monkeypatch.setattr(zip_files, limit, 2)
    assert message in _refused(_zip(tmp_path, {f"{n}.md": b"One.\n" for n in range(3)})).message


def test_a_damaged_zip_an_empty_one_and_one_with_a_password(tmp_path):
    whole = exports.packed({"a.md": b"One. " * 999})
    path = tmp_path / "a.zip"
    path.write_bytes(whole[:-30])
    assert "cannot be unpacked" in _refused(path).message
    path.write_bytes(b"")
    assert "cannot be unpacked" in _refused(path).message
    path.write_bytes(exports.packed({}))
    assert "no article" in _refused(path).message
    held = io.BytesIO(whole)
    locked = bytearray(held.getvalue())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + place] |= 1
    Path(path).write_bytes(locked)
    assert "password" in _refused(path).message
