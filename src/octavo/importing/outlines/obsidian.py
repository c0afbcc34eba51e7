"""Obsidian: a vault, or in it a project of the Longform plugin, whose index lists its scenes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from octavo.importing.outlines.outline import (
    Outline,
    OutlinePart,
    entries,
    front_matter_of,
    missing,
    peek,
    people,
    read_yaml,
    readable,
    words,
)
from octavo.importing.outlines.plain_folder import chapter_files, not_taken, plain_texts

TOOL = "Obsidian"
#: Settings below `.obsidian/` that name a folder of templates, and their keys.
_TEMPLATES = (
    ("templates.json", "folder"),
    ("plugins/templater-obsidian/data.json", "templates_folder"),
)
#: What a drawing says of itself in its front matter, in so many characters.
_DRAWING, _HEAD = "\nexcalidraw-plugin:", 2_000


def longform_project(folder: Path) -> Outline | None:
    """Return the outline of the longest project of Longform in a vault; None if it has none."""
    if not (folder / ".obsidian").is_dir():
        return None
    notes = (name for name in chapter_files(folder))
    projects = [made for name in notes if (made := _project(folder, name))]
    longest = max(projects, key=lambda each: len(each.chapters), default=None)
    if longest is None or len(projects) == 1:
        return longest
    others = tuple(
        f'"{each.title}" in {each.root.relative_to(folder).as_posix()}/: another project of the'
        " vault; adopt that folder for itself"
        for each in projects
        if each is not longest
    )
    return Outline(
        tool=longest.tool,
        root=longest.root,
        title=longest.title,
        authors=longest.authors,
        parts=longest.parts,
        unread=(*longest.unread, *others),
    )


def longform_folder(folder: Path) -> Outline | None:
    """Return the outline of a folder that is a project of Longform: its index lies in it."""
    found = (_project(folder, path.name) for path in sorted(folder.glob("*.md")))
    return max(filter(None, found), key=lambda each: len(each.chapters), default=None)


def _project(folder: Path, name: str) -> Outline | None:
    """Return the outline that a note's front matter gives, as Longform 2 writes it."""
    about = front_matter_of(folder / name)
    said = about.get("longform")
    if not isinstance(said, Mapping) or not entries(said.get("scenes")):
        return None
    home = (folder / name).parent
    scenes = words(said.get("sceneFolder")).strip("/")
    listed = [f"{scenes}/{each}.md" if scenes else f"{each}.md" for each in _scenes(said["scenes"])]
    chapters = tuple(readable(home, listed))
    return Outline(
        tool="Obsidian's Longform",
        root=home,
        title=words(said.get("title")) or Path(name).stem,
        authors=people(about.get("author") or about.get("authors")),
        parts=(OutlinePart(title="", chapters=chapters),),
        unread=missing(home, listed),
    )


def _scenes(listed: list[Any]) -> Iterator[str]:
    """Yield the scenes; those that stand deeper are lists within the list."""
    for each in listed:
        if isinstance(each, list):
            yield from _scenes(each)
        else:
            yield str(each)


def obsidian_vault(folder: Path) -> Outline | None:
    """Return the outline of a folder that Obsidian has opened; its templates are no chapters."""
    names = list(chapter_files(folder)) if (folder / ".obsidian").is_dir() else []
    homes = tuple(f"{home}/" for home in _template_folders(folder))
    templates = [name for name in names if name.startswith(homes)]
    drawings = [name for name in names if name not in templates and _is_drawing(folder, name)]
    chapters = tuple(name for name in names if name not in {*templates, *drawings})
    unread = (
        *not_taken(templates, "templates of notes"),
        *not_taken(drawings, "drawings of Excalidraw; export them as SVG, and show those"),
        *plain_texts(folder),
    )
    parts = (OutlinePart(title="", chapters=chapters),)
    if not chapters:
        return None
    titles = {name: Path(name).stem for name in chapters}
    return Outline(tool=TOOL, root=folder, parts=parts, titles=titles, unread=unread)


def _template_folders(folder: Path) -> Iterator[str]:
    """Yield the folders of templates, as Obsidian's own plugin and Templater name them."""
    for name, key in _TEMPLATES:
        home = words(read_yaml(folder / ".obsidian" / name).get(key)).strip("/ ")
        if home:
            yield home


def _is_drawing(folder: Path, name: str) -> bool:
    return name.endswith(".excalidraw.md") or _DRAWING in peek(folder / name)[:_HEAD]
