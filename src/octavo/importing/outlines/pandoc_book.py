"""Pandoc: a defaults file lists the chapters, or a metadata file lies beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from octavo.importing.outlines.outline import (
    Outline,
    OutlinePart,
    bibliographies,
    found,
    language,
    missing,
    missing_literature,
    people,
    read_yaml,
    readable,
    words,
)
from octavo.importing.outlines.plain_folder import chapter_files

#: Files that hold what pandoc is told of a book.
_DEFAULTS = ("defaults.yaml", "defaults.yml", "pandoc.yaml", "pandoc.yml")
_METADATA = (
    "metadata.yaml", "metadata.yml", "metadata.json", "meta.yaml", "title.yaml", "title.txt",
)  # fmt: skip
#: A defaults file may have any name: as many files are looked into.
_MOST = 20


def pandoc_book(folder: Path) -> Outline | None:
    """Return the outline of a folder with pandoc's defaults or metadata."""
    told = _told(folder)
    listed = told.get("input-files") or told.get("input-file") or []
    about = dict(_metadata(folder, told))
    if not listed and not (about.get("title") and any(chapter_files(folder))):
        return None
    names = [_here(each) for each in (listed if isinstance(listed, list) else [listed])]
    names = [name for name in names if not name.lower().endswith((".yaml", ".yml", ".json"))]
    chapters = tuple(readable(folder, names)) or tuple(chapter_files(folder))
    return Outline(
        tool="pandoc",
        root=folder,
        title=words(_text(about.get("title"))),
        subtitle=words(about.get("subtitle")),
        authors=people(about.get("author") or about.get("creator")),
        language=language(about.get("lang") or about.get("language")),
        date=words(about.get("date")),
        cover=next(
            found(folder, [_here(about.get("cover-image") or told.get("epub-cover-image") or "")]),
            "",
        ),
        parts=(OutlinePart(title="", chapters=chapters),) if chapters else (),
        literature=bibliographies(folder, about.get("bibliography"), told.get("bibliography")),
        unread=(
            *missing(folder, names),
            *missing_literature(folder, about.get("bibliography"), told.get("bibliography")),
        ),
    )


def _told(folder: Path) -> Mapping[str, Any]:
    others = sorted(each.name for ending in ("yaml", "yml") for each in folder.glob(f"*.{ending}"))
    for name in dict.fromkeys((*_DEFAULTS, *others[:_MOST])):
        said = read_yaml(folder / name)
        listed = "input-files" in said or "input-file" in said
        if listed or (name in _DEFAULTS and "metadata" in said):
            return said
    return {}


def _here(path: object) -> str:
    """Return a path without the name that a defaults file has for its own folder."""
    return str(path).removeprefix("${.}/").removeprefix("./")


def _metadata(folder: Path, told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what the metadata files say, then what the defaults say in themselves."""
    named = told.get("metadata-files") or told.get("metadata-file") or []
    names = named if isinstance(named, list) else [named]
    for name in found(folder, [*_METADATA, *map(_here, names)]):
        yield from read_yaml(folder / name).items()
    own = told.get("metadata")
    yield from own.items() if isinstance(own, Mapping) else ()


def _text(title: object) -> object:
    """Return pandoc's main title where titles stand in a list by their kind."""
    kinds = title if isinstance(title, list) else []
    main = [each.get("text") for each in kinds if isinstance(each, Mapping)]
    return main[0] if main else title
