"""The keys of front matter: ours, the words that other tools have for them, and their values."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

#: Keys that it may hold. `date` and `source` are kept for the author; Octavo does not use them.
FRONT_MATTER = (
    "author",
    "date",
    "draft",
    "id",
    "kind",
    "language",
    "short_title",
    "source",
    "split",
    "title",
)

#: Keys whose values are text.
TEXTS = frozenset({"author", "id", "kind", "language", "short_title", "title"})
#: Keys whose values are true or false.
FLAGS = frozenset({"draft", "split"})

#: What other tools call the same: pandoc and Quarto (`lang`), Quarto, Hugo and MyST (`authors`),
#: Hugo (`linkTitle`).
_SAME = {
    "authors": "author",
    "lang": "language",
    "linktitle": "short_title",
    "shorttitle": "short_title",
}

#: Keys that are read, and are not worth a word where they say nothing to us: Jekyll's `published`.
PASSED_OVER = frozenset({"published"})

#: Common keys of pandoc, Quarto, Hugo, Jekyll, Obsidian, MyST, Docusaurus and mdBook.
ELSEWHERE = frozenset(
    "abstract aliases bibliography categories comments cover created cssclass description "
    "excerpt format image kernelspec keywords layout linktitles menu nav_order output parent "
    "permalink publish published publisher redirect_from sidebar_label sidebar_position slug "
    "sources subject subtitle summary tags titles toc type updated url weight".split()
)

_YES = frozenset({"true", "yes", "on", "y", "1"})
_NO = frozenset({"false", "no", "off", "n", "0"})
_NOTHING = frozenset({"", "null", "~"})
#: The keys of a person's name in parts, in their order (CSL's, as Quarto and MyST have them).
_NAME_PARTS = ("given", "non_dropping_particle", "dropping_particle", "family", "suffix")
#: Shorter words are near too many others.
_SHORTEST = 5


def plain_key(key: str) -> str:
    """Return a key in the one spelling by which keys are compared."""
    return key.lower().replace("-", "_")


def known_key(key: str) -> str:
    """Return our name of a key, whoever's it is; empty if it is none of ours."""
    plain = plain_key(key)
    if plain in FRONT_MATTER or plain in PASSED_OVER:
        return plain
    return _SAME.get(plain.replace("_", ""), "")


def meant_key(key: str) -> str:
    """Return the key of ours of which `key` surely is a slip: one letter off, or two swapped."""
    plain = plain_key(key)
    if plain in ELSEWHERE or known_key(key):
        return ""
    return next((known for known in FRONT_MATTER if _is_slip(plain, known)), "")


def text_of(value: object) -> str | None:
    """Return a value as text, empty for nothing; None if it is a list or a table."""
    if value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING):
        return ""
    if isinstance(value, bool):
        return None
    if isinstance(value, str | int | float | datetime.date):
        return " ".join(str(value).split())
    return None


def flag_of(value: object) -> bool | None:
    """Return whether a value says yes or no; None if it says neither."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in _YES:
        return True
    return False if value is None or word in _NO | _NOTHING else None


def people_of(value: object) -> tuple[str, ...] | None:
    """Return the names of one person or of several; None if there are people without a name.

    A person is a name, or a table with `name`, which may have parts of its own.
    """
    people = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    names = [_name(person) for person in people]
    told = tuple(dict.fromkeys(name for name in names if name))
    return None if None in names and not told else told


def _name(person: object) -> str | None:
    if not isinstance(person, Mapping):
        return text_of(person)
    table = {plain_key(str(key)): value for key, value in person.items()}
    for key in ("name", "literal"):
        if table.get(key):
            return _name(table[key])
    return " ".join(_parts(table)) or None


def _parts(table: Mapping[str, object]) -> Iterator[str]:
    for key in _NAME_PARTS:
        if part := text_of(table.get(key)):
            yield part


def _is_slip(word: str, known: str) -> bool:
    """Return whether two words differ by one letter, or by two neighbours that are swapped."""
    if min(len(word), len(known)) < _SHORTEST or word == f"{known}s":
        return False
    start = next((at for at, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), None)
    if start is None:
        return abs(len(word) - len(known)) == 1
    one, other = word[start:], known[start:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:] and len(one) > 1
    return swapped or one[1:] == other or one == other[1:] or one[1:] == other[1:]
