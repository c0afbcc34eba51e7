"""Leanpub: `Book.txt` lists the files of the book."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from octavo.importing.outlines.outline import (
    Outline,
    OutlinePart,
    found,
    missing,
    peek,
    people,
    read_text_file,
    read_yaml,
    readable,
    words,
)

_MATTER = re.compile(r"\{?(front|main|back)matter\}?:?", re.I)
#: What Softcover makes where its list says so.
_MADE = frozenset(("cover", "maketitle", "tableofcontents"))
_PART = re.compile(r"\A\s*(?:\{[^}\n]*class:?[ =]*\"?part\"?[^}\n]*\}\s*\n|-#[ \t])", re.I)
_TITLE = re.compile(r"^-?#[ \t]*(.+?)[ \t#*]*$", re.M)


def leanpub_book(folder: Path) -> Outline | None:
    """Return the outline of a folder with a `Book.txt`, in itself or in `manuscript/`.

    Softcover has the same list, and lays its chapters into `chapters/`.
    """
    places = [folder / "manuscript", folder]
    home = next((each for each in places if (each / "Book.txt").is_file()), None)
    if home is None:
        return None
    about = read_yaml(folder / "config" / "book.yml")
    is_softcover = (folder / "chapters").is_dir() and bool(about)
    lines = [line.strip() for line in read_text_file(home / "Book.txt").split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    if is_softcover:
        lines = [f"chapters/{line}" if "." in line else line for line in lines]
        lines = [line for line in lines if line not in _MADE]
    read = _read(home, lines)
    cover = (
        "images/title_page.png", "images/title_page.jpg", "resources/title_page.png",
        "resources/title_page.jpg", "images/cover.png", "images/cover.jpg",
    )  # fmt: skip
    return Outline(
        tool="Softcover" if is_softcover else "Leanpub",
        root=home,
        title=words(about.get("title")),
        subtitle=words(about.get("subtitle")),
        authors=people(about.get("author") or about.get("authors")),
        cover=next(found(home, cover), ""),
        front=tuple(read.front),
        parts=tuple(part for part in read.parts if part.chapters),
        back=tuple(read.back),
        unread=missing(home, [line for line in lines if not _MATTER.fullmatch(line)]),
    )


class _Lists(NamedTuple):
    """The lists of a book while they are read."""

    front: list[str]
    parts: list[OutlinePart]
    back: list[str]


def _read(home: Path, lines: list[str]) -> _Lists:
    """Sort the files that are listed; a file may hold no more than the name of a matter."""
    lists = _Lists([], [OutlinePart(title="", chapters=())], [])
    matter = "main"
    for line in lines:
        named = _MATTER.fullmatch(line)
        for name in () if named else readable(home, [line]):
            text = peek(home / name)
            named = _MATTER.fullmatch(text.strip())
            if not named:
                opening = _MATTER.match(text.lstrip())
                matter = opening[1].lower() if opening else matter
                _sort(lists, matter, name, text)
        matter = named[1].lower() if named else matter
    return lists


def _sort(lists: _Lists, matter: str, name: str, text: str) -> None:
    if matter != "main":
        (lists.front if matter == "front" else lists.back).append(name)
        return
    if _PART.match(text) and (title := _TITLE.search(text)):
        lists.parts.append(OutlinePart(title=title[1], chapters=()))
        # A part's file is no more than its title, mostly.
        if len(text.split()) < len(title[1].split()) + 8:
            return
    last = lists.parts[-1]
    lists.parts[-1] = OutlinePart(title=last.title, chapters=(*last.chapters, name))
