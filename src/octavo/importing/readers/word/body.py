"""The body of a Word file → its paragraphs, tables and rules, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from octavo.importing.prose import ends_in_stop
from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.word.names import M, R, W, child_value, number, parts_of, value
from octavo.importing.readers.word.reading import Reading
from octavo.importing.readers.word.runs import leave_deleted, spans_in, text_in
from octavo.importing.readers.word.spans import says_nothing, tag_of, trimmed, words_of
from octavo.importing.readers.word.styles import Look, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with something in it, on its own line of the file.

    `size` is that of its letters, in points; `item` its kind of number and that number, if it
    stands in a list. `follows_blank` says that a paragraph with nothing in it stands before it.
    """

    line: int
    look: Look
    spans: tuple[Run, ...]
    starts_page: bool = False
    follows_blank: bool = False
    item: tuple[str, int] | None = None
    size: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A line across the page."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table, with what stands in it; `column` is the one that it begins in."""

    items: tuple[Item, ...]
    column: int
    columns: int
    continues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its rows of cells, and whether the first is a head."""

    line: int
    rows: tuple[tuple[Cell, ...], ...]
    has_head: bool


Item = Paragraph | Rule | Table

_PLAIN = Look()

#: A heading has no more words, if a stop ends it.
_HEADING_WORDS = 30
#: The page that a line of contents ends in: figures, or Roman ones.
_PAGE = re.compile(r"(?:\d|\b[ivxlc]+)\s*$")


def items_in(holder: etree._Element, reading: Reading) -> Iterator[Item]:
    """Yield what stands in the body, in a cell, in a note or in a box of text."""
    is_blank = False
    for child in parts_of(holder):
        found = False
        for each in _items(child, reading):
            found = True
            if isinstance(each, Paragraph) and is_blank:
                yield replace(each, follows_blank=True)
            else:
                yield each
            is_blank = False
        is_blank = is_blank or (child.tag == f"{W}p" and not found and not text_in(child).strip())
    spans, reading.carried = reading.carried, []
    if not says_nothing(spans):
        yield Paragraph(line=reading.line, look=_PLAIN, spans=tuple(spans))


def _items(element: etree._Element, reading: Reading) -> Iterator[Item]:
    tag = str(element.tag)
    if tag == f"{W}p":
        yield from _paragraph(element, reading)
    elif tag == f"{W}tbl":
        yield _table(element, reading)
    elif tag == f"{W}sdt":
        yield from _control(element, reading)
    elif tag in (f"{W}ins", f"{W}moveTo"):
        yield from items_in(element, reading)
    elif tag in (f"{W}del", f"{W}moveFrom"):
        leave_deleted(element, reading)
    elif tag == f"{W}bookmarkStart":
        reading.carried += spans_in(_around(element), _PLAIN, reading)
    elif tag == f"{W}altChunk":
        relation = reading.relation(element.get(f"{R}id") or "")
        reading.note("file", relation.target if relation else "?")
    elif tag in (f"{M}oMathPara", f"{M}oMath"):
        yield from _paragraph(_around(element), reading)


def _around(element: etree._Element) -> etree._Element:
    """Return a paragraph with a copy of an element that stands outside of all others."""
    holder = etree.Element(f"{W}p")
    holder.append(deepcopy(element))
    return holder


def _control(element: etree._Element, reading: Reading) -> Iterator[Item]:
    """Read what a content control holds; Word's own contents are left out."""
    content = element.find(f"{W}sdtContent")
    gallery = child_value(element.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery")
    if content is None:
        return
    if gallery == "Table of Contents":
        for each in content.iter(f"{W}p"):
            reading.line += reading.is_main
            reading.left.append("".join(one.text or "" for one in each.iter(f"{W}t")))
            reading.note("contents", text_in(each))
        return
    yield from items_in(content, reading)


def _paragraph(element: etree._Element, reading: Reading) -> Iterator[Item]:
    reading.line += reading.is_main
    props = element.find(f"{W}pPr")
    look = reading.sheet.look(props)
    line, reading.boxes = reading.line, []
    if look.starts_page:
        reading.opens_page = True
    item = _numbered(look, reading)
    reading.size = _size(element, reading.sheet.size(child_value(props, "pStyle")))
    spans = [*reading.carried, *spans_in(element, look, reading)]
    reading.carried = []
    boxes, reading.boxes = reading.boxes, []
    if look.role is Role.HEADING and _is_too_long(spans):
        look = replace(look, role=Role.TEXT, depth=0)
    if look.role is Role.CONTENTS and (reading.left_as or _is_listed(element, reading)):
        reading.leave("contents", "".join(each.text for each in spans))
        spans = []
    reading.tell_now()
    if spans and (look.drops_capital or _is_joined(props)):
        plain = frozenset[str]()
        reading.carried = (
            [replace(each, marks=plain) for each in trimmed(spans)] if look.drops_capital else spans
        )
    else:
        yield from _parted(spans, look, line, reading, item)
    for box in boxes:
        yield from items_in(box, reading)
    if props is not None and _ends_section(props):
        reading.opens_page = True


def _is_too_long(spans: list[Run]) -> bool:
    """Tell whether a paragraph that has a level of headings is text all the same."""
    words = words_of(spans)
    return len(words.split()) > _HEADING_WORDS and ends_in_stop(words)


def _is_listed(element: etree._Element, reading: Reading) -> bool:
    """Tell whether a paragraph in a style of contents is a line of them, or stands beside one.

    Some set "Abstract" in that style, so that it looks as their contents do.
    """
    near = (element, element.getprevious(), element.getnext())
    return any(each is not None and _leads(each, reading) for each in near)


def _leads(element: etree._Element, reading: Reading) -> bool:
    """Tell whether a paragraph in a style of contents leads to a page or a place."""
    if reading.sheet.look(element.find(f"{W}pPr")).role is not Role.CONTENTS:
        return False
    links = (f"{W}hyperlink", f"{W}fldSimple", f"{W}instrText")
    return bool(_PAGE.search(text_in(element))) or next(element.iter(*links), None) is not None


def _size(element: etree._Element, usual: float) -> float:
    """Return the size of most letters of a paragraph, in points."""
    sizes: Counter[float] = Counter()
    for run in element.iter(f"{W}r"):
        own = number(child_value(run.find(f"{W}rPr"), "sz")) / 2
        sizes[own or usual] += sum(len(each.text or "") for each in run.iter(f"{W}t"))
    return sizes.most_common(1)[0][0] if sizes else usual


def _is_joined(props: etree._Element | None) -> bool:
    """Tell whether the end of a paragraph is deleted, so that it goes on in the next."""
    marks = props.find(f"{W}rPr") if props is not None else None
    if marks is None:
        return False
    return marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None


def _ends_section(props: etree._Element) -> bool:
    section = props.find(f"{W}sectPr")
    return section is not None and child_value(section, "type") != "continuous"


def _numbered(look: Look, reading: Reading) -> tuple[str, int] | None:
    """Count a numbered paragraph; a heading's number is not kept, for the book has its own."""
    if look.numbered is None:
        return None
    level = reading.numbering.level(*look.numbered)
    if level is None:
        return None
    count = reading.counters.next(*look.numbered)
    return (level.kind, count) if look.role in (Role.TEXT, Role.QUOTE) else None


def _parted(
    spans: list[Run],
    look: Look,
    line: int,
    reading: Reading,
    item: tuple[str, int] | None,
) -> Iterator[Item]:
    """Yield a paragraph, or several if pages or formulas of their own part it."""
    held: list[Run] = []
    for each in [*spans, None]:
        is_formula = each is not None and tag_of(each) == "tex" and _is_display(each)
        if each is not None and tag_of(each) != "page" and not is_formula:
            held.append(each)
            continue
        yield from _whole(held, look, line, reading, item)
        held = []
        if is_formula and each is not None:
            yield from _whole([each], _PLAIN, line, reading, None)
        elif each is not None:
            reading.opens_page = True


def _is_display(run: Run) -> bool:
    return run.element is not None and run.element.get("display") is not None


def _whole(
    spans: list[Run],
    look: Look,
    line: int,
    reading: Reading,
    item: tuple[str, int] | None,
) -> Iterator[Item]:
    if says_nothing(spans):
        reading.carried += [each for each in spans if tag_of(each) == "anchor"]
        # Only what ends in a rule: the borders of a text paragraph are its own.
        if any(tag_of(each) == "line" for each in spans) or (look.is_ruled and not reading.left_as):
            yield Rule(line=line)
        return
    kept = trimmed([each for each in spans if tag_of(each) != "line"])
    if says_nothing(kept):
        yield Rule(line=line)
        return
    starts, reading.opens_page = reading.opens_page, False
    yield Paragraph(
        line=line, look=look, spans=tuple(kept), starts_page=starts, item=item, size=reading.size
    )


def _table(element: etree._Element, reading: Reading) -> Table:
    line = reading.line + 1
    reading.opens_page = False
    rows = tuple(tuple(_row(each, reading)) for each in _those(element, f"{W}tr"))
    look = element.find(f"{W}tblPr/{W}tblLook")
    first = next(iter(_those(element, f"{W}tr")), None)
    said = first is not None and first.find(f"{W}trPr/{W}tblHeader") is not None
    flagged = value(look, "firstRow") in ("1", "true", "on")
    bits = value(look)
    if not value(look, "firstRow") and bits:
        flagged = (
            bool(int(bits, 16) & 0x20)
            if all(c in "0123456789abcdefABCDEF" for c in bits)
            else False
        )
    return Table(line=line, rows=rows, has_head=said or flagged)


def _those(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, those in content controls as well."""
    for child in parts_of(element):
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            yield from _those(content, tag) if content is not None else ()


def _row(element: etree._Element, reading: Reading) -> Iterator[Cell]:
    props = element.find(f"{W}trPr")
    if props is not None and props.find(f"{W}del") is not None:
        leave_deleted(element, reading)
        reading.tell_now()
        return
    column = number(child_value(props, "gridBefore"))
    for cell in _those(element, f"{W}tc"):
        about = cell.find(f"{W}tcPr")
        wide = max(1, number(child_value(about, "gridSpan"), 1))
        if about is not None and about.find(f"{W}cellDel") is not None:
            leave_deleted(cell, reading)
            reading.tell_now()
            column += wide
            continue
        merged = about.find(f"{W}vMerge") if about is not None else None
        yield Cell(
            items=tuple(items_in(cell, reading)),
            column=column,
            columns=wide,
            continues=merged is not None and value(merged) != "restart",
        )
        column += wide
