"""Rules for run-in headings: labels that stand before a colon at the start of a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from octavo.importing.article import Block, Kind
from octavo.importing.heading_cues import CUES, HONORIFICS, MAYBE_REMARKS, REMARKS
from octavo.importing.prose import (
    MINOR_WORDS,
    begins_upper,
    is_balanced,
    is_list_item,
    is_running,
    letters,
    opens_quotation,
    title_case_share,
    without_bullet,
)
from octavo.importing.stretches import Match, paragraphs

#: A label has 2 to 24 words, and 25 words or more of prose behind it.
FEWEST_WORDS, MOST_WORDS, WORDS_BEHIND = 2, 24, 25

#: No label has so many characters.
LONGEST_LABEL = 400

#: Title case begins at this share of capitalised words.
TITLE_CASE = 0.8

#: A label in sentence case of more words than this is a sentence.
SHORT_LABEL = 8

#: The longest name of a speaker, in words.
SPEAKER_WORDS = 3

#: The fewest headings of a kind that nobody is asked about.
SIBLINGS = 2

#: The longest label in capitals; a longer one is shouting.
CAPITALS_WORDS = 8

# What a remark or an answer begins with: the label before it may be a speaker's name.
_ANSWER = re.compile(
    r"(?:I|I['’]\w+|We|We['’]\w+|My|Our|You|Yes|Yeah|No|Nope|Well|Oh|Ah|Thanks?|Sure|Right|Okay|OK"
    r"|Hi|Hello|So|That['’]s|Absolutely|Exactly|Definitely)\b"
)
_SALUTATION = re.compile(
    r"(?:to (?:the|all|my|our|whom)|dear|hello|hi|hey|greetings|fellow|gentlemen|ladies|friends"
    r"|members of|mr|mrs|my (?:dear|fellow|friends))\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"(?:this|these|that|those|here|there|it|what follows)(?:['’]s|['’]re|\s+(?:is|are|was|were))\b"
    r"|(?:the )?following\b",
    re.IGNORECASE,
)

# A sentence that ends before the colon makes what stands there no label.
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s")
_ADDRESS = re.compile(r"\s*(?://|\S+@|<?https?:|www\.|mailto:)")
_SPEAKER = re.compile(r"[^:\n]{1,40}(?=:\s)")
# Another label, or a drawn line, where the prose should begin: a form, a table.
_FORM = re.compile(r"\s*(?:(?:[\w.-]+ )?[\w.-]+:(?:\s|$)|\S*\s*[-=_*]{4,})")
# A heading is words: no signs of mail, code, tables or drawn lines, no long numbers.
_NO_HEADING = re.compile(r"[<>=|@_*~^{}\[\]\\]|--|\.\.|\d{5}|\s{3}|\t|\n\s*\n|://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands before the first colon of a paragraph, and what behind it."""

    index: int
    text: str
    rest: str
    verse: bool

    @property
    def words(self) -> int:
        """The label's words."""
        return len(self.text.split())

    @property
    def last(self) -> str:
        """The label's last word, without punctuation."""
        return letters(self.text.split()[-1])

    @property
    def is_question(self) -> bool:
        """Return whether the label ends in a question mark, closing quotation marks aside."""
        return self.text.rstrip("”’\"')").endswith("?")

    @property
    def is_glued(self) -> bool:
        """Return whether no space follows the colon."""
        return not self.rest[:1].isspace()

    @property
    def match(self) -> Match:
        """The label as a stretch, its colon a mark."""
        return Match(index=self.index, start=0, end=len(self.text), mark=1)


