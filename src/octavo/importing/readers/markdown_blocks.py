"""Markdown → its blocks: which stretches are headings, which plain paragraphs, which neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.importing.article import Block, Kind

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CONTAINER = re.compile(r" {0,3}:::[ \t]*(.*?)[ \t]*$")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:(?<!\\)[ \t]#+)?[ \t]*$")
_TAG_SIGN = re.compile(r"\A#{1,6}(?=[^\s#])")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_HTML = re.compile(r"<(!--|pre|script|style|table|svg|math)\b|<!--", re.I)
#: HTML that goes on for more lines without its end is taken paragraph by paragraph.
_LONGEST_HTML = 500

# What begins a block that is no plain paragraph.
_SPECIAL = re.compile(
    r"""\ {4}|\t|\ {0,3}(?:
        [-+*](?:[ \t]|$) | [0-9]+[.)](?:[ \t]|$) | > | \| | :(?:[ \t]|$)
      | \[[^\]]+\]:[ \t] | \[\^[^\]]+\]: | \*\[[^\]]+\]: | </?[A-Za-z!?]
      | (?:[-*_][ \t]*){3,}$ | \{:?[^}]*\}[ \t]*$ | Table:[ \t]
      | \([^()\s]+\)=[ \t]*$ | \\[A-Za-z]+(?:\{[^{}]*\})*[ \t]*$
      )""",
    re.VERBOSE,
)
_TABLE_MARKS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$")
_PICTURE_ALONE = re.compile(r"!\[(?:\\.|[^\]\\])*\](?:\([^()]*\)|\[[^\]]*\])(?:\{[^}]*\})?\s*$")


def chunks(lines: Sequence[str], first: int) -> Iterator[Block]:
    """Yield the blocks of Markdown, whose lines count from `first`; all are Markdown, verbatim.

    Stretches that are neither headings nor plain paragraphs are one block as
    long as nothing else stands between.
    """
    markup: tuple[int, int] | None = None
    for kind, start, stop in _stretches(lines):
        if kind is Kind.MARKUP:
            markup = (markup[0] if markup else start, stop)
            continue
        if markup:
            yield _markup(lines, *markup, first)
            markup = None
        yield (
            _heading(lines, start, stop, first)
            if kind is Kind.HEADING
            else Block(
                kind=kind,
                text="\n".join(_tags_escaped(line) for line in lines[start:stop]).strip(),
                line=first + start,
                markdown=True,
                verse=stop - start > 1,
            )
        )
    if markup:
        yield _markup(lines, *markup, first)


def _markup(lines: Sequence[str], start: int, stop: int, first: int) -> Block:
    text = "\n".join(lines[start:stop]).rstrip()
    return Block(kind=Kind.MARKUP, text=text, line=first + start, markdown=True, verse=True)


def _heading(lines: Sequence[str], start: int, stop: int, first: int) -> Block:
    found = _HEADING.match(lines[start])
    if stop - start == 2:
        text, depth = lines[start].strip(), 1 if lines[start + 1].startswith("=") else 2
    else:
        text, depth = (found[2].strip(), len(found[1])) if found else (lines[start], 2)
    return Block(kind=Kind.HEADING, text=text, line=first + start, markdown=True, depth=depth)


def _tags_escaped(line: str) -> str:
    """Escape `#tag`, which is text in most programs, and a heading in Python-Markdown."""
    return _TAG_SIGN.sub(lambda found: "\\#" * len(found[0]), line)


def _stretches(lines: Sequence[str]) -> Iterator[tuple[Kind, int, int]]:
    """Yield kind, first line and the line behind the last, of each stretch, in order."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        stop = _closed(lines, at)
        heading = _HEADING.match(line)
        if stop > at:
            yield Kind.MARKUP, at, stop
        elif heading and heading[2].strip():
            stop = at + 1
            yield Kind.HEADING, at, stop
        elif _is_underlined(lines, at):
            stop = at + 2
            yield Kind.HEADING, at, stop
        else:
            stop = _run(lines, at)
            is_markup = any(_SPECIAL.match(each) for each in lines[at:stop]) or (
                _is_table(lines[at:stop]) or _PICTURE_ALONE.match(" ".join(lines[at:stop]))
            )
            yield (Kind.MARKUP if is_markup else Kind.PARAGRAPH), at, stop
        at = stop


def _is_underlined(lines: Sequence[str], at: int) -> bool:
    return (
        at + 1 < len(lines)
        and _UNDERLINE.match(lines[at + 1]) is not None
        and not _SPECIAL.match(lines[at])
        and "|" not in lines[at]
    )


def _is_table(lines: Sequence[str]) -> bool:
    return any(_TABLE_MARKS.match(line) for line in lines[1:])


def _run(lines: Sequence[str], at: int) -> int:
    """Return the line behind a paragraph that begins at `at`: blank, or the opening of a block."""
    stop = at + 1
    while stop < len(lines) and lines[stop].strip():
        if _HEADING.match(lines[stop]) or _closed(lines, stop) > stop:
            break
        stop += 1
    return stop


def _closed(lines: Sequence[str], at: int) -> int:
    """Return the line behind a block with an end of its own that begins at `at`, or `at`."""
    fence, container = _FENCE.match(lines[at]), _CONTAINER.match(lines[at])
    if fence:
        end = re.compile(rf" {{0,3}}{re.escape(fence[1])}[`~]*[ \t]*$")
        for number in range(at + 1, len(lines)):
            if end.match(lines[number]):
                return number + 1
        return len(lines)
    if container and container[1]:
        return _container_end(lines, at)
    html = _HTML.match(lines[at])
    if html:
        name = (html[1] or "!--").lower()
        close = "-->" if name == "!--" else f"</{name}>"
        for number in range(at, min(len(lines), at + _LONGEST_HTML)):
            if close in lines[number].lower():
                return number + 1
    return at


def _container_end(lines: Sequence[str], at: int) -> int:
    depth = 0
    number = at
    while number < len(lines):
        found = _CONTAINER.match(lines[number])
        if found:
            depth += 1 if found[1] else -1
            if depth == 0:
                return number + 1
        elif _FENCE.match(lines[number]):
            number = max(number, _closed(lines, number) - 1)
        number += 1
    return len(lines)
