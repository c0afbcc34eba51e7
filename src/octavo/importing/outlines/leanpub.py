"""Leanpub: `Book.txt` lists the files of the book."""

from __future__ import annotations

import re
from pathlib import Path

from octavo.importing.outlines.outline import (
    Outline,
    OutlinePart,
    found,
    missing,
    read_text_file,
)

_MATTER = re.compile(r"\{?(front|main|back)matter\}?:?", re.I)
_PART = re.compile(r"\A\s*(?:\{[^}\n]*class:?[ =]*\"?part\"?[^}\n]*\}\s*\n|-#[ \t])", re.I)
_TITLE = re.compile(r"^-?#[ \t]*(.+?)[ \t#*]*$", re.M)


def leanpub_book(folder: Path) -> Outline | None:
    """Return the outline of a folder with a `Book.txt`, in itself or in `manuscript/`."""
    places = [folder / "manuscript", folder]
    home = next((each for each in places if (each / "Book.txt").is_file()), None)
    if home is None:
        return None
    matter, parts = "main", [OutlinePart(title="", chapters=())]
    kept: dict[str, list[str]] = {"front": [], "back": []}
    lines = [line.strip() for line in read_text_file(home / "Book.txt").split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    for line in lines:
        named = _MATTER.fullmatch(line)
        if named:
            matter = named[1].lower()
            continue
        for name in found(home, [line]):
            if matter in kept:
                kept[matter].append(name)
                continue
            text = read_text_file(home / name)
            if _PART.match(text) and (title := _TITLE.search(text)):
                parts.append(OutlinePart(title=title[1], chapters=()))
                # A part's file is no more than its title, mostly.
                if len(text.split()) < len(title[1].split()) + 8:
                    continue
            last = parts[-1]
            parts[-1] = OutlinePart(title=last.title, chapters=(*last.chapters, name))
    cover = ("images/title_page.png", "images/title_page.jpg", "resources/title_page.png")
    return Outline(
        tool="Leanpub",
        root=home,
        cover=next(found(home, cover), ""),
        front=tuple(kept["front"]),
        parts=tuple(part for part in parts if part.chapters),
        back=tuple(kept["back"]),
        unread=missing(home, [line for line in lines if not _MATTER.fullmatch(line)]),
    )
