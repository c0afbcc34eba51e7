"""MyST and Jupyter Book: `myst.yml` or `_toc.yml` is the list of chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from octavo.importing.gather import natural
from octavo.importing.outlines.outline import (
    CHAPTERS,
    Outline,
    OutlinePart,
    bibliographies,
    code_to_run,
    entries,
    found,
    language,
    missing,
    missing_literature,
    people,
    read_text_file,
    read_yaml,
    titles_of,
    words,
)
from octavo.manuscript.folder_walk import files_below


def jupyter_book(folder: Path) -> Outline | None:
    """Return the outline of a folder with a `myst.yml` or a `_toc.yml`."""
    project = _table(read_yaml(folder / "myst.yml").get("project"))
    listed = project.get("toc") or _toc(folder / "_toc.yml")
    if not listed:
        return None
    about = project or read_yaml(folder / "_config.yml")
    names: list[str] = []
    parts = list(_parts(folder, listed, names))
    sources = [about.get("bibliography"), about.get("bibtex_bibfiles")]
    if project and not any(sources):
        # MyST reads all that lie in the folder.
        sources = [path.relative_to(folder).as_posix() for path in _sources(folder)]
    return Outline(
        tool="MyST or Jupyter Book",
        root=folder,
        title=words(about.get("title")),
        subtitle=words(about.get("subtitle")),
        authors=people(about.get("authors") or about.get("author")),
        language=language(about.get("language")),
        date=words(about.get("date")),
        parts=tuple(part for part in parts if part.chapters),
        literature=bibliographies(folder, *sources),
        titles=titles_of(folder, _titles(folder, listed)),
        unread=(
            *missing(folder, names),
            *missing_literature(folder, *sources),
            *code_to_run(folder, (name for part in parts for name in part.chapters)),
        ),
    )


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _toc(path: Path) -> object:
    """Return what `_toc.yml` lists: a list of old, a table with a root since."""
    try:
        return yaml.safe_load(read_text_file(path)) if path.is_file() else None
    except yaml.YAMLError:
        return None


def _parts(folder: Path, listed: object, names: list[str]) -> Iterator[OutlinePart]:
    """Yield the parts; all that is listed is added to `names`."""
    if isinstance(listed, Mapping):
        alone = [*_files(listed, names, own="root"), *_below(folder, listed, names)]
        yield OutlinePart(title="", chapters=tuple(_there(folder, alone)))
        for part in entries(listed.get("parts")):
            yield _part(folder, _table(part), names)
        return
    alone = []
    for each in entries(listed):
        table = _table(each)
        if table.get("file"):
            alone += [*_files(table, names), *_below(folder, table, names)]
            continue
        if table.get("pattern") or table.get("glob"):
            alone += _fitting(folder, table)
            continue
        yield OutlinePart(title="", chapters=tuple(_there(folder, alone)))
        alone = []
        yield _part(folder, table, names)
    yield OutlinePart(title="", chapters=tuple(_there(folder, alone)))


def _part(folder: Path, table: Mapping[str, Any], names: list[str]) -> OutlinePart:
    title = words(table.get("caption") or table.get("title") or table.get("part"))
    return OutlinePart(
        title=title, chapters=tuple(_there(folder, list(_below(folder, table, names))))
    )


def _below(folder: Path, table: Mapping[str, Any], names: list[str]) -> Iterator[str]:
    """Yield what stands below an entry; a pattern stands for all files that fit it."""
    for key in ("chapters", "sections", "children", "subtrees", "entries"):
        for each in entries(table.get(key)):
            yield from _files(_table(each), names)
            yield from _fitting(folder, _table(each))
            yield from _below(folder, _table(each), names)


def _fitting(folder: Path, table: Mapping[str, Any]) -> Iterator[str]:
    """Yield the files of an entry that names no file, but a pattern."""
    pattern = words(table.get("pattern") or table.get("glob"))
    if pattern and not pattern.startswith("/") and ".." not in pattern:
        found_there = (path.relative_to(folder).as_posix() for path in folder.glob(pattern))
        yield from sorted(found_there, key=natural)


def _files(table: Mapping[str, Any], names: list[str], own: str = "file") -> Iterator[str]:
    name = words(table.get(own) or table.get("file"))
    if name:
        names.append(name if Path(name).suffix else f"{name}.md")
        yield name


def _sources(folder: Path) -> Iterator[Path]:
    yield from (path for path in files_below(folder) if path.suffix.lower() == ".bib")


def _titles(folder: Path, listed: object) -> Iterator[tuple[str, str]]:
    """Yield the files that a list gives titles to, with those."""
    for each in listed if isinstance(listed, list) else [listed]:
        table = _table(each)
        for name in _there(
            folder, list(_files(table, [], own="root" if "root" in table else "file"))
        ):
            yield name, words(table.get("title"))
        for value in table.values():
            if isinstance(value, list):
                yield from _titles(folder, value)


def _there(folder: Path, names: list[str]) -> Iterator[str]:
    """Yield the files; they may be listed without their endings."""
    for name in names:
        bare = Path(name).suffix.lower() not in (*CHAPTERS, ".ipynb", ".rst")
        tried = [f"{name}{ending}" for ending in CHAPTERS] if bare else [name]
        there = next(found(folder, tried), "")
        if there.lower().endswith(CHAPTERS):
            yield there
