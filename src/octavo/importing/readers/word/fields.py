"""Word's fields: what stands in a document by an instruction, and whether a book wants it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_WORD = re.compile(r"\s*([A-Za-z]+)")
_TARGET = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]+))?', re.I)
_PLACE = re.compile(r'\\l\s+(?:"([^"]*)"|(\S+))')
_NAMED = re.compile(r'\s*(?:PAGE|NOTE)?REF\s+"?([^\s\\"]+)', re.I)
#: How Word wrote a reading above a word before it had an element for it: base below, reading up.
_RUBY = re.compile(r"\\s\\up\s*[0-9.]+\((?P<reading>.+?)\)\s*[,;]\s*(?P<base>[^()]+)\)")

#: Fields whose results are lists with the numbers of Word's own pages, and single such numbers.
_LISTS = frozenset(("TOC", "INDEX", "TOA"))
_NUMBERS = frozenset(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"))
#: Fields that are not meant to show anything.
_SILENT = frozenset(
    (
        "XE",
        "TC",
        "TA",
        "RD",
        "SET",
        "HYPERLINK",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "ASK",
        "PRIVATE",
        "ADVANCE",
        "LISTNUM",
        "AUTONUM",
    )
)


@dataclass(slots=True)
class Field:
    """A field that has begun: its instruction as far as read, and whether its result has begun.

    `words` are those of its result.
    """

    code: str = ""
    is_result: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def shows(self) -> bool:
        """Tell whether something of its result has come."""
        return bool("".join(self.words).strip())

    @property
    def name(self) -> str:
        """The instruction's first word, in capitals."""
        found = _WORD.match(self.code)
        return found[1].upper() if found else ""

    @property
    def left_as(self) -> str:
        """What its result is, if a book leaves it out; empty if it is text."""
        if self.name in _LISTS:
            return "contents"
        return "page-number" if self.name in _NUMBERS else ""

    @property
    def link(self) -> str:
        """Where its result leads: an address, or `#` and the name of a place; empty for nowhere."""
        return link_of(self.code)

    @property
    def ruby(self) -> tuple[str, str] | None:
        """The word and its reading, if that is what the instruction sets."""
        found = _RUBY.search(self.code) if self.name == "EQ" else None
        return (found["base"], found["reading"]) if found else None

    @property
    def is_silent(self) -> bool:
        """Tell whether it is no loss that nothing of it shows."""
        named = self.name in _SILENT or self.name.startswith("FORM")
        return not self.name or named or (self.name == "SEQ" and "\\h" in self.code)


def link_of(code: str) -> str:
    """Return where an instruction leads: an address, or `#` and the name of a place."""
    target = _TARGET.match(code)
    if target:
        place = _PLACE.search(code)
        name = (place[1] or place[2]) if place else ""
        address = "" if (target[2] or "").startswith("\\") else target[1] or target[2] or ""
        return f"{address}#{name}" if name else address
    named = _NAMED.match(code)
    return f"#{named[1]}" if named else ""
