"""The names that articles and chapters get in the book's folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from itertools import count
from pathlib import Path, PurePosixPath

import yaml

from octavo.errors import EXIT_USAGE, OctavoError
from octavo.files import read_present
from octavo.manuscript.slug import ascii_slug

#: The longest chapter name, in characters; it is cut at a word's end.
LONGEST_NAME = 48

_SOURCE = re.compile(r"\A---\n(?:.*\n)*?source: (.*)\n(?:.*\n)*?---\n")


def article_name(path: Path, data: bytes, folder: Path, taken: Mapping[str, bytes]) -> str:
    """The name of the article at `path` below `folder` (`manuscript/articles`).

    It keeps its own, unless a different file has it: then it gets a number.
    `taken` are the articles of this run. Raises `OctavoError` for a name that is
    no text.
    """
    own = _check_name(path)
    if path.resolve().is_relative_to(folder.resolve()):
        return path.resolve().relative_to(folder.resolve()).as_posix()
    for number in count(1):
        name = own if number == 1 else f"{path.stem}-{number}{path.suffix}"
        there = taken[name] if name in taken else read_present(folder / name)
        if there is None or there == data:
            return name
    raise AssertionError


def _check_name(path: Path) -> str:
    try:
        path.name.encode()
    except UnicodeEncodeError:
        raise OctavoError(
            "the file's name is not UTF-8.",
            where=ascii(path.name)[1:-1],
            hint="Rename the file.",
            exit_code=EXIT_USAGE,
        ) from None
    return path.name


def new_chapter_name(title: str, text: Callable[[str], str], folder: Path, taken: Set[str]) -> str:
    """A free file name below `folder` (`manuscript`) for a chapter with this title.

    A file that holds what `text` gives for its name is the chapter already: an
    interrupted run wrote it. `taken` are the names that the ledger or this run
    has given away.
    """
    slug = ascii_slug(title, longest=LONGEST_NAME)
    for number in count(1):
        stem = slug if number == 1 and slug else f"{slug or 'chapter'}-{number}"
        name = f"{stem}.md"
        there = read_present(folder / name)
        is_free = there is None and not (folder / name).exists()
        if name not in taken and (is_free or there == text(name).encode()):
            return name
    raise AssertionError


def renamed_chapter(source: str, folder: Path) -> str | None:
    """The one chapter below `folder` whose front matter names `source`, if there is one."""
    found = [path for path in sorted(folder.rglob("*.md")) if _source_of(path) == source]
    return found[0].relative_to(folder).as_posix() if len(found) == 1 else None


def _source_of(path: Path) -> str | None:
    try:
        found = _SOURCE.match(path.read_text(encoding="utf-8"))
        return str(yaml.safe_load(found[1])) if found else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None


def article_path(name: str) -> str:
    """An article's path relative to the book."""
    return str(PurePosixPath("manuscript", "articles", name))
