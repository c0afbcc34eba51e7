"""A figure or table that does not fit lets the text flow up before it.

WeasyPrint leaves the rest of the page blank. Here the paragraphs that follow such a block come
before it, as many as fill the page; it stands behind the last of them, near the next page's head.
A block that is pinned, or stays with what is before it, keeps its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from weasyprint.layout.block import avoid_page_break, block_level_page_break

from octavo.layout.weasyprint.box_styles import classes_of
from octavo.layout.weasyprint.boxes import Box, Context, LineBox, PageBox, ParentBox
from octavo.layout.weasyprint.drafts import Draft, runs
from octavo.layout.weasyprint.page_flow import Flow, Part
from octavo.text.direction import RIGHT_TO_LEFT

#: How many lines of a page are blank at least for text to flow up.
_BLANK = 3.0

#: What stands for itself among paragraphs, as elements and as classes.
_TAGS = frozenset({"figure"})
_CLASSES = frozenset({"table"})

#: The class of a block that keeps its place.
_PINNED = "pinned"


class Mover:
    """Moves blocks of a document behind the paragraphs that follow them."""

    def __init__(self, context: Context, root: Box) -> None:
        self._context, self._root = context, root
        # A box that indents lines from right to left is not told from the text.
        can = root.style["direction"] != RIGHT_TO_LEFT
        self._there = can and any(map(_stands_alone, _within(root)))
        self._known: set[object] = set()

    def move(self, draft: Draft, since: int) -> int | None:
        """Move the first block that leaves a page blank, from a page on; return that page.

        None if there is none.
        """
        if not self._there:
            return None
        numbers = {id(page): number for number, page in enumerate(draft.pages)}
        for run in runs(draft):
            if numbers[id(run.pages[-1])] <= since:
                continue
            flow = draft.flow(self._context, run)
            if flow is None:
                continue
            for place, page in enumerate(run.pages[:-1]):
                number = numbers[id(page)]
                if number >= since and self._is_moved(flow, place, page):
                    return number
        return None

    def _is_moved(self, flow: Flow, place: int, page: PageBox) -> bool:
        """Move the block that begins the next page, if there is room for text before it."""
        foot = flow.feet[place]
        if foot.lines:
            return False
        part, room = flow.parts[foot.part], _blank(flow, place, page)
        box = _block(part)
        if room < _BLANK or box is None or box.element in self._known:
            return False
        self._known.add(box.element)
        if any(map(_keeps_place, _within(box))):
            return False
        if foot.part and self._is_held(flow.parts[foot.part - 1], part, box):
            return False
        parent = part.pieces[0].chain[part.begins - 1]
        passed = _passed(flow.parts[foot.part :], part, room)
        return bool(passed) and self._reorder(parent, box, passed)

    def _is_held(self, before: Part, part: Part, box: Box) -> bool:
        """Return whether a block would stay with what is before it, could it."""
        above = before.pieces[-1].chain[part.begins : part.begins + 1]
        return any(
            avoid_page_break(block_level_page_break(each, box), self._context) for each in above
        )

    def _reorder(self, parent: Box, box: Box, passed: Sequence[object]) -> bool:
        """Put a block behind paragraphs that follow it in the document itself."""
        found = [each for each in _within(self._root) if each.element is parent.element]
        for whole in found:
            if not isinstance(whole, ParentBox):
                continue
            children = list(whole.children)
            place = next((n for n, each in enumerate(children) if each.element is box.element), 0)
            after = children[place + 1 : place + 1 + len(passed)]
            if not place or [each.element for each in after] != list(passed):
                continue
            following = children[place + 1 + len(passed) :][:1]
            if not _swap_indents(children[place - 1], after, following):
                continue
            children[place : place + 1 + len(passed)] = [*after, children[place]]
            whole.children = children
            self._context.moved = True
            return True
        return False


def _stands_alone(box: Box) -> bool:
    return box.element_tag in _TAGS or not _CLASSES.isdisjoint(classes_of(box))


def _keeps_place(box: Box) -> bool:
    """Return whether a box is pinned (a table is, within its block), or calls a note."""
    return _PINNED in classes_of(box) or getattr(box, "footnote", None) is not None


def _blank(flow: Flow, place: int, page: PageBox) -> float:
    """Return how many lines of a page are blank."""
    notes = page.children[1]
    height = float(notes.margin_height()) if isinstance(notes, ParentBox) and notes.children else 0
    return flow.room - height / flow.line - flow.feet[place].level


def _block(part: Part) -> Box | None:
    """Return the figure or table that begins with a part."""
    chain = part.pieces[0].chain
    box = chain[part.begins] if 0 < part.begins < len(chain) else None
    return box if box is not None and _stands_alone(box) else None


def _passed(parts: Sequence[Part], moved: Part, room: float) -> list[object]:
    """Return the elements of the paragraphs behind a block that fill so many lines.

    No more than stand between it and what is no paragraph of the same section.
    """
    depth, parent = moved.begins, moved.pieces[0].chain[moved.begins - 1]
    element = moved.pieces[0].chain[depth].element
    found: list[object] = []
    behind = [part for part in parts if _at(part, depth) is not element]
    for part in takewhile(lambda part: _is_paragraph(part, depth, parent), behind):
        if room <= 0:
            break
        found.append(_at(part, depth))
        room -= part.stretch.gap + sum(part.stretch.heights)
    return found


def _at(part: Part, depth: int) -> object:
    chain = part.pieces[0].chain
    return chain[depth].element if depth < len(chain) else None


def _is_paragraph(part: Part, depth: int, parent: Box) -> bool:
    chain = part.pieces[0].chain
    return (
        depth == len(chain) - 1
        and chain[depth].element_tag == "p"
        and chain[depth - 1].element is parent.element
        and not part.stretch.held
        and not part.stretch.picture
    )


def _within(box: Box) -> Iterator[Box]:
    """Yield a box and all in it."""
    yield box
    if isinstance(box, ParentBox):
        yield from box.descendants()


def _swap_indents(before: Box, after: Sequence[Box], following: Sequence[Box]) -> bool:
    """Let the first of some paragraphs be indented as one behind another, and the one that comes
    to stand behind the block as it was; return whether that can be told."""
    if before.element_tag != "p":
        return True
    behind = [*after[1:2], *(box for box in following if box.element_tag == "p")]
    if not behind:
        return False
    indent, none = behind[0].style["text_indent"], after[0].style["text_indent"]
    _indent(after[0], indent)
    for box in following:
        if box.element_tag == "p":
            _indent(box, none)
    return True


def _indent(box: Box, by: object) -> None:
    for each in (box, *(box.children if isinstance(box, ParentBox) else ())):
        if each is box or isinstance(each, LineBox):
            each.style = each.style.copy()
            each.style["text_indent"] = by
