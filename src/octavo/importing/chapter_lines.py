"""Lines of a text that begin chapters: those that count, whatever word they count by.

`chapter_lines` parts a whole book at them, `find_chapter_lines` proposes them as headings of an
article. One line says little: "I." may be a list's, "Chapter 5 of his book" a sentence's. A row of
lines of one kind, each a number above the last, says all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.core.model import Matter
from octavo.importing.article import Block, Kind
from octavo.importing.markdown_escape import plain_words, text_of
from octavo.importing.matter_names import matter_named
from octavo.importing.prose import ends_in_stop
from octavo.importing.run_in_headings import SIBLINGS, is_heading_text
from octavo.importing.stretches import Match
from octavo.text.title_numbers import Numbered, carries_number, numbered, says_part

#: A title of a chapter has no more words and lines; behind a number alone, no more than that.
MOST_WORDS, MOST_LINES, MOST_ALONE = 60, 5, 14
#: A name of a preface or an epilogue has no more words.
_MATTER_WORDS = 4
#: A title below a line that counts has no more words, one in capitals no more than these.
_STACKED_WORDS, _SHOUTED_WORDS = 14, 40
#: A line of an article that counts has no more words; one that ends in a stop is no sentence if
#: it has no more characters ("Chapter XII.").
_NUMBER_WORDS, _NUMBER_CHARACTERS = 8, 14
#: What share of a row must count on, and by how much at most: one that looks otherwise is missed.
_STEADY, _SKIPPED = 0.6, 3
#: A chapter has as many words at least; prose of scripts without spaces is weighed by signs.
_TEXT_WORDS = 15
#: No chapter weighs more than this many words: the last, with all behind it, is one of many.
_MOST_WEIGHT = 1_000
#: Words behind a number that go on as a sentence does: small ones, with no stop between.
_SENTENCE = re.compile(r"(?:is|was|of|and|in|on|are|has|had|ist|war|und|est|et|es|y|è|e|é)\b", re.I)


#: A number and a title that begins as one.
_SPACED = re.compile(r"(\d{1,3})[ \u00a0]+([^\W\d_a-z][^\n]{1,60}[^\n.!?,;])")
#: Signs that stand beside a number, and are words of their own.
_SIGN_UNITS = frozenset("第장화부편권강막")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block that may begin a chapter: its place, and what its words say."""

    at: int
    text: str
    said: Numbered


