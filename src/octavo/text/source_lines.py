"""The lines of chapters' files in XHTML (`data-line`): taken away, and read off.

Blocks carry them from the parse to the pages, where it is asked what was done to a paragraph. What
is laid out, kept or written has none: it is the same wherever its lines stand in the file.
"""

from __future__ import annotations

import re

from octavo.text.xhtml_names import LINE

#: A start tag with a line, up to it, and the line. Serialised XHTML has no `<` or `>` in a tag.
_STATED = rf'(<[A-Za-z][^<>]*?) {LINE}="\d+"'
_IN_TEXT, _IN_BYTES = re.compile(_STATED), re.compile(_STATED.encode())

#: A comment; or a tag: whether it ends, its name with attributes, whether it is empty.
_TAG = re.compile(rb"<!--.*?-->|<(/?)([A-Za-z][^<>]*?)(/?)>", re.DOTALL)
_LINE = re.compile(rf'\s{LINE}="(\d+)"'.encode())
_BODY = b"<body"


def without_lines(xhtml: str) -> str:
    """Return XHTML without its lines."""
    return _IN_TEXT.sub(r"\1", xhtml) if LINE in xhtml else xhtml


def bytes_without_lines(xhtml: bytes) -> bytes:
    """Return a document without its lines."""
    return _IN_BYTES.sub(rb"\1", xhtml)


def lines_within(document: bytes) -> list[int]:
    """Return the line of each element below a document's `body`, in their order.

    An element that states none has that of the nearest one around it; 0 if there is none.
    """
    begin = document.find(_BODY)
    body = document[begin:] if begin >= 0 else b""
    found: list[int] = []
    around = [0]
    for tag in _TAG.finditer(body):
        end, name, empty = tag.groups()
        if name is None:
            continue
        if end:
            around.pop()
            continue
        stated = _LINE.search(name)
        line = int(stated[1]) if stated else around[-1]
        found.append(line)
        if not empty:
            around.append(line)
    return found[1:]
