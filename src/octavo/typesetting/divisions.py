"""Where a word may be divided: by the patterns of its language, at its marks, in code and links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pyphen

from octavo.text.direction import primary

#: What is seen only where a line breaks, or never: a soft hyphen, a place to break, a joiner.
SOFT_HYPHEN, SPACE_OF_NO_WIDTH, JOINER = "\u00ad", "\u200b", "\u2060"
UNSEEN = f"{SOFT_HYPHEN}{SPACE_OF_NO_WIDTH}{JOINER}\ufeff\u200c\u200d"

#: What dividing costs, in demerits' roots (see `rules.Rules`): a word, one with a hyphen of its
#: own, behind a mark; code words and addresses, which no reader likes to see in two; a title and
#: its name (Mr. Darcy), if the line before them would gape.
HYPHEN, OWN_HYPHEN, MARK, CODE, ANYWHERE, TITLE = 235.0, 120.0, 30.0, 150.0, 1500.0, 400.0

#: How dear a divided word is by language, against `HYPHEN`. German words have many places to
#: divide them, and would be divided too readily; French lines have long words and few places.
#: Found on a novel of each, in two faces, so that few lines gape for it.
_DEARNESS = {"de": 1.07, "fr": 0.88}

_WORD = re.compile(r"[^\W\d_\u00ad]+")
#: Behind a hyphen between letters; behind a dash that closes something; between two words.
_HYPHENED = re.compile(r"(?<=[^\W_][^\W_])[-\u2010](?=[^\W\d_]{2})")
_DASHED = re.compile(
    r"(?<=[^\s\u2012-\u2015\u2e3a\u2e3b(\[{\u00ab\u2018\u201c\u201a\u201e])"
    r"[\u2013-\u2015\u2e3a\u2e3b](?=[^\W\d_]|[\u2018\u201c\u00ab\u201e\u00bf\u00a1(])"
)
_MARKED = re.compile(r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})|(?<=\w)\u2026(?=[^\W\d_])")
#: In code and addresses: behind what parts names, with two characters before it and three behind.
#: Not within an operator (`->`, `::`, `..=`), nor between a sign and what it belongs to (`&mut`),
#: nor within a number or a time (1.5, 10:30).
_CODE = re.compile(
    r"(?<=.{2})(?:::|->|=>|(?<!\d)[.,:]|(?<=\d)[.,:](?!\d)|[_/;\\]"
    r"|(?<=\w)(?:-(?!\d)|[&?#])|(?<=[\w=!<>+])=)(?=[^\W_]\w.|[~%]..)"
)
#: Fewer characters of code stand on one line.
_LONG = 12
#: Behind a bracket that opens, if nothing else will do.
_OPENED = re.compile(r"(?<=\w.)\((?=[^\s()]..)")


@dataclass(frozen=True, slots=True)
class Division:
    """A place in a word: the characters before it, what it costs, whether a hyphen is added."""

    offset: int
    cost: float
    #: A hyphen is set there that the word has not.
    adds: bool = False
    #: The line ends with a hyphen, added or the word's own.
    hyphen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider:
    """What may be divided in a style: `automatic` words by patterns, `code` behind its marks.

    Words of fewer than `total` letters stay whole, `left` and `right` are the fewest before and
    after a hyphen. `soft` hyphens count unless the style says that nothing is divided.
    """

    language: str
    automatic: bool
    soft: bool
    code: bool
    total: int
    left: int
    right: int

    def divisions(self, word: str) -> tuple[Division, ...]:
        """Return where a word without spaces may be divided, in order."""
        found: dict[int, Division] = {}
        if self.automatic and SOFT_HYPHEN not in word:
            cost = HYPHEN * _DEARNESS.get(primary(self.language), 1.0)
            for match in _WORD.finditer(word):
                for place in self._hyphens(match[0]):
                    offset = match.start() + place
                    found[offset] = Division(offset, cost, adds=True, hyphen=True)
        if word.isalpha():
            return tuple(found[offset] for offset in sorted(found))
        if self.code and len(word) >= _LONG:
            found |= _behind(_OPENED, word, 2 * CODE)
            found |= _behind(_CODE, word, CODE)
        elif not self.code:
            found |= _behind(_HYPHENED, word, OWN_HYPHEN, hyphen=True)
            found |= _behind(_MARKED, word, MARK)
        found |= _behind(_DASHED, word, MARK)
        for offset, mark in enumerate(word[:-1], 1):
            if mark == SPACE_OF_NO_WIDTH:
                found[offset] = Division(offset, MARK)
            elif mark == SOFT_HYPHEN and self.soft:
                found[offset] = Division(offset, OWN_HYPHEN, adds=True, hyphen=True)
        return tuple(found[offset] for offset in sorted(found) if 0 < offset < len(word))

    def _hyphens(self, word: str) -> list[int]:
        if len(word) < self.total:
            return []
        patterns = _patterns(self.language, self.left, self.right)
        return list(patterns.positions(word)) if patterns is not None else []


def anywhere(word: str) -> tuple[Division, ...]:
    """Return a division behind each character: for what is wider than a line."""
    return tuple(Division(offset, ANYWHERE) for offset in range(2, len(word) - 1))


@lru_cache(maxsize=16)
def _patterns(language: str, left: int, right: int) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=name, left=left, right=right) if name else None


def _behind(
    pattern: re.Pattern[str], word: str, cost: float, *, hyphen: bool = False
) -> dict[int, Division]:
    places = (match.end() for match in pattern.finditer(word))
    return {
        place: Division(place, cost, hyphen=hyphen or word[place - 1] in "-\u2010")
        for place in places
    }
