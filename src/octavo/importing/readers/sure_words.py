"""What a block says, told without a parse where its Markdown leaves nothing to doubt.

Most blocks of a blog are words with a few marks around some of them, and to parse all of these
takes most of the time of a proof. A line is sure if it begins with a word or a mark, and is
letters, digits and signs that neither Markdown nor the book's own additions know, but for marks
that stand apart: `*words*`, `**words**`, `[words](https://…)` and code in single backticks, each
with letters at both its ends, and outside them a space, a bracket, a quotation mark or a stop.

By CommonMark 0.31.2 (6.2, rules 1 to 8) such asterisks can only open or only close, and as no mark
stands in another, each closes the one before it; brackets and backticks pair likewise (6.1, 6.3).
A list or a quotation is sure if all its lines are, behind their signs. Whatever else a line holds
is for the parser. Nothing here says where a block stands: the caller has the parser read a word in
its place.
"""

from __future__ import annotations

import re

# Latin, Greek and Cyrillic: between letters of other scripts asterisks follow rules of their own.
_LETTERS = (
    r"0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
    r"\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0481\u048a-\u052f"
)
_LETTER = f"[{_LETTERS}]"
# Signs without a meaning within a line, if none of `_UNSURE` is among them.
_SIGNS = r" ,;:.?!/%()'\"‘’“”«»–—…-"
_WORDS = rf"{_LETTER}(?:[{_LETTERS}{_SIGNS}]*{_LETTER})?"
_ADDRESS = (
    r"https?://(?:[a-z0-9][a-z0-9-]{0,62}\.){1,9}[a-z]{2,20}(?:[/?#][A-Za-z0-9/._~?=&#+,-]*)?"
)

#: How a sure line begins: not as a list, a caption, or anything else that a block can be.
_BEGIN = re.compile(rf"[\"“‘]?{_LETTER}+(?:[ ,;’'/-]|$)|(?:\*\*?|\[|`){_LETTER}")
_MARK = re.compile(
    r"(?:"
    # Each has its first sign first: the search goes from one such sign to the next.
    rf"\*(?<![^ (\"'“‘].)(?P<second>\*?)(?P<marked>{_WORDS})\*(?P=second)"
    rf"|\[(?<![^ (\"'“‘].)(?P<label>{_WORDS})\]\({_ADDRESS}\)"
    rf"|`(?<![^ (\"'“‘].)(?P<code>{_LETTER}(?:[ -_a-~]*{_LETTER})?)`"
    r")(?![^ ,;:.?!)\"'’”])"
)
_UNSURE = re.compile(rf"[^{_LETTERS}{_SIGNS}]|www\.|://|%%|mailto:|xmpp:")
#: What each line of a list begins with, and of a quotation.
_ITEM, _QUOTED = re.compile(r"-   |[0-9]{1,9}\. {1,2}"), re.compile("> ")


def sure_words(markdown: str) -> str | None:
    """Return the words of a line of Markdown, its marks taken off; None if it is to be parsed.

    Their typography is as it was typed.
    """
    if not _BEGIN.match(markdown):
        return None
    said: list[str] = []
    at = 0
    for found in _MARK.finditer(markdown):
        words = found["marked"] or found["label"] or ""
        between = markdown[at : found.start()]
        if _UNSURE.search(between) or _UNSURE.search(words):
            return None
        said += [between, words or found["code"]]
        at = found.end()
    rest = markdown[at:]
    return None if _UNSURE.search(rest) else "".join([*said, rest])


def sure_lines(markdown: str) -> str | None:
    """Return the words of a list or quotation whose lines are all sure, as `sure_words` does."""
    is_quotation = markdown.startswith(">")
    said: list[str] = []
    for line in markdown.split("\n"):
        if is_quotation and line == ">":
            continue
        begun = (_QUOTED if is_quotation else _ITEM).match(line)
        words = sure_words(line[begun.end() :]) if begun else None
        if words is None:
            return None
        said.append(words)
    return "\n".join(said)
