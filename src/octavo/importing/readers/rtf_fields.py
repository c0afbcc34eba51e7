"""Fields of RTF: links, characters by number, readings above words, contents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.rtf_tokens import SYMBOL, decoded
from octavo.importing.readers.word.fields import link_of as link_in

_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.I)
_SYMBOL = re.compile(r'\s*SYMBOL\s+(\d+)(?=.*\\f\s*"?(\w+)|)', re.I | re.S)
# The reading above words of East Asia, as Word writes it.
_RUBY = re.compile(
    r"\s*EQ\b.*?\\o.*?\(\s*\\s\s*\\up\s*\d+\s*\((?P<reading>[^()]*)\)\s*[,;](?P<base>.*)\)\s*\Z",
    re.I | re.S,
)


@dataclass(slots=True)
class Field:
    """A field: what it asks for, and whether the file says what it shows."""

    instruction: str = ""
    has_result: bool = False


def link_of(field: Field) -> str:
    """Return where a field leads: an address, or `#` and a bookmark's name; empty for nowhere."""
    return link_in(field.instruction)


def makes_contents(field: Field) -> bool:
    """Return whether a field is a table of contents or an index."""
    return _CONTENTS.match(field.instruction) is not None


def field_run(field: Field) -> Run | None:
    """Return what a field shows that says it in its instruction alone; None for others."""
    found = _RUBY.match(field.instruction)
    if found:
        made = etree.Element("ruby")
        made.text = found["base"].strip()
        etree.SubElement(made, "rt").text = found["reading"].strip()
        return Run(element=made)
    symbol = _SYMBOL.match(field.instruction)
    if symbol and int(symbol[1]) < 256:
        page = SYMBOL if (symbol[2] or "").lower() in ("symbol", "wingdings") else "cp1252"
        return Run(text=decoded(bytes([int(symbol[1])]), page))
    return None
