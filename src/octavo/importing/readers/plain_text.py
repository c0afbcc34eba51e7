"""The reader of plain text: bytes → `Source`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.importing.article import Block, Kind, Source
from octavo.importing.encodings import check_characters, decode
from octavo.importing.gutenberg import gutenberg_frame, stated_encoding
from octavo.importing.readers.gutenberg_marks import with_marks
from octavo.text.title_numbers import numbered

#: Lines are parted by these alone; U+2028 and its like are spaces within a line.
LINE_END = re.compile(r"\r\n|\r|\n")

#: A line longer than this many characters is a paragraph of its own; hard-wrapped
#: text is 60 to 80 wide, 100 at most.
LONG_LINE = 120

#: Lines of a paragraph that are all at least this long (but the last) were
#: wrapped by a program; shorter ones are verse, addresses, lists: they stay lines.
WRAPPED_LINE = 45

#: A scene ends, as typists show it; Markdown reads it so too. A row of more is drawn below a head.
_SCENE_BREAK = re.compile(r"\*(?: ?\*){2}|\*(?: {1,4}\*){2,4}|_{3}|- - -")


#: A line drawn with signs: below a line that counts chapters it says where that one ends.
DRAWN = re.compile(r"[-=_*~\u2014\u2500\uff0d]{5,}")


def read_plain(data: bytes, where: str, *, encoding: str | None = None) -> Source:
    """Read plain text; `where` is how messages call the file.

    Paragraphs are parted by blank lines. Raises `OctavoError` if the bytes are
    neither UTF-8 nor UTF-16 with its mark nor in the named `encoding`, or hold
    what no book can hold. In a text of Project Gutenberg's `_words_` are in italics and `=words=`
    bold.
    """
    text = decode(data, where, encoding=encoding or stated_encoding(data) or None)
    check_characters(text, where)
    blocks = tuple(_blocks(LINE_END.split(text)))
    if gutenberg_frame(blocks) is None:
        return Source(words=tuple(text.split()), blocks=blocks)
    blocks = tuple(map(with_marks, blocks))
    return Source(words=tuple(word for each in blocks for word in each.text.split()), blocks=blocks)


def _blocks(lines: list[str]) -> Iterator[Block]:
    run: list[str] = []
    alone = set(_underlined(lines))
    for number, line in enumerate([*lines, ""], 1):
        if _SCENE_BREAK.fullmatch(line.strip()):
            if run:
                yield from _paragraphs(run, number - len(run))
                run = []
            yield Block(kind=Kind.MARKUP, text=line.strip(), line=number)
        elif number in alone:
            if run:
                yield from _paragraphs(run, number - len(run))
                run = []
            yield from _paragraphs([line], number)
        elif line.strip():
            run.append(line)
        elif run:
            yield from _paragraphs(run, number - len(run))
            run = []


def _underlined(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of lines that count chapters with a line drawn below, and those of that."""
    last = 0
    for number, line in enumerate(lines, 1):
        if last and DRAWN.fullmatch(line.strip()) and numbered(lines[last - 1].strip()):
            yield from (last, number)
        if line.strip():
            last = number


def _paragraphs(run: list[str], first: int) -> Iterator[Block]:
    """Yield the paragraphs of lines that no blank line parts."""
    if len(run) > 1 and max(map(len, run)) > LONG_LINE:
        for number, line in enumerate(run, first):
            yield Block(kind=Kind.PARAGRAPH, text=line.strip(), line=number)
        return
    wrapped = all(len(line.strip()) >= WRAPPED_LINE for line in run[:-1])
    yield Block(
        kind=Kind.PARAGRAPH,
        text="\n".join(line.strip() for line in run),
        line=first,
        verse=not wrapped,
    )
