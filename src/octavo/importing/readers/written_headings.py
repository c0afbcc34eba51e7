"""Headings that a word processor knows by their looks alone, and the last steps of a tree.

Who writes a novel in one file centres "The Lamp", makes it bold, or begins a page with it; no
style says that it is a heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from octavo.importing.prose import ends_in_stop
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.written_paragraphs import BOLD, CENTRED, PAGE, ROLE, SET, SIZE
from octavo.text.title_numbers import carries_number

#: A heading has no more words, and what stands below it as many at least.
_MOST_WORDS, _PROSE_WORDS = 12, 15
#: How much larger than the text a heading is set that nothing else marks.
_LARGER = 1.15
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Two headings stand apart by some blocks, where a title and its subtitle do not.
_APART = 3


def finish(body: etree._Element) -> None:
    """Make a tree of paragraphs that know how they are set one of plain HTML, in place."""
    _carry_pages(body)
    _part_titles(body)
    if len([*body.iterchildren("h2", "h3", "h4", "h5", "h6")]) < 2:
        for head in _heads_by_looks([*body]):
            head.tag = "h2"
            etree.strip_tags(head, "strong", "u")
    _centre(body)
    _group(body, "quote", _as_quotation)
    _group(body, "code", _as_code)
    for element in body.iter():
        for name in SET:
            if name in element.attrib:
                del element.attrib[name]


def _is_empty(element: etree._Element) -> bool:
    return element.tag == "p" and not len(element) and not (element.text or "").strip()


def _carry_pages(body: etree._Element) -> None:
    """Have a page that begins with an empty paragraph begin with the next; empty ones go."""
    waits = False
    for element in [*body]:
        if _is_empty(element):
            waits = waits or element.get(PAGE) is not None
            body.remove(element)
        elif waits:
            element.set(PAGE, "1")
            waits = False


def _part_titles(body: etree._Element) -> None:
    """Make titles headings of chapters where several stand apart."""
    places = [at for at, block in enumerate(body) if block.tag == "h1"]
    apart = [at for at, before in zip(places[1:], places, strict=False) if at - before >= _APART]
    if len(apart) > 1 or (apart and len(places) == 2 and places[0] < _APART):
        kept = 1 if len(apart) + 1 < len(places) or places[0] > 0 else 0
        for at in places[kept:] if len(apart) > 1 else ():
            body[at].tag = "h2"


def _heads_by_looks(blocks: Sequence[etree._Element]) -> list[etree._Element]:
    """Return the lines that look like headings, of the strongest look that repeats."""
    lines = [at for at, block in enumerate(blocks) if _is_line(block)]
    if sum(carries_number(text_of(blocks[at])) for at in lines) > 1:
        return []  # a chapter's number says more than its looks
    body = _body_size(blocks)
    for look in _looks(body):
        found = [at for at in lines if look(blocks[at]) and _has_prose(blocks, at)]
        texts = Counter(text_of(blocks[at]).strip() for at in found)
        if len(found) > 1 and len(texts) * 5 >= len(found) * 4:
            return [blocks[at] for at in found]
    return []


def _looks(body: float) -> Iterator[Callable[[etree._Element], bool]]:
    """Yield what a heading may look like, the surest first."""

    def page(block: etree._Element) -> bool:
        return block.get(PAGE) is not None

    def centred(block: etree._Element) -> bool:
        return block.get(CENTRED) is not None

    def bold(block: etree._Element) -> bool:
        return block.get(BOLD) is not None

    def larger(block: etree._Element) -> bool:
        return bool(body) and float(block.get(SIZE) or 0) >= body * _LARGER

    yield lambda block: page(block) and (bold(block) or centred(block) or larger(block))
    yield lambda block: centred(block) and (bold(block) or larger(block))
    yield lambda block: larger(block) and bold(block)
    yield page
    yield larger
    yield bold
    yield centred


def _is_line(block: etree._Element) -> bool:
    text = text_of(block)
    return (
        block.tag == "p"
        and block.get(ROLE) is None
        and 0 < len(text.split()) <= _MOST_WORDS
        and any(map(str.isalnum, text))
        and not (ends_in_stop(text) and not text.rstrip().endswith("?"))
        and next(block.iter("img", "note"), None) is None
        and len([*block.iter("br")]) < 3
    )


def _has_prose(blocks: Sequence[etree._Element], at: int) -> bool:
    """Return whether text follows a line, at once or below a second line."""
    behind = blocks[at + 1 : at + 3]
    return any(
        block.tag == "p"
        and block.get(CENTRED) is None
        and len(text_of(block).split()) >= _PROSE_WORDS
        for block in behind
    )


def _body_size(blocks: Sequence[etree._Element]) -> float:
    """Return the size that most of the text is set in; 0 if the document does not say."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[float(block.get(SIZE) or 0)] += len(text_of(block))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _centre(body: etree._Element) -> None:
    """Have what is centred stay so, below the first heading or prose; above is the title page."""
    began = False
    for block in body:
        text = text_of(block)
        is_prose = block.get(CENTRED) is None and len(text.split()) >= _PROSE_WORDS
        began = began or block.tag in _HEADS or is_prose
        is_line = block.get(CENTRED) and block.tag == "p" and any(map(str.isalpha, text))
        if began and is_line and not carries_number(text):
            block.set("class", "align-center")


def _group(
    body: etree._Element, role: str, wrap: Callable[[list[etree._Element]], etree._Element]
) -> None:
    """Put paragraphs of a role in a row into one element."""
    held: list[etree._Element] = []
    for block in [*body, None]:
        if block is not None and block.get(ROLE) == role and block.tag == "p":
            held.append(block)
        elif held:
            at = body.index(held[0])
            body.insert(at, wrap(held))
            held = []


def _as_quotation(paragraphs: list[etree._Element]) -> etree._Element:
    made = etree.Element("blockquote")
    made.extend(paragraphs)
    return made


def _as_code(paragraphs: list[etree._Element]) -> etree._Element:
    """Return lines of code in one element."""
    made = etree.Element("pre")
    for number, each in enumerate(paragraphs):
        if number:
            etree.SubElement(made, "br")
        line = etree.SubElement(made, "span")
        line.text = each.text
        line.extend(list(each))
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    return made
