"""A block's text, broken into lines as a whole.

What each line holds is known before the page asks for it. A page may end with any line; the
text goes on at the place that WeasyPrint was told then.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from octavo.layout.weasyprint.boxes import Skip
from octavo.layout.weasyprint.inline_content import Piece
from octavo.layout.weasyprint.set_type import CannotComposeError, SetType, Word
from octavo.typesetting.divisions import MARK, SPACE_OF_NO_WIDTH, Division
from octavo.typesetting.items import Places
from octavo.typesetting.rules import Rules
from octavo.typesetting.total_fit import Task, break_lines

#: A space gives so much of its width: TeX's half; a quarter, for TeX's third leaves less than
#: the eye needs in faces with a narrow space (EB Garamond's has 0.2 em).
SPACE_STRETCH, SPACE_SHRINK = 0.5, 0.25

#: A last line is too short if it is not wider than the next paragraph's indent and two letters.
#: The end of a word is too short if it has fewer than seven. In ems.
_RUNT_INDENT, _TWO_LETTERS, _SEVEN_LETTERS = 1.35, 1.0, 3.5

TOKENS = re.compile("[ \u00a0]|[^ \u00a0]+")
_DASHES = "\u2013\u2014\u2015\u2e3a\u2e3b"


class Spot(NamedTuple):
    """A place in the content: a piece, and the characters of it that stand before."""

    piece: int
    offset: int


@dataclass(frozen=True, slots=True)
class Slice:
    """What a line holds of a piece: from one character to another."""

    piece: Piece
    begin: int
    end: int
    #: The slice ends with a hyphen that the text has not.
    hyphened: bool = False

    @property
    def is_begun(self) -> bool:
        """Return whether the piece began on a line before."""
        return self.begin > 0

    @property
    def goes_on(self) -> bool:
        """Return whether the piece goes on after this line."""
        return self.end < len(self.piece.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it was composed: what it holds, how it is set, where the text goes on.

    `spaces` is the factor of its spaces, `letters` that of its letters' widths. `next` is None
    at the end. `number` counts the lines from 0; `indent` is what stands free or is taken by a
    drop capital at its left.
    """

    slices: tuple[Slice, ...]
    number: int
    indent: float
    letters: float
    spaces: float
    next: Spot | None
    hyphened: bool


