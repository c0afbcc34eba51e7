"""Words in the book, as it is printed: marks of Markdown are no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.core.model import Section
from octavo.markdown.xhtml_tree import read, text_of
from octavo.preview.book_reader import Reading
from octavo.text.shorten import clipped, clipped_before
from octavo.text.xhtml_names import LINE

#: Hits that are shown, and characters on either side of one.
MOST, _AROUND = 50, 60

#: Characters of a query that count.
_LONGEST = 200

#: What is typed on a keyboard for what a book sets.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u00ad": " "})


def search(reading: Reading, query: str) -> dict[str, object]:
    """Find where the words of `query` stand, in reading order; letters of either case."""
    words = " ".join(query[:_LONGEST].translate(_PLAIN).split())
    hits: list[dict[str, object]] = []
    more = 0
    if words:
        pattern = re.compile(re.escape(words), re.I)
        for section in reading.loaded.book.sections:
            # Most sections are spared the reading: what is not in the markup is in no block.
            if not _may_hold(section, words):
                continue
            for hit in _hits(section, pattern):
                if len(hits) < MOST:
                    hits.append(hit)
                else:
                    more += 1
    return {"query": query, "hits": hits, "more": more}


def _may_hold(section: Section, words: str) -> bool:
    longest = max(re.findall(r"\w+", words), key=len, default="")
    texts = (section.title_text, section.body, *(note.body for note in section.notes))
    return any(longest.lower() in text.lower() for text in texts)


def _hits(section: Section, pattern: re.Pattern[str]) -> Iterator[dict[str, object]]:
    for block, line, text in _blocks(section):
        plain = text.translate(_PLAIN)
        for found in pattern.finditer(plain):
            start, end = found.span()
            yield {
                "chapter": section.id,
                "title": section.title_text,
                "line": line,
                "before": clipped_before(text[:start], _AROUND),
                "match": text[start:end],
                "after": clipped(text[end:], _AROUND),
                "block": block,
            }


def _blocks(section: Section) -> Iterator[tuple[int, int | None, str]]:
    """Yield number, line and words of each block of a section, its opener first."""
    yield 0, None, section.title_text
    blocks = list(read(section.body))
    for number, element in enumerate(blocks, 1):
        yield number, _line(element.get(LINE)), text_of(element)
    for note in section.notes:
        holder = read(note.body)
        line = next((_line(child.get(LINE)) for child in holder), None)
        yield len(blocks) + 1, line, text_of(holder)


def _line(given: str | None) -> int | None:
    return int(given) if given else None
