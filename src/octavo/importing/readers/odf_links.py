"""Links of an ODT to places within it: bookmarks, and marks that cross-references show."""

from __future__ import annotations

from lxml import etree

from octavo.importing.readers.odf_package import TEXT
from octavo.text.xhtml_names import XLINK_HREF

#: What marks a place, by its name.
PLACES = frozenset(
    f"{TEXT}{name}"
    for name in ("bookmark", "bookmark-start", "reference-mark", "reference-mark-start")
)
_REFERENCES = (f"{TEXT}bookmark-ref", f"{TEXT}reference-ref")


def link_of(part: etree._Element) -> str:
    """Return where a link or a cross-reference leads; empty for nowhere."""
    if part.tag in _REFERENCES:
        name = part.get(f"{TEXT}ref-name")
        return f"#{name}" if name else ""
    return part.get(XLINK_HREF) or "" if part.tag == f"{TEXT}a" else ""
