"""Numbered paragraphs: what number or bullet Word would set before each, counted as Word does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from octavo.importing.readers.word.names import W, child_value, number, value

_NONE = ("none", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a list: its kind of number ("bullet", "decimal", …) and the first one."""

    kind: str
    start: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document: which definition each follows, and where it begins anew."""

    levels: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    follows: Mapping[str, str] = field(default_factory=dict)
    anew: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def level(self, num_id: str, depth: int) -> Level | None:
        """Return a level of a list; None if nothing is set before its paragraphs."""
        found = self.levels.get(self.follows.get(num_id, ""), {}).get(depth)
        return found if found and found.kind not in _NONE else None


def read_numbering(root: etree._Element | None) -> Numbering:
    """Return what the part `numbering.xml` holds."""
    if root is None:
        return Numbering()
    levels: dict[str, dict[int, Level]] = {}
    by_style: dict[str, str] = {}
    linked: dict[str, str] = {}
    for each in root.iter(f"{W}abstractNum"):
        own = value(each, "abstractNumId")
        levels[own] = {number(value(one, "ilvl")): _level(one) for one in each.iter(f"{W}lvl")}
        by_style[child_value(each, "styleLink")] = own
        linked[own] = child_value(each, "numStyleLink")
    follows: dict[str, str] = {}
    anew: dict[tuple[str, int], int] = {}
    for each in root.iter(f"{W}num"):
        num_id, own = value(each, "numId"), child_value(each, "abstractNumId")
        follows[num_id] = by_style.get(linked.get(own, ""), own) if linked.get(own) else own
        for override in each.iter(f"{W}lvlOverride"):
            start = child_value(override, "startOverride")
            if start:
                anew[num_id, number(value(override, "ilvl"))] = number(start, 1)
    return Numbering(levels, follows, anew)


def _level(element: etree._Element) -> Level:
    start = number(child_value(element, "start"), 1)
    return Level(kind=child_value(element, "numFmt"), start=start)


class Counters:
    """The numbers of all lists, as far as they have come."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._at: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, num_id: str, depth: int) -> int:
        """Count one paragraph on, and return its number."""
        own = self._numbering.follows.get(num_id, num_id)
        level = self._numbering.level(num_id, depth)
        first = level.start if level else 1
        start = self._numbering.anew.get((num_id, depth))
        if start is not None and (num_id, depth) not in self._begun:
            self._at[own, depth] = start
        else:
            self._at[own, depth] = self._at.get((own, depth), first - 1) + 1
        self._begun.add((num_id, depth))
        for deeper in [key for key in self._at if key[0] == own and key[1] > depth]:
            del self._at[deeper]
        return self._at[own, depth]
