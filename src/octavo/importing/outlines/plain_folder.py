"""A folder of Markdown files: in the order that its pages state, else in natural order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from octavo.importing.gather import natural
from octavo.importing.outlines.outline import (
    CHAPTERS,
    Outline,
    OutlinePart,
    front_matter_of,
    read_yaml,
)
from octavo.manuscript.folder_walk import files_below

#: How people call it.
PLAIN = "a folder of Markdown files"
#: Files for who works on a book, or on the site that shows it.
_NO_CHAPTERS = re.compile(
    r"(?:changelog|code_of_conduct|contributing|contributors|licen[cs]e|security|summary|todo"
    r"|readme|_?sidebar|_?navbar|404|issue_template|pull_request_template|agents|claude)"
    r"(?:[._-]\w+)?$",
    re.I,
)
#: Plain texts that programs read.
_FOR_PROGRAMS = frozenset(
    ("ads", "cmakelists", "cname", "constraints", "humans", "llms", "llms-full", "requirements",
     "robots", "runtime")
)  # fmt: skip
#: How many files a line names.
_SHOWN = 5
_FIRST = frozenset(("index", "readme", "_index"))
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")
#: Keys of Hugo, Docusaurus and Jekyll's themes by which a page says where it stands.
PLACES = ("weight", "sidebar_position", "nav_order", "order", "order_number", "chapter")


def chapter_files(folder: Path, *, pages: bool = False) -> Iterator[str]:
    """Yield the Markdown files below a folder, each folder's own page first.

    Those come first that say at which place they stand, the others in natural order. The
    folder's own page is one of a site's `pages`, and no chapter of a repository.
    """
    paths = (path.relative_to(folder) for path in files_below(folder, private=False))
    names = [path.as_posix() for path in paths if _is_chapter(path, pages)]
    stated = _stated(folder, names)
    yield from sorted(names, key=lambda name: _order(name, stated))


def _is_chapter(path: Path, pages: bool = False) -> bool:
    if path.suffix.lower() not in CHAPTERS:
        return False
    is_own = path.stem.lower() in _FIRST and (len(path.parts) > 1 or pages)
    return is_own or not (path.name.startswith("_") or _NO_CHAPTERS.match(path.stem))


def _stated(folder: Path, names: list[str]) -> Mapping[str, float]:
    """Return the places that pages state, and those of folders, by their paths.

    None if no more than half of the pages say one: then it is about something else.
    """
    found: dict[str, float] = {}
    for name in names:
        path = Path(name)
        place = _place(front_matter_of(folder / name))
        if place is not None and path.stem.lower() in _FIRST:
            found[path.parent.as_posix()] = place
        elif place is not None:
            found[name] = place
    for top in {parent.as_posix() for name in names for parent in Path(name).parents}:
        for category in ("_category_.json", "_category_.yml"):
            place = _place({"weight": read_yaml(folder / top / category).get("position")})
            if place is not None:
                found[top] = place
    return found if len(found) * 2 > len(names) else {}


def _place(about: Mapping[str, Any]) -> float | None:
    values = (str(about.get(key, "")).strip() for key in PLACES)
    return next((float(each) for each in values if _NUMBER.fullmatch(each)), None)


def _order(name: str, stated: Mapping[str, float]) -> list[object]:
    path = Path(name)
    own = "" if path.stem.lower() in _FIRST else path.name
    key: list[object] = []
    for deep, part in enumerate((*path.parts[:-1], own), 1):
        place = stated.get(Path(*path.parts[:deep]).as_posix(), float("inf"))
        key.append((bool(part), place, natural(part)))
    return key


def plain_folder(folder: Path) -> Outline | None:
    """Return the outline of a folder of Markdown files; None if it has none."""
    names = tuple(chapter_files(folder))
    parts = (OutlinePart(title="", chapters=names),)
    return (
        Outline(tool=PLAIN, root=folder, parts=parts, unread=plain_texts(folder)) if names else None
    )


def plain_texts(folder: Path) -> tuple[str, ...]:
    """Name the plain texts below a folder whose chapters are Markdown, as one line if any."""
    paths = (path.relative_to(folder) for path in files_below(folder, private=False))
    names = sorted(
        path.as_posix()
        for path in paths
        if path.suffix.lower() == ".txt"
        and not (_NO_CHAPTERS.match(path.stem) or path.stem.lower() in _FOR_PROGRAMS)
    )
    return not_taken(names, "plain text; call what is a chapter .md")


def not_taken(names: Sequence[str], why: str) -> tuple[str, ...]:
    """Name files that make no chapters, the first of many, and why, as one line if any."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (f"{', '.join(names[:_SHOWN])}{more}: {why}",) if names else ()
