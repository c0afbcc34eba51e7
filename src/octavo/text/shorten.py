"""Texts that are too long for their place: what stays of them, and where the ellipsis stands.

Names, addresses and passages in messages are cut anywhere (`clipped`), for they are to be
known again; what a reader reads is cut at a word (`first_words`), and loses the comma before
the ellipsis.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Marks that do not stand before an ellipsis.
_DROPPED = " ,;:.–—"


def clipped(text: str, most: int) -> str:
    """Return `text`, or its first `most` characters with an ellipsis where it has more."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def clipped_before(text: str, most: int) -> str:
    """Return `text`, or an ellipsis and its last `most` characters where it has more."""
    return text if len(text) <= most else f"…{text[-most:]}"


def first_words(text: str, most: int) -> str:
    """Return `text`, or its first words, `most` characters at most, with an ellipsis behind."""
    if len(text) <= most:
        return text
    return ended(text[:most].rpartition(" ")[0] or text[:most])


def last_words(text: str, most: int) -> str:
    """Return `text`, or its last words, `most` characters at most, with an ellipsis before."""
    if len(text) <= most:
        return text
    return f"… {text[-most:].partition(' ')[2] or text[-most:]}"


def without_middle(text: str, most: int) -> str:
    """Return `text`, or its first and last words, `[…]` between them, where it has more than that.

    What stays has `most` characters at most, in halves.
    """
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half].rpartition(' ')[0]} […] {text[-half:].partition(' ')[2]}"


def name_without_middle(name: str, most: int) -> str:
    """Return a file's name, or its first and last characters: its ending says what it is."""
    half = most // 2
    return name if len(name) <= most else f"{name[:half]}…{name[-half + 1 :]}"


def words_without_middle(words: Sequence[str], most: int) -> str:
    """Return words, or the first and last of them with an ellipsis between, `most` at most."""
    if len(words) <= most:
        return " ".join(words)
    half = most // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])}"


def ended(words: str) -> str:
    """Return words that were cut off, with the ellipsis that says so."""
    return f"{words.rstrip(_DROPPED)} …"
