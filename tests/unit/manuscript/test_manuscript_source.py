"""Reading text files, and saying which byte is wrong."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from octavo.core.errors import OctavoError
from octavo.manuscript.text_files import read_any_text, read_text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfa", "a"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("é水🌊".encode(), "é水🌊"),
    ],
)
def test_text(tmp_path, data, text):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    assert read_text(path, "a.md") == text


@pytest.mark.parametrize(
    ("data", "where", "says"),
    [
        (b"caf\xe9", "a.md:1", "byte 4 (0xe9)"),
        (b"\xef\xbb\xbfcaf\xe9", "a.md:1", "byte 7 (0xe9)"),
        (b"a\n\nb\x80\n", "a.md:3", "byte 5 (0x80)"),
        (b"a\xf0\x9f\x8c", "a.md:1", "byte 2 (0xf0)"),
        (b"\xed\xa0\x80", "a.md:1", "byte 1 (0xed)"),
        (b"\xff\xfea\x00", "a.md:1", "byte 1 (0xff) is not UTF-8; it seems to be UTF-16."),
        (b"\xfe\xff\x00a", "a.md:1", "it seems to be UTF-16."),
    ],
)
def test_bytes_that_are_not_utf_8(tmp_path, data, where, says):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(OctavoError) as raised:
        read_text(path, "a.md")
    assert raised.value.where == where
    assert says in raised.value.message


@pytest.mark.parametrize(
    ("data", "text", "guessed"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9\r\n", "café\n", None),
        (b"a\r\nb \x96 \x93c\x94", "a\nb – “c”", ("Windows-1252", "3 bytes", 2)),
        (b"\xc3\xa9 and \xe9", "é and é", ("Windows-1252", "1 byte", 1)),
        (b"a\x81b", "a\x81b", ("Windows-1252", "1 byte", 1)),
        (b"\xed\xb2\x80", "í²€", ("Windows-1252", "3 bytes", 1)),
        ("Тихий\r\nдом".encode("koi8-r"), "Тихий\nдом", ("KOI8-R", "8 bytes", 1)),
        (
            "a\nłódź płynęła żwawo".encode("cp1250"),
            "a\nłódź płynęła żwawo",
            ("Windows-1250", "7 bytes", 2),
        ),
        (
            "é – ".encode() * 9 + b"\xc4\xcf\xcd\xc1",
            "é – " * 9 + "ÄÏÍÁ",
            ("Windows-1252", "4 bytes", 1),
        ),
        (b"\xff\xfea\x00\n\x00", "a\n", ("UTF-16", "6 bytes", 1)),
        (b"\xfe\xff\x00a", "a", ("UTF-16", "4 bytes", 1)),
    ],
)
def test_any_text_is_read_and_no_byte_is_lost(tmp_path, data, text, guessed):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    read, found = read_any_text(path, "a.md")
    assert read == text
    told = [(item.code, item.line, item.severity, dict(item.values)) for item in found]
    encoding, count, line = guessed or ("", "", 0)
    values = {"encoding": encoding, "bytes": count}
    assert told == ([("text-encoding", line, "warning", values)] if guessed else [])


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    with pytest.raises(OctavoError, match="this is a folder, not a file"):
        read_text(tmp_path, "a.md")
    with pytest.raises(OctavoError, match="cannot be read"):
        read_text(tmp_path / "nothing.md", "a.md")

    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(OctavoError) as raised:
        read_text(tmp_path / "a.md", "a.md")
    assert str(raised.value) == (
        "a.md: cannot be read (Permission denied). Check the file's permissions."
    )
