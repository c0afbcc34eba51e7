"""Colours that an author's HTML gives to words: paper has none, as text is in black alone."""

from __future__ import annotations

from lxml import etree

#: Properties that colour text, or what is behind it; lines around it keep theirs black as well.
_COLOURED = ("background", "border-color", "color", "outline-color", "text-decoration-color")


def set_in_black(element: etree._Element) -> None:
    """Take the colours out of the styles of an element and all within it."""
    for holder in element.iter(etree.Element):
        rules = holder.get("style")
        if not rules or ("color" not in rules.lower() and "background" not in rules.lower()):
            continue
        kept = [rule.strip() for rule in rules.split(";") if rule.strip() and not _colours(rule)]
        if kept:
            holder.set("style", "; ".join(kept))
        else:
            del holder.attrib["style"]


def _colours(rule: str) -> bool:
    return rule.strip().lower().partition(":")[0].strip().startswith(_COLOURED)
