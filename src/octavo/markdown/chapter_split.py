"""One file that holds several chapters: a piece of its text for each title.

Notes, addresses and abbreviations may be written anywhere in the file. A piece has those that it
uses on their own lines, with nothing but empty lines between, so that every line keeps its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from octavo.manuscript.chapter_pieces import Piece
from octavo.markdown.block_attributes import ATTRIBUTES
from octavo.markdown.block_rules import ABBREVIATION
from octavo.markdown.dialect import dialect
from octavo.markdown.reading import Reading, environment

#: Lines that may be a title; whether they are, the parser says.
_LIKELY = re.compile(r"^ {0,3}(?:#(?!#)|=+[ \t]*$)", re.M)

#: What of a title's Markdown is no word: addresses, calls of notes, attributes.
_NO_WORD = re.compile(r"\]\([^()]*\)|\[\^[^\]]*\]|\{[^{}]*\}|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class _Definition:
    """What says what a mark in the text means, and its lines."""

    mark: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Title:
    line: int
    name: str


def split_chapters(text: str) -> Sequence[Piece]:
    """Return the pieces of a text, one for each of its top titles; none if it has not several.

    What stands before the first title belongs to the first piece.
    """
    if len(_LIKELY.findall(text)) < 2:
        return ()
    parser = dialect().disable("inline")
    env = environment(Reading())
    tokens = parser.parse(text, env)
    titles = list(_titles(tokens))
    if len(titles) < 2:
        return ()
    lines = text.split("\n")
    marks = _Marks(lines, _definitions(tokens, lines, env))
    starts = [0, *(title.line for title in titles[1:]), len(lines)]
    ranges = [range(*pair) for pair in pairwise(starts)]
    used = [marks.used(own) for own in ranges]
    needed = {item for items in used for item in items}
    return [
        _piece(lines, title, own=own, gone=needed - items, used=items)
        for title, own, items in zip(titles, ranges, used, strict=True)
    ]


def _titles(tokens: list[Token]) -> Iterator[_Title]:
    for token, inline in pairwise(tokens):
        top = token.type == "heading_open" and token.tag == "h1" and not token.level
        if top and token.map and inline.content.strip():
            given = str(token.meta.get(ATTRIBUTES, {}).get("id", ""))
            yield _Title(token.map[0], given or _NO_WORD.sub(" ", inline.content))


def _definitions(
    tokens: list[Token], lines: list[str], env: dict[str, Any]
) -> Iterator[_Definition]:
    blocks = [token for token in tokens if token.map and not token.level]
    for token in blocks:
        if token.type == "footnote_reference_open" and token.map:
            yield _Definition(f"[^{token.meta['label']}]".casefold(), *token.map)
    for label, about in env.get("references", {}).items():
        if "map" in about:
            yield _Definition(f"[{label}]".casefold(), *about["map"])
    covered = {line for token in blocks for line in range(*(token.map or (0, 0)))}
    for number, line in enumerate(lines):
        if number not in covered and (found := ABBREVIATION.match(line)):
            yield _Definition(found[1].strip().casefold(), number, number + 1)


class _Marks:
    """Finds in lines the marks that are defined anywhere in the file."""

    def __init__(self, lines: list[str], definitions: Iterable[_Definition]) -> None:
        self._lines = lines
        self._by_mark: dict[str, _Definition] = {}
        for item in definitions:
            self._by_mark.setdefault(item.mark, item)
        words = [mark for mark in self._by_mark if not mark.startswith("[")]
        words = sorted(map(re.escape, words), key=len, reverse=True)
        self._marks = re.compile("|".join([r"\[[^\[\]]+\]", *words]))
        items = self._by_mark.values()
        self._apart = {line for item in items for line in range(item.first, item.end)}

    def used(self, own: range) -> set[_Definition]:
        """Return the definitions that lines need, and those that they need themselves."""
        texts = [_plain(self._lines[line] for line in own if line not in self._apart)]
        used: set[_Definition] = set()
        while texts:
            for mark in set(self._marks.findall(texts.pop())):
                item = self._by_mark.get(mark)
                if item and item not in used:
                    used.add(item)
                    texts.append(_plain(self._lines[item.first : item.end]))
        return used


def _plain(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split()).casefold()


def _piece(
    lines: list[str],
    title: _Title,
    *,
    own: range,
    gone: set[_Definition],
    used: set[_Definition],
) -> Piece:
    kept = set(own) - {line for item in gone for line in range(item.first, item.end)}
    kept |= {line for item in used for line in range(item.first, item.end)}
    kept = {line for line in kept if lines[line].strip()}
    first, end = min(kept), max(kept) + 1
    text = "\n".join(lines[line] if line in kept else "" for line in range(first, end))
    return Piece(name=title.name, first=first, text=f"{text}\n")
