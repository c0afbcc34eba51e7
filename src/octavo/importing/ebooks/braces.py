"""An element's attributes as Markdown has them: `{#id .class lang=fr}`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree

from octavo.text.xhtml_names import EPUB_TYPE

_NAME = re.compile(r"[^\s{}=\"'.#<>&\[\]]+")
_BARE = re.compile(r"[\w%.:/-]+")
#: Attributes that say something to readers, beside id and class.
_TOLD = ("lang", "dir", "title", "style", "role", "width", "height", "start", "type", "reversed")


def braces(element: etree._Element, *, but: Collection[str] = ()) -> str:
    """Return the attributes in braces, empty if there is none; those named in `but` stay out.

    A class is named in `but` with its dot.
    """
    words = [*_words(element, but)]
    return f"{{{' '.join(words)}}}" if words else ""


def classes(element: etree._Element) -> list[str]:
    """Return the names of an element's classes."""
    return (element.get("class") or "").split()


def _words(element: etree._Element, but: Collection[str]) -> Iterator[str]:
    name = element.get("id", "")
    if name and "id" not in but and _NAME.fullmatch(name):
        yield f"#{name}"
    if "class" not in but:
        for each in classes(element):
            if f".{each}" not in but and _NAME.fullmatch(each):
                yield f".{each}"
    for key in _TOLD:
        value = " ".join((element.get(key) or "").split())
        if value and key not in but:
            yield from _stated(key, value)
    types = element.get(EPUB_TYPE)
    if types and "epub:type" not in but:
        yield from _stated("epub:type", types)


def _stated(key: str, value: str) -> Iterator[str]:
    if _BARE.fullmatch(value):
        yield f"{key}={value}"
    elif '"' not in value:
        yield f'{key}="{value}"'
    elif "'" not in value:
        yield f"{key}='{value}'"
