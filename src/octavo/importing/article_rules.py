"""The table of rules: what they look for, how sure they are, what they propose.

A rule looks at the blocks as the rules above it left them and marks stretches.
High is applied, medium is proposed and waits for the author, never keeps the
rules below it from taking a stretch for something else. A heading that nobody is
asked about has a second of its kind in the article: of those that stand alone,
about 6 in 10 were right on text that nobody had seen while the rules were made,
with a second one more than 9 in 10 (the guide has the figures).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from octavo.importing import bold_headings, chapter_lines, line_headings, run_in_headings
from octavo.importing.article import Block, Kind, Level
from octavo.importing.endings import BOILERPLATE, ending
from octavo.importing.prose import URL, is_list_item, is_prose, opens_quotation
from octavo.importing.stretches import Match, paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its code is what the ledger says; `find` yields the stretches."""

    code: str
    level: Level
    action: Kind
    find: Callable[[Sequence[Block]], Iterable[Match]]


#: The longest title, in words; a longer first line is the first paragraph.
LONGEST_TITLE = 30

#: A quotation of as many words within a paragraph is a letter.
LETTER_WORDS = 100

#: Where more paragraphs than this few, and than this share, begin with a quotation, people talk.
FEW_QUOTATIONS, QUOTATIONS = 2, 0.1

#: A last sentence of more characters than this is no plug.
LONGEST_PLUG = 1000

_NAME = r"[^\W\d_a-z][\w.’'-]*"
_NAMES = rf"{_NAME}(?:\s+(?:(?:de|da|di|la|le|van|von|der|den|bin|al)\s+)*{_NAME}){{1,3}}"
_RUN_IN_BYLINE = re.compile(rf"[Bb]y:?\s+({_NAMES}):(?=\s|[^\W\d_])")
_BYLINE = re.compile(rf"(?:[Ww]ritten )?[Bb]y:?\s+({_NAMES}):?")
_NO_NAME = frozenset(
    ("The", "A", "An", "My", "Your", "Our", "His", "Her", "Their", "This", "That", "These",
     "All", "Any", "No", "Now", "Then", "Doing", "Being", "Law", "Default", "Design")
)  # fmt: skip

_OWN_SITE = re.compile(
    rf"\bmy\s+(?:own\s+|personal\s+)?(?:blog|web\s?site|site|web\s?page|home\s?page)\b"
    rf"(?P<at>\s+(?:at|here))?\s*[:,(]?\s*(?P<url>{URL})?[.!)]*$",
    re.IGNORECASE,
)
_HAS_URL = re.compile(URL)
_INVITES = re.compile(
    r"\b(?:register (?:now|here|today)|(?:re)?subscribe|sign(?:ing)? up|follow (?:me|us)"
    r"|discuss this|discussion on|post a message|leave (?:me |us )?a (?:comment|message)"
    r"|reserve your|join (?:my|our) (?:newsletter|list|forum)|abonnier\w*|folgt? (?:mir|uns)"
    r"|abonne[zr]|suivez|suscr[ií]b\w+|s[ií]gueme|inscreva|assine)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?:(?<=\s)|^)(?:“[^“”]*”|\"[^\"]*\")(?=\s|$)")


