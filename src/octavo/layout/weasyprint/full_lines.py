"""A line that is full keeps its words where a space and an inline element follow.

Where words are followed by a space and an inline element (`… now on. <em>The`), and fit the
line without that space but not with it, WeasyPrint 70.0 takes the line for too long and keeps
its first word alone: one run of words in a hundred is met by it (the space is that part of a
line). The space hangs over the edge in every other case, and does here too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from octavo.layout.weasyprint.boxes import Style, TextLayout
from octavo.layout.weasyprint.patch import Patch

#: What `split_first_line` returns: the layout, the line's length and where the text goes on in
#: bytes, and the line's width, height and baseline in CSS pixels.
Split: TypeAlias = tuple[TextLayout, int, int | None, float, float, float]


def _made(split: Callable[..., Split]) -> tuple[Callable[..., Split]]:
    def split_first_line(
        text: str,
        style: Style,
        context: object,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Split:
        more = (justification_spacing, is_line_start, minimum)
        result = split(text, style, context, max_width, *more)
        if max_width is not None and _is_one_word_of_many(text, style, result):
            _, _, resume_index, width, _, _ = split(
                text.rstrip(" "), style, context, max_width, *more
            )
            if resume_index is None and width <= max_width:
                return split(text, style, context, None, *more)
        return result

    return (split_first_line,)


FULL_LINES = Patch(
    name="full lines",
    why="A line that is full without the space behind it is broken after its first word.",
    replaces=("layout.inline:split_first_line",),
    made=_made,
)


def _is_one_word_of_many(text: str, style: Style, result: Split) -> bool:
    """Return whether the line is one word, and more stand before a space at the text's end."""
    length, resume_index = result[1], result[2]
    if resume_index is None or not text.endswith(" "):
        return False
    line = text.encode()[:length]
    return b" " not in line.strip() and style["white_space"] in ("normal", "pre-line")
