"""People: whose book it is, and how they are filed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from octavo.core.model import Person
from octavo.text.direction import primary

#: Languages of books whose names are not filed as `surname, given`: the family name comes
#: first already (Hungarian, Chinese, Japanese, Korean, Vietnamese), or people are filed under
#: the given name (Icelandic). IFLA, Names of Persons, 4th edition, 1996.
_OTHER_ORDER = frozenset({"hu", "zh", "ja", "ko", "vi", "is"})

#: Words that say that a name is not simply given names and one surname: particles, which each
#: country files differently, and the words of bodies.
_PARTICLES = (
    "a abu af al and ben bin bint d da das de degli dei del della den der des di do dos du e el et "
    "ibn la las le les lo los mac of san santa st st. ten ter the und van vom von y zu zum zur"
)
_BODIES = (
    "association books church club college collective committee company council department "
    "editors foundation friends group house inc inc. institute library limited ltd ltd. ministry "
    "network press project publishers publishing school society studio team university"
)
_NOT_SIMPLE = frozenset(f"{_PARTICLES} {_BODIES}".split())

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def creators(people: Sequence[Person]) -> tuple[Person, ...]:
    """Return those whose book it is: the authors (MARC `aut`, `cre`), or else the first-named role.

    A translator beside an author contributes; an anthology's editors, alone, create.
    """
    roles = {person.role for person in people} & {"aut", "cre"}
    leading = roles or {person.role for person in people[:1]}
    return tuple(person for person in people if person.role in leading)


def sort_name(name: str, language: str) -> str:
    """Return a simple Western name as it is filed (`Ada Lovelace` → `Lovelace, Ada`), or nothing.

    Nothing is claimed where a guess could be wrong: one word, a particle
    (`van`, `de`), a body (`The Press`), a script other than Latin, a language
    with another order. The author can give the sort name in book.toml.
    """
    if primary(language) in _OTHER_ORDER:
        return ""
    given, comma, suffix = name.partition(",")
    words = given.split()
    if not comma and len(words) > 2 and words[-1].lower() in _SUFFIXES:
        suffix = words.pop()
    if suffix.strip().lower() not in _SUFFIXES | {""} or not _is_simple(words):
        return ""
    ending = f", {suffix.strip()}" if suffix.strip() else ""
    return f"{words[-1]}, {' '.join(words[:-1])}{ending}"


def _is_simple(words: list[str]) -> bool:
    return (
        2 <= len(words) <= 4
        and all(_is_name_word(word) for word in words)
        and not any(word.lower() in _NOT_SIMPLE for word in words)
        and len(words[-1].rstrip(".")) > 1
    )


def _is_name_word(word: str) -> bool:
    """Return whether a word is of Latin letters and marks that names hold, after a capital."""
    letters = word.translate(str.maketrans("", "", ".-'’"))
    return bool(letters) and letters[0].isupper() and all(_is_latin(char) for char in letters)


def _is_latin(char: str) -> bool:
    return unicodedata.combining(char) > 0 or "LATIN" in unicodedata.name(char, "")
