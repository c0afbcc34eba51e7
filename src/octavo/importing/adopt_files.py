"""The files of a book that is adopted: chapters as they are, and the pictures that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.importing.adopted_includes import with_includes
from octavo.importing.limits import LARGEST_PICTURE
from octavo.importing.outlines.outline import Outline, OutlinePart, read_text_file
from octavo.manuscript.folder_walk import files_below
from octavo.markdown.part_headings import part_heading

_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"))
#: A picture's place in Markdown, in HTML, in a wiki's link and in a call of R.
#: From the word's beginning alone: a picture within the text is one word of a megabyte.
_NAMED = re.compile(
    r"(?<![^\s()\[\]<>\"'|{}`=,;])[^\s()\[\]<>\"'|{}`=,;]{1,500}"
    r"\.(?:png|jpe?g|gif|svg|webp|avif)\b",
    re.I,
)
#: Characters of a book by which its language is told.
_SAMPLE = 150_000
_TITLE = re.compile(r"^#[ \t]", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedFile:
    """A file on its way: `name` is its path below `manuscript/`, `source` its bytes as they are.

    `data` is what is written; it differs from `source` only where tags were resolved.
    """

    name: str
    source: bytes
    data: bytes
    is_chapter: bool = True
    included: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def rooted(outline: Outline, folder: Path) -> Outline:
    """Return the outline with a root that holds all pictures that its chapters name.

    It is the folder itself where one lies beside the chapters' own folder, as `../images/` does.
    """
    if outline.root.resolve() == folder.resolve() or not _reaches_out(outline, folder):
        return outline
    before = outline.root.resolve().relative_to(folder.resolve()).as_posix()

    def moved(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{before}/{name}" for name in names)

    return replace(
        outline,
        root=folder,
        front=moved(outline.front),
        back=moved(outline.back),
        parts=tuple(
            OutlinePart(title=part.title, chapters=moved(part.chapters)) for part in outline.parts
        ),
        cover=f"{before}/{outline.cover}" if outline.cover else "",
    )


def _reaches_out(outline: Outline, folder: Path) -> bool:
    home, top = outline.root.resolve(), folder.resolve()
    for name in outline.chapters:
        for address in _NAMED.findall(read_text_file(home / name)):
            if ".." not in address:
                continue
            path = (home / name).parent.joinpath(address).resolve()
            if path.is_relative_to(top) and not path.is_relative_to(home) and path.is_file():
                return True
    return False


def adopted_files(outline: Outline, folder: Path) -> Iterator[AdoptedFile]:
    """Yield the chapters, then the pictures and the cover; tags are followed inside `folder`."""
    named: set[str] = {Path(outline.cover).name} if outline.cover else set()
    for name in outline.chapters:
        made = _chapter(outline, name, folder)
        named.update(Path(address).name.lower() for address in _NAMED.findall(_text(made.data)))
        yield made
    cover = outline.root / outline.cover
    for path in _pictures(outline.root):
        if path.name.lower() in named or (outline.cover and path.samefile(cover)):
            data = path.read_bytes()
            inside = path.relative_to(outline.root).as_posix()
            yield AdoptedFile(name=inside, source=data, data=data, is_chapter=False)


def _chapter(outline: Outline, name: str, folder: Path) -> AdoptedFile:
    path = outline.root / name
    source = path.read_bytes()
    text = read_text_file(path)
    resolved = with_includes(text, path, folder)
    # bookdown's head of a part is the list's: above a title, it would be a second one.
    part = part_heading(resolved.text) if outline.tool == "bookdown" else None
    bare = resolved.text
    if part and _TITLE.search(bare, part.end()):
        bare = bare[: part.start()] + bare[part.end() :]
    return AdoptedFile(
        name=name,
        source=source,
        data=source if bare == text else bare.encode(),
        included=resolved.included,
        left=resolved.left,
        taken=(part[0].strip(),) if part and bare != resolved.text else (),
    )


def sample_of(files: Sequence[AdoptedFile]) -> str:
    """Return the beginnings of a book's chapters, as much as tells its language."""
    chapters = [each for each in files if each.is_chapter]
    each_has = max(2_000, _SAMPLE // max(1, len(chapters)))
    return "\n\n".join(_text(each.data)[:each_has] for each in chapters)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _pictures(root: Path) -> Iterator[Path]:
    for path in files_below(root):
        fits = path.suffix.lower() in _PICTURES and path.is_file()
        if fits and path.stat().st_size <= LARGEST_PICTURE:
            yield path