@dataclass(frozen=True, kw_only=True)
class _Page:
    """What a label is judged against: the article that it stands in."""

    blocks: Sequence[Block]

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        return tuple(labels(self.blocks))

    @cached_property
    def seen(self) -> Counter[str]:
        """How often a paragraph begins with these words and a colon."""
        found = (_SPEAKER.match(block.text) for _, block in paragraphs(self.blocks))
        return Counter(each[0] for each in found if each)

    @cached_property
    def is_dialogue(self) -> bool:
        """Return whether two speakers or more have their say again and again."""
        again = (label for label, times in self.seen.items() if times > 1 and label.strip())
        return sum(label.split()[-1].lower() not in REMARKS for label in again) > 1

    @cached_property
    def applied(self) -> int:
        """The number of run-in headings that are set already."""
        return sum(block.kind is Kind.HEADING and block.mark == ":" for block in self.blocks)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the article has in small letters."""
        words = (letters(word) for block in self.blocks for word in block.text.split())
        return frozenset(word for word in words if word[:1].islower())

    @cached_property
    def first(self) -> int:
        """The number of the first paragraph."""
        return next((index for index, _ in paragraphs(self.blocks)), 0)


def labels(blocks: Sequence[Block]) -> Iterator[Label]:
    """Yield the paragraphs that begin with a label, however doubtful."""
    for index, block in paragraphs(blocks):
        end = block.text.find(":", 0, LONGEST_LABEL)
        text = block.text[: max(end, 0)]
        if not text or text[-1].isspace() or _has_sentence_end(text):
            continue
        label = Label(index=index, text=text, rest=block.text[end + 1 :], verse=block.verse)
        if FEWEST_WORDS <= label.words <= MOST_WORDS and label.rest.strip():
            yield label


def _has_sentence_end(text: str) -> bool:
    return bool(_SENTENCE_END.search(without_bullet(text)))


def _is_cue(label: Label, _: _Page) -> bool:
    return not label.is_question and label.last.lower() in CUES


def _is_quotation(label: Label, _: _Page) -> bool:
    return opens_quotation(label.rest.lstrip())


def _is_lower(label: Label, _: _Page) -> bool:
    return label.rest.lstrip()[:1].islower()


def _is_time(label: Label, _: _Page) -> bool:
    return label.text[-1].isdigit() and label.rest[:1].isdigit()


def _is_address(label: Label, _: _Page) -> bool:
    return bool(_ADDRESS.match(label.rest))


def _is_list_item(label: Label, _: _Page) -> bool:
    return is_list_item(label.text)


def _is_repeated(label: Label, page: _Page) -> bool:
    return page.seen[label.text] > 1


def _is_remark(label: Label, _: _Page) -> bool:
    first = letters(label.text.split()[0]).lower()
    return first in REMARKS or label.last.lower() in REMARKS


def _is_salutation(label: Label, page: _Page) -> bool:
    """Return whether a label speaks to the reader: any above the title, or a salutation."""
    return label.index == 0 or (label.index == page.first and bool(_SALUTATION.match(label.text)))


def _is_speaker(label: Label, page: _Page) -> bool:
    """Tell whether it is a name behind its title, or a short label between those of a dialogue."""
    words = [letters(word) for word in label.text.split()]
    if len(words) > SPEAKER_WORDS:
        return False
    return words[0].lower() in HONORIFICS or (
        page.is_dialogue and all(word[:1].isupper() for word in words)
    )


def _never(holds: Callable[[Label, _Page], bool]) -> Callable[[Sequence[Block]], Iterator[Match]]:
    def find(blocks: Sequence[Block]) -> Iterator[Match]:
        page = _Page(blocks=blocks)
        return (label.match for label in page.labels if holds(label, page))

    return find


#: What is no heading, whatever it looks like: a rule's code, and its test.
NEVER = (
    ("never-time", _never(_is_time)),
    ("never-address", _never(_is_address)),
    ("never-quotation", _never(_is_quotation)),
    ("never-cue-word", _never(_is_cue)),
    ("never-lower-case", _never(_is_lower)),
    ("never-list-item", _never(_is_list_item)),
    ("never-repeated", _never(_is_repeated)),
    ("never-remark", _never(_is_remark)),
    ("never-salutation", _never(_is_salutation)),
    ("never-speaker", _never(_is_speaker)),
)


def _is_sound(label: Label) -> bool:
    """Tell whether a label has whole quotations, a capital and prose behind it, as headings do."""
    return (
        is_balanced(label.text)
        and label.text[-1] not in ".,;!…"
        and begins_upper(label.text)
        and begins_upper(label.rest.lstrip())
        and len(label.rest.split()) >= WORDS_BEHIND
    )


def _is_sure(label: Label, page: _Page) -> bool:
    """Tell whether nobody need be asked about a heading: words before, sentences behind it."""
    return (
        _is_sound(label)
        and not label.verse
        and is_heading_text(label.text)
        and not _ANNOUNCES.match(label.text)
        and len(label.last) > 1
        and label.last.lower() not in MAYBE_REMARKS
        and not (label.text.isupper() and label.words > CAPITALS_WORDS)
        and is_running(label.rest)
        and not _FORM.match(label.rest)
        and not (_ANSWER.match(label.rest.lstrip()) and may_be_name(label.text, page.small))
    )


def is_heading_text(text: str) -> bool:
    """Return whether the text is words alone: no signs of mail, code, tables or drawn lines."""
    return not _NO_HEADING.search(text)


def may_be_name(text: str, small: frozenset[str]) -> bool:
    """Return whether it may be a person's name; `small` are words seen in small letters."""
    words = [letters(word) for word in text.split()]
    return (
        len(words) <= SPEAKER_WORDS
        and not any(word.lower() in MINOR_WORDS for word in words)
        and not any(word.lower() in small for word in words)
    )


def _sure(page: _Page) -> tuple[Label, ...]:
    """Return the labels that are headings: SIBLINGS at least, for one alone may be anything."""
    found = tuple(
        label
        for label in page.labels
        if (_is_title_case(label) or _is_question_or_glued(label)) and _is_sure(label, page)
    )
    return found if len(found) + page.applied >= SIBLINGS else ()


def _is_title_case(label: Label) -> bool:
    # A capital, a colon and a capital without a space are the path of a thing: `Assets:Savings`.
    is_path = label.is_glued and not label.is_question
    return title_case_share(label.text) >= TITLE_CASE and not is_path


def _is_question_or_glued(label: Label) -> bool:
    return (label.is_question or label.is_glued) and label.words >= 3 and label.last[:1].islower()


def find_title_case(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find labels in title case of an article that has more than one."""
    return (label.match for label in _sure(_Page(blocks=blocks)) if _is_title_case(label))


def find_question_or_glued(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find labels in sentence case that end in `?:`, or whose colon no space follows."""
    return (label.match for label in _sure(_Page(blocks=blocks)) if not _is_title_case(label))


def find_short_label(blocks: Sequence[Block]) -> Iterator[Match]:
    """Find short labels in sentence case, in an article that has other headings of this kind.

    Without those, two of 26 were headings.
    """
    page = _Page(blocks=blocks)
    if page.applied < SIBLINGS:
        return
    for label in page.labels:
        if _is_sure(label, page) and label.words <= SHORT_LABEL:
            yield label.match
