"""Reading text files of a book, with messages that name the place."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.chapters import TextEncoding
from octavo.text.old_encodings import guess

# How files begin that were saved as UTF-16 (the Unicode Standard 16.0, table 2-4).
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
#: How Python keeps a byte that is not UTF-8 (PEP 383).
_UNDECODED = re.compile("[\udc80-\udcff]")


class What(Enum):
    """What a path that an author wrote leads to."""

    FILE = auto()
    FOLDER = auto()
    MISSING = auto()
    OUTSIDE = auto()


def what_is(root: Path, path: Path) -> What:
    """Say what `path` leads to, links followed; `OUTSIDE` if not in the book in `root`.

    A path that no file can have (a NUL, links in a circle) is `MISSING`; a file
    that may not be looked at is a `FILE`: reading it will say so.
    """
    try:
        real = path.resolve()
        # The manuscript folder itself may be a link, to a synchronised folder for instance.
        homes = (root.resolve(), (root / "manuscript").resolve())
        if not any(map(real.is_relative_to, homes)):
            return What.OUTSIDE
        if real.is_dir():
            return What.FOLDER
        return What.FILE if real.is_file() else What.MISSING
    except PermissionError:
        return What.FILE
    except (OSError, RuntimeError, ValueError):
        return What.MISSING


def read_text(path: Path, name: str) -> str:
    """Read the UTF-8 text of `path`, a byte-order mark taken off, line ends as `\\n`.

    `name` is how messages call the file. Raises `OctavoError` if it cannot be
    read or is not UTF-8; the message names the byte and the line.
    """
    data = _read_bytes(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts without the byte-order mark.
        at = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = data.count(b"\n", 0, at) + 1
        seems = "; it seems to be UTF-16" if data.startswith(_UTF_16) else ""
        raise OctavoError(
            f"byte {at + 1} (0x{data[at]:02x}) is not UTF-8{seems}.",
            where=f"{name}:{line}",
            hint="Save the file as UTF-8.",
        ) from None
    return _with_line_ends(text)


def read_any_text(path: Path, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Read the text of `path` as `read_text` does, but whatever its encoding, with a warning.

    UTF-16 is known by its first bytes; other encodings by the letters of languages. Where none
    fits, or there is UTF-8 too, each byte that is not UTF-8 is read as Windows-1252, which most of
    the files are that old programs left; the rest stays what it is.
    Raises `OctavoError` if the file cannot be read.
    """
    return any_text(_read_bytes(path, name), name)


def any_text(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the text that the bytes of a file are, as `read_any_text` does."""
    if data.startswith(_UTF_16):
        text = _with_line_ends(data.decode("utf-16", "replace"))
        return text, (_guessed("UTF-16", len(data), name=name, line=1),)
    text = _with_line_ends(data.decode("utf-8-sig", "surrogateescape"))
    odd = [found.start() for found in _UNDECODED.finditer(text)]
    if not odd:
        return text, ()
    line = text.count("\n", 0, odd[0]) + 1
    reading = None if _is_mixed(text, len(odd)) else guess(data)
    if reading and reading.encoding != "cp1252":
        beyond = sum(byte > 0x7F for byte in data)
        found = _guessed(reading.name, beyond, name=name, line=line)
        return _with_line_ends(data.decode(reading.encoding)), (found,)
    found = _guessed("Windows-1252", len(odd), name=name, line=line)
    return _UNDECODED.sub(_as_windows, text), (found,)


def _is_mixed(text: str, odd: int) -> bool:
    """Tell whether much of a text is UTF-8: bytes of other encodings are so by accident."""
    return 2 * sum(not sign.isascii() for sign in text) > 3 * odd


def _guessed(encoding: str, count: int, *, name: str, line: int) -> Finding:
    values = {"encoding": encoding, "bytes": f"{count:,} byte{'' if count == 1 else 's'}"}
    return TextEncoding.found(values, file=name, line=line)


def _as_windows(byte: re.Match[str]) -> str:
    data = bytes([ord(byte[0]) & 0xFF])
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # five bytes that Windows-1252 leaves open


def check_opens(path: Path, name: str) -> None:
    """Raise `OctavoError` if a file cannot be read."""
    try:
        with path.open("rb") as opened:
            opened.read(1)
    except OSError as error:
        raise _refused(error, name) from None


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(error, name) from None


def _refused(error: OSError, name: str) -> OctavoError:
    if isinstance(error, IsADirectoryError):
        hint = "Put a file in its place."
        return OctavoError("this is a folder, not a file.", where=name, hint=hint)
    hint = "Check the file's permissions."
    return OctavoError(f"cannot be read ({error.strerror}).", where=name, hint=hint)


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
