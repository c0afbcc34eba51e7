"""What differs between two e-books: trees, metadata, other files; all but the looks.

It reads the two containers with zipfile and lxml alone; nothing of Octavo's takes part.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from lxml import etree

_TREES = (".xhtml", ".opf", ".ncx")
#: Made of the theme and the book's own styles, which an e-book does not give back.
_LOOKS = (".css", ".ttf", ".otf", ".woff")


def differences(one: Path, other: Path) -> list[str]:
    """Return lines that say what differs, at most thirty of each file."""
    first, second = zipfile.ZipFile(one), zipfile.ZipFile(other)
    names = {*first.namelist()}, {*second.namelist()}
    found = [f"only in one: {name}" for name in sorted(names[0] ^ names[1])]
    for name in sorted(names[0] & names[1]):
        data = first.read(name), second.read(name)
        if data[0] == data[1] or name.endswith(_LOOKS):
            continue
        if not name.endswith(_TREES):
            found.append(f"{name}: other bytes")
            continue
        trees = [list(_lines(_root(each), 0)) for each in data]
        if name.endswith(".opf"):
            trees = [sorted(each) for each in trees]
        found += [f"{name}: {line}" for line in [*unified_diff(*trees, lineterm="", n=1)][2:32]]
    return found


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _lines(element: etree._Element, depth: int) -> Iterator[str]:
    """Yield an element's name, attributes and words, runs of space as one but in code."""
    step = "  " * depth
    said = " ".join(f"{name}={value!r}" for name, value in sorted(element.attrib.items()))
    yield f"{step}<{element.tag} {said}>"
    whole = any(each.tag.endswith("}pre") for each in (element, *element.iterancestors()))
    yield from _words(element.text, step, whole=whole)
    for child in element:
        yield from _lines(child, depth + 1)
        yield from _words(child.tail, step, whole=whole)


def _words(text: str | None, step: str, *, whole: bool) -> Iterator[str]:
    said = (text or "") if whole else re.sub(r"[ \t\n]+", " ", text or "").strip(" ")
    if said:
        yield f"{step}{said!r}"
