"""Small facts about prose that several rules need."""

from __future__ import annotations

import re

#: A web address, with or without its scheme. The parts of a name are 63 long at most (RFC 1035,
#: 2.3.4); both bounds keep text that is all dots from taking for ever.
URL = (
    r"(?:https?://\S+|www\.\S+"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|org|net|info|blog|co\.uk)\b\S*)"
)

_BOUNDARY = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*(\w))")
_ABBREVIATION = re.compile(r"\b(?:Dr|Mrs?|Ms|Prof|St|No|vs|e\.g|i\.e|[A-Z])\.\s+\Z")
_STOP = re.compile(
    # Arabic, Urdu, Indic, Armenian, Ethiopic, Burmese, Khmer and CJK have stops of their own.
    r"[.!?…؟۔।॥։።။។。！？｡．]"
    # What may stand behind one: quotation marks and brackets; in Markdown, the end of a
    # link, of emphasis or code, and the call of a note.
    r"(?:[\"”’')\]»›«‹“‘」』）】*_`~]|\]\([^()\s]{,200}\)|\s?\[\^[^\]\s]{1,80}\]|</\w+>|[¹²³⁴-⁹⁰])*$"
)
_LIST_ITEM = re.compile(r"(?:[-*+•–—]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)])\s")
#: Ends in a word that no sentence ends in.
CUT_OFF = re.compile(
    r"\b(?:the|an?|of|to|and|or|at|with|in|for|from|by|as|than|my|your|his|their|our|its|that|which"
    r"|if|when|because|can|could|will|would|should|is|are|was|were)$"
)
_AROUND = re.compile(r"^\W+|\W+$")
_OPENING_QUOTES = "“‘\"'«„"

#: Short words that titles in Title Case leave in small letters.
MINOR_WORDS = frozenset(
    ("a", "an", "the", "and", "but", "or", "nor", "for", "of", "on", "in", "at", "to", "by",
     "from", "with", "as", "into", "over", "than", "vs", "per", "via")
)  # fmt: skip


def last_sentence(text: str) -> int:
    """Return the offset at which the last sentence of `text` begins."""
    start = 0
    for found in _BOUNDARY.finditer(text):
        before = text[max(0, found.end() - 12) : found.end()]
        if not found[1].islower() and not _ABBREVIATION.search(before):
            start = found.end()
    return start


def ends_in_stop(text: str) -> bool:
    """Return whether the text ends like a sentence: a stop, then quotes or brackets at most."""
    return bool(_STOP.search(text.rstrip()))


def is_list_item(text: str) -> bool:
    """Return whether the text begins with a bullet or a number."""
    return bool(_LIST_ITEM.match(text))


def without_bullet(text: str) -> str:
    """Return the text without the bullet or number it begins with."""
    found = _LIST_ITEM.match(text)
    return text[found.end() :] if found else text


def is_prose(text: str) -> bool:
    """Return whether the text is running prose: it holds the end of a sentence, or 20 words."""
    if is_list_item(text):
        return False
    return ends_in_stop(text) or bool(_BOUNDARY.search(text)) or len(text.split()) >= 20


def is_running(text: str) -> bool:
    """Return whether the text is sentences: one ends in it, and most words begin in small letters.

    Lists of goods, rows of a table and text in capitals are not.
    """
    words = [word for word in map(letters, text.split()[:60]) if word[:1].isalpha()]
    small = sum(not word[0].isupper() for word in words)
    return small * 2 >= len(words) > 0 and (ends_in_stop(text) or bool(_BOUNDARY.search(text)))


def opens_quotation(text: str) -> bool:
    """Return whether the text begins with an opening quotation mark."""
    return text[:1] != "" and text[0] in _OPENING_QUOTES


def begins_upper(text: str) -> bool:
    """Return whether the first character, quotation marks and brackets aside, is a capital."""
    return text.lstrip(_OPENING_QUOTES + "([")[:1].isupper()


def is_balanced(text: str) -> bool:
    """Return whether quotation marks and brackets in the text come in pairs."""
    pairs = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in pairs)


def letters(word: str) -> str:
    """Return the word without the punctuation around it."""
    return word if word.isalnum() else _AROUND.sub("", word)


def title_case_share(text: str) -> float:
    """Return the share of words that begin with a capital, minor words but the first left out."""
    words = [letters(word) for word in text.split()]
    words = [word for word in words if word]
    major = words[:1] + [word for word in words[1:] if word not in MINOR_WORDS]
    return sum(word[0].isupper() for word in major) / len(major) if major else 0.0
