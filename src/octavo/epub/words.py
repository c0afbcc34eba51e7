"""The words that the package adds, in the book's language where they are known."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "by": "by",
        "contents": "Contents",
        "cover": "Cover",
        "landmarks": "Landmarks",
        "start": "Begin reading",
    }
)


def say(words: Mapping[str, str], key: str) -> str:
    """The word for `key`; English if the book's language lacks it."""
    return words.get(key) or _ENGLISH[key]
