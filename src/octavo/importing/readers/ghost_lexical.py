"""Lexical → HTML: what Ghost's editor keeps since version 5.

The names are those of the nodes that Ghost publishes (`kg-default-nodes` in TryGhost/Koenig) and
of Lexical's own. A node that is not known here gives what stands in it, and its texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from octavo.importing.readers.json_values import Json, rows, table, text
from octavo.importing.readers.koenig_cards import card

#: Bits of a text's `format`, the innermost first.
_FORMATS = (
    (16, "code"), (64, "sup"), (32, "sub"), (4, "s"), (8, "u"), (2, "em"), (1, "strong"),
    (128, "mark"),
)  # fmt: skip
_HOLDERS = MappingProxyType(
    {"paragraph": "p", "quote": "blockquote", "aside": "blockquote", "root": "div"}
)


def lexical_html(data: Json) -> str:
    """Return the HTML of a document of Lexical."""
    return _node(table(table(data).get("root")))


def _node(node: Mapping[str, Json]) -> str:
    kind = text(node.get("type")).removeprefix("extended-")
    inside = "".join(map(_node, rows(node.get("children"))))
    if kind == "text":
        return _text(node)
    if kind in _HOLDERS:
        return f"<{_HOLDERS[kind]}>{inside}</{_HOLDERS[kind]}>\n"
    if kind == "heading":
        tag = text(node.get("tag")) or "h2"
        return f"<{escape(tag)}>{inside}</{escape(tag)}>\n"
    if kind == "linebreak":
        return "<br>"
    if kind in ("link", "autolink"):
        return f'<a href="{escape(text(node.get("url")))}">{inside}</a>'
    if kind == "list":
        tag = "ol" if text(node.get("listType")) == "number" else "ul"
        return f"<{tag}>{inside}</{tag}>\n"
    if kind == "listitem":
        return f"<li>{inside}</li>"
    return inside or card(kind, node)


def _text(node: Mapping[str, Json]) -> str:
    made = escape(text(node.get("text")), quote=False)
    bits = text(node.get("format"))
    for bit, tag in _FORMATS:
        if bits.isdigit() and int(bits) & bit:
            made = f"<{tag}>{made}</{tag}>"
    return made
