"""What of a document is no text of the book: comments, deleted and hidden words, its own contents.

It is left out, named with its words in a finding, and stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from octavo.core.model import Finding
from octavo.findings.catalogue.documents import DocumentLeftOut
from octavo.importing.article import Apart
from octavo.text.shorten import clipped

#: How many characters of what is left out a message shows.
_SHOWN = 60


class Reason(StrEnum):
    """Why a stretch of a document is left out, in words that a message can say."""

    CONTENTS = "the document's own contents and indexes"
    COMMENT = "comments"
    DELETED = "deleted text that the document still holds"
    HIDDEN = "hidden text"
    FURNITURE = "lines at the head and foot of pages"
    OBJECT = "embedded objects"
    PAGE_NUMBER = "page numbers of a printed edition"
    PAGE = "the title page, but for title and author"
    RULE = "lines between the chapters"
    LICENCE = "the head and licence of Project Gutenberg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A stretch that is left out, and why; `line` is the paragraph that it stood in or before."""

    reason: Reason
    text: str
    line: int = 1


def left_findings(left: Iterable[Left]) -> Iterator[Finding]:
    """Yield a finding for each reason: how many words, and how they begin."""
    ordered = sorted(left, key=lambda each: list(Reason).index(each.reason))
    for reason, group in groupby(ordered, lambda each: each.reason):
        texts = [" ".join(each.text.split()) for each in group]
        words = sum(len(text.split()) for text in texts)
        shown = "; ".join(f"“{clipped(text, _SHOWN)}”" for text in texts[:3])
        more = f" and {len(texts) - 3} more" if len(texts) > 3 else ""
        yield DocumentLeftOut.found({"what": str(reason), "count": words, "words": shown + more})


def left_apart(left: Iterable[Left]) -> tuple[Apart, ...]:
    """Return what is left out for the ledger, which has it in full."""
    return tuple(
        Apart(line=each.line, kind=each.reason.name.lower(), text=" ".join(each.text.split()))
        for each in left
        if each.text.strip()
    )
