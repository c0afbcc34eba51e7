"""The files in an e-book's container, read one by one and never further than a limit.

Nothing is unpacked to the disk. A container that is locked, damaged, or would grow without end is
refused with one sentence.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from octavo.core.errors import OctavoError
from octavo.importing.ebooks.ebook_locks import locked_by
from octavo.importing.limits import LARGEST_PICTURE, LONGEST

#: The largest e-book, in bytes, as it is stored; shops take 650 MB at most.
LARGEST_EBOOK = 700_000_000
#: Files of an e-book at most; the largest that people read have some thousands.
_MOST_FILES = 20_000
#: Bytes of all its files at most, and how many times its own size they may be: text that is
#: compressed well is a tenth, and a bomb is a thousandth.
_MOST_BYTES, _MOST_TIMES = 2_000_000_000, 300
#: Below this size an e-book may be compressed as well as it likes.
_HARMLESS = 50_000_000
_AGAIN = "Download or export the e-book again."

#: Gives the bytes of a file by its path, never more than so many.
_Read = Callable[[str, int], bytes]


class EbookFiles:
    """The files of an e-book by their paths; `where` is how messages call it."""

    def __init__(self, where: str, names: Iterator[str], read: _Read) -> None:
        self.where = where
        self.names = frozenset(names)
        self._read = read
        self._spelled = {_folded(name): name for name in sorted(self.names, reverse=True)}

    def find(self, path: str) -> str:
        """Return the name of a file as it is spelled in the container; empty if it is not there."""
        if path in self.names:
            return path
        return self._spelled.get(_folded(path), "")

    def text(self, path: str) -> bytes:
        """Return the bytes of a page or another file of text; raise `OctavoError` if too long."""
        return self._get(path, LONGEST)

    def picture(self, path: str) -> bytes | str:
        """Return the bytes of a picture, or why it cannot be had."""
        name = self.find(path)
        if not name:
            return "it is not in the e-book"
        try:
            return self._get(name, LARGEST_PICTURE)
        except OctavoError as error:
            return error.message.rstrip(".")

    def _get(self, path: str, most: int) -> bytes:
        try:
            data = self._read(path, most + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            reason = "it is damaged" if not isinstance(error, RuntimeError) else "it has a password"
            raise OctavoError(
                f"“{path}” in the e-book cannot be read: {reason}.", where=self.where, hint=_AGAIN
            ) from None
        if len(data) > most:
            raise OctavoError(
                f"“{path}” in the e-book is longer than {most // 1_000_000} MB.",
                where=self.where,
                hint="No reader would show it; take the e-book apart with its maker's tool.",
            )
        return data


def _folded(path: str) -> str:
    return path.casefold()


def is_ebook(path: Path) -> bool:
    """Return whether a path names an e-book: by its ending, or a folder that holds one unpacked."""
    if path.is_dir():
        return (path / "META-INF" / "container.xml").is_file()
    return path.suffix.lower() == ".epub"


def open_ebook(path: Path) -> EbookFiles:
    """Return the files of the e-book at `path`, an EPUB or a folder that holds one unpacked.

    Raises `OctavoError` if it is no such file, is damaged or locked, or would take up too much
    room.
    """
    files = _folder(path) if path.is_dir() else _container(path)
    if lock := locked_by(files.names, lambda name: files.text(name)):
        raise OctavoError(
            f"this e-book is locked ({lock}), so its text cannot be read.",
            where=files.where,
            hint="Octavo opens no locks: get a copy without protection, or adopt the files that"
            " the e-book was made from.",
        )
    return files


def _folder(path: Path) -> EbookFiles:
    home = path.resolve()
    inside = {
        each.relative_to(home).as_posix(): each
        for each in sorted(home.rglob("*"))
        if each.is_file() and each.resolve().is_relative_to(home)
    }

    def read(name: str, most: int) -> bytes:
        with inside[name].open("rb") as opened:
            return opened.read(most)

    return EbookFiles(str(path), iter(inside), read)


def _container(path: Path) -> EbookFiles:
    where = str(path)
    try:
        size = path.stat().st_size
        # Kept open: the files are read as they are asked for, and the process is short.
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError):
        _refuse("this is no EPUB, or a damaged one: it cannot be opened as a zip archive.", where)
    except OSError as error:
        _refuse(f"cannot be read ({error.strerror or error}).", where, "Check its permissions.")
    entries = {each.filename: each for each in archive.infolist() if not each.is_dir()}
    _check_sizes(entries, size, where)
    for name in entries:
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name[:3]:
            _refuse(
                f"a file in it is called “{name}”, which leads out of the e-book.",
                where,
                "No tool for e-books writes such names; take a copy from its publisher.",
            )
    if any(each.flag_bits & 1 for each in entries.values()):
        _refuse(
            "this e-book has a password.", where, "Take the password off with the tool that set it."
        )

    def read(name: str, most: int) -> bytes:
        with archive.open(entries[name]) as opened:
            return opened.read(most)

    return EbookFiles(where, iter(entries), read)


def _check_sizes(entries: Mapping[str, zipfile.ZipInfo], size: int, where: str) -> None:
    """Refuse a container that is too large, or would be when it is unpacked."""
    whole = sum(each.file_size for each in entries.values())
    bomb = whole > _HARMLESS and whole > size * _MOST_TIMES
    if size > LARGEST_EBOOK or whole > _MOST_BYTES or len(entries) > _MOST_FILES or bomb:
        _refuse(
            f"the e-book has {len(entries):,} files of {whole // 1_000_000:,} MB in all, more"
            " than any book needs.",
            where,
            "If it is a real book, leave out its films and sounds.",
        )


def _refuse(message: str, where: str, hint: str = _AGAIN) -> NoReturn:
    raise OctavoError(message, where=where, hint=hint)


def joined(folder: str, path: str) -> str:
    """Return a path that is written in a file of `folder`, from the container's root."""
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/")
