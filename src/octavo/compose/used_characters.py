"""Which characters an edition sets: what its fonts must have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from octavo.text.xhtml_names import CODE_ELEMENTS, MATH

_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.S)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_LAST = 0x10FFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Characters:
    """Characters by the face that sets them: running text, and code."""

    text: frozenset[str]
    code: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Return both."""
        return self.text | self.code


def characters_of(documents: Iterable[bytes]) -> Characters:
    """Return the characters of XHTML documents; those of `code`, `pre`, `kbd`, `samp` apart."""
    text: set[str] = set()
    code: set[str] = set()
    for data in documents:
        body = etree.fromstring(data).find("{*}body")
        if body is not None:
            _gather(body, text, code, in_code=False)
    return Characters(text=frozenset(text), code=frozenset(code))


def characters_of_css(css: str) -> frozenset[str]:
    """Return the characters of a stylesheet's strings, escapes (`\\2003`) read."""
    strings = "".join(_STRING.findall(css))
    codes = (int(found, 16) for found in _ESCAPE.findall(strings))
    escaped = {chr(code) for code in codes if 0 < code <= _LAST and not 0xD800 <= code < 0xE000}
    return frozenset(strings) | escaped


def _gather(element: etree._Element, text: set[str], code: set[str], *, in_code: bool) -> None:
    if not isinstance(element.tag, str) or element.tag == MATH:
        return  # a formula is set in the reader's own math font
    inside = in_code or etree.QName(element).localname in CODE_ELEMENTS
    (code if inside else text).update(element.text or "")
    for child in element:
        _gather(child, text, code, in_code=inside)
        (code if inside else text).update(child.tail or "")
