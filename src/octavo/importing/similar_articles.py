"""Articles that say the same: duplicates, shared passages, the same story told twice.

Passages are found by winnowing (Schleimer, Wilkerson, Aiken, 2003): of the hashes of
all runs of SHINGLE words, the least of each WINDOW is kept, so that whatever two
articles share over GUARANTEED words or more is found, at the cost of one sorted list.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from octavo.core.model import Finding
from octavo.findings.catalogue.articles import ArticleDuplicate, PassageShared, StoryRetold
from octavo.findings.entry import Value
from octavo.importing.article import Kind
from octavo.importing.editor_warnings import Assembled
from octavo.importing.retold_stories import Names, names_of, retold
from octavo.text.shorten import words_without_middle

#: Words in a run that is hashed, and runs of which the least hash is kept.
SHINGLE, WINDOW = 8, 13

#: A shared passage of so many words is always found; a shorter one is not spoken of.
GUARANTEED = SHINGLE + WINDOW - 1

#: Two articles are the same if so much of the shorter one stands in the other.
DUPLICATE = 0.8

#: So many passages of two articles are measured at most; the longest is spoken of.
MOST_PLACES = 100

#: Words that are shown of a passage.
SHOWN = 12

# A Mersenne prime, and a base beyond the words' 32 bits.
_PRIME, _BASE = (1 << 61) - 1, 0x1_2345_6789_ABCD

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_PUNCTUATION = "\"'“”‘’«»„.,;:!?…()[]{}–—-*_"
_TEXT = frozenset((Kind.PARAGRAPH, Kind.LETTER, Kind.MARKUP))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The running text of one article: words as they stand and as they are compared."""

    file: str
    words: tuple[str, ...]
    plain: tuple[str, ...]
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    names: Names
    is_spoken_of: bool
    prints: tuple[tuple[int, int], ...]

    def line(self, word: int) -> int:
        """Return the line of the source that word number `word` stands on."""
        return self.lines[bisect_right(self.starts, word) - 1] if self.lines else 1


class _Vocabulary(dict[str, tuple[str, str, int]]):
    """A word → as it stands, as it is compared, and the hash of that; each is made once.

    One object for each word that occurs, however often: 5,000 articles fit in memory.
    """

    def __init__(self) -> None:
        super().__init__()
        self._plain: dict[str, str] = {}

    def __missing__(self, word: str) -> tuple[str, str, int]:
        """Add a word."""
        plain = word.strip(_PUNCTUATION).lower()
        plain = self._plain.setdefault(plain, plain)
        found = self[word] = (word, plain, zlib.crc32(plain.encode()))
        return found


@dataclass(slots=True, kw_only=True)
class _Pair:
    """What a later article shares with an earlier one: places in both."""

    shared: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)


def similar(each: Iterable[Assembled], others: Iterable[Assembled] = ()) -> tuple[Finding, ...]:
    """Return findings about `each` compared with one another and with `others`.

    `others` are articles of earlier runs, which are not spoken of. Each iterable
    is read once. A finding is the later article's; articles of `others` are earlier
    than all. Sorted in the order of `each`, then by line.
    """
    vocabulary = _Vocabulary()
    texts = [_text(item, vocabulary, is_spoken_of=False) for item in others]
    known = {text.file for text in texts}
    spoken = [_text(item, vocabulary, is_spoken_of=True) for item in each]
    again = {text.file for text in spoken} & known
    texts = [text for text in texts if text.file not in again] + spoken
    found: list[tuple[int, Finding]] = []
    told: set[tuple[int, int]] = set()
    for (later, earlier), pair in sorted(_pairs(texts).items()):
        if texts[later].is_spoken_of:
            finding = _judge(texts[later], texts[earlier], pair)
            if finding:
                found.append((later, finding))
                told.add((later, earlier))
    names = [text.names for text in texts]
    for later, earlier, words, line in retold(names, told):
        if texts[later].is_spoken_of:
            found.append((later, _retold(texts[later], texts[earlier], words, line)))
    return tuple(
        finding for _, finding in sorted(found, key=lambda item: (item[0], item[1].line or 0))
    )


