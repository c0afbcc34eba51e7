"""Comments of other tools in Markdown that comes in: no words of the book."""

from __future__ import annotations

from octavo.importing.readers.left_out import Left, Reason
from octavo.markdown.typed_comments import typed_comments, without_comments


def comments_left(text: str, first: int = 1) -> tuple[str, tuple[Left, ...]]:
    """Return Markdown without its comments, and these; its lines, which keep their numbers, count
    from `first`.
    """
    found = typed_comments(text)
    left = (
        Left(reason=Reason.COMMENT, text=each.words, line=first + each.line - 1)
        for each in found
        if each.words
    )
    return without_comments(text, found), tuple(left)
