"""Pages that are laid out → their text as it was set: paragraphs with their lines.

Reads WeasyPrint's boxes as `layout.page_inspection` does, and what was noted on lines when they
were made (`layout/weasyprint/composed_lines.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from octavo.layout.page_inspection import edges, shown_texts
from octavo.layout.weasyprint.box_styles import length
from octavo.layout.weasyprint.boxes import (
    Box,
    FootnoteAreaBox,
    LineBox,
    MarginBox,
    Page,
    PageBox,
    ParentBox,
    ReplacedBox,
    TextBox,
)
from octavo.layout.weasyprint.composed_text import ComposedText
from octavo.layout.weasyprint.copied_text import LineEnd
from octavo.layout.weasyprint.paragraph import Paragraph
from octavo.layout.weasyprint.rows import Row
from octavo.layout.weasyprint.set_type import CannotComposeError, Types
from octavo.text.units import POINTS_A_PIXEL
from octavo.text.xhtml_names import HEADINGS
from octavo.typesetting.rivers import Gap, Rivers
from octavo.typesetting.set_text import Place, SetLine, SetParagraph, SetText

#: CSS pixels by which a line may miss an edge and still be seen to reach it.
_SLACK = 1.5

#: Sizes by which two pieces of text may differ and still be of one size, in CSS pixels.
_HAIR = 0.1

#: How far in running text may stand at one side, in sizes of the text: lists, definitions.
_INDENT = 2.0

#: How many lines high a picture is at least that is seen as one.
_PICTURE = 2.0

#: How running text is aligned.
_RUNNING = frozenset({"justify", "start", "left", "right"})

#: Elements whose lines are no running text, however they are set.
_APART = HEADINGS | {"header", "nav", "pre"}


def text_on(pages: Sequence[Page]) -> SetText:
    """Return the text of pages, heads and folios apart. What stands within a line is part of it."""
    reader = _Reader()
    for number, page in enumerate(pages):
        reader.read(number, page._page_box)
    return reader.text()


class _Where(NamedTuple):
    """Where a box stands: in which document, in which element, by its number and its tag."""

    document: str = ""
    element: int = -1
    tag: str = ""
    place: Place = Place.TEXT
    apart: bool = False


@dataclass(slots=True)
class _Begun:
    """A paragraph and its lines so far."""

    about: SetParagraph
    lines: list[SetLine]


class _Reader:
    """Reads pages, one after the other."""

    def __init__(self) -> None:
        self._types = Types()
        self._size = self._leading = 0.0
        self._left = self._width = 0.0
        self._page, self._document = 0, ""
        self._order: dict[Element, int] = {}
        self._rivers = Rivers(0.0)
        # By their line's box, which the pages keep, so that no other one takes its number.
        self._begun: dict[int, _Begun] = {}
        self._pictured: set[int] = set()
        self._initial = ""

    def text(self) -> SetText:
        """Return what was read."""
        return SetText(
            size=round(self._size * POINTS_A_PIXEL, 2),
            line=round(self._leading * POINTS_A_PIXEL, 2),
            paragraphs=tuple(
                each.about._replace(lines=_closed(each)) for each in self._begun.values()
            ),
            pictured=frozenset(self._pictured),
        )

    def read(self, number: int, page: PageBox) -> None:
        """Read a page."""
        root, self._page = page.children[0], number
        if not self._order and root.element is not None:
            body = root.element.find("body")
            within = body.iter() if body is not None else ()
            self._order = {element: place for place, element in enumerate(within, -1)}
        self._size = float(root.style["font_size"])
        self._leading = length(root.style, "line_height")
        self._left, self._width = page.content_box_x(), page.width
        self._rivers = Rivers(self._leading)
        for child in page.children:
            if isinstance(child, FootnoteAreaBox):
                self._within(child, _Where(document=self._document, place=Place.NOTE))
            elif not isinstance(child, MarginBox):
                self._within(child, _Where())

    def _within(self, holder: Box, where: _Where) -> None:
        for child in holder.children if isinstance(holder, ParentBox) else ():
            if isinstance(child, LineBox):
                self._line(child, holder, where)
            elif isinstance(child, ReplacedBox):
                self._pictured.add(self._page)
            elif child.element_tag == "span" and not child.is_in_normal_flow():
                self._initial = "".join(_words(child))  # a drop capital: part of its line
            else:
                self._within(child, self._inside(child, holder, where))

    def _inside(self, box: Box, holder: Box, where: _Where) -> _Where:
        """Return where the children of a box stand."""
        element = box.element
        if where.place is Place.TEXT and not box.is_in_normal_flow():
            where = where._replace(place=Place.BESIDE)
        if element is None or element is holder.element or box.element_tag != element.tag:
            return where
        if holder.element_tag == "body":
            self._document = str(element.get("id") or "")
            where = where._replace(document=self._document)
        tag = box.element_tag
        if isinstance(holder, FootnoteAreaBox) and len(element):
            element = element[0]  # what was written: the note itself is where it is called
        return _Where(
            document=where.document,
            element=self._order.get(element, where.element),
            tag=tag,
            place=where.place,
            apart=where.apart or tag in _APART,
        )

    def _line(self, line: LineBox, block: Box, where: _Where) -> None:
        if line.height > _PICTURE * self._leading and _has_picture(line):
            self._pictured.add(self._page)
        row = getattr(line, "row", None)
        text = (
            _text(row) if isinstance(row, Row) else "".join(box.text for box in shown_texts(line))
        )
        if not text.strip():
            return
        key = id(getattr(line, "origin", line))
        begun = self._begun.get(key)
        if begun is None:
            begun = self._begun[key] = _Begun(self._paragraph(line, block, where), [])
        about = begun.about
        initial, self._initial = self._initial, ""
        paragraph = getattr(line, "paragraph", None)
        if isinstance(row, Row):
            begun.lines.append(self._composed(line, row, initial + text, block, about))
            if isinstance(paragraph, Paragraph) and (paragraph.looser or paragraph.barred):
                begun.about = about._replace(looser=paragraph.looser, barred=paragraph.barred)
            return
        begun.lines.append(self._old(line, initial + text, block, about))
        begun.about = about._replace(reason=str(paragraph or about.reason))
        self._rivers.end()

    def _paragraph(self, line: LineBox, block: Box, where: _Where) -> SetParagraph:
        align = str(block.style["text_align_all"])
        fills = self._fills(block) and abs(float(block.style["font_size"]) - self._size) < _HAIR
        running = fills and where.place is Place.TEXT and not where.apart and align in _RUNNING
        return SetParagraph(
            document=where.document,
            file="",
            line=0,
            element=where.element,
            tag=where.tag,
            place=str(where.place),
            size=round(float(block.style["font_size"]) * POINTS_A_PIXEL, 2),
            running=running,
            justified=align == "justify",
            indent=round(float(line.text_indent) * POINTS_A_PIXEL, 2)
            if isinstance(getattr(line, "text_indent", None), int | float)
            else 0.0,
            reason="",
            looser=0,
            barred=False,
            lines=(),
        )

    def _fills(self, block: Box) -> bool:
        """Return whether a block fills the column, but for an indent at one of its sides."""
        before = block.content_box_x() - self._left
        behind = self._width - block.width - before
        least, most = sorted((before, behind))
        return abs(least) < _SLACK and most < _INDENT * self._size

    def _composed(
        self, line: LineBox, row: Row, text: str, block: Box, about: SetParagraph
    ) -> SetLine:
        baseline = line.position_y + line.baseline
        left = line.position_x - self._left
        right = line.position_x + line.width
        full = about.justified and row.next is not None
        short = full and right < block.content_box_x() + block.width - _SLACK
        rivers = 0
        if about.running:
            weighed = full and not short and row.spaces >= 1.0
            rivers = self._rivers.add(baseline, _gaps(line) if weighed else [])
        return SetLine(
            self._page,
            round(baseline * POINTS_A_PIXEL, 2),
            round((left + row.indent + row.under) * POINTS_A_PIXEL, 2),
            round((right - self._left) * POINTS_A_PIXEL, 2),
            round(row.spaces, 3) if " " in text or "\u00a0" in text else 0.0,
            round(row.letters, 4),
            True,
            row.hyphened,
            short,
            rivers,
            text.strip(),
        )

    def _old(self, line: LineBox, text: str, block: Box, about: SetParagraph) -> SetLine:
        texts = list(shown_texts(line))
        ends = [edges(each) for each in texts]
        left, right = min(start for start, _ in ends), max(end for _, end in ends)
        wide = block.content_box_x() + block.width
        hyphen = str(texts[-1].style["hyphenate_character"])
        return SetLine(
            self._page,
            round((line.position_y + line.baseline) * POINTS_A_PIXEL, 2),
            round((left - self._left) * POINTS_A_PIXEL, 2),
            round((right - self._left) * POINTS_A_PIXEL, 2),
            self._spaces(texts) if " " in text.strip() else 0.0,
            1.0,
            False,
            text.rstrip().endswith((hyphen, "-", "\u2010")),
            about.justified and right < wide - _SLACK,
            0,
            text.strip(),
        )

    def _spaces(self, texts: Sequence[TextBox]) -> float:
        """Return the width of the spaces of an old way's line, as a multiple of their own."""
        box = max(texts, key=lambda each: each.text.count(" "))
        try:
            own = self._types.of(box.style).space
        except CannotComposeError:
            return 0.0
        return round(1.0 + float(box.justification_spacing) / own, 3) if own else 0.0


