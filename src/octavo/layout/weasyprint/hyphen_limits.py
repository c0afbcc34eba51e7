"""Hyphens stand in no ladder, at no turn of a leaf, and before no short last line.

WeasyPrint 70.0 does not know `hyphenate-limit-lines` and `hyphenate-limit-last` (CSS Text 4,
section 6.3). So no more than two lines one below the other end with a hyphen, none that a leaf
is turned for, and none whose word would end the paragraph alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from octavo.layout.weasyprint.box_styles import length, verso_side
from octavo.layout.weasyprint.boxes import (
    Box,
    Context,
    InlineBox,
    LineBox,
    ParentBox,
    Skip,
    Style,
    TextBox,
)
from octavo.layout.weasyprint.full_lines import Split
from octavo.layout.weasyprint.patch import Patch

#: Lines that may end with a hyphen one below the other.
_LADDER = 2
#: Characters that a word's end must have to be a paragraph's last line by itself.
_RUNT = 7

_HYPHENS = ("-", "\u2010", "\u00ad")

#: What `get_next_linebox` returns: the line, and where the text goes on.
_Line: TypeAlias = tuple[LineBox | None, Skip]


def _made(
    split: Callable[..., Split], line_of: Callable[..., _Line]
) -> tuple[Callable[..., Split], Callable[..., _Line]]:
    hyphens = _Hyphens()

    # The signature is WeasyPrint's: what is not looked at here is passed on.
    def split_first_line(text: str, style: Style, *rest: object, **more: object) -> Split:
        if hyphens.forbidden and style["hyphens"] == "auto":
            style = style.copy()
            style["hyphens"] = "manual"
        return split(text, style, *rest, **more)

    def get_next_linebox(
        context: Context,
        linebox: LineBox,
        position_y: float,
        bottom: float,
        skip: Skip,
        *rest: object,
    ) -> _Line:
        if linebox.style["hyphens"] != "auto":
            return line_of(context, linebox, position_y, bottom, skip, *rest)
        ladder = hyphens.ladder(linebox, skip)
        hyphens.forbidden = ladder >= _LADDER or turns(
            context, linebox, position_y=position_y, bottom_space=bottom
        )
        try:
            line, resume_at = line_of(context, linebox, position_y, bottom, skip, *rest)
            if not hyphens.forbidden and _ends_alone(linebox, line, resume_at):
                hyphens.forbidden = True
                line, resume_at = line_of(context, linebox, position_y, bottom, skip, *rest)
        finally:
            hyphens.forbidden = False
        hyphens.keep(linebox, resume_at, ladder + 1 if _is_hyphened(line) else 0)
        return line, resume_at

    return split_first_line, get_next_linebox


HYPHEN_LIMITS = Patch(
    name="limits of hyphens",
    why="Hyphens form ladders, end a right-hand page, and leave a syllable for a last line.",
    replaces=("layout.inline:split_first_line", "layout.inline:get_next_linebox"),
    behind=("full lines", "lines below a float"),
    made=_made,
)


class _Hyphens:
    """How many lines before the next one end with a hyphen, and whether it may."""

    def __init__(self) -> None:
        self.forbidden = False
        self._after: tuple[Box | None, Skip, int] = (None, None, 0)

    def ladder(self, linebox: Box, skip: Skip) -> int:
        """Return how many lines before the one that begins at `skip` end with a hyphen."""
        box, resume_at, count = self._after
        return count if box is linebox and resume_at == skip else 0

    def keep(self, linebox: Box, resume_at: Skip, count: int) -> None:
        """Remember how many lines before the one that begins at `resume_at` end with a hyphen."""
        self._after = (linebox, resume_at, count)


def turns(context: Context, linebox: LineBox, *, position_y: float, bottom_space: float) -> bool:
    """Return whether the line is the last of a page behind which the reader turns a leaf."""
    style = linebox.style
    line = length(style.root_style, "line_height")
    if not line or not context.overflows_page(bottom_space, position_y + 2 * line):
        return False
    return context.current_footnote_area.page.page_type.side != verso_side(style)


def _is_hyphened(line: LineBox | None) -> bool:
    return line is not None and _last_text(line).endswith(_HYPHENS)


def _last_text(box: ParentBox) -> str:
    for child in reversed(box.children):
        if isinstance(child, TextBox):
            return str(child.text)
        if isinstance(child, InlineBox):
            return _last_text(child)
        if child.is_in_normal_flow():
            break
    return ""


def _ends_alone(linebox: LineBox, line: LineBox | None, resume_at: Skip) -> bool:
    """Return whether the rest of the word that the line divides is all that is left, and short."""
    if not _is_hyphened(line) or resume_at is None:
        return False
    rest = _rest(linebox, resume_at).rstrip()
    return " " not in rest and len(rest) < _RUNT


def _rest(box: Box, skip: Skip) -> str:
    """Return the text of a box from where it goes on."""
    if isinstance(box, TextBox):
        start = next(iter(skip)) if skip else 0
        return str(box.text.encode()[start:].decode(errors="replace"))
    first, inner = next(iter(skip.items())) if skip else (0, None)
    text = ""
    for place, child in enumerate(getattr(box, "children", ())[first:]):
        text += _rest(child, inner if place == 0 else None)
        if len(text) > _RUNT:
            break
    return text
