"""What the parts of the reader of ODT ask of the document that they read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from lxml import etree

from octavo.importing.readers.left_out import Left, Reason
from octavo.importing.readers.odf_package import Package
from octavo.importing.readers.odf_styles import Styles


class OdfReading(Protocol):
    """A document on its way: see `odf_tree.py`, which is one."""

    package: Package
    styles: Styles
    left: list[Left]
    images: dict[str, bytes]
    line: int

    def blocks(self, holder: etree._Element) -> Iterator[etree._Element]:
        """Yield the blocks within an element that only holds others."""

    def blocks_of(self, part: etree._Element) -> Iterator[etree._Element]:
        """Yield the blocks that one part of a document becomes."""

    def leave(self, part: etree._Element, reason: Reason) -> None:
        """Take note of a part that is left out, with all its words."""

    def note(self, part: etree._Element) -> etree._Element:
        """Return the call of a note; its text waits for the end."""

    def embedded(self, image: etree._Element) -> bytes | None:
        """Return the bytes that a flat document holds of a picture, if it holds any."""

    def picture(self, name: str, data: bytes | None) -> str:
        """Keep a picture's bytes and return the address that the tree shows it by."""
