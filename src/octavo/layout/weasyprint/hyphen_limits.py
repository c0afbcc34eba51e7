"""Lines that WeasyPrint 70.0 breaks where a compositor would not.

Where words are followed by a space and an inline element (`… now on. <em>The`),
and fit the line without that space but not with it, it takes the line for too
long and keeps its first word alone: one run of words in a hundred is met by it
(the space is that part of a line). The space hangs over the edge in every other
case, and does here too while `whole_lines` lasts.

Nor does it know `hyphenate-limit-lines` and `hyphenate-limit-last` (CSS Text 4,
section 6.3). So no more than two lines one below the other end with a hyphen,
none that a leaf is turned for, and none whose word would end the paragraph alone.

From right to left, the space that it takes from a line's end leaves a hole, or
pushes the last words over the edge, where they stand in an inline element.

Beside a drop cap, a line that fits without that space but not with it is held
for one below the letter: it is spread over the whole measure, and runs over the
edge by the letter's width.

Wraps private functions (`text.line_break.split_first_line`, which `layout.inline`
imports, and `get_next_linebox`, `remove_last_whitespace` and `avoid_collisions` of
that module): the version is pinned, and `tests/unit/layout` shows the faults without
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

#: Lines that may end with a hyphen one below the other.
from octavo.text.direction import RIGHT_TO_LEFT

_LADDER = 2
#: Characters that a word's end must have to be a paragraph's last line by itself.
_RUNT = 7

_HYPHENS = ("-", "\u2010", "\u00ad")


@contextmanager
def whole_lines() -> Iterator[None]:
    """While it lasts, a full line keeps all its words, and hyphens stand where they may."""
    split, line_of = inline.split_first_line, inline.get_next_linebox
    trim, avoid = inline.remove_last_whitespace, inline.avoid_collisions
    hyphens = _Hyphens()
    trimmed_by = 0.0

    def mended(
        text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any
    ) -> Any:
        if hyphens.forbidden and style["hyphens"] == "auto":
            style = style.copy()
            style["hyphens"] = "manual"
        result = split(text, style, context, max_width, *rest, **more)
        if max_width is not None and _one_word_of_many(text, style, result):
            bare = split(text.rstrip(" "), style, context, max_width, *rest, **more)
            resume_index, width = bare[2], bare[3]
            if resume_index is None and width <= max_width:
                return split(text, style, context, None, *rest, **more)
        return result

    def careful(
        context: Any, linebox: Any, position_y: float, bottom: float, skip: Any, *rest: Any
    ) -> Any:
        if linebox.style["hyphens"] != "auto":
            return line_of(context, linebox, position_y, bottom, skip, *rest)
        ladder = hyphens.ladder(linebox, skip)
        hyphens.forbidden = ladder >= _LADDER or _turns(context, linebox, position_y, bottom)
        try:
            line, resume_at = line_of(context, linebox, position_y, bottom, skip, *rest)
            if not hyphens.forbidden and _ends_alone(linebox, line, resume_at):
                hyphens.forbidden = True
                line, resume_at = line_of(context, linebox, position_y, bottom, skip, *rest)
        finally:
            hyphens.forbidden = False
        hyphens.keep(linebox, resume_at, ladder + 1 if _is_hyphened(line) else 0)
        return line, resume_at

    def trimmed(context: Any, line: Any) -> None:
        width, last = line.width, line.children[-1] if line.children else None
        left = last.position_x if last is not None else 0.0
        trim(context, line)
        nonlocal trimmed_by
        trimmed_by = width - line.width
        if last is not None and line.style["direction"] == RIGHT_TO_LEFT:
            _close_up(line, width - line.width, moved=last.position_x != left)

    def beside(context: Any, box: Any, holder: Any, outer: bool = True) -> Any:
        # The first to ask after a line is trimmed is that line, for the room that it has.
        nonlocal trimmed_by
        if trimmed_by and not outer and isinstance(box, boxes.LineBox):
            box.width -= trimmed_by
        trimmed_by = 0.0
        return avoid(context, box, holder, outer)

    inline.split_first_line, inline.get_next_linebox = mended, careful
    inline.remove_last_whitespace, inline.avoid_collisions = trimmed, beside
    try:
        yield
    finally:
        inline.split_first_line, inline.get_next_linebox = split, line_of
        inline.remove_last_whitespace, inline.avoid_collisions = trim, avoid


def _close_up(line: Any, space: float, *, moved: bool) -> None:
    """Moves what stands right of a line's last words up to them, by the space taken from them.

    `moved` says that the line's children have all been moved already, the last one in error.
    """
    box = line
    while space and isinstance(box, (boxes.LineBox, boxes.InlineBox)) and box.children:
        *others, last = box.children
        if box is line and moved:
            last.translate(dx=space, ignore_floats=True)
        else:
            for other in others:
                other.translate(dx=-space, ignore_floats=True)
        box = last


class _Hyphens:
    """How many lines before the next one end with a hyphen, and whether it may."""

    def __init__(self) -> None:
        self.forbidden = False
        self._after: tuple[Any, Any, int] = (None, None, 0)

    def ladder(self, linebox: Any, skip: Any) -> int:
        box, resume_at, count = self._after
        return count if box is linebox and resume_at == skip else 0

    def keep(self, linebox: Any, resume_at: Any, count: int) -> None:
        self._after = (linebox, resume_at, count)


def _turns(context: Any, linebox: Any, position_y: float, bottom: float) -> bool:
    """Whether the line is the last of a page behind which the reader turns a leaf."""
    style = linebox.style
    line = style.root_style["line_height"]
    if getattr(line, "unit", None) != "px":
        return False
    if not context.overflows_page(bottom, position_y + 2 * line.value):
        return False
    side = context.current_footnote_area.page.page_type.side
    return bool(side == ("left" if style["direction"] == RIGHT_TO_LEFT else "right"))


def _is_hyphened(line: Any) -> bool:
    return line is not None and _last_text(line).endswith(_HYPHENS)


def _last_text(box: Any) -> str:
    for child in reversed(box.children):
        if isinstance(child, boxes.TextBox):
            return str(child.text)
        if isinstance(child, boxes.InlineBox):
            return _last_text(child)
        if child.is_in_normal_flow():
            break
    return ""


def _ends_alone(linebox: Any, line: Any, resume_at: Any) -> bool:
    """Whether the rest of the word that the line divides is all that is left, and short."""
    if not _is_hyphened(line) or resume_at is None:
        return False
    rest = _rest(linebox, resume_at).rstrip()
    return " " not in rest and len(rest) < _RUNT


def _rest(box: Any, skip: Any) -> str:
    """The text of a box from where it goes on."""
    if isinstance(box, boxes.TextBox):
        start = next(iter(skip)) if skip else 0
        return str(box.text.encode()[start:].decode(errors="replace"))
    first, inner = next(iter(skip.items())) if skip else (0, None)
    text = ""
    for place, child in enumerate(getattr(box, "children", ())[first:]):
        text += _rest(child, inner if place == 0 else None)
        if len(text) > _RUNT:
            break
    return text


def _one_word_of_many(text: str, style: Any, result: Any) -> bool:
    """Whether the line is one word, and more stand before a space at the text's end."""
    length, resume_index = result[1], result[2]
    if resume_index is None or not text.endswith(" "):
        return False
    line = text.encode()[:length]
    return b" " not in line.strip() and style["white_space"] in ("normal", "pre-line")
