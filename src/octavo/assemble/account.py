"""The word account: every word of the source is kept, dropped or retagged, in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from octavo.assemble.article import Block, Counts, Kind, Source
from octavo.assemble.escape import words_of_markdown
from octavo.errors import EXIT_FAULT, OctavoError


def count(source: Source, blocks: Sequence[Block]) -> Counts:
    """How many words of the source became what."""

    def words(*kinds: Kind) -> int:
        return sum(len(block.text.split()) for block in blocks if block.kind in kinds)

    titles = sum(block.kind is Kind.TITLE for block in blocks)
    return Counts(
        source=len(source.words),
        title=words(Kind.TITLE),
        byline=words(Kind.BYLINE),
        dropped=words(Kind.DROP),
        headings=words(Kind.HEADING),
        body=words(Kind.PARAGRAPH, Kind.LETTER),
        paragraphs=len(source.blocks) - titles,
        glued_tokens=sum(block.glued for block in blocks[:-1]),
    )


def check_account(source: Source, blocks: Sequence[Block], chapter: str, where: str) -> None:
    """Compares words, not counts: the source's with the blocks', theirs with the chapter's.

    `chapter` is the Markdown as it will be written, from the title on; a title
    that is not the source's is not compared. Raises `OctavoError` (a fault of
    ours) naming the first word that is off.
    """
    _compare(source.words, _source_words(blocks), where)
    if not any(block.kind is Kind.TITLE for block in blocks):
        chapter = chapter.partition("\n\n")[2]
    _compare(_kept_words(blocks), words_of_markdown(chapter), where)


def _source_words(blocks: Sequence[Block]) -> list[str]:
    """The words of the source as the blocks tell them: marks put back, glue renewed."""
    words: list[str] = []
    glued = False
    for block in blocks:
        own = (block.text + block.mark).split()
        if glued and words and own:
            words[-1] += own.pop(0)
        words += own
        glued = block.glued
    return words


def _kept_words(blocks: Sequence[Block]) -> list[str]:
    """What the chapter has to hold, the title first wherever it stood."""
    titles = [block for block in blocks if block.kind is Kind.TITLE]
    body = [block for block in blocks if block.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.LETTER)]
    return [word for block in (*titles, *body) for word in block.text.split()]


def _compare(expected: Sequence[str], found: Sequence[str], where: str) -> None:
    for number, (wanted, got) in enumerate(zip_longest(expected, found), 1):
        if wanted != got:
            raise OctavoError(
                f"the word account does not add up: word {number} should be"
                f" {_named(wanted)} and is {_named(got)}.",
                where=where,
                hint="This is a fault of Octavo's and nothing was written; please report it.",
                exit_code=EXIT_FAULT,
            )


def _named(word: str | None) -> str:
    return "missing" if word is None else f"“{word}”"
