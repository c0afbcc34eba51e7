"""The places at which a block's text may break, with the widths between them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from octavo.layout.weasyprint.inline_content import Piece
from octavo.layout.weasyprint.set_type import SetType
from octavo.typesetting.divisions import MARK, SPACE_OF_NO_WIDTH, Division
from octavo.typesetting.items import FORBIDDEN, Places

#: A space gives so much of its width: TeX's half; a quarter, for TeX's third leaves less than
#: the eye needs in faces with a narrow space (EB Garamond's has 0.2 em).
SPACE_STRETCH, SPACE_SHRINK = 0.5, 0.25

#: A ragged line may be shorter than its measure by such a share of it without being loose.
_RAGGED = 0.12

#: The words and spaces of a text, and the ends of lines that it keeps.
TOKENS = re.compile("[ \u00a0\n]|[^ \u00a0\n]+")
_DASHES = "\u2013\u2014\u2015\u2e3a\u2e3b"


class Spot(NamedTuple):
    """A place in the content: a piece, and the characters of it that stand before."""

    piece: int
    offset: int


@dataclass(slots=True)
class Breaks:
    """The content with its places to break: where lines end there, and where the next begin."""

    places: Places = field(default_factory=Places)
    ends: list[Spot] = field(default_factory=list)
    begins: list[Spot] = field(default_factory=list)
    #: How far the last mark before a place, and the first behind it, hang over the edges.
    over: list[float] = field(default_factory=list)
    under: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a paragraph stands: the width of its lines, and the indent of the first one.

    So many `lines` at its head are narrower by what is `beside` them, a drop capital. Letters
    may be set wider or narrower by as much as `elastic`; marks hang over the edges by `hanging`,
    a factor of what is usual. Lines are aligned `justify`, or else `left`, `right` or `center`.
    """

    measure: float
    indent: float
    elastic: float
    hanging: float = 0.0
    align: str = "justify"
    lines: int = 0
    beside: float = 0.0
    #: Fewer lines are not left to the next page.
    widows: int = 2

    @property
    def is_ragged(self) -> bool:
        """Return whether lines are as long as they come."""
        return self.align != "justify"

    def left(self, number: int) -> float:
        """Return where a line begins, by its number from 0."""
        beside = self.beside if number < self.lines else 0.0
        return beside + (self.indent if number == 0 else 0.0)


