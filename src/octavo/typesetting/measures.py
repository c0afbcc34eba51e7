"""How even pages are: measures of text as it was set, to be watched from build to build.

What is counted, and the bars that a novel is held to, are in the guide ("The printed page").
A line's spaces are weighed against their own width in its face and size. Running text is what
fills the column in the size of the text, headings apart, lists and the like among it that stand in
by less than two of these sizes; a full page is one whose text goes on overleaf, with eight lines in
the size of the text or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from octavo.typesetting.set_pages import SetPages
from octavo.typesetting.set_text import SetLine, SetParagraph, SetText

#: Spaces that are seen to be loose, those that are a little, and tight ones: times their own.
_LOOSE, _OPEN, _TIGHT = 1.8, 1.5, 0.75

#: Lines in a row that end with a hyphen, and that the eye takes for a ladder.
_LADDER = 3

#: What a last line has at least besides the paragraph's indent: two letters, in sizes of the text.
_TWO_LETTERS = 0.9

#: A last word of so few letters is but a fragment.
_FEW_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """How lines were set: how many there are, and how many of them were composed.

    `ragged` are those that were to be justified and are not; those that went the `old_way` are
    counted by the reason.
    """

    old_way: Mapping[str, int]
    lines: int
    composed: int
    ragged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of an edition's pages; shares are in per cent, with two decimals.

    `over_1_8`, `over_1_5` and `under_0_75` are of the `justified_lines`: justified running lines
    that have spaces and do not end their paragraph. A ragged one counts as over both, and as no
    `worst`, which is a line's spaces as a multiple of their own; `worst_page` counts from 1.
    """

    running: Composed
    other: Composed
    justified_lines: int
    over_1_8: float
    over_1_5: float
    under_0_75: float
    worst: float | None
    worst_page: int | None
    hyphenated: float
    ladders: int
    full_rectos: int
    divided_rectos: int
    full_versos: int
    divided_versos: int
    paragraphs: int
    last_but_one_hyphenated: float
    runts: int
    fragments: int
    rivers: float
    facing: int
    facing_unlike: int
    on_grid: float
    widows: int
    orphans: int
    stranded_heads: int
    short_ends: int


def measures_of(text: SetText) -> Measures:
    """Return the measures of a text."""
    paragraphs = [each for each in text.paragraphs if each.running]
    spaces = _Spaces(paragraphs)
    pages, last_two = SetPages(text), list(_last_two(paragraphs))
    multiple = len(last_two)
    return Measures(
        running=_composed(paragraphs),
        other=_composed(each for each in text.paragraphs if not each.running),
        justified_lines=spaces.count,
        over_1_8=spaces.over(_LOOSE),
        over_1_5=spaces.over(_OPEN),
        under_0_75=_share(sum(line.spaces < _TIGHT for line in spaces.even), spaces.count),
        worst=spaces.worst.spaces if spaces.worst else None,
        worst_page=spaces.worst.page + 1 if spaces.worst else None,
        hyphenated=_hyphenated(paragraphs),
        ladders=sum(_ladders(each) for each in paragraphs),
        full_rectos=len(pages.full(0)),
        divided_rectos=pages.divided(0),
        full_versos=len(pages.full(1)),
        divided_versos=pages.divided(1),
        paragraphs=multiple,
        last_but_one_hyphenated=_share(sum(one.hyphened for one, _ in last_two), multiple),
        runts=_runts(last_two, paragraphs, text.size),
        fragments=sum(_is_fragment(*pair) for pair in last_two),
        rivers=round(1000 * sum(line.rivers for line in spaces.even) / max(1, spaces.count), 1),
        facing=len(pages.facing()),
        facing_unlike=len(pages.unlike()),
        on_grid=_share(*pages.on_grid(text.line), none=100.0),
        widows=sum(one.page != other.page for one, other in last_two),
        orphans=sum(_is_orphan(each) for each in paragraphs),
        stranded_heads=len(pages.stranded()),
        short_ends=len(pages.short_ends()),
    )


class _Spaces:
    """The justified lines of running text: those that are even, and those that are ragged."""

    def __init__(self, paragraphs: Iterable[SetParagraph]) -> None:
        lines = [line for each in paragraphs if each.justified for line in each.lines[:-1]]
        self.ragged = [line for line in lines if line.is_ragged]
        self.even = [line for line in lines if line.spaces and not line.short]
        self.count = len(self.ragged) + len(self.even)
        self.worst = max(self.even, key=lambda line: line.spaces, default=None)

    def over(self, limit: float) -> float:
        """Return the share of lines whose spaces are wider than so many of their own."""
        wide = sum(line.spaces > limit for line in self.even)
        return _share(wide + len(self.ragged), self.count)


def _composed(paragraphs: Iterable[SetParagraph]) -> Composed:
    lines = composed = ragged = 0
    old: Counter[str] = Counter()
    for each in paragraphs:
        count = sum(line.composed for line in each.lines)
        lines, composed = lines + len(each.lines), composed + count
        ragged += sum(line.is_ragged for line in each.lines)
        if count < len(each.lines):
            old[each.reason] += len(each.lines) - count
    return Composed(
        lines=lines, composed=composed, ragged=ragged, old_way=dict(sorted(old.items()))
    )


def _hyphenated(paragraphs: Iterable[SetParagraph]) -> float:
    """Return the share of hyphens among lines that fill their measure."""
    lines = [line for each in paragraphs for line in each.lines[:-1] if not line.short]
    return _share(sum(line.hyphened for line in lines), len(lines))


def _ladders(paragraph: SetParagraph) -> int:
    """Return how often three lines in a row end with a hyphen, on one page."""
    found = row = 0
    before: SetLine | None = None
    for line in paragraph.lines:
        if before is not None and before.page != line.page:
            row = 0
        row = row + 1 if line.hyphened else 0
        found += row == _LADDER
        before = line
    return found


def _last_two(paragraphs: Iterable[SetParagraph]) -> Iterator[tuple[SetLine, SetLine]]:
    """Yield the last two lines of each paragraph that has two."""
    for each in paragraphs:
        if len(each.lines) > 1:
            yield each.lines[-2], each.lines[-1]


def _is_orphan(paragraph: SetParagraph) -> bool:
    """Return whether a page ends behind the first line."""
    first, *more = paragraph.lines
    return bool(more) and first.page != more[0].page


def _runts(
    last_two: Iterable[tuple[SetLine, SetLine]], paragraphs: Iterable[SetParagraph], size: float
) -> int:
    """Return how many last lines are not wider than the indent and two letters."""
    indents = Counter(each.indent for each in paragraphs if each.indent > 0)
    usual = indents.most_common(1)
    least = (usual[0][0] if usual else 0.0) + _TWO_LETTERS * size
    return sum(last.right - last.left < least for _, last in last_two)


def _is_fragment(one: SetLine, last: SetLine) -> bool:
    """Return whether a last line is one word: the rest of a divided one, or a very short one."""
    if " " in last.text or "\u00a0" in last.text:
        return False
    return one.hyphened or sum(mark.isalnum() for mark in last.text) <= _FEW_LETTERS


def _share(part: int, whole: int, *, none: float = 0.0) -> float:
    """Return a share in per cent; `none` where there is nothing to share."""
    return round(100 * part / whole, 2) if whole else none
