"""Rules for headings that are lines of their own: underlined, numbered, in capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.importing.article import Block, Kind
from octavo.importing.heading_cues import CUES, REMARKS
from octavo.importing.prose import (
    URL,
    begins_upper,
    ends_in_stop,
    is_balanced,
    is_list_item,
    is_prose,
    is_running,
    letters,
    title_case_share,
)
from octavo.importing.run_in_headings import (
    SIBLINGS,
    TITLE_CASE,
    WORDS_BEHIND,
    is_heading_text,
    may_be_name,
)
from octavo.importing.stretches import Match, paragraphs

#: The longest heading on a line of its own, in words.
LINE_WORDS = 12

#: And in characters.
LINE_CHARACTERS = 200

#: How much longer or shorter than its heading an underline may be, in characters.
UNDERLINE_OFF = 3

#: An underlined line of more words than this that ends in a colon announces something.
ANNOUNCING = 3

_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,}|\*{3,}|_{3,}|—{2,})(?=\n|$)")
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2})[.)]\s+(?P<text>\S.*)")
_ADDRESS = re.compile(URL)
# What a web page, a letter or a form has on a line of its own.
_NO_HEADING = re.compile(
    r"(?:click|read (?:more|on|also|next)|see also|(?:un)?subscribe|sign up|share|follow|thank"
    r"|thanks|best|kind|warm|yours|sincerely|love|cheers|continue|back to|go to|filed|posted"
    r"|tags)\b"
    r"|to unsubscribe|(?:figure|fig\.|table|photo|image) ?[0-9A-Z]"
    r"|.*\",|\w+:|[(\"“‘'\[].*[)\"”’'\]]$",
    re.IGNORECASE,
)
#: “The reason?” on a line of its own is answered by the next; a longer question may be a heading.
_ASKED = 4
_LEADS_ON = re.compile(r"\s[-\u2013\u2212]$")
# A name with an initial, or with a place.
_NAME = re.compile(r"\w\s+[A-Z]\.(?=\s|$)|, [A-Z]{2}$")


def find_underlined(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find lines with a line of `=` or `-` of the same length below, and text below that."""
    for index, _ in paragraphs(blocks):
        text, line, below = _underline(blocks, index)
        if line and below and _is_underlined(text, line):
            yield Match(index=index, start=0, end=len(text))


def _underline(blocks: Sequence[Block], index: int) -> tuple[str, str, bool]:
    """Return a block's first line, the drawn line below it or nothing, and whether more follows."""
    block = blocks[index]
    text, _, rest = block.text.partition("\n")
    after = index + 1
    if not rest and after < len(blocks) and blocks[after].line == block.line + 1:
        # Long lines without blank ones between them are blocks of their own.
        rest, after = blocks[after].text, after + 1
    found = _UNDERLINE.match(rest)
    below = bool(found and rest[found.end() :].strip()) or after < len(blocks)
    return text, found[0] if found else "", below


