"""Zips of articles, unpacked into a folder of their own within limits, and taken away again."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from octavo.core.errors import OctavoError

#: So many files, and bytes of them unpacked: several times the largest blogs.
MOST_FILES = 50_000
MOST_BYTES = 4_000_000_000
#: Bytes that one packed byte may become. Text packs to a tenth; deflate ends at a thousandth.
MOST_FOLD = 400
#: Files up to this size may fold as they like: a page of spaces is no bomb.
_SMALL = 10_000_000
_PIECE = 1 << 20
#: Folders above the unpacked files, so that what looks for pictures upwards finds no one else's.
_HOME = "a/b/c/d/e"


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Give the folder that holds the files of the zip at `path`; it is gone afterwards.

    A zip within it is unpacked into the same folder, as Notion packs its exports; those within
    that stay packed. Raises `OctavoError` if it is damaged, has a password, or is too large.
    """
    top = Path(tempfile.mkdtemp(prefix="octavo-"))
    try:
        home = top / _HOME
        home.mkdir(parents=True)
        _Unpacking(str(path)).unpack(path, home, nested=False)
        yield home
    finally:
        shutil.rmtree(top, ignore_errors=True)


class _Unpacking:
    """The files and bytes unpacked so far, of a zip and of those in it."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._files = 0
        self._bytes = 0

    def unpack(self, path: Path, home: Path, *, nested: bool) -> None:
        """Unpack the zip at `path` into the folder `home`."""
        try:
            with zipfile.ZipFile(path) as packed:
                for info in packed.infolist():
                    self._member(packed, info, home)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise self._refused(f"cannot be unpacked ({error})", "Export it again.") from None
        except RuntimeError:
            raise self._refused("has a password", "Unpack it yourself, and name the folder.") from (
                None
            )
        if not nested:
            for inside in sorted(home.rglob("*.zip")):
                if inside.is_file():
                    self.unpack(inside, inside.parent, nested=True)
                    inside.unlink()

    def _member(self, packed: zipfile.ZipFile, info: zipfile.ZipInfo, home: Path) -> None:
        if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
            return
        target = _inside(home, info.filename)
        self._files += 1
        if self._files > MOST_FILES:
            raise self._refused(f"holds more than {MOST_FILES:,} files", _UNPACK)
        if target is None:
            hint = "Unpack it yourself, look at its files, and name their folder."
            raise self._refused(f"would write outside its folder ({info.filename!r})", hint)
        target.parent.mkdir(parents=True, exist_ok=True)
        size = 0
        with packed.open(info) as source, target.open("wb") as into:
            while piece := source.read(_PIECE):
                size += len(piece)
                self._bytes += len(piece)
                if self._bytes > MOST_BYTES:
                    raise self._refused(f"unpacks to more than {MOST_BYTES:,} bytes", _UNPACK)
                if size > _SMALL and size > MOST_FOLD * max(info.compress_size, 1):
                    reason = f"unpacks {info.filename!r} to {MOST_FOLD} times its size and more"
                    raise self._refused(reason, _UNPACK)
                into.write(piece)

    def _refused(self, reason: str, hint: str) -> OctavoError:
        return OctavoError(f"this zip {reason}.", where=self._where, hint=hint)


_UNPACK = "If you trust it, unpack it yourself, and name the folder."


def _inside(home: Path, name: str) -> Path | None:
    """Return where a file of the zip goes; None if that is outside `home`."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0] or "\0" in name:
        return None
    return home.joinpath(*parts)
