"""A block's text, broken into lines as a whole.

What each line holds is known before the page asks for it. A page may end with any line; the
text goes on at the place that WeasyPrint was told then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from octavo.layout.weasyprint.boxes import LineBox, Skip
from octavo.layout.weasyprint.break_places import (
    SPACE_SHRINK,
    SPACE_STRETCH,
    Gatherer,
    Shape,
    Spot,
)
from octavo.layout.weasyprint.copied_text import LineEnd
from octavo.layout.weasyprint.inline_content import Piece, leaves
from octavo.layout.weasyprint.rows import Row, Slice, widths
from octavo.layout.weasyprint.set_type import CannotComposeError
from octavo.typesetting.old_ways import OldWay
from octavo.typesetting.rivers import break_evenly
from octavo.typesetting.rules import Rules
from octavo.typesetting.total_fit import Task, break_lines
from octavo.typesetting.variants import Broken, variant

#: A last line is too short if it is not wider than the next paragraph's indent and three letters,
#: which is about a word of four letters and its marks. The end of a word alone is a stub if it has
#: fewer than seven. In ems.
_RUNT_INDENT, _THREE_LETTERS, _SEVEN_LETTERS = 1.35, 1.5, 3.5

#: How often a paragraph is broken anew for the end of a page.
_ROUNDS = 2

#: Of the room beside a ragged line, the share that stands at its left.
_SHIFTED = {"right": 1.0, "center": 0.5}

#: A line whose spaces would be wider than so many of their own widths is set ragged.
_TORN = 2.5

#: CSS pixels that no eye sees.
_SLACK = 0.1

#: Lengths that rounding leaves.
_HAIR = 1e-6

#: Paragraphs of so few lines have no variants.
_FEW = 2

#: How loose lines may be so that a paragraph keeps their number where a page's foot bars a break.
_ENOUGH = (100.0, 200.0)


class Paragraph:
    """A block's content in one shape."""

    def __init__(self, pieces: list[Piece], shape: Shape) -> None:
        self._pieces, self.shape = pieces, shape
        # What is ragged may have been measured by Pango, whose sums differ by a hair.
        measure = shape.measure + (_SLACK if shape.is_ragged else 0.0)
        self._measures = [measure - shape.beside] * shape.lines + [measure]
        self._text = Gatherer(pieces, shape).text()
        self._by_begin = {spot: place for place, spot in enumerate(self._text.begins)}
        self._by_path = {piece.path: number for number, piece in enumerate(pieces)}
        size = max(piece.type.style["font_size"] for piece in pieces if piece.type is not None)
        narrow = max(shape.indent, _RUNT_INDENT * size) + _THREE_LETTERS * size
        self._rules = Rules(runt_width=narrow, stub_width=_SEVEN_LETTERS * size)
        self._rows: dict[Spot | None, Row] = {}
        self._looser, self._barred = 0, False
        self._own: tuple[int, ...] = ()
        self._variants: dict[int, Broken] | None = None

    def fits(self, line: LineBox, lines: int) -> bool:
        """Return whether the content is as it was, with so many lines beside a drop capital.

        The engine puts page numbers into a line once it knows them.
        """
        boxes = list(leaves(line))
        if lines != self.shape.lines or len(boxes) != len(self._pieces):
            return False
        return all(piece.box is box for piece, box in zip(self._pieces, boxes, strict=True))

    @property
    def variants(self) -> dict[int, Broken]:
        """Return how the text can be set in a line more or fewer, and stay even."""
        if self._variants is None:
            task, count = self._task(-1, 0), self.count
            found = {by: variant(task, count, by) for by in (-1, 1) if count > _FEW}
            self._variants = {by: each for by, each in found.items() if each is not None}
        return self._variants

    @property
    def divided(self) -> frozenset[int]:
        """Return the numbers of the lines, from 1, that end with a divided word."""
        hyphen = self._text.places.hyphen
        return frozenset(number for number, end in enumerate(self._own, 1) if hyphen[end])

    @property
    def looser(self) -> int:
        """Return how many lines more than is best it has, or fewer if below 0."""
        return self._looser if self._looser and self._looser in self.variants else 0

    @property
    def barred(self) -> bool:
        """Return whether it was broken anew so that no page ends with a divided word."""
        return self._barred

    @property
    def count(self) -> int:
        """Return how many lines the text has, wherever pages end."""
        return len(self._own)

    def renew(self, looser: int) -> None:
        """Take the lines as they are wherever pages end, so many more or fewer than is best.

        What an earlier layout of the page asked for must not be seen in a later one.
        """
        if looser != self._looser or self._barred:
            self._looser, self._barred, self._rows = looser, False, {}

    def row(self, start: Spot | None, foot: int | None) -> Row | None:
        """Return the line that begins at a spot (None: the first); None if there is no way.

        `foot` is how many lines after it a page ends, as far as that is known. The page's last
        line does not end with a hyphen: where it would, the text is broken anew from here.
        """
        if start not in self._rows and not self._compose(start):
            return None
        for _ in range(_ROUNDS):
            last = self._last_of_page(start, foot) if foot is not None else None
            if last is None or not self._compose(start, barred=last):
                break
            self._barred = True
        return self._rows[start]

    def _last_of_page(self, start: Spot | None, foot: int) -> int | None:
        """Return the last line before a page ends, if the text goes on and it ends with a hyphen.

        Lines are counted from the one at a spot. The next page gets no fewer than the widows.
        """
        rows: list[Row] = []
        for row in self._rows_from(start):
            rows.append(row)
            if len(rows) > foot + self.shape.widows:
                break
        last = min(foot, len(rows) - 1 - self.shape.widows)
        return last if last >= 0 and len(rows) - 1 > foot and rows[last].hyphened else None

    def _rows_from(self, start: Spot | None) -> Iterator[Row]:
        while start in self._rows:
            row = self._rows[start]
            yield row
            if row.next is None:
                return
            start = row.next

    def start(self, skip: Skip) -> Spot | None:
        """Return the spot at which WeasyPrint has the text go on. Raises `CannotComposeError`."""
        if skip is None:
            return None
        path: tuple[int, ...] = ()
        while skip:
            ((place, skip),) = skip.items()
            path = (*path, place)
        if path in self._by_path:
            return Spot(self._by_path[path], 0)
        number = self._by_path.get(path[:-1])
        if number is not None:
            text = self._pieces[number].text.encode()[: path[-1]]
            return Spot(number, len(text.decode(errors="ignore")))
        for number, piece in enumerate(self._pieces):
            if piece.path[: len(path)] == path:
                return Spot(number, 0)
        raise CannotComposeError(OldWay.NO_WAY)

    def skip(self, spot: Spot | None) -> Skip:
        """Return a spot as WeasyPrint keeps it: by places among fellows, and bytes of a text."""
        if spot is None:
            return None
        piece = self._pieces[spot.piece]
        path = piece.path
        skip: Skip = None
        if spot.offset:
            skip = {len(piece.text[: spot.offset].encode()): None}
        else:
            while len(path) > 1 and path[-1] == 0:
                path = path[:-1]
        for place in reversed(path):
            skip = {place: skip}
        return skip

    def _compose(self, start: Spot | None, *, barred: int = -1) -> bool:
        """Break the text from a spot on; return whether that is possible.

        The line of the number `barred` from there does not end with a hyphen.
        """
        place = -1 if start is None else self._by_begin.get(start)
        if place is None:
            return False
        number = self._rows[start].number if start in self._rows else 0
        if start is not None and not number:
            number = len(self._measures) - 1  # what a page begins with stands beside nothing
        task = replace(self._task(place, number), hyphens=self._hyphens_above(start))
        if barred < 0:
            ends = self._ends(task)
            if place < 0 and not self._looser:
                self._own = tuple(ends or ())
        else:
            task = replace(task, barred=number + barred)
            ends = self._as_many(task, start) or break_evenly(task)
        for line, end in enumerate(ends or (), number):
            row = self._rows[start] = self._row_to(start, end, line)
            start = row.next
        return ends is not None

    def _hyphens_above(self, start: Spot | None) -> int:
        """Return how many lines right above a spot, one below the other, end with a hyphen."""
        found = 0
        for row in self._rows_from(None) if start is not None else ():
            found = found + 1 if row.hyphened else 0
            if row.next == start:
                return found
        return 0

    def _task(self, place: int, number: int) -> Task:
        return Task(
            places=self._text.places,
            measures=self._measures,
            rules=self._rules,
            start=place,
            first=number,
        )

    def _ends(self, task: Task) -> Sequence[int] | None:
        """Return the ends of the lines; of the variant that is asked for from the beginning."""
        if self._looser and task.start < 0 and self._looser in self.variants:
            return self.variants[self._looser].ends
        return break_evenly(task)

    def _as_many(self, task: Task, start: Spot | None) -> list[int] | None:
        """Return the ends of as many lines as the text has from a spot on, if they stay even."""
        count = 0
        while start in self._rows:
            count += 1
            following = self._rows[start].next
            if following is None:
                break
            start = following
        rules = replace(self._rules, tolerances=_ENOUGH)
        return break_lines(replace(task, rules=rules, lines=task.first + count))

    def _row_to(self, start: Spot | None, end: int, number: int) -> Row:
        text, places = self._text, self._text.places
        last = end == len(places) - 1
        begin, stop = start or Spot(0, 0), text.ends[end]
        hyphened = self._is_divided(end)
        slices = tuple(self._slices(begin, stop, hyphened=hyphened))
        under = 0.0 if start is None else text.under[self._by_begin[start]]
        indent = self.shape.left(number) - under
        letters, spaces = self._spread(slices, indent - text.over[end], last=last)
        following = None if last else text.begins[end]
        said, over = self._end(end, following), text.over[end]
        if spaces > _TORN:
            letters = spaces = 1.0
        indent += self._shift(slices, indent)
        return Row(slices, number, indent, letters, spaces, following, said, over, under)

    def _is_divided(self, place: int) -> bool:
        """Return whether a line that ends at a place gets a hyphen that the text has not."""
        return self._text.places.added[place] + self._text.over[place] > _HAIR

    def _end(self, place: int, following: Spot | None) -> LineEnd:
        """Return what the line that ends at a place ends with."""
        places = self._text.places
        if places.hyphen[place]:
            return LineEnd.DIVIDED if self._is_divided(place) else LineEnd.HYPHEN
        if following is None:
            return LineEnd.NOTHING
        return LineEnd.SPACE if self._is_behind_space(following) else LineEnd.NOTHING

    def _is_behind_space(self, spot: Spot) -> bool:
        number, offset = spot
        if not offset:
            number -= 1
            offset = len(self._pieces[number].text)
        return self._pieces[number].text[:offset].endswith((" ", "\n"))

    def _slices(self, begin: Spot, stop: Spot, *, hyphened: bool) -> list[Slice]:
        pieces = self._pieces
        keeps = pieces[stop.piece].keeps
        last = stop.offset if keeps else len(pieces[stop.piece].text[: stop.offset].rstrip(" "))
        slices: list[Slice] = []
        for number in range(begin.piece, stop.piece + 1):
            text = pieces[number].text
            first = begin.offset if number == begin.piece else 0
            end = last if number == stop.piece else len(text)
            if not keeps and not slices and text[first:end].startswith(" "):
                first = min(end, first + len(text[first:]) - len(text[first:].lstrip(" ")))
            slices.append(Slice(pieces[number], first, end, hyphened and number == stop.piece))
        return slices

    def _spread(
        self, slices: tuple[Slice, ...], indent: float, *, last: bool
    ) -> tuple[float, float]:
        """Return the factors of a line's letters and spaces that make it fill the measure."""
        if self.shape.is_ragged:
            return 1.0, 1.0
        fixed, letters, spaces = widths(slices)
        room = self.shape.measure - indent - fixed - letters - spaces
        if last and room >= 0:
            return 1.0, 1.0
        give = (SPACE_STRETCH if room > 0 else SPACE_SHRINK) * spaces + self.shape.elastic * letters
        ratio = max(-1.0, min(1.0, room / give)) if give else 0.0
        wider = self.shape.elastic * ratio
        return 1.0 + wider, 1.0 + (room - wider * letters) / spaces if spaces else 1.0

    def _shift(self, slices: tuple[Slice, ...], indent: float) -> float:
        """Return how far a ragged line is moved to the right."""
        share = _SHIFTED.get(self.shape.align)
        return share * (self.shape.measure - indent - sum(widths(slices))) if share else 0.0
