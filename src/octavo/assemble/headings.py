"""Rules for headings: labels that run into a paragraph, and lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from octavo.assemble.article import Block
from octavo.assemble.match import Match, paragraphs
from octavo.assemble.sentences import (
    begins_upper,
    ends_in_stop,
    is_balanced,
    is_list_item,
    is_prose,
    letters,
    opens_quotation,
    title_case_share,
    without_bullet,
)

#: A label has 2 to 24 words, and 25 words or more of prose behind it.
FEWEST_WORDS, MOST_WORDS, WORDS_BEHIND = 2, 24, 25

#: Title case begins at this share of capitalised words.
TITLE_CASE = 0.8

#: A label in sentence case of more words than this is a sentence.
SHORT_LABEL = 8

#: The longest heading on a line of its own, in words.
LINE_WORDS = 12

#: Words before a colon that announce what follows.
CUES = frozenset(
    ("said", "says", "say", "asked", "asks", "replied", "wrote", "writes", "told", "added",
     "this", "these", "that", "else", "at", "follows", "following", "example", "instance")
)  # fmt: skip

# Up to the first colon; a sentence that ends before it makes it no label.
_LABEL = re.compile(r"[^:]+?(?=:)")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands before the first colon of a paragraph, and what behind it."""

    index: int
    text: str
    rest: str

    @property
    def words(self) -> int:
        """The label's words."""
        return len(self.text.split())

    @property
    def last(self) -> str:
        """The label's last word, without punctuation."""
        return letters(self.text.split()[-1])

    @property
    def is_glued(self) -> bool:
        """Whether no space follows the colon."""
        return not self.rest[:1].isspace()

    @property
    def match(self) -> Match:
        """The label as a stretch, its colon a mark."""
        return Match(index=self.index, start=0, end=len(self.text), mark=1)


def labels(blocks: Sequence[Block]) -> Iterator[Label]:
    """The paragraphs that begin with a label, however doubtful."""
    for index, block in paragraphs(blocks):
        found = _LABEL.match(block.text)
        if not found or found[0][-1].isspace() or _has_sentence_end(found[0]):
            continue
        label = Label(index=index, text=found[0], rest=block.text[found.end() + 1 :])
        if FEWEST_WORDS <= label.words <= MOST_WORDS and label.rest.strip():
            yield label


def _has_sentence_end(text: str) -> bool:
    return bool(_SENTENCE_END.search(without_bullet(text)))


def _is_cue(label: Label, _: Counter[str]) -> bool:
    return label.last.lower() in CUES


def _is_quotation(label: Label, _: Counter[str]) -> bool:
    return opens_quotation(label.rest.lstrip())


def _is_lower(label: Label, _: Counter[str]) -> bool:
    return label.rest.lstrip()[:1].islower()


def _is_time(label: Label, _: Counter[str]) -> bool:
    return label.text[-1].isdigit() and label.rest[:1].isdigit()


def _is_address(label: Label, _: Counter[str]) -> bool:
    return label.rest.startswith("//")


def _is_list_item(label: Label, _: Counter[str]) -> bool:
    return is_list_item(label.text)


def _is_repeated(label: Label, seen: Counter[str]) -> bool:
    return seen[label.text] > 1


def _never(
    holds: Callable[[Label, Counter[str]], bool],
) -> Callable[[Sequence[Block]], Iterator[Match]]:
    def find(blocks: Sequence[Block]) -> Iterator[Match]:
        found = tuple(labels(blocks))
        seen = Counter(label.text for label in found)
        return (label.match for label in found if holds(label, seen))

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
)


def _is_sound(label: Label) -> bool:
    """What every run-in heading has: whole quotations, a capital and prose behind it."""
    return (
        is_balanced(label.text)
        and label.text[-1] not in ".,;!…"
        and begins_upper(label.text)
        and begins_upper(label.rest.lstrip())
        and len(label.rest.split()) >= WORDS_BEHIND
    )


def find_title_case(blocks: Sequence[Block]) -> Iterator[Match]:
    """A label in title case."""
    for label in labels(blocks):
        if _is_sound(label) and title_case_share(label.text) >= TITLE_CASE:
            yield label.match


def find_question_or_glued(blocks: Sequence[Block]) -> Iterator[Match]:
    """A label in sentence case that ends in `?:`, or whose colon no space follows."""
    for label in labels(blocks):
        is_question = label.text.rstrip("”’\"')").endswith("?")
        if (
            _is_sound(label)
            and (is_question or label.is_glued)
            and label.words >= 3
            and label.last[:1].islower()
        ):
            yield label.match


def find_short_label(blocks: Sequence[Block]) -> Iterator[Match]:
    """A short label in sentence case."""
    for label in labels(blocks):
        if _is_sound(label) and label.words <= SHORT_LABEL:
            yield label.match


def find_line(blocks: Sequence[Block]) -> Iterator[Match]:
    """A short line of its own, without a stop, between paragraphs of prose."""
    for index, block in paragraphs(blocks):
        if 0 < index < len(blocks) - 1 and _is_line(block.text):
            below = blocks[index + 1].text
            if is_prose(below) and len(below.split()) >= WORDS_BEHIND:
                yield Match(index=index, start=0, end=len(block.text))


def _is_line(text: str) -> bool:
    return (
        "\n" not in text
        and len(text.split()) <= LINE_WORDS
        and (text.endswith("?") or not ends_in_stop(text))
        and text[-1] not in ",;:"
        and begins_upper(text)
        and not is_list_item(text)
    )