@dataclass(slots=True)
class _Text:
    """The content with its places to break: where lines end there, and where the next begin."""

    places: Places = field(default_factory=Places)
    ends: list[Spot] = field(default_factory=list)
    begins: list[Spot] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a paragraph stands: the width of its lines, and the indent of the first one.

    So many `lines` at its head are narrower by what is `beside` them, a drop capital. Letters
    may be set wider or narrower by as much as `elastic`.
    """

    measure: float
    indent: float
    elastic: float
    lines: int = 0
    beside: float = 0.0

    def left(self, number: int) -> float:
        """Return where a line begins, by its number from 0."""
        beside = self.beside if number < self.lines else 0.0
        return beside + (self.indent if number == 0 else 0.0)


class Paragraph:
    """A block's content in one shape."""

    def __init__(self, pieces: list[Piece], shape: Shape) -> None:
        self._pieces, self.shape = pieces, shape
        self._measures = [shape.measure - shape.beside] * shape.lines + [shape.measure]
        self._text = _Gatherer(pieces, shape).text()
        self._by_begin = {spot: place for place, spot in enumerate(self._text.begins)}
        self._by_path = {piece.path: number for number, piece in enumerate(pieces)}
        size = max(piece.type.style["font_size"] for piece in pieces if piece.type is not None)
        self._rules = Rules(
            runt_width=max(shape.indent, _RUNT_INDENT * size) + _TWO_LETTERS * size,
            stub_width=_SEVEN_LETTERS * size,
        )
        self._rows: dict[Spot | None, Row] = {}

    def row(self, start: Spot | None, foot: int | None) -> Row | None:
        """Return the line that begins at a spot (None: the first); None if there is no way.

        `foot` is how many lines after it a page ends, as far as that is known. The page's last
        line does not end with a hyphen: where it would, the text is broken anew from here.
        """
        if start not in self._rows and not self._compose(start):
            return None
        if foot is not None and self._is_hyphened(start, foot):
            self._compose(start, barred=foot)
        return self._rows[start]

    def _is_hyphened(self, start: Spot | None, count: int) -> bool:
        """Return whether the line so many after the one at a spot ends with a hyphen."""
        row = self._rows[start]
        for _ in range(count):
            if row.next is None or row.next not in self._rows:
                return False
            row = self._rows[row.next]
        return row.hyphened

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
        raise CannotComposeError

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
        task = Task(
            places=self._text.places,
            measures=self._measures,
            rules=self._rules,
            start=place,
            first=number,
            barred=number + barred if barred >= 0 else -1,
        )
        ends = break_lines(task)
        for line, end in enumerate(ends or (), number):
            row = self._rows[start] = self._row_to(start, end, line)
            start = row.next
        return ends is not None

    def _row_to(self, start: Spot | None, end: int, number: int) -> Row:
        text, places = self._text, self._text.places
        last = end == len(places) - 1
        begin, stop = start or Spot(0, 0), text.ends[end]
        hyphened = places.added[end] > 0
        slices = tuple(self._slices(begin, stop, hyphened=hyphened))
        indent = self.shape.left(number)
        letters, spaces = self._spread(slices, indent, last=last)
        following = None if last else text.begins[end]
        return Row(slices, number, indent, letters, spaces, following, places.hyphen[end])

    def _slices(self, begin: Spot, stop: Spot, *, hyphened: bool) -> list[Slice]:
        pieces = self._pieces
        last = len(pieces[stop.piece].text[: stop.offset].rstrip(" "))
        slices: list[Slice] = []
        for number in range(begin.piece, stop.piece + 1):
            text = pieces[number].text
            first = begin.offset if number == begin.piece else 0
            end = last if number == stop.piece else len(text)
            if not slices and text[first:end].startswith(" "):
                first = min(end, first + len(text[first:]) - len(text[first:].lstrip(" ")))
            slices.append(Slice(pieces[number], first, end, hyphened and number == stop.piece))
        return slices

    def _spread(
        self, slices: tuple[Slice, ...], indent: float, *, last: bool
    ) -> tuple[float, float]:
        """Return the factors of a line's letters and spaces that make it fill the measure."""
        fixed, letters, spaces = indent, 0.0, 0.0
        for part in slices:
            piece = part.piece
            fixed += piece.width
            fixed += 0.0 if part.is_begun else piece.before
            fixed += 0.0 if part.goes_on else piece.after
            if piece.type is not None:
                words, gaps = words_of(part)
                wide = sum(word.width for word in words if not word.is_space)
                if piece.type.is_elastic:
                    letters += wide
                else:
                    fixed += wide
                spaces += gaps * piece.type.space
        room = self.shape.measure - fixed - letters - spaces
        if last and room >= 0:
            return 1.0, 1.0
        give = (SPACE_STRETCH if room > 0 else SPACE_SHRINK) * spaces + self.shape.elastic * letters
        ratio = max(-1.0, min(1.0, room / give)) if give else 0.0
        wider = self.shape.elastic * ratio
        return 1.0 + wider, 1.0 + (room - wider * letters) / spaces if spaces else 1.0


def words_of(part: Slice) -> tuple[list[Word], int]:
    """Return the words and spaces of a slice, and the count of the spaces."""
    set_type, text = part.piece.type, part.piece.text[part.begin : part.end]
    if set_type is None:
        return [], 0
    tokens = TOKENS.findall(text)
    words = [set_type.piece(token) for token in tokens]
    if part.hyphened:
        words[-1] = set_type.piece(tokens[-1] + set_type.style["hyphenate_character"])
    return words, sum(word.is_space for word in words)


