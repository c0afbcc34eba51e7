"""Article as read → `Article` with all decisions taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from octavo.assemble.account import count
from octavo.assemble.article import Article, Block, Decision, Kind, Level, Source
from octavo.assemble.escape import plain_words
from octavo.assemble.match import Match, cut, line_of
from octavo.assemble.rules import RULES, Rule, name_in


def decide(source: Source, answers: Mapping[tuple[int, str, str], bool]) -> Article:
    """Applies the rules, in their order.

    `answers` are the author's, by `Decision.key`; where there is none, what is
    high is accepted and the rest is not. A stretch that a rule has spoken of is
    not looked at by the rules below it.
    """
    blocks = list(source.blocks)
    decisions: list[Decision] = []
    spoken: set[tuple[int, str]] = set()
    for rule in RULES:
        # From the end, so that cutting one block leaves the numbers before it.
        for match in sorted(rule.find(tuple(blocks)), key=lambda found: -found.index):
            decision = _decision(rule, blocks[match.index], match, answers)
            if (decision.line, decision.text) in spoken:
                continue
            spoken.add((decision.line, decision.text))
            decisions.append(decision)
            if decision.accepted:
                blocks[match.index : match.index + 1] = cut(blocks[match.index], match, rule.action)
    return _article(source, blocks, decisions)


def _decision(
    rule: Rule, block: Block, match: Match, answers: Mapping[tuple[int, str, str], bool]
) -> Decision:
    taken = Decision(
        line=line_of(block, match),
        rule=rule.code,
        level=rule.level,
        action=rule.action,
        accepted=rule.level is Level.HIGH,
        text=block.text[match.start : match.end].strip(),
    )
    return replace(taken, accepted=answers.get(taken.key, taken.accepted))


def _article(source: Source, blocks: list[Block], decisions: list[Decision]) -> Article:
    title = next((block.text for block in blocks if block.kind is Kind.TITLE), "")
    byline = next((block.text for block in blocks if block.kind is Kind.BYLINE), "")
    return Article(
        source=source,
        title=plain_words(title),
        author=name_in(byline),
        blocks=tuple(blocks),
        decisions=tuple(sorted(decisions, key=_place)),
        counts=count(source, blocks),
    )


def _place(taken: Decision) -> tuple[int, int]:
    """Where a decision stands: within a line, a heading comes first and a drop last."""
    return taken.line, list(Kind).index(taken.action)
