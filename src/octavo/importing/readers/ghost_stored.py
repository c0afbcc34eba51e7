"""The words of a post of Ghost's as its editors keep them, whatever the card they stand in.

The readers of `lexical` and `mobiledoc` know cards by name. Here nothing is known but what a text
looks like, so that the words of a card that no reader knows are missed and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from octavo.importing.readers.json_values import Json, items, read_json, table, text
from octavo.importing.readers.koenig_cards import of_markdown

#: What describes a text and is none, in the cards of `kg-default-nodes` in TryGhost/Koenig.
_NO_TEXT = frozenset(
    ("alt", "author", "direction", "format", "language", "mimeType", "publisher", "rel", "style",
     "target", "type", "version")
)  # fmt: skip
#: A text of one word stands only where a text is expected.
_TEXTS = frozenset(
    ("buttonText", "calloutText", "caption", "code", "content", "header", "heading", "html",
     "productTitle", "subheader", "textValue", "title")
)  # fmt: skip
_SENTENCE = re.compile(r"[^\W\d_]\S*\s+\S*[^\W_]")
_ADDRESS = re.compile(r"\s*(?:https?:|mailto:|/|#|__GHOST_URL__)\S*\s*\Z")
_CARD, _ATOM = "10", "1"


def ghost_stored(post: Mapping[str, Json]) -> str:
    """Return all words of a post that has no HTML, as HTML; empty for one that has."""
    if text(post.get("html")).strip():
        return ""
    lexical, mobiledoc = text(post.get("lexical")), text(post.get("mobiledoc"))
    if lexical:
        return "".join(_of_node(read_json(lexical.encode(), "lexical")))
    if mobiledoc:
        return "".join(_of_mobiledoc(table(read_json(mobiledoc.encode(), "mobiledoc"))))
    return ""


def _of_node(node: Json) -> Iterator[str]:
    """Yield the texts of a node of Lexical; those of one paragraph are not parted."""
    for each in items(node):
        yield from _of_node(each)
    fields = table(node)
    kind = text(fields.get("type"))
    if kind in ("text", "extended-text"):
        yield escape(text(fields.get("text")), quote=False)
        return
    if kind not in ("link", "autolink", "tab"):
        yield "<br>"
    for name, value in fields.items():
        if items(value) or table(value):
            yield from _of_node(value)
        else:
            yield from _of_field(name, value)


def _of_field(name: str, value: Json) -> Iterator[str]:
    said = value if isinstance(value, str) else ""
    if name == "markdown":
        yield f"<br>{of_markdown(said)}<br>"
    elif name in _NO_TEXT or _ADDRESS.match(said):
        return
    elif name in _TEXTS or _SENTENCE.search(said):
        yield f"<br>{escape(said, quote=False) if name == 'code' else said}<br>"


def _of_mobiledoc(document: Mapping[str, Json]) -> Iterator[str]:
    for section in map(items, items(document.get("sections"))):
        yield "<br>"
        if section and text(section[0]) != _CARD:
            for part in section[2:]:
                yield from _of_markers(part, document)
    for each in map(items, items(document.get("cards"))):
        yield from _of_node({"type": "card", "payload": each[1] if len(each) > 1 else None})


def _of_markers(part: Json, document: Mapping[str, Json]) -> Iterator[str]:
    """Yield what markers say; a list's items are lists of markers, and parted."""
    held = items(part)
    if len(held) == 4 and isinstance(held[3], str):
        yield escape(held[3], quote=False)
    elif len(held) == 4 and text(held[0]) == _ATOM:
        yield from _of_atom(document, text(held[3]))
    else:
        for each in held:
            yield from _of_markers(each, document)
        yield "<br>"


def _of_atom(document: Mapping[str, Json], number: str) -> Iterator[str]:
    every = items(document.get("atoms"))
    atom = items(every[int(number)]) if number.isdigit() and int(number) < len(every) else []
    said = text(atom[1]) if len(atom) > 1 else ""
    yield escape(said, quote=False) if said.strip() else "<br>"
