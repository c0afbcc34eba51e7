"""The comments of a text, for those who read it for a book: what the parser passed over."""

from __future__ import annotations

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
    try:
        typed = parse(dialect(), text).reading.comments
    except TooDeepError:  # said when the book is built
        return ()
    found: dict[int, Comment] = {}
    for each in typed:
        at = text.find(each)
        while at in found:
            at = text.find(each, found[at].end)
        if at >= 0:
            words = words_of_comment(each)
            found[at] = Comment(at, at + len(each), text.count("\n", 0, at) + 1, words)
    return tuple(found[at] for at in sorted(found))


def without_comments(text: str, comments: tuple[Comment, ...]) -> str:
    """Return a text without its comments; its lines keep their numbers."""
    made, end = "", 0
    for each in comments:
        made += text[end : each.start] + "\n" * text.count("\n", each.start, each.end)
        end = each.end
    return made + text[end:]
