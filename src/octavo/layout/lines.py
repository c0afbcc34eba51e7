"""Lines that WeasyPrint breaks after their first word, though they are full and fit.

Where words are followed by a space and an inline element (`… now on. <em>The`),
and fit the line without that space but not with it, WeasyPrint 70.0 takes the
line for too long and keeps its first word alone: one run of words in a hundred
is met by it (the space is that part of a line). The space hangs over the edge
in every other case, and does here too while `whole_lines` lasts.

Wraps a private function (`text.line_break.split_first_line`): the version is
pinned, and `tests/unit/layout` shows the fault without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import inline


@contextmanager
def whole_lines() -> Iterator[None]:
    """While it lasts, a full line keeps all its words."""
    plain = inline.split_first_line

    def mended(
        text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any
    ) -> Any:
        result = plain(text, style, context, max_width, *rest, **more)
        if max_width is not None and _one_word_of_many(text, style, result):
            bare = plain(text.rstrip(" "), style, context, max_width, *rest, **more)
            resume_index, width = bare[2], bare[3]
            if resume_index is None and width <= max_width:
                return plain(text, style, context, None, *rest, **more)
        return result

    inline.split_first_line = mended
    try:
        yield
    finally:
        inline.split_first_line = plain


def _one_word_of_many(text: str, style: Any, result: Any) -> bool:
    """Whether the line is one word, and more stand before a space at the text's end."""
    length, resume_index = result[1], result[2]
    if resume_index is None or not text.endswith(" "):
        return False
    line = text.encode()[:length]
    return b" " not in line.strip() and style["white_space"] in ("normal", "pre-line")