def chapter_lines(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the blocks that begin chapters and parts; none if nothing counts."""
    lines = list(_lines(blocks))
    parts = [line for line in lines if says_part(line.text)]
    kinds: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for line in lines:
        if not says_part(line.text):
            unit = line.said.unit
            kinds[unit, bool(unit) or bool(line.said.rest)].append(line)
    rows = {kind: _steady(row, unit=kind[0]) for kind, row in kinds.items()}
    texts = {kind: _with_text(blocks, row) for kind, row in rows.items() if len(row) > 1}
    best = max(texts, key=lambda kind: (bool(texts[kind] and kind[0]), texts[kind]), default=None)
    if best is None or not texts[best]:
        return {line.at for line in parts} if len(parts) > 1 else set()
    found = _gone_on(rows[best], kinds["", True] + kinds["", False])
    first, last = found[0].at, max(line.at for line in found)
    beside = [
        line
        for kind, row in rows.items()
        if kind[0] and kind != best and texts.get(kind)
        and (row[-1].at < first or row[0].at > last)
        for line in row
    ]  # fmt: skip
    places = {line.at for line in (*found, *beside, *parts)}
    return places | set(_matters(blocks, places, last))


def find_chapter_lines(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find lines of an article that count chapters, two or more, and titles that stand below."""
    found = [line.at for line in _lines(blocks) if _is_alone(blocks[line.at])]
    if len({blocks[at].text for at in found}) < SIBLINGS:
        return
    for at in found:
        yield Match(index=at, start=0, end=len(blocks[at].text))
        if at + 2 < len(blocks) and is_title_below(blocks[at + 1]):
            yield Match(index=at + 1, start=0, end=len(blocks[at + 1].text), depth=3)


def _is_alone(block: Block) -> bool:
    """Tell whether a line that counts says no more than that: "CHAPTER ONE", "IV. The Light"."""
    text = block.text
    return (
        not block.markdown
        and "\n" not in text
        and len(text.split()) <= _NUMBER_WORDS
        and text[:1].isalpha()
        and is_heading_text(text)
        and carries_number(text)
        and (not ends_in_stop(text) or len(text) <= _NUMBER_CHARACTERS)
    )


def is_title_below(block: Block) -> bool:
    """Tell whether a block right below a line that counts, and above text, is a chapter's title."""
    text = plain_words(text_of(block))
    is_line = "\n" not in block.text.strip() or text.isupper()
    if block.kind is not Kind.PARAGRAPH or not (text and is_line):
        return False
    said = numbered(text)
    most = _SHOUTED_WORDS if text.isupper() else _STACKED_WORDS
    if (said and not said.rest) or len(text.split()) > most:
        return False
    is_said = ends_in_stop(text) and not (text.isupper() and not text.endswith("!"))
    return not is_said and text[0] not in "“\"'‘«—–-*[=_~"


def _with_text(blocks: Sequence[Block], row: Sequence[Line]) -> int:
    """Weigh the text that stands between the lines of a row; nothing if there is next to none."""
    ends = [*(line.at for line in row[1:]), len(blocks)]
    held = [
        sum(weight(block.text) for block in blocks[line.at + 1 : end])
        for line, end in zip(row, ends, strict=True)
    ]
    return sum(min(words, _MOST_WEIGHT) for words in held if words >= _TEXT_WORDS)


def weight(text: str) -> int:
    """Return how many words a text has, or would have where a script parts none."""
    return max(len(text.split()), sum(not each.isascii() and each.isalpha() for each in text) // 6)


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for at, block in enumerate(blocks):
        if block.kind is not Kind.PARAGRAPH:
            continue
        text = text_of(block).strip()
        words = text.split()
        if not words or len(words) > MOST_WORDS or text.count("\n") >= MOST_LINES:
            continue
        if sum(numbered(each) is not None for each in text.split("\n")) > 1:
            continue  # a list of several
        said = numbered(text) or _spaced(text)
        if said and (said.unit or len(words) <= MOST_ALONE) and not _is_sentence(text, said):
            yield Line(at=at, text=text, said=said)


def _spaced(text: str) -> Numbered | None:
    """Take a line apart whose number only a space parts from its title: "4 Analysing".

    A row of three is wanted, as of a word that no list knows: "12 boats came" is a sentence's.
    """
    found = _SPACED.fullmatch(text)
    return Numbered(unit="#", number=int(found[1]), rest=found[2]) if found else None


def _is_sentence(text: str, said: Numbered) -> bool:
    """Return whether words go on behind a number as no title does."""
    first = text.split("\n", 1)[0]
    behind = first[: len(first) - len(said.rest)] if first.endswith(said.rest) else ""
    is_small = said.rest[:1].islower() and "\n" not in text
    return (is_small and behind.rstrip()[-1:] not in tuple(".:)—–-")) or (
        bool(_SENTENCE.match(said.rest)) and said.rest[:1].islower()
    )


def _steady(row: Sequence[Line], *, unit: str) -> list[Line]:
    """Return the lines of a row that count on, one by one, or begin again; none of a loose row.

    Numbers in words are taken as they come; a word that no list knows needs a row of three.
    """
    known = [line for line in row if line.said.number is not None]
    if len(known) * 2 < len(row):
        return list(row)
    kept = [
        line
        for at, line in enumerate(row)
        if line.said.number is None or _goes_on(row, at) or (unit and _is_word(unit))
    ]
    fewest = 2 if not unit or _is_word(unit) else 3
    steps = sum(_goes_on(row, at) for at in range(len(row)))
    return kept if len(kept) >= fewest and steps >= len(row) * _STEADY else (
        kept if not unit and len(kept) >= fewest else []
    )  # fmt: skip


def _goes_on(row: Sequence[Line], at: int) -> bool:
    """Return whether a line counts on from the one above it, or the one below from it."""
    number = row[at].said.number or 0
    before = (row[at - 1].said.number or 0) if at else None
    after = (row[at + 1].said.number or 0) if at + 1 < len(row) else None
    follows = before is not None and before < number <= before + _SKIPPED
    return follows or (after is not None and number < after <= number + _SKIPPED)


def _is_word(unit: str) -> bool:
    return unit in _SIGN_UNITS or carries_number(f"{unit} 1")


def _gone_on(row: Sequence[Line], alone: Sequence[Line]) -> list[Line]:
    """Return a row with the lines that go on counting where it ends, without its word."""
    found = list(row)
    last = found[-1]
    if not last.said.unit:
        return found
    for line in alone:
        if line.at > last.at and line.said.rest and line.said.number == (last.said.number or 0) + 1:
            found.append(line)
            last = line
    return found


def _matters(blocks: Sequence[Block], places: set[int], last: int) -> Iterator[int]:
    """Yield the places of lines that name a preface, an epilogue and the like.

    Notes between two chapters belong to the first of them.
    """
    for at, block in enumerate(blocks):
        text = text_of(block).strip()
        if block.kind is not Kind.PARAGRAPH or "\n" in text or not text or at - 1 in places:
            continue
        matter = matter_named(text) if len(text.split()) <= _MATTER_WORDS else None
        if matter is not None and (matter is not Matter.BACK or at > last):
            yield at
