"""The same story told twice in other words: names and numbers that two articles share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from octavo.importing.article import Block

#: The names and numbers of an article, with the line each is first found on.
Names = dict[str, int]

#: So many rare names in common make it likely that two articles tell one story.
SHARED_NAMES = 4

#: And so much of the names of the article that has fewer.
SHARE = 0.2

#: A name is rare if it stands in so many articles at most, or in one of a hundred.
RARE, RARE_SHARE = 3, 100

#: Names that are shown of those in common.
SHOWN_NAMES = 5

# Capitals that no sentence begins with (those in a row are one name), or a number of three
# digits and more.
_CAPITAL = r"[^\W\d_a-zà-ÿ][^\W\d_]*[a-zà-ÿ][^\W\d_]*"
_NAME = re.compile(rf" (?<=[\w,;’'] )({_CAPITAL}(?: {_CAPITAL})*|[0-9][0-9.,]*[0-9][0-9])(?!\w)")
_WORD = re.compile(r"\b[a-zà-ÿ][^\W\d_]+")
_NO_NAME = frozenset(
    """January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter God Lord Internet
    English American America Europe Mom Dad Mum Google Facebook Twitter""".split()
)


def names_of(blocks: Iterable[Block]) -> Names:
    """Return the names and numbers within the sentences of an article."""
    found: Names = {}
    small: set[str] = set()
    for block in blocks:
        small.update(_WORD.findall(block.text))
        for match in _NAME.finditer(block.text):
            name = match[1].rstrip(".,")
            if len(name) > 2 and name not in _NO_NAME and name not in found:
                found[name] = block.line + block.text.count("\n", 0, match.start(1))
    return {
        name: line
        for name, line in found.items()
        if not any(word.lower() in small for word in name.split())
    }


def retold(
    names: Sequence[Names], told: Set[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[str, ...], int]]:
    """Yield pairs of articles that may tell one story: later, earlier, what both name, line.

    `told` are the pairs that a finding names already.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(names):
        for name in each:
            holders[name].append(number)
    most = max(RARE, len(names) // RARE_SHARE)
    pairs: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        if 1 < len(found) <= most:
            pairs.update((b, a) for at, a in enumerate(found) for b in found[at + 1 :])
    for (later, earlier), shared in sorted(pairs.items()):
        fewest = min(len(names[later]), len(names[earlier]))
        if shared >= max(SHARED_NAMES, SHARE * fewest) and (later, earlier) not in told:
            both = [
                name
                for name in names[later]
                if name in names[earlier] and len(holders[name]) <= most
            ]
            line = min(names[later][name] for name in both)
            yield later, earlier, tuple(both[:SHOWN_NAMES]), line
