"""The words that Octavo adds to a book, by language: Contents, Notes, Chapter … (the TOML file)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from octavo.text.direction import TRADITIONAL_CHINESE, is_traditional_chinese, primary

#: The two written forms of Norwegian: one set of words.
_SAME = {"nn": "nb", "no": "nb"}


def words_of(language: str) -> dict[str, str]:
    """Return the words by their keys, for a BCP 47 tag; English where there is none."""
    table = _table()
    return {**table["en"], **table.get(_key(language), {})}


def has_words(language: str) -> bool:
    """Tell whether there are words for a language; English stands in where there are not."""
    return _key(language) in _table()


def lacking(language: str) -> list[str]:
    """Return the English words that stand in a language for those that no two sources have."""
    table = _table()
    return [word for key, word in table["en"].items() if key not in table[_key(language)]]


def word(words: Mapping[str, str], key: str) -> str:
    """Return one word of a book's own, or the English one if the book lacks it."""
    return words.get(key) or _table()["en"][key]


def said_everywhere(key: str) -> frozenset[str]:
    """Return a word in all languages that have it."""
    return frozenset(words[key] for words in _table().values() if key in words)


@cache
def _table() -> dict[str, dict[str, str]]:
    tables = tomllib.loads((files("octavo.text") / "added_words.toml").read_text("utf-8"))
    del tables["sources"]
    return {
        language: {key: given if isinstance(given, str) else given[0] for key, given in of.items()}
        for language, of in tables.items()
    }


def _key(language: str) -> str:
    if is_traditional_chinese(language):
        return TRADITIONAL_CHINESE
    code = primary(language)
    return _SAME.get(code, code)
