"""Front and back matter of a book whose tool knows only chapters: by the names of their files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from octavo.core.model import Matter
from octavo.importing.chapter_titles import chapter_title
from octavo.importing.outlines.outline import Outline, parts_without, peek
from octavo.importing.outlines.plain_folder import PLAIN
from octavo.manuscript.chapter_file import KINDS, implied_kind
from octavo.manuscript.slugs import ascii_slug

#: Appendices by their files' names, `apA.md` and `appendix-b.md`, and by their part's.
_APPENDIX = re.compile(r"app?-?[a-z0-9]|append(?:ix|ices)\b.*|anhang\b.*|annexe?s?\b.*")
_LITERATURE = frozenset(("references", "further-reading", "literature"))
#: Tools whose lists say what stands before the chapters, and what behind them.
_THAT_SAY = frozenset(("mdBook", "Leanpub", "Softcover"))
#: What a list of chapters begins with as often as a body does.
_OPENINGS = frozenset(("introduction",))


def with_matters(outline: Outline) -> Outline:
    """Return the outline with its front and back matter, if its tool did not say which that is."""
    if outline.tool in _THAT_SAY or not outline.parts:
        return outline
    if outline.tool == PLAIN:
        return _sorted(outline)
    first, last = outline.parts[0], outline.parts[-1]
    is_open = not (first.title or outline.front)
    front = _leading(outline, first.chapters, Matter.FRONT) if is_open else ()
    is_back = bool(_APPENDIX.fullmatch(ascii_slug(last.title))) and len(outline.parts) > 1
    trailing = _leading(outline, last.chapters[::-1], Matter.BACK)[::-1]
    back = last.chapters if is_back else trailing
    parts = parts_without(outline.parts, (*front, *back))
    if not parts:
        return outline
    return replace(
        outline, front=(*outline.front, *front), back=(*back, *outline.back), parts=parts
    )


def _leading(outline: Outline, names: Iterable[str], matter: Matter) -> tuple[str, ...]:
    """Return the first of the files, as long as they are of a matter."""
    found: list[str] = []
    for name in names:
        kind = _kind(outline, name)
        if KINDS[kind] is not matter or kind in _OPENINGS:
            break
        found.append(name)
    return tuple(found)


def _kind(outline: Outline, name: str) -> str:
    """Return what a file's name says that it is, else what its title says."""
    stem = ascii_slug(Path(name).stem)
    if _APPENDIX.fullmatch(stem):
        return "appendix"
    if stem in _LITERATURE:
        return "bibliography"
    kind = implied_kind(stem, Matter.BODY)
    if kind != "chapter":
        return kind
    title = chapter_title(peek(outline.root / name), name)
    return implied_kind(ascii_slug(title), Matter.BODY)


def _sorted(outline: Outline) -> Outline:
    """Return a folder's outline with what is no chapter taken out from between the chapters.

    Only by the files' own names, in the folder of them all: there, order is the alphabet's.
    """
    kinds: dict[str, str] = {}
    home = os.path.commonpath([str(Path(name).parent) for name in outline.chapters]) or "."
    for name in outline.chapters:
        stem = ascii_slug(Path(name).stem)
        kind = "appendix" if _APPENDIX.fullmatch(stem) else implied_kind(stem, Matter.BODY)
        if str(Path(name).parent) == home:
            kinds[name] = kind
    order = list(KINDS)
    front = [name for name, kind in kinds.items() if KINDS[kind] is Matter.FRONT]
    back = [name for name, kind in kinds.items() if KINDS[kind] is Matter.BACK]
    if len(front) + len(back) >= len(outline.chapters):
        return outline

    def place(name: str) -> int:
        return order.index(kinds[name])

    matters = (*sorted(front, key=place), *sorted(back, key=place))
    return replace(
        outline,
        front=matters[: len(front)],
        back=matters[len(front) :],
        parts=parts_without(outline.parts, matters),
    )