class Gatherer:
    """Lines up the boxes, glue and penalties of a paragraph's pieces."""

    def __init__(self, pieces: list[Piece], shape: Shape) -> None:
        self._pieces, self._measure, self._elastic = pieces, shape.measure, shape.elastic
        self._least = shape.measure - max(shape.indent, 0.0) - shape.beside
        self._width, self._stretch, self._shrink = shape.indent, 0.0, 0.0
        self._hanging = 0.0 if shape.is_ragged else shape.hanging
        self._ragged = shape.is_ragged
        self._found = Breaks()
        self._after_box, self._begun = False, False
        # Whether the text ends with a dash that closes something, or with a place to break.
        self._dash, self._gap = False, False
        # How far the last mark hangs, if the line ends with it.
        self._over = 0.0

    def text(self) -> Breaks:
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
                    self._over = 0.0
            self._width += piece.after
            if piece.after:
                self._over = 0.0
        last = len(self._pieces) - 1
        end = Spot(last, len(self._pieces[last].text.removesuffix("\n")))
        self._over = 0.0  # a last line is as long as it comes
        self._place(-math.inf, end)
        self._begin(end)
        if self._ragged:
            self._let_lines_be_short()
        return self._found

    def _let_lines_be_short(self) -> None:
        """Let each line give at its end, as far as a ragged one may, and its spaces not at all."""
        places, count = self._found.places, len(self._found.places)
        places.stretch = [_RAGGED * self._measure] * count
        places.next_stretch = [0.0] * count
        places.shrink, places.next_shrink = [0.0] * count, [0.0] * count

    def _gather(self, number: int, piece: Piece, set_type: SetType) -> None:
        offset, space, wraps, before = 0, set_type.space, piece.wraps, ""
        stretch, shrink = space * SPACE_STRETCH, space * SPACE_SHRINK
        for token in TOKENS.findall(piece.text):
            if token == "\n":
                self._end_line(number, offset)
            elif token == " " and not self._begun and not piece.keeps:
                pass  # a space that nothing stands before is not seen
            elif token == " " or token == "\u00a0":
                if wraps and self._after_box:
                    cost = 0.0 if token == " " else set_type.tie(before)
                    if cost < FORBIDDEN:
                        self._place(cost, Spot(number, offset))
                        self._after_box = False
                self._width += space
                self._stretch += stretch
                self._shrink += shrink
                self._dash = self._gap = False
            else:
                self._word(Spot(number, offset), token, piece, set_type)
            offset, before = offset + len(token), token

    def _end_line(self, number: int, offset: int) -> None:
        """End a line where the text says so, but for one that ends with the text."""
        if number < len(self._pieces) - 1 or offset < len(self._pieces[number].text) - 1:
            self._over = 0.0
            self._place(-math.inf, Spot(number, offset))
            self._begin(Spot(number, offset + 1))
            self._after_box = False

    def _word(self, spot: Spot, token: str, piece: Piece, set_type: SetType) -> None:
        word = set_type.word(token)
        joint = self._gap or (self._dash and token[0].isalpha())
        if joint and not spot.offset and piece.wraps:
            before = spot.piece - 1
            self._place(MARK, Spot(before, len(self._pieces[before].text)))
        under = 0.0 if spot.offset == 0 and piece.before else set_type.under(token[0])
        self._begin(spot, under * self._hanging)
        if piece.wraps:
            wide = word.width > self._measure and set_type.breaks_anywhere
            divisions = set_type.spread(word, self._least) if wide else word.divisions
            if divisions:
                self._divide(spot, divisions, set_type)
        give = word.width * self._elastic if set_type.is_elastic else 0.0
        self._width += word.width
        self._stretch += give
        self._shrink += give
        self._after_box = self._begun = True
        self._dash = token[-1] in _DASHES and len(token) > 1
        self._gap = token[-1] == SPACE_OF_NO_WIDTH
        self._over = set_type.over(token[-1]) * self._hanging

    def _divide(
        self, begin: Spot, divisions: tuple[tuple[Division, float], ...], set_type: SetType
    ) -> None:
        width, stretch, shrink = self._width, self._stretch, self._shrink
        places, hyphen = self._found.places, set_type.hyphen
        text = self._pieces[begin.piece].text
        elastic = self._elastic if set_type.is_elastic else 0.0
        for division, before in divisions:
            give, spot = before * elastic, Spot(begin.piece, begin.offset + division.offset)
            places.width.append(width + before)
            places.stretch.append(stretch + give)
            places.shrink.append(shrink + give)
            mark = set_type.style["hyphenate_character"] if division.adds else text[spot.offset - 1]
            over = set_type.over(mark) * self._hanging
            places.added.append((hyphen if division.adds else 0.0) - over)
            places.cost.append(division.cost)
            places.hyphen.append(division.hyphen)
            places.next_width.append(width + before)
            places.next_stretch.append(stretch + give)
            places.next_shrink.append(shrink + give)
            self._found.ends.append(spot)
            self._found.begins.append(spot)
            self._found.over.append(over)
            self._found.under.append(0.0)

    def _place(self, cost: float, end: Spot) -> None:
        places = self._found.places
        places.width.append(self._width)
        places.stretch.append(self._stretch)
        places.shrink.append(self._shrink)
        places.added.append(-self._over)
        places.cost.append(cost)
        places.hyphen.append(False)
        self._found.ends.append(end)
        self._found.over.append(self._over)

    def _begin(self, spot: Spot, under: float = 0.0) -> None:
        """Note that what follows the last places begins here, with a mark that hangs so far."""
        places = self._found.places
        while len(places.next_width) < len(places.width):
            places.next_width.append(self._width + under)
            places.next_stretch.append(self._stretch)
            places.next_shrink.append(self._shrink)
            self._found.begins.append(spot)
            self._found.under.append(under)
