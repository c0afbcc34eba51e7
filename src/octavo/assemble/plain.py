"""The reader of plain text: bytes → `Source`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from octavo.assemble.article import Block, Kind, Source
from octavo.errors import OctavoError

# Lines are parted by these alone; U+2028 and its like are spaces within a line.
_LINE_END = re.compile(r"\r\n|\r|\n")

# Characters that XML 1.0 (production 2) cannot hold, but for white space.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\ufffe\uffff]")

#: A line longer than this many characters is a paragraph of its own; hard-wrapped
#: text is 60 to 80 wide, 100 at most.
LONG_LINE = 120

#: Lines of a paragraph that are all at least this long (but the last) were
#: wrapped by a program; shorter ones are verse, addresses, lists: they stay lines.
WRAPPED_LINE = 45


def read_plain(data: bytes, where: str) -> Source:
    """Reads plain text; `where` is how messages call the file.

    Paragraphs are parted by blank lines. Raises `OctavoError` if the bytes are
    neither UTF-8 nor UTF-16 with its mark, or hold what no book can hold.
    """
    text = decode(data, where)
    lines = _LINE_END.split(text)
    _check_characters(lines, where)
    return Source(words=tuple(text.split()), blocks=tuple(_blocks(lines)))


def decode(data: bytes, where: str) -> str:
    """The text of UTF-8, or of UTF-16 with a byte-order mark; the mark is taken off."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and b"\0" in data:
        raise _not_text(data, where)
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        # The codecs count from behind the mark where they take one off.
        start = error.start + (3 if data.startswith(codecs.BOM_UTF8) and not wide else 0)
        line = data.count(b"\n", 0, start) + 1
        raise OctavoError(
            f"byte {start + 1} (0x{data[start]:02x}) is not {'UTF-16' if wide else 'UTF-8'}.",
            where=f"{where}:{line}",
            hint="Open the file in the program it comes from and save it as UTF-8.",
        ) from None


def _not_text(data: bytes, where: str) -> OctavoError:
    return OctavoError(
        f"this is not a text file (byte {data.index(0) + 1} is zero).",
        where=where,
        hint="Save the article as plain text, UTF-8.",
    )


def _check_characters(lines: list[str], where: str) -> None:
    for number, line in enumerate(lines, 1):
        found = _FORBIDDEN.search(line)
        if found:
            raise OctavoError(
                f"character {found.start() + 1} of this line (U+{ord(found[0]):04X})"
                " cannot stand in a book.",
                where=f"{where}:{number}",
                hint="Take it out and run again.",
            )


def _blocks(lines: list[str]) -> Iterator[Block]:
    run: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            run.append(line)
        elif run:
            yield from _paragraphs(run, number - len(run))
            run = []


def _paragraphs(run: list[str], first: int) -> Iterator[Block]:
    """The paragraphs of lines that no blank line parts."""
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
