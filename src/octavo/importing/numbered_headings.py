"""The rule for lines that number a chapter: "CHAPTER ONE", with the title that may stand below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.importing.article import Block, Kind
from octavo.importing.prose import ends_in_stop
from octavo.importing.run_in_headings import SIBLINGS, is_heading_text
from octavo.importing.stretches import Match, paragraphs
from octavo.text.title_numbers import carries_number

#: The longest line that numbers a chapter, and the longest title below it, in words.
_NUMBER_WORDS, _TITLE_WORDS = 8, 10
#: A line that ends in a full stop and is no sentence: "Chapter XII."
_NUMBER_CHARACTERS = 14


def find_numbered_headings(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find lines that number chapters, two or more, each with the title that may stand below."""
    found = [index for index, block in paragraphs(blocks) if _numbers_chapter(block)]
    if len({blocks[index].text for index in found}) < SIBLINGS:
        return
    for index in found:
        yield Match(index=index, start=0, end=len(blocks[index].text))
        if _is_title(blocks, index + 1):
            yield Match(index=index + 1, start=0, end=len(blocks[index + 1].text), depth=3)


def _numbers_chapter(block: Block) -> bool:
    text = block.text
    return (
        not block.markdown
        and _is_line(text, _NUMBER_WORDS)
        and text[:1].isalpha()
        and carries_number(text)
        and (not ends_in_stop(text) or len(text) <= _NUMBER_CHARACTERS)
    )


def _is_title(blocks: Sequence[Block], index: int) -> bool:
    if index + 1 >= len(blocks) or blocks[index].kind is not Kind.PARAGRAPH:
        return False
    text = blocks[index].text
    is_line = _is_line(text, _TITLE_WORDS) and not ends_in_stop(text)
    return is_line and text[0] not in "“\"'‘«—–-*"


def _is_line(text: str, most: int) -> bool:
    # Wide gaps are those of a table of contents.
    return "\n" not in text and is_heading_text(text) and len(text.split()) <= most