def _closed(begun: _Begun) -> tuple[SetLine, ...]:
    """Return a paragraph's lines; the last one is as long as it comes."""
    lines, last = begun.lines, begun.lines[-1]
    return (*lines[:-1], last._replace(short=False)) if last.short else tuple(lines)


def _has_picture(line: LineBox) -> bool:
    return any(isinstance(box, ReplacedBox) for box in line.descendants())


def _text(row: Row) -> str:
    """Return the text of a composed line."""
    text = "".join([part.piece.text[part.begin : part.end] for part in row.slices])
    if row.end is not LineEnd.DIVIDED:
        return text
    style = row.slices[-1].piece.box.style
    return text + str(style["hyphenate_character"])


def _old_text(line: LineBox) -> str:
    return "".join(box.text for box in shown_texts(line))


def _words(box: Box) -> Iterator[str]:
    """Yield the words of a box."""
    within = box.descendants() if isinstance(box, ParentBox) else ()
    return (each.text for each in within if isinstance(each, TextBox))


def _gaps(line: LineBox) -> list[Gap]:
    """Return the spaces of a composed line: from where to where, in CSS pixels."""
    gaps: list[Gap] = []
    for box in shown_texts(line):
        text, place = box.pango_layout, box.position_x
        if not isinstance(text, ComposedText):
            continue
        space, letters = text.space, text.letters
        for word in text.words:
            if word.is_space:
                gaps.append((place, place + space))
                place += space
            else:
                place += word.width * letters
    return gaps
