"""Ids of chapters that are unique in the book: short ones, longer where two would be the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from octavo.core.model import Chapter
from octavo.manuscript.chapter_file import ChapterFile
from octavo.manuscript.slugs import as_id, free_name, letter_slug


def settle_ids(files: Sequence[ChapterFile], others: Collection[str]) -> Iterator[Chapter]:
    """Yield the chapters with ids of their own; `others` are the ids of parts.

    An id that front matter states stays as it is, and so does one that only one chapter has. Of
    several, a file at the manuscript's root keeps its id; the others take their folders' names
    before it, and a number if that is not enough.
    """
    fixed = {*others, *(file.chapter.id for file in files if file.has_own_id)}
    kept = _kept(files, fixed)
    taken = fixed | {file.chapter.id for file, keeps in zip(files, kept, strict=True) if keeps}
    for file, keeps in zip(files, kept, strict=True):
        name = file.chapter.id if keeps or file.has_own_id else free_name(_by_path(file), taken)
        taken.add(name)
        yield replace(file.chapter, id=name)


def _kept(files: Sequence[ChapterFile], fixed: Collection[str]) -> list[bool]:
    """Say of each chapter whether it keeps the id of its name."""
    counts = Counter(file.chapter.id for file in files if not file.has_own_id)
    taken = set(fixed)
    kept = []
    for file in files:
        name = file.chapter.id
        keeps = name not in taken and (counts[name] == 1 or _is_at_root(file))
        kept.append(keeps)
        if keeps:
            taken.add(name)
    return kept


def _is_at_root(file: ChapterFile) -> bool:
    return len(PurePosixPath(file.chapter.path).parts) <= 2


def _by_path(file: ChapterFile) -> str:
    folders = PurePosixPath(file.chapter.path).parts[1:-1]
    return as_id(letter_slug(" ".join([*folders, file.chapter.id]), longest=80))
