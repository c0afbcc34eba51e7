"""The word account: every word of the source is kept, dropped or retagged, in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from octavo.core.errors import EXIT_FAULT, OctavoError
from octavo.importing.article import Block, Counts, Decision, Kind, Source
from octavo.importing.markdown_escape import words_of, words_of_markdown
from octavo.text.shorten import clipped

#: What a chapter holds below its title.
WRITTEN = frozenset((Kind.HEADING, Kind.PARAGRAPH, Kind.LETTER, Kind.MARKUP, Kind.SCENE))


def count(source: Source, blocks: Sequence[Block]) -> Counts:
    """Count how many words of the source became what."""

    def words(*kinds: Kind) -> int:
        return sum(len(block.text.split()) for block in blocks if block.kind in kinds)

    titles = sum(block.kind is Kind.TITLE for block in blocks)
    return Counts(
        source=len(source.words),
        title=words(Kind.TITLE),
        byline=words(Kind.BYLINE),
        dropped=words(Kind.DROP),
        headings=words(Kind.HEADING),
        body=words(*(WRITTEN - {Kind.HEADING})),
        paragraphs=len(source.blocks) - titles,
        glued_tokens=sum(block.glued for block in blocks[:-1]),
    )


def check_account(
    source: Source,
    blocks: Sequence[Block],
    chapter: str,
    where: str,
    decisions: Sequence[Decision] | None = None,
) -> None:
    """Compare words, not counts: the source's with the blocks', theirs with the chapter's.

    `chapter` is the Markdown as it will be written, from the title on; a title
    that is not the source's is not compared. Of `decisions`, if they are given,
    one must explain each stretch that is left out. Raises `OctavoError` (a
    fault of ours) naming the first word that is off, and its line.
    """
    _compare(source.words, _source_words(blocks), blocks, where)
    if not any(block.kind is Kind.TITLE for block in blocks):
        chapter = chapter.partition("\n\n")[2]
    kept = _kept(blocks)
    wanted = [word for block in kept for word in words_of(block)]
    _compare(wanted, words_of_markdown(chapter), kept, where)
    if decisions is not None:
        _check_drops(source, blocks, decisions, where)


def compare_words(given: Sequence[Block], blocks: Sequence[Block], where: str) -> None:
    """Raise `OctavoError` unless blocks hold the words of those given, in order and each once."""
    _compare(_source_words(given), _source_words(blocks), blocks, where)


def _source_words(blocks: Sequence[Block]) -> list[str]:
    """Return the words of the source as the blocks tell them: marks put back, glue renewed."""
    words: list[str] = []
    glued = False
    for block in blocks:
        own = (block.text + block.mark).split()
        if glued and words and own:
            words[-1] += own.pop(0)
        words += own
        glued = block.glued
    return words


def _kept(blocks: Sequence[Block]) -> list[Block]:
    """Return what the chapter has to hold, the title first wherever it stood."""
    titles = [block for block in blocks if block.kind is Kind.TITLE]
    return titles + [block for block in blocks if block.kind in WRITTEN]


def _compare(
    expected: Sequence[str], found: Sequence[str], blocks: Sequence[Block], where: str
) -> None:
    for number, (wanted, got) in enumerate(zip_longest(expected, found), 1):
        if wanted != got:
            raise _fault(
                f"the word account does not add up: word {number} should be"
                f" {_named(wanted)} and is {_named(got)}.",
                f"{where}:{_line_of(blocks, number)}",
            )


def _line_of(blocks: Sequence[Block], number: int) -> int:
    """Return the line of the source that word `number` of the blocks stands on."""
    line = 1
    for block in blocks:
        for line, text in enumerate(block.text.split("\n"), block.line):
            number -= len(text.split())
            if number <= 0:
                return line
    return line


def _check_drops(
    source: Source, blocks: Sequence[Block], decisions: Sequence[Decision], where: str
) -> None:
    """Raise `OctavoError` if anything is left out without a decision in the ledger."""
    told = {(taken.line, taken.text) for taken in decisions if taken.accepted}
    for block in blocks:
        left_out = block.kind not in WRITTEN and block.kind is not Kind.TITLE
        if left_out and block not in source.blocks and (block.line, block.text) not in told:
            raise _fault(
                f"“{clipped(block.text, 40)}” is left out, and the ledger does not say so.",
                f"{where}:{block.line}",
            )


def _fault(message: str, where: str) -> OctavoError:
    return OctavoError(
        message,
        where=where,
        hint="This is a fault of Octavo's and nothing was written; please report it.",
        exit_code=EXIT_FAULT,
    )


def _named(word: str | None) -> str:
    return "missing" if word is None else f"“{word}”"
