"""Pictures in an RTF, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_NO_HEX = re.compile(rb"[^0-9A-Fa-f]")


@dataclass(slots=True)
class Pictures:
    """The pictures so far, by the address that the tree shows each by."""

    images: dict[str, bytes] = field(default_factory=dict)
    made: list[etree._Element] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    data: bytearray = field(default_factory=bytearray)
    key: str = ""

    def begin(self) -> None:
        """Begin a picture."""
        self.data.clear()

    def add_hex(self, data: bytes) -> None:
        """Add bytes that are written as hexadecimal numbers."""
        digits = _NO_HEX.sub(b"", data)
        self.data += bytes.fromhex(digits[: len(digits) // 2 * 2].decode())

    def add_bytes(self, data: bytes) -> None:
        """Add bytes as they are."""
        self.data += data

    def end(self) -> etree._Element | None:
        """Return the picture as an element; None if there is nothing in it, or if it came before.

        Word writes a picture again in each of its shapes' properties.
        """
        if not self.data:
            return None
        name = f"picture-{len(self.images) + 1}"
        self.images[name] = bytes(self.data)
        made = etree.Element("img")
        made.set("src", name)
        made.set("alt", self.said.get("wzDescription", ""))
        self.made.append(made)
        self.data.clear()
        return made

    def property(self, kind: str, text: str) -> None:
        """Take note of a property of a shape: its name, or then its value."""
        if kind == "name":
            self.key = text.strip()
            self.said[self.key] = ""
        else:
            self.said[self.key] = self.said.get(self.key, "") + text

    def describe(self) -> None:
        """Give the pictures of a shape its description, which may stand behind them."""
        for made in self.made:
            made.set("alt", made.get("alt") or " ".join(self.said.get("wzDescription", "").split()))
        self.made.clear()
        self.said.clear()
