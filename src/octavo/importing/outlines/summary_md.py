"""mdBook, GitBook and HonKit: `SUMMARY.md` is the list of chapters."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from octavo.importing.chapter_titles import chapter_title
from octavo.importing.outlines.outline import (
    Outline,
    OutlinePart,
    found,
    language,
    missing,
    peek,
    people,
    read_text_file,
    titles_of,
    words,
)

_ENTRY = re.compile(r"(?P<item>[ \t]*(?:[-*+]|\d+[.)])[ \t]+)?\[(?P<title>.*?)\]\((?P<to>[^()]*)\)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*$")
_RULE = re.compile(r"[ ]{0,3}(?:[-*_][ \t]*){3,}$")
#: What the list itself is called, and no part.
_SUMMARY = re.compile(r"summary|table of contents|contents|toc|目录|目次|目錄", re.I)


def summary_book(folder: Path) -> Outline | None:
    """Return the outline of a folder with a `SUMMARY.md`, in itself or where its tool says."""
    mdbook, honkit = _mdbook(folder / "book.toml"), _json(folder / "book.json")
    source = words(mdbook.get("src")) or words(honkit.get("root"))
    places = [source or "src", ".", "docs", "book", "manuscript"]
    home = next(
        (folder / each for each in places if (folder / each / "SUMMARY.md").is_file()), None
    )
    if home is None:
        return None
    entries = list(_entries(_without_title(read_text_file(home / "SUMMARY.md"))))
    front, parts, back = _arranged(home, entries)
    about = mdbook or honkit
    cover = next(
        found(home, ("cover.jpg", "cover.png", "images/cover.jpg", "images/cover.png")), ""
    )
    return Outline(
        tool="mdBook" if mdbook or home != folder else "GitBook or HonKit",
        root=home,
        title=words(about.get("title")) or _readme_title(home, front, parts),
        authors=people(about.get("authors") or about.get("author")),
        language=language(about.get("language")),
        cover=cover,
        front=front,
        parts=parts,
        back=back,
        titles=titles_of(home, ((each.path, each.title) for each in entries if each.path)),
        unread=missing(home, [each.path for each in entries if each.path]),
    )


def _without_title(text: str) -> str:
    """Return the list without its own title.

    It is the first line if that is a heading of the first level (mdBook's guide, "SUMMARY.md"),
    whatever its words; where it heads items and other parts have its level, it is a part's.
    """
    lines = text.strip().lstrip("\ufeff").split("\n")
    first = _HEADING.match(lines[0])
    if first is None or not lines[0].startswith("# "):
        return text
    others = [line for line in lines[1:] if line.startswith("# ")]
    below = next((line for line in lines[1:] if line.strip()), "")
    item = _ENTRY.match(below)
    heads_items = bool(item and item["item"]) and not _SUMMARY.fullmatch(first[1])
    return text if others and heads_items else "\n".join(lines[1:])


def _readme_title(home: Path, front: tuple[str, ...], parts: tuple[OutlinePart, ...]) -> str:
    """Return the title of the first page if it is the folder's own, as GitBook takes it."""
    names = (*front, *(name for part in parts for name in part.chapters))
    first = next(iter(names), "")
    if first.lower() != "readme.md":
        return ""
    return chapter_title(peek(home / first), "")


class _Entry(NamedTuple):
    """A line of the list: a chapter, or the head of a part if it has no path."""

    title: str
    path: str
    is_item: bool


def _entries(text: str) -> Iterator[_Entry]:
    for line in text.split("\n"):
        entry = _ENTRY.match(line)
        heading = _HEADING.match(line)
        if entry:
            to = unquote(entry["to"].strip().strip("<>").partition("#")[0])
            if to and not re.match(r"[a-z][a-z0-9+.-]*:", to, re.I):
                yield _Entry(entry["title"], to.lstrip("/"), bool(entry["item"]))
        elif heading and not _SUMMARY.fullmatch(heading[1]):
            yield _Entry(heading[1], "", is_item=False)
        elif _RULE.match(line):
            yield _Entry("", "", is_item=False)


def _arranged(
    home: Path, entries: list[_Entry]
) -> tuple[tuple[str, ...], tuple[OutlinePart, ...], tuple[str, ...]]:
    """Return what stands before the list, its parts, and what stands behind it."""
    items = [number for number, each in enumerate(entries) if each.is_item]
    first, last = (items[0], items[-1]) if items else (0, len(entries))
    seen: set[str] = set()

    def fresh(some: list[_Entry]) -> tuple[str, ...]:
        names = list(found(home, [each.path for each in some if each.path]))
        names = [name for name in names if name not in seen]
        seen.update(names)
        return tuple(names)

    front = fresh([each for each in entries[:first] if items])
    # A part's head stands above its first item, so above the list too.
    title = next((each.title for each in reversed(entries[:first]) if not each.path), "")
    parts: list[OutlinePart] = []
    held: list[_Entry] = []
    for each in [*entries[first : last + 1], _Entry("", "", is_item=False)]:
        if each.path:
            held.append(each)
            continue
        chapters = fresh(held)
        if chapters:
            parts.append(OutlinePart(title=title, chapters=chapters))
        title, held = each.title, []
    return front, tuple(parts), fresh(entries[last + 1 :])


def _mdbook(path: Path) -> Mapping[str, Any]:
    try:
        said = tomllib.loads(read_text_file(path)).get("book", {}) if path.is_file() else {}
    except tomllib.TOMLDecodeError:
        return {}
    return said if isinstance(said, Mapping) else {}


def _json(path: Path) -> Mapping[str, Any]:
    try:
        said = json.loads(read_text_file(path)) if path.is_file() else {}
    except ValueError:
        return {}
    return said if isinstance(said, Mapping) else {}
