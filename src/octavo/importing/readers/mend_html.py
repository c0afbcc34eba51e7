"""Lists and tables as HTML allows them: what stands loose in them gets a place, in order."""

from __future__ import annotations

from lxml import etree

from octavo.importing.readers.inline_markdown import BLOCK_TAGS

_LISTS = ("ul", "ol", "dir", "menu")
_PARTS = frozenset(("caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"))


def mend(root: etree._Element) -> None:
    """Mend `root` in place.

    Words loose in a list become an item, words in a definition list a
    definition; a table that holds anything outside its cells is taken apart.
    """
    for listing in [*root.iter(*_LISTS)]:
        _wrap_loose(listing, ("li", *_LISTS), "li")
    for listing in [*root.iter("dl")]:
        for group in listing.findall("div"):
            _unwrap(group)
        _wrap_loose(listing, ("dt", "dd"), "dd")
    for table in [*root.iter("table")]:
        if _is_odd(table):
            for part in [table, *table.iter(*_PARTS)]:
                if part is table or next(part.iterancestors("table"), None) is table:
                    part.tag = "div"


def _wrap_loose(listing: etree._Element, own: tuple[str, ...], wrapper: str) -> None:
    children = [*listing]
    text = listing.text
    listing.text = None
    for child in children:
        listing.remove(child)
    holder: etree._Element | None = None

    def hold(text: str | None) -> etree._Element | None:
        if not (text or "").strip():
            return holder
        place = holder if holder is not None else etree.SubElement(listing, wrapper)
        if len(place):
            place[-1].tail = (place[-1].tail or "") + (text or "")
        else:
            place.text = (place.text or "") + (text or "")
        return place

    holder = hold(text)
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in own:
            holder = None
            listing.append(child)
        elif (
            child.tag in BLOCK_TAGS
            or (child.text or "").strip()
            or len(child)
            or (child.tag == "img")
        ):
            if holder is None:
                holder = etree.SubElement(listing, wrapper)
            holder.append(child)
        holder = hold(tail)


def _unwrap(element: etree._Element) -> None:
    """Put the terms of a group into its list; a group with anything else stays."""
    parent = element.getparent()
    texts = [element.text, element.tail, *(child.tail for child in element)]
    if parent is None or any((text or "").strip() for text in texts):
        return
    at = parent.index(element)
    for number, child in enumerate([*element]):
        parent.insert(at + number, child)
    parent.remove(element)


def _is_odd(table: etree._Element) -> bool:
    """Return whether words or elements stand in the table outside its cells."""
    for element in table.iter():
        if element is not table and next(element.iterancestors("table"), None) is not table:
            continue
        inside = element is table or element.tag in _PARTS - {"caption", "td", "th"}
        if not inside:
            continue
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            return True
        if any(child.tag not in _PARTS for child in element):
            return True
        if element.tag != "tr" and any(child.tag in ("td", "th") for child in element):
            return True
    return False
