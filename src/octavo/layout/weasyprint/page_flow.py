"""Pages that are laid out → what stood on them, one below the other, as one flow.

From it pages are chosen anew (`typesetting.spreads`): what is needed is how high each line is,
where a page may end, and the space between two blocks that a page's end parted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from weasyprint.layout.block import collapse_margin
from weasyprint.layout.inline import strut

from octavo.layout.weasyprint.box_styles import length
from octavo.layout.weasyprint.boxes import (
    Box,
    Context,
    LineBox,
    PageBox,
    ParentBox,
    ReplacedBox,
    TableRowGroupBox,
)
from octavo.layout.weasyprint.grid import lacks_at_head
from octavo.layout.weasyprint.page_pieces import (
    Piece,
    apart,
    baseline_of,
    common,
    is_title,
    padding,
    within,
)
from octavo.layout.weasyprint.paragraph import Paragraph
from octavo.typesetting.stretches import Stretch

#: CSS pixels that rounding leaves.
_SLACK = 0.05

#: More lines than a block has.
_ALL = 10_000

#: How many lines are at least between two blocks that seem apart.
_APART = 0.5

#: What holds blocks that stand for themselves.
_SECTIONS = frozenset({"body", "section", "article", "main"})

#: How many lines high a picture is at least that is seen as one.
_PICTURE = 2.0


@dataclass(slots=True)
class Part:
    """What becomes a stretch: the pieces of a paragraph on all its pages, or one other piece."""

    pieces: list[Piece]
    stretch: Stretch
    #: The number of the first box of its chain that begins with it.
    begins: int
    lines: list[LineBox] = field(default_factory=list)

    @property
    def origin(self) -> object:
        """Return the box of the whole text of its lines."""
        return self.pieces[0].origin

    @property
    def paragraph(self) -> Paragraph | None:
        """Return the paragraph as it was composed, if it was."""
        found = getattr(self.lines[0], "paragraph", None) if self.lines else None
        return found if isinstance(found, Paragraph) else None


class Foot(NamedTuple):
    """Where a page ends: before this part, or after so many lines of it; and a `carding.Foot`."""

    part: int
    lines: int
    level: float
    plain: bool
    gives: int = 0
    floats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What stands on some pages, and where they end. `line` is the page's line in CSS pixels,
    `room` how many of them it has; `rule` is what stands above notes."""

    parts: Sequence[Part]
    feet: tuple[Foot, ...]
    line: float
    room: float
    rule: float

    def giving(self, number: int) -> list[Part]:
        """Return the parts of a page above which there may be a line more."""
        begun = _begun(self.parts, self.feet[number - 1] if number else None, self.feet[number])
        return [part for part in begun if part.stretch.gives]


def _begun(parts: Sequence[Part], head: Foot | None, foot: Foot) -> Sequence[Part]:
    """Return the parts that begin on a page, but what opens it."""
    return parts[head.part + 1 if head is not None else 1 : foot.part + bool(foot.lines)]


def _given(parts: Sequence[Part], head: Foot | None, foot: Foot) -> Foot:
    gives, floats = 0, False
    for part in _begun(parts, head, foot):
        gives += part.stretch.gives
        floats = (floats or part.stretch.gives) and not part.stretch.on_grid
    return foot._replace(gives=gives, floats=floats)


def flow_of(context: Context, pages: Sequence[PageBox]) -> Flow | None:
    """Return what stands on pages, none of them blank; None if they are not alike."""
    line = length(pages[0].children[0].style, "line_height")
    rooms = {round(page.height, 2) for page in pages}
    if not line or len(rooms) != 1:
        return None
    gatherer = _Gatherer(context, line, _below(pages[0]))
    ends = [gatherer.gather(page) for page in pages]
    if not gatherer.parts:
        return None
    feet: list[Foot] = []
    for end in ends:
        foot = gatherer.foot(*end)
        feet.append(_given(gatherer.parts, feet[-1] if feet else None, foot))
    return Flow(
        parts=gatherer.parts,
        feet=tuple(feet),
        line=line,
        room=pages[0].height / line,
        rule=gatherer.rule,
    )


def _below(page: PageBox) -> float:
    """Return what stands below the baseline of a line of the text, in CSS pixels."""
    height, baseline = strut(page.children[0].style)
    return float(height - baseline)


