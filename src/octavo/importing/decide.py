"""Article as read → `Article` with all decisions taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from octavo.importing.article import Article, Block, Decision, Kind, Level, Source
from octavo.importing.article_rules import RULES, Rule, name_in
from octavo.importing.markdown_escape import may_cut, plain_of, plain_words
from octavo.importing.stretches import Match, cut, line_of, paragraphs
from octavo.importing.word_account import count


def decide(source: Source, answers: Mapping[tuple[int, str, str], bool | Kind]) -> Article:
    """Apply the rules, in their order.

    `answers` are the author's, by `Decision.key`: accepted or not, or accepted
    as another kind than the rule's. Where there is none, what is
    high is accepted and the rest is not. A stretch that a rule has spoken of is
    not looked at by the rules below it.
    """
    blocks = list(source.blocks)
    decisions: list[Decision] = []
    spoken: set[tuple[int, str]] = set()
    for rule in RULES:
        if rule.action is Kind.TITLE and _has_title(source):
            continue
        # From the end, so that cutting one block leaves the numbers before it.
        for match in sorted(rule.find(tuple(blocks)), key=_from_the_end):
            block = blocks[match.index]
            whole = rule.action is Kind.SCENE
            if not whole and block.markdown and not may_cut(block.text, match.start, match.end):
                continue
            decision = _decision(rule, block, match, answers)
            if (decision.line, decision.text) in spoken:
                continue
            spoken.add((decision.line, decision.text))
            decisions.append(decision)
            if decision.accepted:
                pieces = cut(block, match, decision.action)
                blocks[match.index : match.index + 1] = pieces
    decisions += _of_gone_rules(blocks, answers)
    return _article(source, blocks, decisions)


def _of_gone_rules(
    blocks: list[Block], answers: Mapping[tuple[int, str, str], bool | Kind]
) -> Iterator[Decision]:
    """Apply what the author has accepted of rules that are no longer there; yield it."""
    for (line, rule, text), kind in answers.items():
        if rule in _CODES or not isinstance(kind, Kind):
            continue
        match = _stretch(blocks, line, text, kind)
        if match:
            blocks[match.index : match.index + 1] = cut(blocks[match.index], match, kind)
            yield Decision(
                line=line, rule=rule, level=Level.MEDIUM, action=kind, accepted=True, text=text
            )


def _stretch(blocks: Sequence[Block], line: int, text: str, kind: Kind) -> Match | None:
    """Return where the paragraphs have `text` on `line`; a heading's colon goes with it."""
    for index, block in paragraphs(blocks):
        start = block.text.find(text)
        if start < 0 or line_of(block, Match(index=index, start=start, end=start)) != line:
            continue
        end = start + len(text)
        mark = int(kind is Kind.HEADING and block.text[end : end + 1] == ":")
        if not block.markdown or may_cut(block.text, start, end):
            return Match(index=index, start=start, end=end, mark=mark)
    return None


_CODES = frozenset(rule.code for rule in RULES)


def _from_the_end(match: Match) -> tuple[int, int]:
    return -match.index, -match.start


def _decision(
    rule: Rule, block: Block, match: Match, answers: Mapping[tuple[int, str, str], bool | Kind]
) -> Decision:
    taken = Decision(
        line=line_of(block, match),
        rule=rule.code,
        level=rule.level,
        action=rule.action,
        accepted=rule.level is Level.HIGH,
        text=block.text[match.start : match.end].strip(),
    )
    answer = answers.get(taken.key, taken.accepted)
    if isinstance(answer, Kind):
        return replace(taken, accepted=True, action=answer)
    return replace(taken, accepted=answer)


def _article(source: Source, blocks: list[Block], decisions: list[Decision]) -> Article:
    title = next((_plain(block) for block in blocks if block.kind is Kind.TITLE), source.title)
    byline = next((block.text for block in blocks if block.kind is Kind.BYLINE), "")
    return Article(
        source=source,
        title=plain_words(title),
        author=name_in(byline) or source.author,
        blocks=tuple(blocks),
        decisions=tuple(sorted(decisions, key=_place)),
        counts=count(source, blocks),
    )


def _has_title(source: Source) -> bool:
    """Return whether the format says what the title is: no rule has to guess it."""
    return bool(source.title) or any(block.kind is Kind.TITLE for block in source.blocks)


def _plain(block: Block) -> str:
    return plain_of(block.text) if block.markdown else block.text


def _place(taken: Decision) -> tuple[int, int]:
    """Return where a decision stands: within a line, a heading comes first and a drop last."""
    return taken.line, list(Kind).index(taken.action)
