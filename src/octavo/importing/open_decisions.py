"""The walk through the open decisions, as values: the terminal only shows and asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from octavo.importing.article import Article, Block, Kind
from octavo.importing.ledger import Key
from octavo.text.shorten import first_words, last_words

#: Characters of text shown on either side of a stretch.
AROUND = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open decision with the text around it.

    `file` is relative to `manuscript/articles`; `before` and `after` are one
    line each, cut at words with an ellipsis.
    """

    file: str
    line: int
    rule: str
    action: Kind
    before: str
    text: str
    after: str

    @property
    def key(self) -> Key:
        """The decision's key in the ledger."""
        return (self.line, self.rule, self.text)


class Reply(StrEnum):
    """What the author says, by the key that says it."""

    KEEP = "k"
    DROP = "d"
    HEADING = "h"
    PROPOSED = "y"
    SKIP = "s"
    UNDO = "u"
    QUIT = "q"
    HELP = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Where the author is: `replies` are those to the questions before this one."""

    questions: tuple[Question, ...]
    replies: tuple[Reply, ...] = ()
    is_over: bool = False

    @property
    def question(self) -> Question | None:
        """What is asked now; None at the end."""
        if self.is_over or len(self.replies) >= len(self.questions):
            return None
        return self.questions[len(self.replies)]


def step(walk: Walk, reply: Reply) -> Walk:
    """Return the walk after a reply; to undo at the beginning or ask for help changes nothing."""
    if reply is Reply.QUIT:
        return replace(walk, is_over=True)
    if reply is Reply.UNDO:
        return replace(walk, replies=walk.replies[:-1])
    if reply is Reply.HELP or walk.question is None:
        return walk
    return replace(walk, replies=(*walk.replies, reply))


def answer(question: Question, reply: Reply) -> tuple[Kind, bool] | None:
    """Return what the ledger is to say: action, and whether it is accepted; None for nothing."""
    return {
        Reply.KEEP: (question.action, False),
        Reply.DROP: (Kind.DROP, True),
        Reply.HEADING: (Kind.HEADING, True),
        Reply.PROPOSED: (question.action, True),
    }.get(reply)


def answers(walk: Walk) -> dict[str, dict[Key, tuple[Kind, bool]]]:
    """All that was answered, by article and decision."""
    given: dict[str, dict[Key, tuple[Kind, bool]]] = {}
    for question, reply in zip(walk.questions, walk.replies, strict=False):
        said = answer(question, reply)
        if said is not None:
            given.setdefault(question.file, {})[question.key] = said
    return given


def questions(article: Article, file: str, keys: Sequence[Key]) -> tuple[Question, ...]:
    """Return the decisions `keys` of an article as questions."""
    wanted = set(keys)
    return tuple(
        _question(article.source.blocks, file, taken.line, taken.rule, taken.action, taken.text)
        for taken in article.decisions
        if taken.key in wanted
    )


def _question(
    blocks: Sequence[Block], file: str, line: int, rule: str, action: Kind, text: str
) -> Question:
    before = after = ""
    at = _block_of(blocks, line, text)
    if at is not None:
        start, _, rest = blocks[at].text.partition(text)
        before = start.strip() or (blocks[at - 1].text if at else "")
        after = rest.strip() or (blocks[at + 1].text if at + 1 < len(blocks) else "")
    return Question(
        file=file,
        line=line,
        rule=rule,
        action=action,
        before=last_words(" ".join(before.split()), AROUND),
        text=text,
        after=first_words(" ".join(after.split()), AROUND),
    )


def _block_of(blocks: Sequence[Block], line: int, text: str) -> int | None:
    """Return the number of the block that holds the stretch on `line`."""
    holding = [n for n, block in enumerate(blocks) if block.line <= line and text in block.text]
    return holding[-1] if holding else None
