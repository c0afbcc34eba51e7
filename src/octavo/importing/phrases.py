"""What an editor stumbles over in running text: one look at one paragraph each."""

from __future__ import annotations

import re

from octavo.importing.prose import ends_in_stop

#: A paragraph of fewer words than this is a line that needs no stop.
CUT_OFF = 12

#: Longer words are addresses.
LONGEST_WORD = 40

_WEB_REFERENCE = re.compile(
    r"\bin (?:this|the following|the next|my next|the previous|my last|another|today['’]s) "
    r"(?:article|post|blog post|blog)\b"
    r"|\b(?:comments?|links?|form) below\b|\b(?:button|video) (?:below|above)\b"
    r"|\bbelow(?=[.!?])|\bclick here\b"
    r"|\bleave (?:me )?a (?:comment|reply)\b|\bscroll (?:down|up|to the (?:top|bottom|end))\b"
    r"|\b(?:subscribe to|sign up for) (?:my|our|the|this) (?:\w+ )?"
    r"(?:newsletter|blog|channel|feed|list)\b"
    r"|\bshare this (?:post|article|page)\b|\bfollow (?:me|us) on\b|\blinks? in (?:my|the) bio\b"
    r"|\bin the (?:sidebar|comments)\b",
    re.IGNORECASE,
)
# Two small letters, a stop and a capital without a space.
_NO_SPACE = re.compile(r"(?<=[a-zà-ÿ]{2})[.!?,;](?=[A-Z][a-zà-ÿ])")
_TWO_WORDS = re.compile(r"[^\W\d_]+[.!?,;][^\W\d_]+[.!?,;:”\"’')]*")
_CUT_OFF = re.compile(r"\b(?:the|an?|of|to|and|or|at|with|in|for|my|your|his|their)$")
_PAREN_STOP = re.compile(r"(?<=[\w\"”’])\.\)(?=\s|$)")


def web_reference(text: str) -> re.Match[str] | None:
    """Return the first phrase that speaks of a web page."""
    return _WEB_REFERENCE.search(text)


def missing_space(text: str) -> tuple[int, str] | None:
    """Return the first two words with a stop and no space between them: their offset, and they."""
    for found in _NO_SPACE.finditer(text):
        start = max(text.rfind(gap, 0, found.start()) for gap in ' \n\u00a0(“"') + 1
        words = text[start : found.end() + LONGEST_WORD].split(maxsplit=1)[0]
        # More signs than a stop are those of an address or a file name.
        if len(words) < LONGEST_WORD and _TWO_WORDS.fullmatch(words):
            return start, words.rstrip(".!?,;:”\"’')")
    return None


def breaks_off(text: str) -> bool:
    """Return whether a paragraph ends in a word that no sentence ends in."""
    return len(text.split()) >= CUT_OFF and bool(_CUT_OFF.search(text))


def paren_stop(text: str) -> re.Match[str] | None:
    """Return the first stop that should stand behind its bracket."""
    wrong = (found for found in _PAREN_STOP.finditer(text) if _is_aside(found))
    return next(wrong, None)


def _is_aside(found: re.Match[str]) -> bool:
    """Return whether the bracket stands within a sentence: a whole one keeps its stop inside."""
    opening = found.string.rfind("(", max(0, found.start() - 2000), found.start())
    return opening > 0 and not ends_in_stop(found.string[max(0, opening - 20) : opening])
