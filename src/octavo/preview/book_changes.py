"""What is different between two readings of a book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from octavo.preview.book_reader import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """`sections` are the ids whose text or images are different, with the first line that is.

    `gone` are ids that are no longer there, and what became of each (None if nothing did).
    `styles` says that what decides the styles may have changed.
    """

    sections: Mapping[str, int | None]
    gone: Mapping[str, str | None]
    styles: bool


def compare(before: Reading | None, now: Reading) -> Changes:
    """Find all changes; everything is new if there was nothing before."""
    if before is None:
        lines = dict.fromkeys((item.id for item in now.loaded.book.sections), None)
        return Changes(sections=lines, gone={}, styles=True)
    old = [section.id for section in before.loaded.book.sections]
    new = [section.id for section in now.loaded.book.sections]
    everywhere = before.loaded.book.words != now.loaded.book.words
    everywhere |= before.loaded.book.metadata.title != now.loaded.book.metadata.title
    changed = {
        name: first_line(before, now, name)
        for name in new
        if everywhere or _differs(before, now, name)
    }
    gone = {name: _renamed(before, now, name) for name in old if now.section(name) is None}
    return Changes(sections=changed, gone=gone, styles=_restyled(before, now))


def first_line(before: Reading, now: Reading, name: str) -> int | None:
    """Find the first line of a chapter's file that is different; None if it is not known."""
    if name not in before.sheets or name not in now.sheets:
        return None
    old, new = before.sheets[name].chapter, now.sheets[name].chapter
    if old.text == new.text:
        return None
    lines, others = new.text.split("\n"), old.text.split("\n")
    pairs = enumerate(zip(lines, others, strict=False))
    shorter = min(len(lines), len(others))
    return new.line + next((number for number, (a, b) in pairs if a != b), shorter)


def _differs(before: Reading, now: Reading, name: str) -> bool:
    old, new = before.section(name), now.section(name)
    if old is None or new is None:
        return old is not new
    if replace(old, findings=()) != replace(new, findings=()):
        return True
    # The same object while the file is the same: no image is compared byte by byte.
    images, others = before.loaded.images, now.loaded.images
    return any(images.get(use.path) is not others.get(use.path) for use in new.images)


def _renamed(before: Reading, now: Reading, name: str) -> str | None:
    """Find the new id of a chapter: of one that came with the same text."""
    sheet = before.sheets.get(name)
    if sheet is None:
        return None
    text = sheet.chapter.text
    new = (item for item in now.sheets if before.section(item) is None)
    return next((item for item in new if now.sheets[item].chapter.text == text), None)


def _restyled(before: Reading, now: Reading) -> bool:
    a, b = before.loaded, now.loaded
    about = a.manuscript.metadata != b.manuscript.metadata
    fonts = a.manuscript.fonts != b.manuscript.fonts
    return about or fonts or a.local != b.local or a.manuscript.editions != b.manuscript.editions
