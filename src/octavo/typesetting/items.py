"""What a paragraph is made of, as Knuth and Plass name it: boxes, glue, and places to break.

Lengths are in any one unit; Octavo's are CSS pixels. After Donald E. Knuth and Michael F. Plass,
"Breaking Paragraphs into Lines", Software: Practice and Experience 11 (1981), 1119–1184.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

#: A penalty that forbids a break; one that forces it is less than its negative.
FORBIDDEN = math.inf


@dataclass(frozen=True, slots=True)
class Box:
    """What never breaks: its width, and how much wider and narrower its letters may be set."""

    width: float
    stretch: float = 0.0
    shrink: float = 0.0


@dataclass(frozen=True, slots=True)
class Glue:
    """A space: its natural width, and what it gives. A line may break before it if a box is there.

    It vanishes at a break, with all glue and penalties up to the next box.
    """

    width: float
    stretch: float = 0.0
    shrink: float = 0.0


@dataclass(frozen=True, slots=True)
class Penalty:
    """A place to break: what it costs, the width that it adds then, whether that is a hyphen."""

    cost: float
    width: float = 0.0
    hyphen: bool = False


@dataclass(slots=True)
class Places:
    """The places at which a paragraph may break, in order; the last one ends it.

    Each list has an entry a place. `width`, `stretch` and `shrink` are those of all before the
    place; `added` is what a hyphen adds there. `next_width` and its like are those of all before
    the next line's first box. A cost of -inf ends a line.
    """

    width: list[float] = field(default_factory=list)
    stretch: list[float] = field(default_factory=list)
    shrink: list[float] = field(default_factory=list)
    added: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    hyphen: list[bool] = field(default_factory=list)
    next_width: list[float] = field(default_factory=list)
    next_stretch: list[float] = field(default_factory=list)
    next_shrink: list[float] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.width)

    def natural(self, before: int, place: int) -> float:
        """Return a line's natural width, from after one place (-1: the beginning) to another."""
        start = self.next_width[before] if before >= 0 else 0.0
        return self.width[place] + self.added[place] - start

    def ratio(self, before: int, place: int, measure: float) -> float:
        """Return how far a line is stretched or, less than 0, shrunk against what it gives."""
        room = measure - self.natural(before, place)
        given, spent = self.stretch, self.next_stretch
        if room < 0:
            given, spent = self.shrink, self.next_shrink
        gives = given[place] - (spent[before] if before >= 0 else 0.0)
        return room / gives if gives else 0.0

    def is_space(self, place: int) -> bool:
        """Return whether a line that ends there leaves out a space, which would give."""
        return self.next_stretch[place] > self.stretch[place]

    def last_space(self) -> int:
        """Return the last place that is a space; -1 if there is none."""
        place = len(self) - 2
        while place >= 0 and not self.is_space(place):
            place -= 1
        return place


def places_of(items: Iterable[Box | Glue | Penalty]) -> Places:
    """Return where these items may break; the end of the last box is the last place."""
    places, width, stretch, shrink = Places(), 0.0, 0.0, 0.0
    after_box = False

    def place(cost: float, added: float, hyphen: bool) -> None:
        places.width.append(width)
        places.stretch.append(stretch)
        places.shrink.append(shrink)
        places.added.append(added)
        places.cost.append(cost)
        places.hyphen.append(hyphen)

    def begin_line() -> None:
        missing = len(places.width) - len(places.next_width)
        places.next_width.extend([width] * missing)
        places.next_stretch.extend([stretch] * missing)
        places.next_shrink.extend([shrink] * missing)

    for item in items:
        if isinstance(item, Box):
            begin_line()
        elif isinstance(item, Penalty):
            if item.cost < FORBIDDEN:
                place(item.cost, item.width, item.hyphen)
            after_box = False
            continue
        elif after_box:
            place(0.0, 0.0, False)
        width, stretch, shrink = width + item.width, stretch + item.stretch, shrink + item.shrink
        after_box = isinstance(item, Box)
    if len(places.next_width) == len(places.width):  # nothing but discardables would follow else
        place(-FORBIDDEN, 0.0, False)
    begin_line()
    return places
