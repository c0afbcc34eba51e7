"""What Project Gutenberg puts around a text: a head, a licence, who made it; title and author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.importing.article import Block, Kind
from octavo.importing.markdown_escape import text_of

_START = re.compile(
    r"\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG|\*END\*? ?THE SMALL PRINT|\*END THE SMALL",
    re.I,
)
_END = re.compile(
    r"\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG"
    r"|End of (?:the |this )?Project Gutenberg(?:'s|’s| e| E|\s)",
    re.I,
)
_MADE = re.compile(
    r"(?:produced|e-?text prepared|prepared|transcribed|this (?:e-?text|file) was|credits:)\b"
    r"|\[?transcriber['’]?s?['’]? note",
    re.I,
)
_SAID = re.compile(r"(Title|Author): *(.+?)(?=\n\S+:|\n\s*\n|\Z)", re.S)
_ENCODING = re.compile(rb"Character set encoding: *([\w-]{3,20})", re.I)
#: The head of such a file is no longer, in characters; pages have it in one block.
_HEAD = 6_000
#: Blocks behind the head in which it is said who made the file.
_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A text between a head and a licence: where it begins and ends, and what the head says."""

    start: int
    end: int
    title: str
    author: str


def gutenberg_frame(blocks: Sequence[Block]) -> Framed | None:
    """Return where the text of a file of Project Gutenberg's stands; None for another file."""
    starts = [at for at, block in enumerate(blocks) if _START.search(block.text[:_HEAD])]
    if not starts or not any(
        "Project Gutenberg" in block.text for block in blocks[: starts[0] + 1]
    ):
        return None
    start = starts[0] + 1
    while start < len(blocks) and any(
        _is_made(block) for block in blocks[start : min(start + _NEAR, len(blocks))]
    ):
        start += 1
    ends = (at for at in range(start, len(blocks)) if _END.match(_words(blocks[at])))
    head = "\n\n".join(
        block.text if block.kind is Kind.MARKUP else text_of(block) for block in blocks[:start]
    )
    said = {key: " ".join(value.split()) for key, value in reversed(_SAID.findall(head))}
    return Framed(
        start=start,
        end=next(ends, len(blocks)),
        title=said.get("Title", ""),
        author=said.get("Author", ""),
    )


def _words(block: Block) -> str:
    """Return a block's words; pages have the licence as they have programs, in a fence."""
    return text_of(block).strip("`* \n")


def _is_made(block: Block) -> bool:
    return (
        block.kind in (Kind.PARAGRAPH, Kind.HEADING)
        and _MADE.match(text_of(block).strip()) is not None
    )


def stated_encoding(data: bytes) -> str:
    """Return the encoding that the head of such a file states; empty for none."""
    found = _ENCODING.search(data[:4000])
    return found[1].decode().lower() if found and b"Gutenberg" in data[:4000] else ""
