"""How articles end: what blog software writes below them, and the last sentence above that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.importing.article import Block, Kind
from octavo.importing.prose import CUT_OFF, ends_in_stop, last_sentence
from octavo.importing.stretches import paragraphs

#: Lines that blog software writes itself, as WordPress and Jetpack ship them.
BOILERPLATE = frozenset(
    ("Comments are closed.", "Comments are closed", "Leave a Reply", "Leave a reply",
     "Leave a Comment", "Leave a comment", "No comments yet.", "Share this:", "Like this:",
     "Like Loading...", "Like Loading…", "Loading...", "Post navigation")
)  # fmt: skip


def ending(blocks: Sequence[Block]) -> Iterator[tuple[int, int, str]]:
    """Yield the last sentence of the article: block, offset, text."""
    rest = [
        (index, block)
        for index, block in paragraphs(blocks)
        if " ".join(block.text.split()) not in BOILERPLATE
    ]
    for index, block in rest[-1:]:
        if block.verse:
            return
        start = last_sentence(block.text)
        if start or len(rest) > 1:
            yield index, start, block.text[start:]


def cut_off(blocks: Sequence[Block]) -> tuple[int, str] | None:
    """Return the last sentence, and its block's number, if it breaks off; None if it does not.

    A sentence without a stop is not enough: verses, names and smiles have none either.
    """
    for index, _, text in ending(blocks):
        # Behind it may stand a list, a picture or code.
        is_last = not any(block.kind is Kind.MARKUP for block in blocks[index + 1 :])
        if is_last and not ends_in_stop(text) and CUT_OFF.search(text):
            return index, text
    return None
