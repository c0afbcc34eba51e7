"""The gutter that fits a book's own page count: guessed, then set until it is stable."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from octavo.compose.geometry import Frame, TextFace
from octavo.core.model import Section

#: Whatever comes of setting the pages.
Set = TypeVar("Set")

#: Characters of justified text on a line, against those that its width could hold: the last lines
#: of paragraphs are short.
_FILLED = 0.88

#: Lines that a section's opener takes, and pages before the first section.
_OPENER, _FRONT = 12, 8

_TAG = re.compile(r"<[^>]*>")


def guess_pages(sections: Iterable[Section], frame: Frame, face: TextFace | None = None) -> int:
    """Guess how many pages the sections will have, from the length of their text.

    Good enough for a gutter's step: a wrong guess costs a second layout.
    """
    face = face or TextFace()
    on_a_line = frame.measure / face.character * _FILLED
    pages = float(_FRONT)
    for section in sections:
        text = _TAG.sub("", section.body + "".join(note.body for note in section.notes))
        lines = _OPENER + len(text) / on_a_line
        # Sections open on the right: every other one has an empty page before it.
        pages += math.ceil(lines / frame.lines) + 0.5
    return math.ceil(pages)


def settle(
    first: Frame, set_pages: Callable[[Frame], Set], wanted: Callable[[Set], Frame]
) -> tuple[Frame, Set]:
    """Set the pages until they have the frame that they ask for.

    `wanted` is the frame that pages should have, now that their number is
    known. A wider gutter may need more pages, and fewer pages a narrower one:
    where the frames would swing for ever, the widest gutter of them wins, for it
    is never less than what is asked for. No frame is set twice.
    """
    done: dict[Frame, Set] = {}
    frame = first
    while frame not in done:
        done[frame] = set_pages(frame)
        frame = wanted(done[frame])
    tried = list(done)
    swing = tried[tried.index(frame) :]
    widest = max(swing, key=lambda item: item.inner)
    return widest, done[widest]
