"""The files of a book that is adopted: chapters as they are, and the pictures that they name."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from octavo.importing.adopted_includes import with_includes
from octavo.importing.adopted_titles import with_title
from octavo.importing.limits import LARGEST_PICTURE
from octavo.importing.outlines.obsidian import TOOL as OBSIDIAN
from octavo.importing.outlines.outline import Outline, OutlinePart
from octavo.manuscript.folder_walk import files_below
from octavo.manuscript.text_files import any_text
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

    `data` is what is written; it differs from `source` only where tags were resolved, a part's
    head was taken out, or the chapter was `titled` as its tool's list calls it.
    """

    name: str
    source: bytes
    data: bytes
    is_chapter: bool = True
    included: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    titled: bool = False


def adopted_files(outline: Outline, folder: Path) -> tuple[Outline, list[AdoptedFile]]:
    """Return the chapters, the files of literature, the pictures and the cover, with the outline.

    Tags are followed inside `folder`. The outline's root is `folder` itself, and all names are
    from there, where a picture lies beside the chapters' own folder, as `../images/` does.
    """
    chapters = [_chapter(outline, name, folder) for name in outline.chapters]
    texts = {each.name: _text(each.data) for each in chapters}
    named = {name: _NAMED.findall(text) for name, text in texts.items()}
    if outline.root.resolve() != folder.resolve() and _reaches_out(outline, folder, named):
        before = outline.root.resolve().relative_to(folder.resolve()).as_posix()
        outline = _rooted(outline, folder, before)
        chapters = [replace(each, name=f"{before}/{each.name}") for each in chapters]
    return outline, [*chapters, *_beside(outline, _Named(named.values(), texts.values()))]


class _Named:
    """The names of pictures that chapters show; a name may hold spaces and other signs."""

    def __init__(self, addresses: Iterable[Iterable[str]], texts: Collection[str]) -> None:
        self._bare = {Path(unquote(address)).name.lower() for some in addresses for address in some}
        self._texts = texts
        self._lower: str | None = None

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or name in self._bare:
            return isinstance(name, str)
        if _NAMED.fullmatch(name):
            return False
        if self._lower is None:  # most books have no such names
            text = "\n".join(self._texts)
            self._lower = f"{text}\n{unquote(text)}".lower()
        return name in self._lower


def _rooted(outline: Outline, folder: Path, before: str) -> Outline:
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
        literature=moved(outline.literature),
        cover=f"{before}/{outline.cover}" if outline.cover else "",
    )


def _reaches_out(outline: Outline, folder: Path, named: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a chapter shows a picture that lies in `folder`, and not below the root."""
    home, top = outline.root.resolve(), folder.resolve()
    for name, addresses in named.items():
        for address in addresses:
            if ".." not in address:
                continue
            path = (home / name).parent.joinpath(address).resolve()
            if path.is_relative_to(top) and not path.is_relative_to(home) and path.is_file():
                return True
    return False


def _beside(outline: Outline, named: Container[str]) -> Iterator[AdoptedFile]:
    """Yield the files of literature, the cover, and the pictures that chapters name."""
    cover = outline.root / outline.cover
    pictures = (
        path.relative_to(outline.root).as_posix()
        for path in _pictures(outline.root)
        if path.name.lower() in named or (outline.cover and path.samefile(cover))
    )
    for name in (*outline.literature, *pictures):
        data = (outline.root / name).read_bytes()
        yield AdoptedFile(name=name, source=data, data=data, is_chapter=False)


def _chapter(outline: Outline, name: str, folder: Path) -> AdoptedFile:
    path = outline.root / name
    source = path.read_bytes()
    text, _ = any_text(source, name)
    resolved = with_includes(text, path, folder)
    # bookdown's head of a part is the list's: above a title, it would be a second one.
    part = part_heading(resolved.text) if outline.tool == "bookdown" else None
    bare = resolved.text
    if part and _TITLE.search(bare, part.end()):
        bare = bare[: part.start()] + bare[part.end() :]
    # A note is called as its file is; of several headings alike, none is its title.
    made = with_title(bare, outline.titles.get(name, ""), alone=outline.tool == OBSIDIAN)
    return AdoptedFile(
        name=name,
        source=source,
        data=source if made == text else made.encode(),
        titled=made != bare,
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
