"""MkDocs: `mkdocs.yml` has the pages under `nav`, in the order of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from octavo.importing.outlines.outline import (
    Outline,
    OutlinePart,
    entries,
    found,
    language,
    missing,
    people,
    read_yaml,
    titles_of,
    words,
)
from octavo.importing.outlines.plain_folder import chapter_files


def site_nav(folder: Path) -> Outline | None:
    """Return the outline of a folder with a `mkdocs.yml`; without `nav`, in natural order."""
    said = read_yaml(folder / "mkdocs.yml") or read_yaml(folder / "mkdocs.yaml")
    home = folder / (words(said.get("docs_dir")) or "docs")
    if not said.get("site_name") or not home.is_dir():
        return None
    nav = entries(said.get("nav"))
    parts = tuple(_parts(home, nav)) or (
        OutlinePart(title="", chapters=tuple(chapter_files(home, pages=True))),
    )
    return Outline(
        tool="MkDocs",
        root=home,
        title=words(said.get("site_name")),
        authors=people(said.get("site_author")),
        language=language(_theme_language(said.get("theme"))),
        parts=tuple(part for part in parts if part.chapters),
        titles=titles_of(home, _titles(nav)),
        unread=missing(home, (name for name in _names(nav) if not _is_folder(home, name))),
    )


def _theme_language(theme: object) -> object:
    return (theme.get("language") or theme.get("locale")) if isinstance(theme, dict) else None


def _parts(home: Path, nav: list[object]) -> Iterator[OutlinePart]:
    """Yield the parts: a titled list is one, with all below it."""
    alone: list[str] = []
    for each in nav:
        title, inside = _titled(each)
        if isinstance(inside, list):
            yield OutlinePart(title="", chapters=tuple(_pages(home, alone)))
            alone = []
            yield OutlinePart(title=title, chapters=tuple(_pages(home, list(_names(inside)))))
        else:
            alone += _names([each])
    yield OutlinePart(title="", chapters=tuple(_pages(home, alone)))


def _titled(entry: object) -> tuple[str, object]:
    if isinstance(entry, dict) and entry:
        title, inside = next(iter(entry.items()))
        return words(title), inside
    return "", entry


def _names(nav: object) -> Iterator[str]:
    """Yield the pages of a list and of those within it; addresses on the web are no pages."""
    for each in nav if isinstance(nav, list) else [nav]:
        _, inside = _titled(each)
        if isinstance(inside, list):
            yield from _names(inside)
        elif isinstance(inside, str) and "://" not in inside and not inside.startswith("mailto:"):
            yield inside


def _titles(nav: object) -> Iterator[tuple[str, str]]:
    """Yield the pages of a list that have a title there, with that."""
    for each in nav if isinstance(nav, list) else []:
        title, inside = _titled(each)
        if isinstance(inside, list):
            yield from _titles(inside)
        elif isinstance(inside, str):
            yield inside, title


def _is_folder(home: Path, name: str) -> bool:
    return (home / name).is_dir()


def _pages(home: Path, names: list[str]) -> Iterator[str]:
    """Yield the files; a folder stands for all pages in it (mkdocs-literate-nav and others)."""
    every = [
        f"{name.rstrip('/')}/{page}" if _is_folder(home, name) else name
        for name in names
        for page in (chapter_files(home / name, pages=True) if _is_folder(home, name) else ("",))
    ]
    yield from found(home, every)
