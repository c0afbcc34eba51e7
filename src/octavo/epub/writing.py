"""Lines that run downwards: what an e-book in vertical Japanese or Chinese needs."""

from __future__ import annotations

from octavo.model import Metadata

#: The prefixed names are those of EPUB 3.3 (6.3.2) and of Kobo's and Apple's WebKit (2026).
_VERTICAL = """html { -webkit-writing-mode: vertical-rl; -epub-writing-mode: vertical-rl; \
writing-mode: vertical-rl; -webkit-text-orientation: mixed; \
-epub-text-orientation: vertical-right; text-orientation: mixed; }
"""


def is_vertical(metadata: Metadata) -> bool:
    """Whether book.toml asks for lines that run downwards."""
    return metadata.writing == "vertical"


def with_writing(css: str, metadata: Metadata) -> str:
    """The stylesheet, with the rule for vertical lines if the book asks for them."""
    return css + _VERTICAL if is_vertical(metadata) else css
