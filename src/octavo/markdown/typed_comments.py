"""The comments of a text, for those who read it for a book: what the parser passed over."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from octavo.markdown.comments import may_hold_comments, words_of_comment
from octavo.markdown.dialect import dialect, parse
from octavo.markdown.reading import TooDeepError


class Comment(NamedTuple):
    """A comment: where it begins in the text and ends, its line from 1 on, its words."""

    start: int
    end: int
    line: int
    words: str


def typed_comments(text: str) -> tuple[Comment, ...]:
    """Return the comments of other tools in a text, in order; none of those in code."""
    if not may_hold_comments(text):
        return ()
    typed = _typed(text)
    found: dict[int, Comment] = {}
    for each, count in Counter(typed).items():
        words = words_of_comment(each)
        for at in _places(text, each, count):
            line = text.count("\n", 0, at) + 1
            found[at] = Comment(at, at + len(each), line, words)
    return tuple(found[at] for at in sorted(found))


def _typed(text: str) -> list[str]:
    """Return the comments that the parser passes over, with their signs."""
    try:
        return parse(dialect(), text).reading.comments
    except TooDeepError:  # said when the book is built
        return []


def _places(text: str, comment: str, count: int) -> list[int]:
    """Return where a comment stands that is typed so often; code may hold the like."""
    places = [found.start() for found in re.finditer(re.escape(comment), text)]
    if len(places) == count:
        return places
    return [at for at in places if _without(text, at, comment).count(comment) < count]


def _without(text: str, at: int, comment: str) -> list[str]:
    """Return the comments of a text in which other words stand in the place of one."""
    other = "".join(sign if sign == "\n" else "x" for sign in comment)
    return _typed(text[:at] + other + text[at + len(comment) :])


def without_comments(text: str, comments: tuple[Comment, ...]) -> str:
    """Return a text without its comments; its lines keep their numbers."""
    made, end = "", 0
    for each in comments:
        made += text[end : each.start] + "\n" * text.count("\n", each.start, each.end)
        end = each.end
    return made + text[end:]
