"""Which characters a document sets: what its fonts must have."""

from __future__ import annotations

import re

_TAGS = re.compile(r"<[^>]*>")
_ESCAPES = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")


def characters_of(data: bytes) -> frozenset[str]:
    """The characters of an XHTML document's text, or of a stylesheet's strings.

    Tags are left out; CSS escapes (`\\2003`) are read.
    """
    text = _TAGS.sub("", data.decode())
    escaped = (chr(int(found, 16)) for found in _ESCAPES.findall(text) if int(found, 16))
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return frozenset(text) | frozenset(escaped)
