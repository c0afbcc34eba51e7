"""A proposed order: parts of articles that share vocabulary, and how sure that is.

Words are weighed by tf-idf; the parts are spherical k-means from seeds that lie
farthest apart, so that the same articles in the same order give the same parts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from octavo.importing.article import Kind
from octavo.importing.editor_warnings import Assembled

#: Fewer articles than this are one part.
FEWEST = 6

#: The most parts that are proposed.
MOST_PARTS = 12

#: Words that an article is known by: its heaviest.
KEYWORDS = 40

#: Words shown as a part's title.
TITLE_WORDS = 3

#: Rounds of moving articles to the part that is nearest.
ROUNDS = 12

#: Above so many articles in a part, they are ordered by nearness to its middle alone.
LONGEST_CHAIN = 200

#: How much nearer its own part an article must lie than the next to be placed clearly.
CLEAR = 0.1

#: What stands round the proposal in book.toml, above `[contents]`: no run takes it for orders.
HEAD = "# Proposed by `octavo assemble --propose-order`; only a comment, the order below holds."
END = "# End of the proposal."

# From the head to the end, as long as nothing but comments lies between.
_BLOCK = re.compile(rf"^{re.escape(HEAD)}\n(?:#.*\n)*?{re.escape(END)}\n\n?", re.MULTILINE)
_UNENDED = re.compile(rf"^{re.escape(HEAD)}\n(?:#.*\n)*\n?", re.MULTILINE)
_CONTENTS = re.compile(r"^[ \t]*\[[ \t]*contents[ \t]*\]|^[ \t]*\[\[[ \t]*contents\.", re.MULTILINE)

Vector = Mapping[str, float]


class Sure(StrEnum):
    """How sure a proposal is."""

    FAIRLY = "fairly sure"
    UNSURE = "unsure"
    GUESS = "a guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPart:
    """Articles that go together; `title` is the words they share, empty for a sole part."""

    title: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Parts in order, each file once; `statement` says in a sentence how sure that is."""

    parts: tuple[ProposedPart, ...]
    sure: Sure
    statement: str


def propose_order(each: Iterable[Assembled]) -> Proposal:
    """Return an order and parts for the articles; `each` is read once."""
    files: list[str] = []
    counts: list[Counter[str]] = []
    for item in each:
        files.append(item.file)
        counts.append(_words(item))
    vectors = _vectors(counts)
    if len(files) < FEWEST:
        order = _chain(list(range(len(files))), vectors, _middle(vectors))
        part = ProposedPart(title="", files=tuple(files[number] for number in order))
        return Proposal(
            parts=(part,) if files else (),
            sure=Sure.GUESS,
            statement=f"{len(files)} articles are too few for parts; they are ordered by likeness.",
        )
    places, middles = _parts(vectors)
    groups = [
        [number for number, place in enumerate(places) if place == part]
        for part in range(len(middles))
    ]
    found = sorted(
        ((group, middle) for group, middle in zip(groups, middles, strict=True) if group),
        key=lambda item: sum(item[0]) / len(item[0]),
    )
    parts = tuple(
        ProposedPart(
            title=", ".join(_heaviest(middle)[:TITLE_WORDS]),
            files=tuple(files[number] for number in _chain(group, vectors, middle)),
        )
        for group, middle in found
    )
    clear = sum(_is_clear(vector, middles) for vector in vectors)
    return Proposal(parts=parts, sure=_sure(clear, len(files)), statement=_said(clear, len(files)))


