"""What stands at the head of a file without a fence: pandoc's title block, MultiMarkdown's keys.

pandoc's manual, "Extension: pandoc_title_block": lines that begin with `%`, for title, authors and
date, each of which may go on in indented lines. MultiMarkdown's guide, "Metadata": lines
`key: value` from the first line to the first empty one, where what is indented goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from octavo.manuscript.front_matter_keys import ELSEWHERE, known_key, plain_key

_PERCENT = re.compile(r"\A\n*((?:%(?:[ \t].*)?\n(?:[ \t]+\S.*\n)*){1,3})(?=\n|\Z|[^%\s])")
_FIELD = re.compile(r"^%(.*\n(?:[ \t]+\S.*\n)*)", re.M)
_NAMES = ("title", "author", "date")
#: A key is a few words, begins with a letter and has a colon and a space behind it.
_HEAD = re.compile(r"\A\n*((?:[A-Za-z][\w -]{0,29}:[ \t].*\n(?:[ \t]+\S.*\n)*){2,})(?=\n|\Z)")
_PAIR = re.compile(r"^([A-Za-z][\w -]*):[ \t](.*\n(?:[ \t]+\S.*\n)*)", re.M)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The keys of a title block, its text, and where in the file that begins and ends."""

    options: Mapping[str, object]
    source: str
    start: int
    end: int


def title_block(text: str) -> TitleBlock | None:
    """Return the title block with which a file begins; None if it begins otherwise."""
    if found := _PERCENT.match(text):
        said = map(_said, _FIELD.findall(found[1]))
        options: dict[str, object] = dict(zip(_NAMES, said, strict=False))
        options["author"] = str(options.get("author", "")).split(";")
        return TitleBlock(options, found[1], found.start(1), found.end())
    if (found := _HEAD.match(text)) and _is_head(pairs := _PAIR.findall(found[1])):
        options = {key: _said(value) for key, value in pairs}
        return TitleBlock(options, found[1], found.start(1), found.end())
    return None


def _is_head(pairs: list[tuple[str, str]]) -> bool:
    """Return whether keys are a head, and no letter or list: a title with another known key."""
    names = {known_key(key) or plain_key(key) for key, _ in pairs}
    known = {name for name in names if known_key(name) or name in ELSEWHERE}
    return "title" in names and len(known) > 1


def _said(value: str) -> str:
    return " ".join(value.split())
