"""The rule for headings that are lines in bold: what editors without styles leave."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from octavo.importing.article import Block, Kind
from octavo.importing.heading_cues import REMARKS
from octavo.importing.markdown_escape import bold_run, plain_of
from octavo.importing.prose import URL, ends_in_stop, is_balanced, is_prose, letters
from octavo.importing.run_in_headings import CAPITALS_WORDS, SIBLINGS
from octavo.importing.stretches import Match, paragraphs

#: The longest heading in bold, in words, and in characters; one in Chinese or Japanese has no
#: words, and more of the sense in each character.
BOLD_WORDS, BOLD_CHARACTERS, BOLD_IDEOGRAPHS = 12, 90, 30

#: So many characters are text, whether they end in a stop or not.
_TEXT_BELOW = 60

_ADDRESS = re.compile(URL)
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
#: A caption, a date, a price, what a speaker is asked: `Figure 2`, `AM: Why?`, `Photo: …`.
_NO_HEADING = re.compile(
    r"(?:figure|fig\.|table|photo|image|abb\.|abbildung|bild|foto|figura|tabla|source|fonte|fuente"
    r"|quelle|published|posted|updated?|last updated?|by|von|por|par)\b"
    r"|[^\W\d_][\w. ]{0,20}:\s.*[?？]$|[^\W\d_]{1,4}[:：]|[\d\W_]+$",
    re.IGNORECASE,
)
_TEXT = re.compile(r"(?!!\[|\||```|~~~|<|:::|\$\$|\{[%{])")


def find_bold_lines(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find paragraphs that are a short bold run alone with text below, two or more."""
    seen = Counter(block.text for _, block in paragraphs(blocks))
    found = [
        index
        for index, block in paragraphs(blocks)
        if seen[block.text] == 1 and _is_bold_heading(blocks, index)
    ]
    if len(found) < SIBLINGS:
        return
    for index in found:
        depth = _depth(blocks, index)
        yield Match(index=index, start=0, end=len(blocks[index].text), depth=depth)


def _is_bold_heading(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    text = plain_of(bold_run(block.text)) if block.markdown else ""
    return (
        bool(text)
        and 0 < index < len(blocks) - 1
        and _is_short(text)
        and (text[-1] in "?？" or not ends_in_stop(text))
        and text[-1] not in ",;:：—–-…"
        and (not text[0].islower() or bool(_IDEOGRAPH.search(text)))
        and not (text.isupper() and len(text.split()) > CAPITALS_WORDS)
        and is_balanced(text)
        and not _ADDRESS.search(text)
        and not _NO_HEADING.match(text)
        and letters(text.split()[0]).lower() not in REMARKS
        and _has_text_below(blocks, index)
        and not blocks[index - 1].text.startswith("![")
    )


def _is_short(text: str) -> bool:
    if _IDEOGRAPH.search(text):
        return len(text) <= BOLD_IDEOGRAPHS
    return len(text) <= BOLD_CHARACTERS and len(text.split()) <= BOLD_WORDS


def _has_text_below(blocks: Sequence[Block], index: int) -> bool:
    """Return whether prose or a list follows, and no picture, table or code."""
    below = blocks[index + 1]
    if below.kind is Kind.PARAGRAPH:
        is_text = is_prose(below.text) or len(below.text) >= _TEXT_BELOW
        return is_text and not bold_run(below.text)
    return below.kind is Kind.MARKUP and bool(_TEXT.match(below.text))


def _depth(blocks: Sequence[Block], index: int) -> int:
    """Return the level below the heading above; the highest of the article if there is none."""
    heads = [(at, block.depth) for at, block in enumerate(blocks) if block.kind is Kind.HEADING]
    above = [depth for at, depth in heads if at < index]
    return min(6, above[-1] + 1) if above else min((depth for _, depth in heads), default=2)
