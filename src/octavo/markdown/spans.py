"""`[words]{attributes}`: a span, for Python-Markdown.

The attributes are those of `attr_list`: `.class`, `#id`, `key=value` and
`key="two words"`. What cannot be read as such stays text, as in the regular
expression `[0-9]{3}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from octavo.core.model import Finding
from octavo.findings.catalogue.markup import AttributesUnread
from octavo.markdown.source_places import Lines
from octavo.markdown.xhtml_tree import add_class, text_of

_OPENING = re.compile(r"(?<![!\\])\[")
#: Spans that may stand in each other. A pattern reads those that hold no further ones.
_LEVELS = 6
_BRACES = re.compile(r"\{:?((?:[^{}\"']|\"[^\"]*\"|'[^']*')*)\}")
_ITEM = re.compile(
    r"""\s*(?:
        \.(?P<class>[^\s.\#{}="']+)
        | \#(?P<id>[^\s{}="']+)
        | (?P<key>[A-Za-z_][\w:.-]*)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+))
    )(?=\s|\.|\#|\Z)""",
    re.VERBOSE,
)
# Python-Markdown's sign that something it has read already stands here.
_PLACEHOLDER = "\u0002"

# What was meant as attributes: a word of letters alone, at least, stands among them.
_MEANT = re.compile(r"\]\{:?[ ]*([^{}\n]*)\}")
_WORD = re.compile(r"(?:^|\s)([^\W\d_][\w-]*)(?=\s|$)")


class Spans(Extension):
    """Registers the spans."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Add the pattern behind notes (175), links (160) and references (130).

        So all of these may stand inside a span; emphasis (60) is read in it later.
        """
        for level in range(_LEVELS):
            pattern = _Spans(_OPENING.pattern, md)
            md.inlinePatterns.register(pattern, f"octavo-spans-{level}", 128 - level / _LEVELS)


class _Spans(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Return the element and where it ends, or None three times if this is no span."""
        found = _span(data, m.start())
        if found is None:
            return None, None, None
        element, end = found
        return element, m.start(), end


def read_attributes(source: str) -> dict[str, str] | None:
    """Return the attributes of an attribute list, without its braces; None if it is none."""
    attributes: dict[str, str] = {}
    at, end = 0, len(source.rstrip())
    while at < end:
        found = _ITEM.match(source, at)
        if found is None:
            return None
        if found["class"]:
            attributes["class"] = f"{attributes.get('class', '')} {found['class']}".strip()
        elif found["id"]:
            attributes["id"] = found["id"]
        else:
            value = found["double"] or found["single"] or found["bare"] or ""
            attributes[found["key"]] = " ".join(value.split())
        at = found.end()
    return attributes or None


def mark_capitals(root: etree._Element) -> None:
    """Give `.small-caps` of capitals alone the class `capitals`: NASA is small all through."""
    for element in root.iter(etree.Element):
        if "small-caps" in element.get("class", "").split() and text_of(element).isupper():
            add_class(element, "capitals")


def span_findings(lines: Lines, file: str) -> Iterator[Finding]:
    """Warnings for braces behind brackets in which a word is no attribute: they stay text."""
    for found in _MEANT.finditer(lines.text):
        word = _WORD.search(found[1])
        if word and read_attributes(found[1]) is None:
            values = {"word": word[1], "words": found[1]}
            yield AttributesUnread.found(values, file=file, line=lines.at(found.start()))


def _span(text: str, start: int) -> tuple[ElementTree.Element, int] | None:
    """Return the span whose bracket stands at `start`, and where the text goes on behind it."""
    end = _partner(text, start)
    braces = _BRACES.match(text, end + 1) if end is not None else None
    if end is None or braces is None or _PLACEHOLDER in braces[1]:
        return None
    attributes = read_attributes(braces[1])
    if attributes is None:
        return None
    inner = text[start + 1 : end]
    if any(_span(inner, found.start()) for found in _OPENING.finditer(inner)):
        return None  # a pattern that comes later reads it, when they have been read
    element = ElementTree.Element("span", attributes)
    element.text = inner
    return element, braces.end()


def _partner(text: str, start: int) -> int | None:
    """Where the bracket at `start` is closed."""
    if text.find("]{", start) < 0:
        return None
    depth = 0
    for found in re.compile(r"[\[\]]").finditer(text, start):
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return found.start()
    return None