def _text(each: Assembled, vocabulary: _Vocabulary, *, is_spoken_of: bool) -> _Text:
    words: list[str] = []
    starts: list[int] = []
    lines: list[int] = []
    blocks = [block for block in each.article.blocks if block.kind in _TEXT]
    for block in blocks:
        fence = ""
        for number, line in enumerate(block.text.split("\n"), block.line):
            # Code is alike in many chapters, and no passage of them.
            if mark := _FENCE.match(line):
                fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
            if fence or mark:
                continue
            starts.append(len(words))
            lines.append(number)
            words += line.split()
    known = [vocabulary[word] for word in words]
    return _Text(
        file=each.file,
        words=tuple(word for word, _, _ in known),
        plain=tuple(plain for _, plain, _ in known),
        starts=tuple(starts),
        lines=tuple(lines),
        names=names_of(blocks),
        is_spoken_of=is_spoken_of,
        prints=tuple(_prints([value for _, _, value in known])),
    )


def _prints(words: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the hashes that are kept of a text, with the number of the word each begins at.

    `words` are the hashes of its words.
    """
    hashes = tuple(_hashes(words))
    last = -1
    for start in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
        stop = min(start + WINDOW, len(hashes))
        if last < start:
            # The rightmost of the least, as winnowing wants it.
            window = hashes[start:stop]
            last = stop - 1 - window[::-1].index(min(window))
            yield hashes[last], last
        elif hashes[stop - 1] <= hashes[last] and stop - 1 != last:
            last = stop - 1
            yield hashes[last], last


def _hashes(words: Sequence[int]) -> Iterator[int]:
    """Yield the hash of each run of SHINGLE words: a polynomial that rolls along."""
    oldest = pow(_BASE, SHINGLE, _PRIME)
    value = 0
    for word in words[: SHINGLE - 1]:
        value = (value * _BASE + word) % _PRIME
    gone = chain((0,), words)
    for word, old in zip(words[SHINGLE - 1 :], gone, strict=False):
        value = (value * _BASE + word - old * oldest) % _PRIME
        yield value


def _pairs(texts: Sequence[_Text]) -> dict[tuple[int, int], _Pair]:
    """Return what each text shares with the first text that has it: a pair for each place."""
    every = sorted(
        (value, number, at) for number, text in enumerate(texts) for value, at in text.prints
    )
    pairs: dict[tuple[int, int], _Pair] = {}
    first = (-1, -1, -1)
    for value, number, at in every:
        if value != first[0]:
            first = (value, number, at)
        elif number != first[1]:
            pair = pairs.setdefault((number, first[1]), _Pair())
            pair.shared += 1
            pair.places.append((at, first[2]))
    return pairs


def _judge(later: _Text, earlier: _Text, pair: _Pair) -> Finding | None:
    shorter = min(len(later.prints), len(earlier.prints))
    if later.plain == earlier.plain:
        return ArticleDuplicate.found({"other": earlier.file}, file=later.file, line=1)
    if shorter and pair.shared >= DUPLICATE * shorter:
        percent = min(100, round(100 * pair.shared / shorter))
        share: dict[str, Value] = {"percent": percent, "other": earlier.file}
        return ArticleDuplicate.mostly(share, file=later.file, line=1)
    at, other, length = _longest(later.plain, earlier.plain, pair.places)
    if length < GUARANTEED:
        return None
    where = f"{earlier.file}:{earlier.line(other)}"
    shown = words_without_middle(later.words[at : at + length], SHOWN)
    values: dict[str, Value] = {"words": length, "where": where, "text": shown}
    return PassageShared.found(values, file=later.file, line=later.line(at))


def _longest(
    later: Sequence[str], earlier: Sequence[str], places: Sequence[tuple[int, int]]
) -> tuple[int, int, int]:
    """Return the longest passage around one of the places; those within a known one are skipped."""
    best = (0, 0, 0)
    read: dict[int, int] = {}
    tried = 0
    for at, other in sorted(places):
        if at < read.get(at - other, 0) or tried == MOST_PLACES:
            continue
        tried += 1
        found = _passage(later, earlier, at, other)
        read[at - other] = found[0] + found[2]
        best = max(best, found, key=lambda each: (each[2], -each[0]))
    return best


def _passage(
    later: Sequence[str], earlier: Sequence[str], at: int, other: int
) -> tuple[int, int, int]:
    """Return the longest passage around a place that both have: where in each, how many words."""
    start = 0
    while at > start and other > start and later[at - start - 1] == earlier[other - start - 1]:
        start += 1
    length = 0
    most = min(len(later) - at, len(earlier) - other)
    while length < most and later[at + length] == earlier[other + length]:
        length += 1
    return at - start, other - start, start + length


def _retold(later: _Text, earlier: _Text, words: Sequence[str], line: int) -> Finding:
    values = {"other": earlier.file, "names": _list(words)}
    return StoryRetold.found(values, file=later.file, line=line)


def _list(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