def comment_lines(proposal: Proposal, chapters: Mapping[str, str]) -> tuple[str, ...]:
    """Write the proposal as TOML comments; `chapters` has each file's path as in book.toml."""
    lines = [f"# A proposed order ({proposal.sure}): {proposal.statement}"]
    for part in proposal.parts:
        lines.append("# [[contents.part]]")
        if part.title:
            lines.append(f"# title = {_quoted(part.title)}")
        lines.append("# chapters = [")
        lines += [f"#   {_quoted(chapters.get(file, file))}," for file in part.files]
        lines.append("# ]")
    return tuple(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(" " if ord(char) < 32 else char for char in escaped) + '"'


def _words(each: Assembled) -> Counter[str]:
    """Return the words of three letters and more, the title's and the headings' counted twice."""
    counts: Counter[str] = Counter(_plain(each.title))
    for block in each.article.blocks:
        if block.kind in _COUNTED:
            words = _plain(block.text)
            counts.update(words * 2 if block.kind is Kind.HEADING else words)
    return counts


_COUNTED = frozenset((Kind.TITLE, Kind.HEADING, Kind.PARAGRAPH, Kind.LETTER, Kind.MARKUP))
_PUNCTUATION = "\"'“”‘’«»„.,;:!?…()[]{}–—-*_"


def _plain(text: str) -> list[str]:
    words = (word.strip(_PUNCTUATION).lower() for word in text.split())
    return [word for word in words if len(word) > 2 and word[0].isalpha()]


def _vectors(counts: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """Return each article as its KEYWORDS heaviest words, of length 1."""
    spread: Counter[str] = Counter()
    for each in counts:
        spread.update(each.keys())
    found = []
    for each in counts:
        weights = {
            word: (1 + math.log(times)) * math.log(len(counts) / spread[word])
            for word, times in each.items()
            if spread[word] > 1
        }
        kept = {word: weights[word] for word in _heaviest(weights)[:KEYWORDS]}
        found.append(_unit(kept))
    return found


def _heaviest(vector: Vector) -> list[str]:
    return sorted(vector, key=lambda word: (-vector[word], word))


def _unit(vector: Vector) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _likeness(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * large[word] for word, weight in small.items() if word in large)


def _middle(vectors: Sequence[Vector]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for word, weight in vector.items():
            total[word] = total.get(word, 0.0) + weight
    return _unit(total)


def _parts(vectors: Sequence[Vector]) -> tuple[list[int], list[dict[str, float]]]:
    """Return the part of each article, and the middle of each part."""
    number = max(2, min(MOST_PARTS, round(math.sqrt(len(vectors) / 2))))
    middles: list[dict[str, float]] = [dict(vectors[seed]) for seed in _seeds(vectors, number)]
    places: list[int] = []
    for _ in range(ROUNDS):
        moved = [_nearest(vector, middles) for vector in vectors]
        if moved == places:
            break
        places = moved
        middles = [
            _middle([vectors[at] for at, place in enumerate(places) if place == part]) or middle
            for part, middle in enumerate(middles)
        ]
    return places, middles


def _seeds(vectors: Sequence[Vector], number: int) -> list[int]:
    """Choose articles that lie far apart, the first nearest to the middle of all."""
    middle = _middle(vectors)
    seeds = [max(range(len(vectors)), key=lambda at: (_likeness(vectors[at], middle), -at))]
    nearest = [0.0] * len(vectors)
    while len(seeds) < number:
        last = vectors[seeds[-1]]
        nearest = [
            max(near, _likeness(vector, last))
            for near, vector in zip(nearest, vectors, strict=True)
        ]
        seeds.append(min(range(len(vectors)), key=lambda at: (at in seeds, nearest[at], at)))
    return seeds


def _nearest(vector: Vector, middles: Sequence[Vector]) -> int:
    return max(range(len(middles)), key=lambda part: (_likeness(vector, middles[part]), -part))


def _chain(group: Sequence[int], vectors: Sequence[Vector], middle: Vector) -> list[int]:
    """Return the most typical article first, then always the one most like the last."""
    left = sorted(group, key=lambda at: (-_likeness(vectors[at], middle), at))
    if len(left) > LONGEST_CHAIN:
        return left
    order = left[:1]
    left = left[1:]
    while left:
        last = vectors[order[-1]]
        at = max(left, key=lambda at: (_likeness(vectors[at], last), -at))
        order.append(at)
        left.remove(at)
    return order


def _is_clear(vector: Vector, middles: Sequence[Vector]) -> bool:
    best, second = sorted((_likeness(vector, middle) for middle in middles), reverse=True)[:2]
    return best - second >= CLEAR


def _sure(clear: int, number: int) -> Sure:
    if clear >= 0.8 * number:
        return Sure.FAIRLY
    return Sure.UNSURE if clear >= 0.5 * number else Sure.GUESS


def _said(clear: int, number: int) -> str:
    return (
        f"{clear} of {number} articles share clearly more words with their part than with another;"
        " the order within a part is by likeness alone."
    )


def with_proposal(text: str, lines: Sequence[str]) -> str:
    """Put the comment `lines` into book.toml's `text`, in place of an earlier run's."""
    block = "\n".join([HEAD, *lines, END]) + "\n\n"
    for pattern in (_BLOCK, _UNENDED):
        found = pattern.search(text)
        if found:
            return _ended(text[: found.start()] + block + text[found.end() :])
    contents = _CONTENTS.search(text)
    if contents:
        return text[: contents.start()] + block + text[contents.start() :]
    return _ended(f"{_ended(text)}\n{block}")


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n"
