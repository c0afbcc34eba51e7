"""What a folder of another tool says of its book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from octavo.importing.encodings import decode
from octavo.manuscript.front_matter import split_front_matter
from octavo.manuscript.front_matter_keys import people_of, text_of
from octavo.text.language_tags import check_language

#: The endings of chapters, as all tools have them.
CHAPTERS = (".md", ".markdown", ".qmd", ".rmd", ".mkd", ".mdown", ".myst")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePart:
    """Chapters below one title; the title is empty for those that are in no part."""

    title: str
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A book as its tool has it: `tool` names that for people.

    `root` is the folder that holds its text; all paths are relative to it. `unread` are the
    things that the tool's files say and Octavo has no use for, or cannot follow.
    """

    tool: str
    root: Path
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    date: str = ""
    cover: str = ""
    front: tuple[str, ...] = ()
    parts: tuple[OutlinePart, ...] = ()
    back: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def chapters(self) -> tuple[str, ...]:
        """Return all files in the order of the book."""
        inside = (name for part in self.parts for name in part.chapters)
        return tuple(dict.fromkeys((*self.front, *inside, *self.back)))


#: Gives the outline of a folder, or None if the folder is another tool's.
Recognise = Callable[[Path], Outline | None]


def read_text_file(path: Path) -> str:
    """Return a file's text; raise `OctavoError` if it is no text."""
    return decode(path.read_bytes(), str(path), encoding=None).replace("\r\n", "\n")


def read_yaml(path: Path) -> Mapping[str, Any]:
    """Return a file's table; empty if there is none, or if it is no YAML."""
    if not path.is_file():
        return {}
    try:
        said = yaml.safe_load(read_text_file(path))
    except yaml.YAMLError:
        return {}
    return said if isinstance(said, Mapping) else {}


def front_matter_of(path: Path) -> Mapping[str, Any]:
    """Return the front matter of a chapter that says what the book is called, as R's tools do."""
    if not path.is_file():
        return {}
    about, _, _ = split_front_matter(read_text_file(path).lstrip("\ufeff"), str(path))
    return about.written


def entries(value: object) -> list[Any]:
    """Return what a tool lists; nothing where there is no list."""
    return value if isinstance(value, list) else []


def found(root: Path, names: Iterable[object]) -> Iterator[str]:
    """Yield the files that are there and lie in `root`, as paths relative to it, each once."""
    home = root.resolve()
    seen: set[str] = set()
    for name in names:
        path = (home / str(name)).resolve()
        if path.is_file() and path.is_relative_to(home):
            inside = path.relative_to(home).as_posix()
            if inside not in seen:
                seen.add(inside)
                yield inside


def missing(root: Path, names: Iterable[object]) -> tuple[str, ...]:
    """Name the files that are listed and not there, or lie outside the folder."""
    gone = [str(name) for name in names if not any(found(root, [name]))]
    return tuple(f"{name}: listed, and not there" for name in dict.fromkeys(gone))


def words(value: object) -> str:
    """Return a value as text; empty if it is none."""
    return text_of(value) or ""


def people(value: object) -> tuple[str, ...]:
    """Return the names of people, however a tool writes them."""
    return people_of(value) or () if value else ()


def language(value: object) -> str:
    """Return a language tag; empty if it is none."""
    tag = words(value).replace("_", "-")
    return "" if not tag or check_language(tag) else tag
