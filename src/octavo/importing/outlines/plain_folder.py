"""A folder of Markdown files, in natural order; and Obsidian's, which has a folder of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from octavo.importing.gather import natural
from octavo.importing.outlines.outline import CHAPTERS, Outline, OutlinePart

#: Files for who works on a book, or on the site that shows it.
_NO_CHAPTERS = re.compile(
    r"(?:changelog|code_of_conduct|contributing|contributors|licen[cs]e|security|summary|todo"
    r"|readme|_?sidebar|_?navbar|404)(?:[._-]\w+)?$",
    re.I,
)
_FIRST = frozenset(("index", "readme", "_index"))
#: Folders that hold no text of a book: hidden ones, and what tools make or keep for themselves.
SKIPPED = re.compile(r"[._~]|node_modules$")


def chapter_files(folder: Path) -> Iterator[str]:
    """Yield the Markdown files below a folder in natural order, each folder's own page first."""
    names: list[str] = []
    for top, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not SKIPPED.match(name)]
        place = Path(top).relative_to(folder)
        names += [(place / name).as_posix() for name in files if _is_chapter(place / name)]
    yield from sorted(names, key=_order)


def _is_chapter(path: Path) -> bool:
    if path.suffix.lower() not in CHAPTERS:
        return False
    is_own = path.stem.lower() in _FIRST and len(path.parts) > 1
    return is_own or not (SKIPPED.match(path.name) or _NO_CHAPTERS.match(path.stem))


def _order(name: str) -> list[object]:
    path = Path(name)
    own = "" if path.stem.lower() in _FIRST else path.name
    return [natural(part) for part in (*path.parts[:-1], own)]


def obsidian_vault(folder: Path) -> Outline | None:
    """Return the outline of a folder that Obsidian has opened."""
    return _outline(folder, "Obsidian") if (folder / ".obsidian").is_dir() else None


def plain_folder(folder: Path) -> Outline | None:
    """Return the outline of a folder of Markdown files; None if it has none."""
    return _outline(folder, "a folder of Markdown files")


def _outline(folder: Path, tool: str) -> Outline | None:
    names = tuple(chapter_files(folder))
    parts = (OutlinePart(title="", chapters=names),)
    return Outline(tool=tool, root=folder, parts=parts) if names else None