class _Gatherer:
    """Lines up the boxes, glue and penalties of a paragraph's pieces."""

    def __init__(self, pieces: list[Piece], shape: Shape) -> None:
        self._pieces, self._measure, self._elastic = pieces, shape.measure, shape.elastic
        self._width, self._stretch, self._shrink = shape.indent, 0.0, 0.0
        self._found = _Text()
        self._after_box, self._begun = False, False
        # Whether the text ends with a dash that closes something, or with a place to break.
        self._dash, self._gap = False, False

    def text(self) -> _Text:
        """Return the places at which the paragraph may break."""
        for number, piece in enumerate(self._pieces):
            self._width += piece.before
            if piece.type is not None:
                self._gather(number, piece, piece.type)
            else:
                self._begin(Spot(number, 0))
                self._width += piece.width
                if piece.width:
                    self._after_box, self._begun = True, True
                    self._dash = self._gap = False
            self._width += piece.after
        last = len(self._pieces) - 1
        end = Spot(last, len(self._pieces[last].text))
        self._place(-math.inf, end)
        self._begin(end)
        return self._found

    def _gather(self, number: int, piece: Piece, set_type: SetType) -> None:
        offset, space, wraps = 0, set_type.space, piece.wraps
        stretch, shrink = space * SPACE_STRETCH, space * SPACE_SHRINK
        for token in TOKENS.findall(piece.text):
            if token == " " and not self._begun:
                pass  # a space that nothing stands before is not seen
            elif token == " " or token == "\u00a0":
                if wraps and self._after_box and token == " ":
                    self._place(0.0, Spot(number, offset))
                    self._after_box = False
                self._width += space
                self._stretch += stretch
                self._shrink += shrink
                self._dash = self._gap = False
            else:
                self._word(Spot(number, offset), token, piece, set_type)
            offset += len(token)

    def _word(self, spot: Spot, token: str, piece: Piece, set_type: SetType) -> None:
        word = set_type.word(token)
        joint = self._gap or (self._dash and token[0].isalpha())
        if joint and not spot.offset and piece.wraps:
            before = spot.piece - 1
            self._place(MARK, Spot(before, len(self._pieces[before].text)))
        self._begin(spot)
        if piece.wraps:
            wide = word.width > self._measure and set_type.breaks_anywhere
            divisions = set_type.spread(word) if wide else word.divisions
            if divisions:
                self._divide(spot, divisions, set_type)
        give = word.width * self._elastic if set_type.is_elastic else 0.0
        self._width += word.width
        self._stretch += give
        self._shrink += give
        self._after_box = self._begun = True
        self._dash = token[-1] in _DASHES and len(token) > 1
        self._gap = token[-1] == SPACE_OF_NO_WIDTH

    def _divide(
        self, begin: Spot, divisions: tuple[tuple[Division, float], ...], set_type: SetType
    ) -> None:
        width, stretch, shrink = self._width, self._stretch, self._shrink
        places, hyphen = self._found.places, set_type.hyphen
        elastic = self._elastic if set_type.is_elastic else 0.0
        for division, before in divisions:
            give, spot = before * elastic, Spot(begin.piece, begin.offset + division.offset)
            places.width.append(width + before)
            places.stretch.append(stretch + give)
            places.shrink.append(shrink + give)
            places.added.append(hyphen if division.adds else 0.0)
            places.cost.append(division.cost)
            places.hyphen.append(division.hyphen)
            places.next_width.append(width + before)
            places.next_stretch.append(stretch + give)
            places.next_shrink.append(shrink + give)
            self._found.ends.append(spot)
            self._found.begins.append(spot)

    def _place(self, cost: float, end: Spot) -> None:
        places = self._found.places
        places.width.append(self._width)
        places.stretch.append(self._stretch)
        places.shrink.append(self._shrink)
        places.added.append(0.0)
        places.cost.append(cost)
        places.hyphen.append(False)
        self._found.ends.append(end)

    def _begin(self, spot: Spot) -> None:
        """Note that what follows the last places begins here."""
        places = self._found.places
        while len(places.next_width) < len(places.width):
            places.next_width.append(self._width)
            places.next_stretch.append(self._stretch)
            places.next_shrink.append(self._shrink)
            self._found.begins.append(spot)
