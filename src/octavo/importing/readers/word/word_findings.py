"""What is said of the words of a Word file that do not stand in its chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from octavo.core.model import Finding
from octavo.findings.catalogue.word_files import (
    DocxBlankLines,
    DocxChanges,
    DocxComments,
    DocxNotShown,
    DocxPageNumbers,
    DocxWordsMissing,
)
from octavo.findings.entry import Value
from octavo.importing.article import Apart
from octavo.importing.readers.left_out import Left, Reason, left_findings
from octavo.text.shorten import first_words

#: Characters of what was left out that a message shows; the ledger has all of it.
_SHOWN = 80

#: What a book has no use for, and what it would want and cannot have.
_LEFT_OUT: Mapping[str, Reason] = MappingProxyType(
    {
        "contents": Reason.CONTENTS,
        "hidden": Reason.HIDDEN,
        "page-number": Reason.FURNITURE,
        "running-head": Reason.FURNITURE,
    }
)
_NOT_SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "object": "an embedded object",
        "chart": "a chart or diagram",
        "sign": "a sign of a font without letters",
        "field": "a field without a result",
        "file": "an inserted file",
        "note": "a note without its call or its text",
    }
)


def apart_findings(apart: Sequence[Apart]) -> Iterator[Finding]:
    """Yield one finding for each kind of thing that stands apart from the text."""
    yield from left_findings(
        Left(reason=_LEFT_OUT[each.kind], text=each.text, line=each.line)
        for each in apart
        if each.kind in _LEFT_OUT
    )
    for kind, what in _NOT_SHOWN.items():
        held = _of(apart, kind)
        if held:
            named = f" (“{_first(held)}”)" if _first(held) else ""
            values: dict[str, Value] = {"what": what, "count": len(held), "named": named}
            yield DocxNotShown.found(values, line=held[0].line)
    numbers = _of(apart, "page-reference")
    if numbers:
        found: dict[str, Value] = {"count": len(numbers), "words": _first(numbers)}
        yield DocxPageNumbers.found(found, line=numbers[0].line)
    yield from _changes(_of(apart, "insertion"), _of(apart, "deletion"))
    yield from _comments(_of(apart, "comment"))
    blanks = _of(apart, "blank-line")
    if blanks:
        values = {"count": len(blanks), "words": _first(blanks)}
        yield DocxBlankLines.found(values, line=blanks[0].line)


def missing_findings(texts: Sequence[str]) -> Iterator[Finding]:
    """Yield the finding that names the words of the file that are nowhere, if there are any."""
    if texts:
        count = sum(len(each.split()) for each in texts)
        shown = first_words(" ".join(" … ".join(texts).split()), _SHOWN)
        yield DocxWordsMissing.found({"count": count, "words": shown})


def _of(apart: Sequence[Apart], kind: str) -> list[Apart]:
    return [each for each in apart if each.kind == kind]


def _first(held: Sequence[Apart]) -> str:
    return first_words(held[0].text, _SHOWN)


def _changes(added: Sequence[Apart], deleted: Sequence[Apart]) -> Iterator[Finding]:
    held = [*deleted, *added]
    if held:
        authors = ", ".join(sorted({each.author for each in held if each.author})) or "nobody named"
        yield DocxChanges.found(
            {"added": len(added), "deleted": len(deleted), "authors": authors,
             "what": "deletion" if deleted else "insertion", "words": _first(held)},
            line=held[0].line,
        )  # fmt: skip


def _comments(held: Sequence[Apart]) -> Iterator[Finding]:
    if held:
        author = held[0].author or "nobody named"
        values: dict[str, Value] = {"count": len(held), "author": author, "words": _first(held)}
        yield DocxComments.found(values, line=held[0].line)
