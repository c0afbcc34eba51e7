"""The files of a folder that people have written, without what programs keep or make there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

#: Hidden folders, those of packages, and those that tools make books and sites in.
_MADE = re.compile(r"[.~]|__|_(?:book|site|build|freeze)$|node_modules$|site-packages$")
#: Folders of a site that hold a book's text, though their names begin with `_`.
_TEXTS = frozenset(("_chapters", "_episodes", "_lessons", "_sections"))
#: Files that editors and desktops leave.
_LEFT = re.compile(r"[.~]|__|Thumbs\.db$|desktop\.ini$|.*~$", re.I)


def files_below(folder: Path, *, private: bool = True) -> Iterator[Path]:
    """Yield the files below a folder, by name; links to folders are not followed.

    `private` folders are those whose names begin with `_`: a site's includes, or its pictures.
    """
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not _MADE.match(name)
            and (private or not name.startswith("_") or name.lower() in _TEXTS)
        )
        yield from (Path(top) / name for name in sorted(names) if not _LEFT.match(name))