def find_underlined_title(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find such a line at the head of the article."""
    return (match for match in find_underlined(blocks) if match.index == 0)


def find_underline(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find the line that stood below a heading."""
    for index, block in paragraphs(blocks):
        found = _UNDERLINE.match(block.text)
        above = blocks[index - 1] if index else None
        if found and above and above.kind in _HEADS and above.line + 1 == block.line:
            yield Match(index=index, start=0, end=found.end())


_NEVER_LAST = REMARKS | CUES | {"for", "to"}

_HEADS = frozenset((Kind.TITLE, Kind.HEADING))


def _is_underlined(text: str, line: str) -> bool:
    return (
        5 <= len(line) <= LINE_CHARACTERS
        and bool(re.search(r"[^\W\d_]{2}", text))
        and begins_upper(text)
        and text[-1] not in "/,;!"
        and (text[-1] != ":" or len(text.split()) <= ANNOUNCING)
        and abs(len(line) - len(text.strip())) <= UNDERLINE_OFF
        and len(text.split()) <= LINE_WORDS
        and not re.search(r"\S {2,}\S|\t|\|", text)
        and not _ADDRESS.search(text)
        and text[:1] != ">"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A paragraph of one short line, and the blocks around it."""

    index: int
    text: str
    above: Block
    below: Block

    @property
    def match(self) -> Match:
        return Match(index=self.index, start=0, end=len(self.text))


def _lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    """Yield lines that have a paragraph of prose below them and something above."""
    for index, block in paragraphs(blocks):
        if 0 < index < len(blocks) - 1 and _is_line(block.text):
            below = blocks[index + 1]
            if (
                below.kind is Kind.PARAGRAPH
                and is_prose(below.text)
                and len(below.text.split()) >= WORDS_BEHIND
            ):
                yield _Line(
                    index=index, text=block.text, above=blocks[index - 1], below=blocks[index + 1]
                )


def _is_line(text: str) -> bool:
    return (
        "\n" not in text
        and len(text) <= LINE_CHARACTERS
        and len(text.split()) <= LINE_WORDS
        and (text.endswith("?") or not ends_in_stop(text))
        and text[-1] not in ",;:"
        and (begins_upper(text) or bool(_NUMBERED.match(text)))
        and (not is_list_item(text) or bool(_NUMBERED.match(text)))
    )


def _is_sure(line: _Line, seen: Counter[str]) -> bool:
    """Tell whether a line is a heading that nobody need be asked about."""
    return (
        is_heading_text(line.text)
        and is_balanced(line.text)
        and not _ADDRESS.search(line.text)
        and seen[line.text] == 1
        and not line.below.verse
        and is_running(line.below.text)
        and letters(line.text.split()[-1]).lower() not in _NEVER_LAST
    )


def find_numbered(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find numbered lines with prose below each, that count from 1 without a gap."""
    found = [
        (int(number["number"]), line)
        for line in _lines(blocks)
        if (number := _NUMBERED.match(line.text)) and begins_upper(number["text"])
    ]
    counts = [number for number, _ in found] == list(range(1, len(found) + 1))
    if len(found) > 1 and counts:
        yield from (line.match for _, line in found)


def find_title_lines(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find lines in title case or capitals between paragraphs of prose, two or more."""
    page = list(_lines(blocks))
    if len(page) < SIBLINGS:
        return
    seen = Counter(block.text for _, block in paragraphs(blocks))
    words = (letters(word) for block in blocks for word in block.text.split())
    small = frozenset(word for word in words if word[:1].islower())
    found = [
        line
        for line in page
        if title_case_share(line.text) >= TITLE_CASE
        and len(line.text.split()) > 1
        and _is_sure(line, seen)
        and not is_list_item(line.text)
        and not may_be_name(line.text, small)
        and not _NAME.search(line.text)
        and not _NO_HEADING.match(line.text)
        and (line.above.kind is Kind.HEADING or is_prose(line.above.text))
    ]
    if len(found) >= SIBLINGS:
        yield from (line.match for line in found)


def find_line(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find other short lines above prose, in an article that has headings on lines of their own.

    Without those, three of 26 were headings.
    """
    # What is Markdown has signs for its headings, and bold lines a rule of their own.
    applied = [block for block in blocks if block.kind is Kind.HEADING and not block.markdown]
    if sum(not block.mark for block in applied) < SIBLINGS:
        return
    seen = Counter(block.text for _, block in paragraphs(blocks))
    for line in _lines(blocks):
        if not blocks[line.index].markdown and _is_sure(line, seen) and not _tells(line):
            yield line.match


def _tells(line: _Line) -> bool:
    """Return whether a line is one of the text: a short question, a lead-in, who was quoted."""
    is_asked = line.text.endswith("?") and len(line.text.split()) <= _ASKED
    is_quoted = line.above.kind is Kind.MARKUP and line.above.text.startswith(">")
    return is_asked or is_quoted or _LEADS_ON.search(line.text) is not None
