"""Lines that are meant as lines though no mark says so: poems as many editors show them.

Markdown joins the lines of a paragraph, because people once wrapped their text by hand. A poem
whose lines end with the line is told from such text by its lines: they are short, the next word
would have had room on them, and they end anywhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from lxml import etree

from octavo.markdown.element_tree import FOREIGN_TAG
from octavo.markdown.html_attributes import CONTAINER, DISPLAY
from octavo.markdown.xhtml_tree import add_class
from octavo.text.xhtml_names import LINE

#: Characters of the longest line of verse; nobody wraps prose much narrower. An alexandrine has
#: some 50, and the signs of Chinese and Japanese are two wide.
_LONGEST = 60
#: The same among verse, where each of the lines begins with a capital.
_LONGEST_IN_POEM = 80
#: Lines from which on a paragraph among prose may be verse.
_FEWEST = 3
#: Shares of lines: those that are filled to the end in wrapped text, those that end within a
#: sentence in verse; and of words: those of a poem in a chapter that is one.
_FULL, _OPEN, _POEM = 0.7, 0.5, 0.5
#: Characters of the narrowest lines to which people wrap prose.
_NARROWEST = 45
#: Characters of half of a poem's lines, and the share of those that begin with a capital: one of
#: the two holds for verse, and neither for prose that is wrapped early.
_NARROW, _LARGE = 38, 0.9
_LETTER = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.!?:。！？؟…][\"'»”’)\]]*\Z")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
#: What a line of verse has within it.
_MARKS = frozenset("a abbr b br cite code del em i q s small span strong sub sup u".split())


@dataclass(frozen=True, slots=True)
class _Typed:
    """A paragraph, its lines as they are typed, and whether some end without a mark."""

    element: etree._Element
    lines: Sequence[str]
    is_soft: bool

    @property
    def words(self) -> int:
        return sum(len(line.split()) for line in self.lines)

    @property
    def is_short(self) -> bool:
        return all(_width(line) <= _LONGEST for line in self.lines)

    @property
    def is_verse_in_poem(self) -> bool:
        """Whether it is verse where what stands around it is."""
        wide = self.begun_large == len(self.lines) and max(self.widths) <= _LONGEST_IN_POEM
        return self.is_short or (len(self.lines) >= _FEWEST and wide)

    @property
    def widths(self) -> list[int]:
        return [_width(line) for line in self.lines]

    @property
    def begun_large(self) -> int:
        """How many lines do not begin within a sentence: with no small letter."""
        firsts = (_LETTER.search(line) for line in self.lines)
        return sum(found is None or not found[0].islower() for found in firsts)

    @property
    def open_share(self) -> float:
        """The share of its lines, but for the last, that end within a sentence."""
        inner = self.lines[:-1]
        return sum(not _ENDED.search(line) for line in inner) / len(inner) if inner else 0


def keep_lines(root: etree._Element) -> list[etree._Element]:
    """Keep the lines of what is verse by its look; return the paragraphs whose lines were kept.

    A chapter that is a poem becomes verse; elsewhere the lines of a paragraph end where they did.
    """
    if not any(_has_lines(element) for element in root.iter("p")):
        return []
    typed = [each for element in root.iter("p") if (each := _typed(element))]
    several = [each for each in typed if len(each.lines) > 1]
    for each in several:
        free = each.element.getparent() is root and not each.is_soft
        if free and each.is_short and len(each.lines) >= _FEWEST:
            add_class(each.element, "lines")  # their ends are marked: all that is left is the look
    verse = [each for each in several if each.is_short and each.open_share >= _OPEN]
    if not verse or _is_wrapped(several):
        return []
    short = [each for each in typed if each.is_short and each.element.getparent() is root]
    stanzas = [each for each in short if len(each.lines) > 1]
    soft = sum(len(each.lines) for each in stanzas if each.is_soft)
    is_poem = len(stanzas) > 1 or soft >= _FEWEST
    words = len("".join(map(str, root.itertext())).split())
    poem = is_poem and sum(each.words for each in stanzas) >= _POEM * words
    if poem and _has_look_of_verse(stanzas):
        lined = [each for each in typed if each.is_verse_in_poem]
        lined = [each for each in lined if each.element.getparent() is root]
        kept = [each for run in _runs(lined) for each in run]
        _set_verse([each.element for each in kept])
    else:
        soft_ones = [each for each in verse if each.is_soft and len(each.lines) >= _FEWEST]
        kept = [each for each in soft_ones if _has_look_of_lines(each)]
        for each in kept:
            _set_breaks(each.element)
            add_class(each.element, "lines")
    return [each.element for each in kept if each.is_soft]


def _has_look_of_verse(stanzas: Sequence[_Typed]) -> bool:
    """Tell whether lines are narrower than prose is wrapped, or begin with a capital each."""
    lines = sum(len(each.lines) for each in stanzas)
    widths = [width for each in stanzas for width in each.widths]
    large = sum(each.begun_large for each in stanzas)
    return median(widths) <= _NARROW or large >= _LARGE * lines


def _has_look_of_lines(each: _Typed) -> bool:
    """Tell whether a paragraph among prose is of lines: narrow, and each begun as a sentence is."""
    return max(each.widths) <= _NARROWEST and each.begun_large == len(each.lines)


def _has_lines(element: etree._Element) -> bool:
    return "\n" in (element.text or "") or any("\n" in (child.tail or "") for child in element)


def _typed(element: etree._Element) -> _Typed | None:
    parent = element.getparent()
    if parent is None or any(name != LINE for name in element.attrib):
        return None
    if parent.tag != "blockquote" and parent.getparent() is not None:
        return None
    if any(_is_other(inner) for inner in element.iterdescendants(etree.Element)):
        return None
    text = "".join(_texts(element))
    lines = [line.strip() for line in text.replace("\0\n", "\0").split("\n")]
    is_soft = any(lines[1:])
    every = [line.strip() for line in re.split(r"\0\n?|\n", text)]
    return _Typed(element, [line for line in every if line], is_soft)


def _is_other(inner: etree._Element) -> bool:
    if inner.get(DISPLAY):
        return True  # lines of a formula are none
    return inner.tag not in _MARKS or FOREIGN_TAG in inner.get("class", "").split()


def _texts(element: etree._Element) -> list[str]:
    """Return the text of an element in pieces, a null character for each `br`."""
    texts = ["\0" if element.tag == "br" else "", element.text or ""]
    for child in element.iterchildren(etree.Element):
        texts += [*_texts(child), child.tail or ""]
    return texts


def _is_wrapped(several: Sequence[_Typed]) -> bool:
    """Tell whether lines are filled as far as the next word allows, as in text that is wrapped."""
    soft = [each.lines for each in several if each.is_soft]
    widest = max((len(line) for lines in soft for line in lines), default=0)
    if widest < _NARROWEST:
        return False
    room = [
        len(line) + 1 + len(after.split(" ", 1)[0]) > widest
        for lines in soft
        for line, after in pairwise(lines)
    ]
    return sum(room) > _FULL * len(room)


def _runs(short: Sequence[_Typed]) -> Iterator[list[_Typed]]:
    """Yield neighbours among which is one of several lines."""
    runs: list[list[_Typed]] = []
    for each in short:
        before = each.element.getprevious()
        if not runs or runs[-1][-1].element is not before:
            runs.append([])
        runs[-1].append(each)
    for run in runs:
        if any(len(each.lines) > 1 for each in run):
            yield run


def _width(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))


def _set_verse(paragraphs: Sequence[etree._Element]) -> None:
    """Put neighbours into one verse each."""
    block: etree._Element | None = None
    for paragraph in paragraphs:
        if block is None or paragraph.getprevious() is not block:
            block = etree.Element("div", {"class": "verse", CONTAINER: "verse"})
            paragraph.addprevious(block)
        block.append(paragraph)
        paragraph.tail = None
        paragraph.set("class", "stanza")


def _set_breaks(paragraph: etree._Element) -> None:
    for holder in [paragraph, *paragraph.iterdescendants(etree.Element)]:
        _break_behind(holder, holder.text or "", None)
        for child in list(holder.iterchildren(etree.Element)):
            _break_behind(holder, child.tail or "", child)


def _break_behind(holder: etree._Element, text: str, before: etree._Element | None) -> None:
    """Put a `br` at each end of a line in the text at the start of `holder` or behind `before`."""
    # The end of the line behind a break is the break's own.
    own = "\n" if before is not None and before.tag == "br" and text.startswith("\n") else ""
    first, *others = text[len(own) :].split("\n")
    if not others:
        return
    first = own + first
    if before is None:
        holder.text = first
    else:
        before.tail = first
    at = 0 if before is None else holder.index(before) + 1
    for number, words in enumerate(others):
        element = etree.Element("br")
        element.tail = f"\n{words.lstrip()}"
        holder.insert(at + number, element)
