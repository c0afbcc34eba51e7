"""Lists of an ODT, and the numbers that it counts its headings by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.odf_package import STYLE, TEXT
from octavo.importing.readers.odf_reading import OdfReading
from octavo.text.numerals import lower_roman, roman
from octavo.text.xhtml_names import XML_PREFIX

if TYPE_CHECKING:
    from octavo.importing.readers.odf_styles import Styles

_ITEMS = (f"{TEXT}list-item", f"{TEXT}list-header")


@dataclass(slots=True)
class Lists:
    """What lists and headings have counted so far."""

    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    headings: list[int] = field(default_factory=lambda: [0] * 11)

    def blocks(
        self, part: etree._Element, tree: OdfReading, style: str = "", level: int = 1
    ) -> list[etree._Element]:
        """Return a list; headings, and items that are shown without a mark, stand free."""
        style = part.get(f"{TEXT}style-name") or style or _style_within(part, tree.styles)
        kind, first = _kind(tree.styles.level_style(style, level))
        number = self._first(part, style, level, first)
        found: list[etree._Element] = []
        made: etree._Element | None = None
        for item in part.iterchildren(*_ITEMS):
            own = item.get(f"{TEXT}start-value") or ""
            stated = int(own) if own.isdigit() else number
            blocks = [*self._item(item, tree, style, level)]
            if not kind or not blocks or any(block.tag in _HEADS for block in blocks):
                made = None
                found += blocks
                continue
            if made is None or stated != number:
                made = etree.Element(kind)
                if kind == "ol" and stated != 1:
                    made.set("start", str(stated))
                found.append(made)
            etree.SubElement(made, "li").extend(blocks)
            number = stated + (item.tag == f"{TEXT}list-item")
        self.counts[style, level] = number
        name = part.get(f"{XML_PREFIX}id")
        if name:
            self.named[name] = number
        return found

    def _item(
        self, item: etree._Element, tree: OdfReading, style: str, level: int
    ) -> Iterator[etree._Element]:
        for child in item:
            if child.tag == f"{TEXT}list":
                yield from self.blocks(child, tree, style, level + 1)
            else:
                yield from tree.blocks_of(child)

    def _first(self, part: etree._Element, style: str, level: int, first: int) -> int:
        """Return the number of a list's first item; it may go on where another ended."""
        before = part.get(f"{TEXT}continue-list")
        if before is not None:
            return self.named.get(before, first)
        if part.get(f"{TEXT}continue-numbering") == "true":
            return self.counts.get((style, level), first)
        return first

    def count(self, level: int, styles: Styles) -> None:
        """Count a heading that has words of its own."""
        level = min(level, 10)
        first = _kind(styles.outline.get(level))[1]
        self.headings[level] = (self.headings[level] or first - 1) + 1
        self.headings[level + 1 :] = [0] * (10 - level)

    def label(self, level: int, styles: Styles) -> list[Run]:
        """Count a heading without words, and return what the document writes for it."""
        level = min(level, 10)
        self.count(level, styles)
        how = styles.outline.get(level)
        form = how.get(f"{STYLE}num-format") if how is not None else ""
        if how is None or not form:
            return []
        before, behind = how.get(f"{STYLE}num-prefix") or "", how.get(f"{STYLE}num-suffix") or ""
        return [Run(text=f"{before}{_numeral(self.headings[level], form)}{behind}".strip())]


_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def _numeral(number: int, form: str) -> str:
    if form in "iI":
        return lower_roman(number) if form == "i" else roman(number)
    if form in "aA" and number <= 26:
        return chr(ord(form) + number - 1)
    return str(number)


def _style_within(part: etree._Element, styles: Styles) -> str:
    paragraph = next(part.iter(f"{TEXT}p", f"{TEXT}h"), None)
    return styles.list_of(paragraph.get(f"{TEXT}style-name")) if paragraph is not None else ""


def _kind(how: etree._Element | None) -> tuple[str, int]:
    """Return what a list becomes, `ol`, `ul` or nothing, and its first number."""
    if how is None:
        return "ul", 1
    if how.tag != f"{TEXT}list-level-style-number" and how.tag != f"{TEXT}outline-level-style":
        return "ul", 1
    start = how.get(f"{TEXT}start-value") or "1"
    return "ol" if how.get(f"{STYLE}num-format") else "", int(start) if start.isdigit() else 1