def find_title(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find line 1, if it stands alone, without a full stop at its end, with prose below."""
    if len(blocks) < 2:
        return
    first, second = blocks[0], blocks[1]
    if _BYLINE.fullmatch(second.text) and len(blocks) > 2:
        second = blocks[2]
    text = first.text
    plain_end = not text.endswith((".", ":", ";", ",")) or text.endswith("...")
    short = "\n" not in text and len(text.split()) <= LONGEST_TITLE
    words = bool(re.search(r"[^\W\d_]{2}", text))
    if plain_end and short and words and not is_list_item(text) and is_prose(second.text):
        yield Match(index=0, start=0, end=len(text))


def find_run_in_byline(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find `By: Name Name:` at the start of the first paragraph."""
    for index, block in paragraphs(blocks)[:1]:
        found = _RUN_IN_BYLINE.match(block.text)
        if found and _is_name(found[1]):
            yield Match(index=index, start=0, end=found.end())


def find_byline(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find `By Name Name` on a line of its own above the first paragraph."""
    for index, block in paragraphs(blocks)[:1]:
        found = _BYLINE.fullmatch(block.text)
        if found and _is_name(found[1]) and len(blocks) > index + 1:
            yield Match(index=index, start=0, end=len(block.text))


def name_in(byline: str) -> str:
    """Find the author that a by-line names."""
    found = _BYLINE.match(byline)
    return " ".join(found[1].split()) if found else ""


def _is_name(text: str) -> bool:
    return text.split()[0] not in _NO_NAME


def find_boilerplate(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find an exact line of the blog's software among the last three blocks."""
    for index, block in paragraphs(blocks)[1:][-3:]:
        if " ".join(block.text.split()) in BOILERPLATE:
            yield Match(index=index, start=0, end=len(block.text))


def find_plug(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find a last sentence that sends the reader to the author's own blog, whole or cut off."""
    for index, start, text in ending(blocks):
        found = _OWN_SITE.search(text) if len(text) <= LONGEST_PLUG else None
        if found and (found["url"] or (found["at"] and not text.endswith((".", "!")))):
            yield Match(index=index, start=start, end=start + len(text))


def find_invitation(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find another last sentence that has an address and asks the reader to do something there."""
    for index, start, text in ending(blocks):
        if len(text) <= LONGEST_PLUG and _HAS_URL.search(text) and _INVITES.search(text):
            yield Match(index=index, start=start, end=start + len(text))


def find_letter(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find a quotation of LETTER_WORDS words or more within a paragraph.

    None in a text of many quotations: what people say in a novel is no letter.
    """
    running = paragraphs(blocks)
    spoken = sum(opens_quotation(block.text) for _, block in running)
    if spoken > max(FEW_QUOTATIONS, len(running) * QUOTATIONS):
        return
    for index, block in running:
        for found in _LETTER.finditer(block.text):
            if len(found[0].split()) >= LETTER_WORDS:
                yield Match(index=index, start=found.start(), end=found.end())


#: The beginning of a scene names it, in characters.
SCENE_NAME = 60


def find_scenes(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find paragraphs of prose that a blank one parts from the prose above, where that is rare."""
    for index, block in paragraphs(blocks):
        if block.after_blank:
            cut = block.text.rfind(" ", 0, SCENE_NAME)
            long = len(block.text) > SCENE_NAME and cut > 0
            yield Match(index=index, start=0, end=cut if long else len(block.text))


#: All rules, in the order in which they are applied.
RULES: tuple[Rule, ...] = (
    Rule(
        code="title-underlined",
        level=Level.HIGH,
        action=Kind.TITLE,
        find=line_headings.find_underlined_title,
    ),
    Rule(code="title-line", level=Level.HIGH, action=Kind.TITLE, find=find_title),
    Rule(code="byline-run-in", level=Level.HIGH, action=Kind.BYLINE, find=find_run_in_byline),
    Rule(code="byline-line", level=Level.HIGH, action=Kind.BYLINE, find=find_byline),
    Rule(code="boilerplate-line", level=Level.HIGH, action=Kind.DROP, find=find_boilerplate),
    Rule(
        code="heading-underlined",
        level=Level.HIGH,
        action=Kind.HEADING,
        find=line_headings.find_underlined,
    ),
    Rule(code="underline", level=Level.HIGH, action=Kind.DROP, find=line_headings.find_underline),
    Rule(code="plug-own-site", level=Level.HIGH, action=Kind.DROP, find=find_plug),
    Rule(code="plug-address", level=Level.MEDIUM, action=Kind.DROP, find=find_invitation),
    *(
        Rule(code=code, level=Level.NEVER, action=Kind.HEADING, find=find)
        for code, find in run_in_headings.NEVER
    ),
    Rule(
        code="heading-title-case",
        level=Level.HIGH,
        action=Kind.HEADING,
        find=run_in_headings.find_title_case,
    ),
    Rule(
        code="heading-question-or-glued",
        level=Level.HIGH,
        action=Kind.HEADING,
        find=run_in_headings.find_question_or_glued,
    ),
    Rule(
        code="heading-short-label",
        level=Level.MEDIUM,
        action=Kind.HEADING,
        find=run_in_headings.find_short_label,
    ),
    Rule(
        code="heading-numbered",
        level=Level.HIGH,
        action=Kind.HEADING,
        find=line_headings.find_numbered,
    ),
    Rule(
        code="heading-title-line",
        level=Level.HIGH,
        action=Kind.HEADING,
        find=line_headings.find_title_lines,
    ),
    Rule(
        code="heading-line", level=Level.MEDIUM, action=Kind.HEADING, find=line_headings.find_line
    ),
    Rule(
        code="heading-chapter-line",
        level=Level.MEDIUM,
        action=Kind.HEADING,
        find=chapter_lines.find_chapter_lines,
    ),
    Rule(
        code="heading-bold-line",
        level=Level.MEDIUM,
        action=Kind.HEADING,
        find=bold_headings.find_bold_lines,
    ),
    Rule(code="letter-quoted", level=Level.MEDIUM, action=Kind.LETTER, find=find_letter),
    Rule(code="scene-blank-line", level=Level.MEDIUM, action=Kind.SCENE, find=find_scenes),
)
