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

    `file` is relative to `manuscript/articles`. `before` and `after` are the rest of the
    paragraph, `above` and `below` the blocks next to it, each one line, cut at words with an
    ellipsis.
    """

    file: str
    line: int
    rule: str
    action: Kind
    before: str
    text: str
    after: str
    above: str = ""
    below: str = ""

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
    ALL = "a"
    UNDO = "u"
    QUIT = "q"
    HELP = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Where the author is: `replies` are those to the questions before this one.

    `steps` says how many of them were given at once each time.
    """

    questions: tuple[Question, ...]
    replies: tuple[Reply, ...] = ()
    steps: tuple[int, ...] = ()
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
        kept = len(walk.replies) - sum(walk.steps[-1:])
        return replace(walk, replies=walk.replies[:kept], steps=walk.steps[:-1])
    if reply in (Reply.HELP, Reply.ALL) or walk.question is None:
        return walk
    return replace(walk, replies=(*walk.replies, reply), steps=(*walk.steps, 1))


def alike(walk: Walk, *, everywhere: bool) -> tuple[Question, ...]:
    """Return the open questions of the same rule as this one, in its article or in all."""
    now, rest = walk.question, walk.questions[len(walk.replies) :]
    return tuple(
        each
        for each in rest
        if now and each.rule == now.rule and (everywhere or each.file == now.file)
    )


def step_all(walk: Walk, reply: Reply, *, everywhere: bool) -> Walk:
    """Return the walk after one reply to all questions alike; they are one step to undo."""
    same = alike(walk, everywhere=everywhere)
    done = len(walk.replies)
    others = tuple(each for each in walk.questions[done:] if each not in same)
    return replace(
        walk,
        questions=(*walk.questions[:done], *same, *others),
        replies=(*walk.replies, *(reply for _ in same)),
        steps=(*walk.steps, len(same)),
    )


def answer(question: Question, reply: Reply) -> tuple[Kind, bool] | None:
    """Return what the ledger is to say: action, and whether it is accepted; None for nothing.

    Where a scene may begin, no words are to be made a heading or to be dropped.
    """
    if question.action is Kind.SCENE and reply in (Reply.DROP, Reply.HEADING):
        return None
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
    before = after = above = below = ""
    at = _block_of(blocks, line, text)
    if at is not None:
        before, _, after = blocks[at].text.partition(text)
        above = blocks[at - 1].text if at else ""
        below = blocks[at + 1].text if at + 1 < len(blocks) else ""
    return Question(
        file=file,
        line=line,
        rule=rule,
        action=action,
        before=last_words(" ".join(before.split()), AROUND),
        text=text,
        after=first_words(" ".join(after.split()), AROUND),
        above=last_words(" ".join(above.split()), AROUND),
        below=first_words(" ".join(below.split()), AROUND),
    )


def _block_of(blocks: Sequence[Block], line: int, text: str) -> int | None:
    """Return the number of the block that holds the stretch on `line`."""
    holding = [n for n, block in enumerate(blocks) if block.line <= line and text in block.text]
    return holding[-1] if holding else None
