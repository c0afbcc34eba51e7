"""Mobiledoc → HTML: what Ghost's editor kept up to version 4.

The form is that of Mobiledoc 0.3 (https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md):
sections of markers, which open and close marks by number, and cards by number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from octavo.importing.readers.json_values import Json, items, table, text
from octavo.importing.readers.koenig_cards import card

_MARKUP, _IMAGE, _LIST, _CARD = "1", "2", "3", "10"
_ATOM = "1"
_BLOCKS = frozenset("aside blockquote h1 h2 h3 h4 h5 h6 p pull-quote".split())
_MARKS = frozenset("a b code em i s strong sub sup u".split())


def mobiledoc_html(data: Json) -> str:
    """Return the HTML of a document of Mobiledoc."""
    document = table(data)
    return "".join(_section(items(each), document) for each in items(document.get("sections")))


def _section(section: Sequence[Json], document: Mapping[str, Json]) -> str:
    kind, *rest = [*section, None, None]
    if text(kind) == _MARKUP:
        tag = text(rest[0])
        tag = tag if tag in _BLOCKS - {"aside", "pull-quote"} else "p"
        tag = "blockquote" if text(rest[0]) in ("aside", "pull-quote") else tag
        return f"<{tag}>{_markers(items(rest[1]), document)}</{tag}>\n"
    if text(kind) == _IMAGE:
        return f'<img src="{escape(text(rest[0]))}" alt="">\n'
    if text(kind) == _LIST:
        tag = "ol" if text(rest[0]) == "ol" else "ul"
        lines = (f"<li>{_markers(items(each), document)}</li>" for each in items(rest[1]))
        return f"<{tag}>{''.join(lines)}</{tag}>\n"
    if text(kind) == _CARD:
        name, payload = [*_numbered(document, "cards", rest[0]), None, None][:2]
        return card(text(name), table(payload))
    return ""


def _markers(markers: Sequence[Json], document: Mapping[str, Json]) -> str:
    made: list[str] = []
    opened: list[str] = []
    for marker in map(items, markers):
        kind, opens, closes, value = [*marker, None, None, None, None][:4]
        for number in items(opens):
            tag, start = _mark([*_numbered(document, "markups", number)])
            opened.append(tag)
            made.append(start)
        made.append(_atom(document, value) if text(kind) == _ATOM else _plain(value))
        count = text(closes)
        for _ in range(min(int(count) if count.isdigit() else 0, len(opened))):
            tag = opened.pop()
            made.append(f"</{tag}>" if tag else "")
    made += [f"</{tag}>" for tag in reversed(opened) if tag]
    return "".join(made)


def _plain(value: Json) -> str:
    return escape(text(value), quote=False)


def _atom(document: Mapping[str, Json], number: Json) -> str:
    """Return what an atom says: a soft return is a line's end."""
    name, value = [*_numbered(document, "atoms", number), None, None][:2]
    return "<br>" if text(name) == "soft-return" else _plain(value)


def _mark(markup: Sequence[Json]) -> tuple[str, str]:
    """Return a mark's element and its opening tag; both empty for one that says nothing here."""
    tag = text(markup[0]) if markup else ""
    if tag not in _MARKS:
        return "", ""
    pairs = [text(each) for each in items(markup[1])] if len(markup) > 1 else []
    named = dict(zip(pairs[::2], pairs[1::2], strict=False))
    return tag, f'<a href="{escape(named.get("href", ""))}">' if tag == "a" else f"<{tag}>"


def _numbered(document: Mapping[str, Json], name: str, number: Json) -> Sequence[Json]:
    """Return a card, an atom or a mark by its number."""
    every, place = items(document.get(name)), text(number)
    return items(every[int(place)]) if place.isdigit() and int(place) < len(every) else ()
