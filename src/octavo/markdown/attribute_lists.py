"""Attribute lists: `{#id .class key=value}`, as pandoc, Python-Markdown and Markua have them.

What cannot be read as such stays text, as in the regular expression `[0-9]{3}`.
"""

from __future__ import annotations

import re

from octavo.markdown.html_attributes import OWN

_ITEM = re.compile(
    r"""\s*(?:
        \.(?P<class>[^\s.\#{}="']+)
        | \#(?P<id>[^\s{}="']+)
        | (?P<key>[A-Za-z_][\w:.-]*)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'}]+))
        | (?P<unnumbered>-)
    )(?=\s|\.|\#|\Z)""",
    re.VERBOSE,
)

_PREFIXED = frozenset(["epub:type", "xml:lang"])

#: An attribute list in its braces, at the place where it is looked for.
BRACES = re.compile(r"\{:?((?:[^{}\"'\n]|\"[^\"\n]*\"|'[^'\n]*')*)\}")
#: The same over several lines of a paragraph, as editors wrap it.
WRAPPED = re.compile(r"\{:?((?:[^{}\"']|\"[^\"]*\"|'[^']*')*)\}")

# `{class: part, caption: "A listing"}` (Markua, 5.1), `{title="A listing", lang=ruby}` (Leanpub).
_MARKUA_ITEM = re.compile(
    r"""\s*(?P<key>[A-Za-z][\w-]*)\s*[:=]\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^,"'{}]+?))\s*(?:,|\Z)"""
)

# What was meant as attributes: a word of letters alone, at least, stands among them.
_WORD = re.compile(r"(?:^|\s)([^\W\d_][\w-]*)(?=\s|$)")
#: What only attributes have, and how many words a list without it has at most.
_SIGN, _MOST_WORDS = re.compile(r"=|(?:^|\s)[.#]\w"), 3


def read_attributes(source: str) -> dict[str, str] | None:
    """Read an attribute list, without its braces; None if it is none."""
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
        elif found["unnumbered"]:
            attributes["class"] = f"{attributes.get('class', '')} unnumbered".strip()
        elif _may_be(found["key"]):
            value = found["double"] or found["single"] or found["bare"] or ""
            attributes[found["key"]] = " ".join(value.split())
        at = found.end()
    return attributes or None


def _may_be(name: str) -> bool:
    """Whether an attribute's name is for authors, and one of XML's that is known here."""
    return name not in OWN and name != "xmlns" and (":" not in name or name in _PREFIXED)


def read_markua(source: str) -> dict[str, str] | None:
    """Read a list of Markua's (`class: part, width: "50%"`), without braces; None if it is none."""
    attributes: dict[str, str] = {}
    at, end = 0, len(source.rstrip())
    while at < end:
        found = _MARKUA_ITEM.match(source, at)
        if found is None:
            return None
        attributes[found["key"]] = (
            found["double"] or found["single"] or found["bare"] or ""
        ).strip()
        at = found.end()
    return attributes or None


def meant_word(source: str) -> str | None:
    """Return the word for which braces were probably meant as attributes, though they are none.

    A sentence in braces is one: people think in them, as others do in brackets.
    """
    if len(source.split()) > _MOST_WORDS and not _SIGN.search(source):
        return None
    found = _WORD.search(source)
    return found[1] if found and read_attributes(source) is None else None


def merge(into: dict[str, str], attributes: dict[str, str]) -> None:
    """Add attributes to those that are there: classes come together, others are replaced."""
    for name, value in attributes.items():
        if name == "class" and into.get("class"):
            names = into["class"].split()
            into["class"] = " ".join(
                [*names, *(each for each in value.split() if each not in names)]
            )
        else:
            into[name] = value
