"""What a folder of another tool says of its book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from octavo.core.errors import OctavoError
from octavo.importing.markdown_escape import plain_of
from octavo.manuscript.front_matter import split_front_matter
from octavo.manuscript.front_matter_keys import people_of, text_of
from octavo.manuscript.text_files import read_any_text
from octavo.text.language_tags import check_language

#: The endings of chapters, as all tools have them.
CHAPTERS = (".md", ".markdown", ".qmd", ".rmd", ".mkd", ".mdown", ".myst")


#: Chapters in other markup, as people call them.
_FOREIGN = {
    ".ipynb": "a notebook",
    ".rst": "reStructuredText",
    ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc",
    ".org": "Org",
    ".tex": "LaTeX",
    ".html": "a page",
    ".rnw": "Sweave",
}
#: Between two names: in several languages, as whole words.
_AND = re.compile(r"\s+(?:and|&|und|et)\s+")
#: Code that Quarto, R's tools and MyST run.
_RUN = re.compile(
    r"^[ \t>]*(?:`{3,}|~{3,}):?[ \t]*\{(?:r|python|julia|ojs|bash|sql|code-cell)\b", re.M | re.I
)


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

    `titles` are those that the tool's list has for files, `literature` the files of its sources.
    `about` are further keys of `[book]` with their values, `ebook` those of the e-book as an
    edition; `numbers` says that chapters and parts are numbered.
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
    titles: Mapping[str, str] = field(default_factory=dict)
    literature: tuple[str, ...] = ()
    about: Mapping[str, object] = field(default_factory=dict)
    ebook: Mapping[str, str | int] = field(default_factory=dict)
    numbers: bool = True

    @property
    def chapters(self) -> tuple[str, ...]:
        """Return all files in the order of the book."""
        inside = (name for part in self.parts for name in part.chapters)
        return tuple(dict.fromkeys((*self.front, *inside, *self.back)))


#: Gives the outline of a folder, or None if the folder is another tool's.
Recognise = Callable[[Path], Outline | None]


def read_text_file(path: Path) -> str:
    """Return a file's text, whatever its encoding; raise `OctavoError` if it cannot be read."""
    return read_any_text(path, str(path))[0]


class _Loader(yaml.SafeLoader):
    """A safe loader that lets other tools' tags be."""


_Loader.add_multi_constructor("", lambda loader, tag, node: None)


def peek(path: Path) -> str:
    """Return a file's text as `read_text_file` does; nothing of one that cannot be read.

    Such a chapter is named when the book is taken over (`adopt_source.py`).
    """
    try:
        return read_text_file(path)
    except OctavoError:
        return ""


def read_yaml(path: Path) -> Mapping[str, Any]:
    """Return a file's first table; empty if there is none, or if it is no YAML.

    Tags that only their own tool knows, such as MkDocs' `!ENV`, are read as nothing.
    """
    if not path.is_file():
        return {}
    try:
        said = next(yaml.load_all(read_text_file(path), _Loader), None)
    except yaml.YAMLError:
        return {}
    return said if isinstance(said, Mapping) else {}


def front_matter_of(path: Path) -> Mapping[str, Any]:
    """Return the front matter of a chapter that says what the book is called, as R's tools do."""
    if not path.is_file():
        return {}
    about, _, _ = split_front_matter(peek(path).lstrip("\ufeff"), str(path))
    return about.written


def parts_without(parts: Iterable[OutlinePart], names: Iterable[str]) -> tuple[OutlinePart, ...]:
    """Return the parts without some files, and without those parts that had no others."""
    gone = set(names)
    kept = (
        OutlinePart(title=part.title, chapters=tuple(n for n in part.chapters if n not in gone))
        for part in parts
    )
    return tuple(part for part in kept if part.chapters)


def titles_of(root: Path, listed: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the titles that a list has for files that are there, marks of Markdown taken off."""
    told = ((next(found(root, [name]), ""), plain_of(title)) for name, title in listed)
    return {name: title for name, title in told if name and title}


def entries(value: object) -> list[Any]:
    """Return what a tool lists; nothing where there is no list."""
    return value if isinstance(value, list) else []


def found(root: Path, names: Iterable[object]) -> Iterator[str]:
    """Yield the files that are there and lie in `root`, as paths relative to it, each once."""
    home = root.resolve()
    seen: set[str] = set()
    for name in names:
        path = _resolved(home / str(name))
        if path and path.is_file() and path.is_relative_to(home):
            inside = path.relative_to(home).as_posix()
            if inside not in seen:
                seen.add(inside)
                yield inside


def _resolved(path: Path) -> Path | None:
    """Return where a path leads; None for links in a circle and names that no file can have."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None


def missing(root: Path, names: Iterable[object]) -> tuple[str, ...]:
    """Name the files that are listed and not there, lie outside the folder, or cannot be read."""
    gone = {str(name): _why_not(root, str(name)) for name in names}
    return tuple(f"{name}: listed, and {why}" for name, why in gone.items() if why)


def _why_not(root: Path, name: str) -> str:
    ending = Path(name).suffix.lower()
    if ending in _FOREIGN and any(found(root, [name])):
        return f"{_FOREIGN[ending]}, which Octavo does not read"
    bare = name.removesuffix(".md")
    notebook = any(found(root, [f"{bare}.ipynb"])) and not any(found(root, [name]))
    if notebook:
        return f"{_FOREIGN['.ipynb']}, which Octavo does not read"
    return "" if any(found(root, [name])) else "not there"


def readable(root: Path, names: Iterable[object]) -> Iterator[str]:
    """Yield the files that are there and in Markdown, as paths relative to `root`."""
    yield from (name for name in found(root, names) if Path(name).suffix.lower() not in _FOREIGN)


def bibliographies(root: Path, *values: object) -> tuple[str, ...]:
    """Return the files of a book's literature that are there, as paths relative to `root`."""
    return tuple(found(root, _bibliographies(values)))


def missing_literature(root: Path, *values: object) -> tuple[str, ...]:
    """Name the files of a book's literature that are not there."""
    return missing(root, _bibliographies(values))


def _bibliographies(values: Iterable[object]) -> list[str]:
    listed = [each for value in values for each in (value if isinstance(value, list) else [value])]
    return [name for name in dict.fromkeys(words(each) for each in listed if each) if name]


def code_to_run(root: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Say how much code a book would run while it is made."""
    count = sum(len(_RUN.findall(peek(root / name))) for name in names)
    pieces = "1 piece" if count == 1 else f"{count:,} pieces"
    return (f"what {pieces} of code would print: code is shown, and not run",) if count else ()


def words(value: object) -> str:
    """Return a value as text; empty if it is none."""
    return text_of(value) or ""


def people(value: object) -> tuple[str, ...]:
    """Return the names of people, however a tool writes them: several stand in one line, too."""
    told = people_of(value) or () if value else ()
    return tuple(name for one in told for name in _names(one))


def _names(said: str) -> list[str]:
    """Return the names in a line, parted at "and" and "&", and at commas between whole names."""
    names = [name.strip() for each in _AND.split(said) for name in each.split(",")]
    is_whole = all(1 < len(name.split()) < 5 and name[:1].isupper() for name in names)
    parted = [name.strip() for name in _AND.split(said)]
    return names if is_whole else parted if all(parted) else [said]


def language(value: object) -> str:
    """Return a language tag; empty if it is none."""
    tag = words(value).replace("_", "-")
    return "" if not tag or check_language(tag) else tag
