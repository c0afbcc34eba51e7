"""Quarto and bookdown: a YAML file lists the chapters, or their names say the order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from octavo.importing.outlines.outline import (
    Outline,
    OutlinePart,
    bibliographies,
    code_to_run,
    entries,
    found,
    front_matter_of,
    language,
    missing,
    missing_literature,
    peek,
    people,
    read_yaml,
    readable,
    titles_of,
    words,
)
from octavo.markdown.part_headings import part_heading


def quarto_book(folder: Path) -> Outline | None:
    """Return the outline of a folder with a `_quarto.yml` of a book."""
    said = read_yaml(folder / "_quarto.yml") or read_yaml(folder / "_quarto.yaml")
    book = said.get("book")
    if not isinstance(book, Mapping):
        return None
    listed = book.get("chapters") or []
    parts = list(_parts(folder, entries(listed)))
    front: tuple[str, ...] = ()
    if parts and not parts[0].title and parts[0].chapters[:1] == ("index.qmd",):
        # Quarto's first page is its preface.
        front = parts[0].chapters[:1]
        parts[0] = OutlinePart(title="", chapters=parts[0].chapters[1:])
    names = list(_names(listed))
    after = list(_names(book.get("appendices") or []))
    return Outline(
        tool="Quarto",
        root=folder,
        title=words(book.get("title")),
        subtitle=words(book.get("subtitle")),
        authors=people(book.get("author") or book.get("authors")),
        language=language(said.get("lang") or book.get("lang")),
        date=words(book.get("date")),
        cover=next(found(folder, [book.get("cover-image") or ""]), ""),
        front=front,
        parts=tuple(part for part in parts if part.chapters),
        back=tuple(readable(folder, after)),
        titles=titles_of(folder, _titles([listed, book.get("appendices")])),
        literature=bibliographies(folder, said.get("bibliography"), book.get("bibliography")),
        unread=(
            *missing(folder, [*names, *after]),
            *missing_literature(folder, said.get("bibliography"), book.get("bibliography")),
            *code_to_run(folder, readable(folder, [*names, *after])),
        ),
    )


def _parts(folder: Path, listed: list[Any]) -> Iterator[OutlinePart]:
    alone: list[str] = []
    for each in listed:
        if isinstance(each, Mapping) and ("part" in each or "chapters" in each):
            if alone:
                yield OutlinePart(title="", chapters=tuple(readable(folder, alone)))
                alone = []
            yield _part(folder, each)
        else:
            alone += _names([each])
    if alone:
        yield OutlinePart(title="", chapters=tuple(readable(folder, alone)))


def _part(folder: Path, table: Mapping[str, Any]) -> OutlinePart:
    title = words(table.get("part"))
    own = list(found(folder, [title]))
    if own:
        about = front_matter_of(folder / title)
        heading = re.search(r"^#[ \t]+(.*?)[ \t]*(?:\{.*\})?$", peek(folder / title), re.M)
        title = words(about.get("title")) or (heading[1] if heading else Path(title).stem)
    return OutlinePart(
        title=title, chapters=tuple(readable(folder, [*own, *_names(table.get("chapters") or [])]))
    )


def _names(listed: object) -> Iterator[str]:
    """Yield the files that a list of chapters names, parts and all."""
    for each in listed if isinstance(listed, list) else [listed]:
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping):
            part = words(each.get("part"))
            if Path(part).suffix in (".qmd", ".md"):
                yield part
            yield from _names(each.get("chapters") or each.get("file") or each.get("href") or [])


def _titles(listed: object) -> Iterator[tuple[str, str]]:
    """Yield the files that a list of chapters gives titles to, with those."""
    for each in listed if isinstance(listed, list) else []:
        if isinstance(each, Mapping):
            yield words(each.get("file") or each.get("href")), words(each.get("text"))
            yield from _titles(each.get("chapters"))
        elif isinstance(each, list):
            yield from _titles(each)


def bookdown_book(folder: Path) -> Outline | None:
    """Return the outline of a folder with a `_bookdown.yml`: `index.Rmd`, then by name."""
    path = folder / "_bookdown.yml"
    if not path.is_file():
        return None
    said = read_yaml(path)
    listed = said.get("rmd_files")
    if isinstance(listed, Mapping):
        listed = next(iter(listed.values()), None)
    names = [str(each) for each in listed] if isinstance(listed, list) else _by_name(folder, said)
    index = next(found(folder, ["index.Rmd", "index.rmd", "index.md"]), "")
    about = front_matter_of(folder / index) if index else {}
    parts, back = _bookdown_parts(folder, list(readable(folder, names)))
    return Outline(
        tool="bookdown",
        root=folder,
        title=words(about.get("title")),
        subtitle=words(about.get("subtitle")),
        authors=people(about.get("author")),
        language=language(about.get("lang") or _mapping(said.get("language")).get("lang")),
        date=_date(about.get("date")),
        cover=next(found(folder, [about.get("cover-image") or ""]), ""),
        parts=parts,
        back=back,
        literature=bibliographies(folder, about.get("bibliography"), said.get("bibliography")),
        unread=(
            *missing(folder, names),
            *missing_literature(folder, about.get("bibliography"), said.get("bibliography")),
            *code_to_run(folder, readable(folder, names)),
        ),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _date(value: object) -> str:
    date = words(value)
    # R's own code for today's date.
    return "" if "`" in date else date


def _by_name(folder: Path, said: Mapping[str, Any]) -> list[str]:
    """Return the files in bookdown's order: the index, then by name, none that begins with _."""
    below = said.get("rmd_subdir")
    places = (
        [folder, *(folder / str(each) for each in below if isinstance(below, list))]
        if (isinstance(below, list))
        else [folder]
    )
    paths = [path for place in places for path in sorted(place.glob("*.[Rr]md"))]
    if below is True:
        paths += sorted(path for path in folder.glob("*/**/*.[Rr]md"))
    names = [path.relative_to(folder).as_posix() for path in paths if path.name[0] not in "_."]
    return sorted(dict.fromkeys(names), key=lambda name: name.lower() != "index.rmd")


def _bookdown_parts(
    folder: Path, names: list[str]
) -> tuple[tuple[OutlinePart, ...], tuple[str, ...]]:
    """Return the parts, each from the file that begins with its heading, and the appendices."""
    parts: list[OutlinePart] = []
    back: list[str] = []
    title, held, is_body = "", list[str](), True
    for name in names:
        head = part_heading(peek(folder / name))
        if head and held:
            parts.append(OutlinePart(title=title, chapters=tuple(held)))
            held = []
        title = head["title"] if head else title
        is_body = is_body and not (head and "(APPENDIX" in head[0])
        (held if is_body else back).append(name)
    if held:
        parts.append(OutlinePart(title=title, chapters=tuple(held)))
    return tuple(parts), tuple(back)
