"""What a page's content uses of its resources, and which glyphs it shows."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Dictionary, Stream

from octavo.layout.unembedded_type import UsedFont

_KINDS = ("/Font", "/ColorSpace", "/ExtGState", "/XObject", "/Pattern", "/Shading", "/Properties")

_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")

#: A font is chosen, or codes are shown in it, which WeasyPrint writes as hexadecimal numbers.
_SHOWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+[\d.+-]+\s+Tf\b|(?<!<)<([0-9a-fA-F\s]*)>")


def reduced(resources: pikepdf.Object, content: bytes) -> pikepdf.Object:
    """Return the resources that a content names, without the empty groups."""
    names = {f"/{name.decode()}" for name in _NAME.findall(content)}
    new = Dictionary()
    for kind in _KINDS:
        group = resources.get(kind, Dictionary())
        found = {name: item for name, item in group.items() if name in names}
        # The fonts stay as they are: those of the theme are not in there yet.
        if kind == "/Font" or found:
            new[kind] = group if kind == "/Font" else Dictionary(found)
    return new


def shown(
    content: bytes, resources: pikepdf.Object, fonts: Sequence[UsedFont]
) -> tuple[UsedFont, ...]:
    """Return the fonts with those glyphs only that a content and its forms show."""
    texts: dict[str, list[bytes]] = {font.name: [] for font in fonts}
    for part in _contents(content, resources, set()):
        name = ""
        for chosen, digits in _SHOWN.findall(part):
            if chosen:
                name = chosen.decode()
            elif name in texts:
                texts[name].append(digits)
    return tuple(_less(font, b"".join(texts[font.name])) for font in fonts if texts[font.name])


def _less(font: UsedFont, digits: bytes) -> UsedFont:
    """Return the font with the glyphs of these codes only, four digits each."""
    data = bytes.fromhex(digits.decode())
    codes = set(struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2]))
    return replace(font, glyphs=tuple(glyph for glyph in font.glyphs if glyph[0] in codes))


def _contents(
    content: bytes, resources: pikepdf.Object, seen: set[tuple[int, int]]
) -> Iterator[bytes]:
    """Yield a content, and those of the forms, patterns and masks in its resources."""
    yield content
    for item in _streams(resources):
        if item.objgen not in seen:
            seen.add(item.objgen)
            if "/Resources" in item:
                yield from _contents(item.read_bytes(), item.Resources, seen)


def _streams(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kind in ("/XObject", "/Pattern"):
        for item in dict(resources.get(kind, Dictionary()).items()).values():
            if isinstance(item, Stream):
                yield item
    for state in dict(resources.get("/ExtGState", Dictionary()).items()).values():
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield mask.G
