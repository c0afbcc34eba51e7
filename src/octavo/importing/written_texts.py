"""What was last written of each chapter, kept for merging: `manuscript/articles/.written.zip`.

One file, packed, so that a thousand chapters are neither a thousand files more nor as many bytes
again. It can be lost: then what both have changed is compared by hand. The ledger has the digest
of each chapter's text, and a text that is another is not used.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from octavo.core.files import read_present
from octavo.importing.file_names import digest

#: The path in a book's folder.
WRITTEN_TEXTS = "manuscript/articles/.written.zip"

#: The longest text of a chapter that is read from it, in bytes.
_LONGEST = 50_000_000

#: What a zip says if nobody knows when: the same texts give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class WrittenTexts:
    """The texts of a book as they were when it was last written to."""

    def __init__(self, root: Path) -> None:
        self._data = read_present(root / WRITTEN_TEXTS) or b""
        self._digests = self._read()

    def _read(self) -> dict[str, str]:
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as packed:
                return {each.filename: each.comment.decode("ascii") for each in packed.infolist()}
        except (zipfile.BadZipFile, UnicodeDecodeError):
            return {}

    def text(self, chapter: str, sha256: str) -> str | None:
        """Return the text of a chapter if it is the one with this digest; else None."""
        if self._digests.get(chapter) != sha256:
            return None
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as packed:
                data = _unpacked(packed, chapter)
            return data.decode() if digest(data) == sha256 else None
        except (zipfile.BadZipFile, zlib.error, UnicodeDecodeError, OSError):
            return None

    def updated(self, wanted: Mapping[str, str], data_of: Callable[[str], bytes]) -> bytes | None:
        """Return the file with the texts whose digests are `wanted`; None if it has them.

        `data_of` gives the text of a chapter; it is asked for those that are new alone.
        """
        new = {name: sha for name, sha in wanted.items() if self._digests.get(name) != sha}
        if not new:
            return None
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            self._copy(packed, set(new))
            for name, sha in new.items():
                _add(packed, name, sha, data_of(name))
        return target.getvalue()

    def _copy(self, target: zipfile.ZipFile, without: set[str]) -> None:
        if not self._digests:
            return
        with zipfile.ZipFile(io.BytesIO(self._data)) as packed:
            for name, sha in self._digests.items():
                if name not in without:
                    try:
                        _add(target, name, sha, _unpacked(packed, name))
                    except (zipfile.BadZipFile, zlib.error):
                        continue


def _unpacked(packed: zipfile.ZipFile, name: str) -> bytes:
    if packed.getinfo(name).file_size > _LONGEST:
        raise zipfile.BadZipFile(name)
    return packed.read(name)


def _add(packed: zipfile.ZipFile, name: str, sha: str, data: bytes) -> None:
    about = zipfile.ZipInfo(name, _NO_TIME)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.comment = sha.encode()
    packed.writestr(about, data, compresslevel=1)