class _Gatherer:
    """Gathers the parts of a flow, page by page."""

    def __init__(self, context: Context, line: float, below: float) -> None:
        self._context, self._line, self._below = context, line, below
        self.parts: list[Part] = []
        self.rule = 0.0
        self._before: Piece | None = None
        self._heads: set[object] = set()

    def gather(self, page: PageBox) -> tuple[int, int, float, bool]:
        """Add what stands on a page; return the last part and its lines so far, the text's height
        and whether it holds neither notes nor pictures."""
        root, area = page.children[0], page.children[1]
        notes = self._notes(area)
        top, at_head, plain = float(page.content_box_y()), True, not notes
        for piece in within(self._context, root, (root,), held=False):
            if self._repeats(piece):
                continue
            if self._before is not None and self._before.origin is piece.origin:
                self._go_on(piece, notes)
            else:
                self._begin(piece, notes, top, at_head=at_head)
            plain = plain and not self._is_picture(piece)
            at_head = False
            self._before = piece
        bottom = self._before.bottom if self._before is not None and not at_head else top
        bottom -= self._tail(self._before) if self._before is not None and not at_head else 0.0
        lines = len(self.parts[-1].stretch.heights) if self.parts else 0
        return len(self.parts) - 1, lines, (bottom - top) / self._line, plain

    def foot(self, part: int, lines: int, level: float, plain: bool) -> Foot:
        """Return a page's end as it is told once all parts are known."""
        if lines == len(self.parts[part].stretch.heights):
            return Foot(part + 1, 0, level, plain)
        return Foot(part, lines, level, plain)

    def _repeats(self, piece: Piece) -> bool:
        """Return whether a piece is of a table's head that stood on a page before."""
        heads = [box for box in piece.chain if isinstance(box, TableRowGroupBox) and box.is_header]
        if not heads or piece.box.element is None:
            return False
        known = piece.box.element in self._heads
        self._heads.add(piece.box.element)
        return known

    def _notes(self, area: Box) -> dict[object, float]:
        """Return the heights of a page's notes, by their elements."""
        if not isinstance(area, ParentBox) or not area.children:
            return {}
        heights: dict[object, float] = {
            child.element: float(child.margin_height()) / self._line for child in area.children
        }
        whole = float(area.margin_height()) / self._line
        self.rule = max(self.rule, whole - sum(heights.values()))
        return heights

    def _go_on(self, piece: Piece, notes: dict[object, float]) -> None:
        part = self.parts[-1]
        part.pieces.append(piece)
        old = part.stretch
        height = (piece.bottom - piece.top) / self._line
        part.stretch = replace(
            old,
            heights=(*old.heights, height),
            picture=old.picture or self._is_picture(piece),
            notes=(*old.notes, self._noted(piece, notes)),
        )
        if isinstance(piece.box, LineBox):
            part.lines.append(piece.box)

    def _begin(
        self, piece: Piece, notes: dict[object, float], top: float, *, at_head: bool
    ) -> None:
        line = self._line
        is_line = isinstance(piece.box, LineBox)
        height, place = (piece.bottom - piece.top) / line, (piece.top - top) / line
        is_text = is_line and abs(height - 1) * line < _SLACK
        same = common(self._before.chain, piece.chain) if self._before is not None else 0
        gap, head = self._gap(piece) / line, place
        gives = gap >= _APART and self._is_apart(piece, same)
        if not at_head and self._before is not None:
            head = self._at_head(piece) / line
            seen = (piece.top - self._before.bottom) / line
            # What text has more than styles ask for, and less than a line, is there for the grid.
            gap = gap if is_text and 0 <= seen - gap + _SLACK < 1 else seen
        stretch = Stretch(
            heights=(height,),
            gap=gap,
            at_head=head,
            orphans=_ALL if piece.whole else (piece.box.style["orphans"] if is_line else 1),
            widows=piece.box.style["widows"] if is_line else 1,
            held=piece.held,
            on_grid=is_text and abs(place - round(place)) * line < _SLACK,
            picture=self._is_picture(piece),
            gives=gives,
            tail=self._tail(piece) / line,
            notes=(self._noted(piece, notes),),
        )
        lines = [piece.box] if isinstance(piece.box, LineBox) else []
        self.parts.append(Part([piece], stretch, same, lines))

    def _tail(self, piece: Piece) -> float:
        """Return how much more stands below the last line of a piece than below one of the text, in
        CSS pixels."""
        found = baseline_of(piece.box)
        return piece.bottom - found - self._below if found is not None else 0.0

    def _is_picture(self, piece: Piece) -> bool:
        """Return whether there is a picture that is higher than some lines."""
        if isinstance(piece.box, ReplacedBox):
            return True
        if not isinstance(piece.box, ParentBox) or piece.bottom - piece.top < _PICTURE * self._line:
            return False
        return any(isinstance(box, ReplacedBox) for box in piece.box.descendants())

    def _noted(self, piece: Piece, notes: dict[object, float]) -> float:
        """Return how high the notes are that a piece calls."""
        if not notes or not isinstance(piece.box, ParentBox):
            return 0.0
        called = (getattr(box, "footnote", None) for box in piece.box.descendants())
        return sum(notes.get(note.element, 0.0) for note in called if note is not None)

    def _gap(self, piece: Piece) -> float:
        """Return the space above a piece, were it not at the head of a page."""
        if self._before is None:
            return 0.0
        over, begun = apart(self._before.chain, piece.chain)
        margins = [length(box.style, "margin_bottom") for box in over]
        margins += [length(box.style, "margin_top") for box in begun]
        below = sum(float(box.padding_bottom + box.border_bottom_width) for box in over)
        return float(collapse_margin(margins)) + padding(begun) + below

    def _is_apart(self, piece: Piece, same: int) -> bool:
        """Return whether the space above a piece is one between two blocks of a section, no title
        is above it, and it may be wider here than elsewhere: not between two paragraphs, where it
        would part two scenes, nor beside the sign between these."""
        if self._before is None or not 0 < same < len(piece.chain):
            return False
        if piece.chain[same - 1].element_tag not in _SECTIONS:
            return False
        over, begun = self._before.chain[same:], piece.chain[same]
        tags = {begun.element_tag, *(box.element_tag for box in over[:1])}
        return "hr" not in tags and tags != {"p"} and not any(is_title(box) for box in over)

    def _at_head(self, piece: Piece) -> float:
        """Return the space above a piece, were it at the head of a page."""
        assert self._before is not None
        _, begun = apart(self._before.chain, piece.chain)
        lacks = sum(lacks_at_head(box) for box in begun)
        return piece.head + padding(begun) + lacks
