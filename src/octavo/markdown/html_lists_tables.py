"""Lists hold items, definitions stand in pairs, tables are rows of cells; no word is lost."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from lxml import etree

from octavo.markdown.mended_tree import Mended, as_lines, line_of, tag_around, unwrap
from octavo.markdown.xhtml_tree import drop
from octavo.text.xhtml_names import LINE

_ROWS = ("thead", "tbody", "tfoot")


def set_lists(root: etree._Element, mended: Mended) -> None:
    """Have items and definitions stand in lists, and lists hold nothing else."""
    for item in list(root.iter("li")):
        if tag_around(item) not in ("ul", "ol"):
            mended.moved.append(("li", line_of(item)))
            _gather(item, ("li",), "ul")
    for item in list(root.iter("dt", "dd")):
        if tag_around(item) != "dl":
            mended.moved.append((str(item.tag), line_of(item)))
            _gather(item, ("dt", "dd"), "dl")
    for listing in list(root.iter("ul", "ol")):
        _wrap_loose(listing, ("li",), "li")
        for item in listing if listing.tag == "ul" else ():
            item.attrib.pop("value", "")  # only an ordered list counts
        if not len(listing):
            drop(listing)
    for listing in list(root.iter("dl")):
        _set_definitions(listing, mended)


def _set_definitions(listing: etree._Element, mended: Mended) -> None:
    """Terms, each with a definition behind it; a list that has no such pairs is a division."""
    for group in [each for each in listing if each.tag == "div"]:
        unwrap(group)
    _wrap_loose(listing, ("dt", "dd"), "dd")
    tags = [str(child.tag) for child in listing]
    if tags and tags[0] == "dt" and tags[-1] == "dd":
        return
    mended.moved.append(("dl", line_of(listing)))
    listing.tag = "div"
    for child in listing:
        child.tag = "div"
    if not len(listing) and not (listing.text or "").strip():
        drop(listing)


def _wrap_loose(holder: etree._Element, allowed: Iterable[str], wrapper: str) -> None:
    """Put what stands directly in a holder, and may not, into an element that may."""
    allowed = tuple(allowed)
    loose: list[etree._Element] = []
    children = list(holder)
    if (holder.text or "").strip():
        made = etree.Element(wrapper)
        made.text, holder.text = holder.text, None
        holder.insert(0, made)
        children.insert(0, made)
    else:
        holder.text = None
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in allowed:
            loose = []
        else:
            if not loose:
                made = etree.Element(wrapper)
                child.addprevious(made)
                loose = [made]
            loose[0].append(child)
        if (tail or "").strip():
            if not loose:
                made = etree.Element(wrapper)
                child.addnext(made)
                made.text = tail
                loose = [made]
            else:
                child.tail = tail


def _gather(first: etree._Element, tags: tuple[str, ...], wrapper: str) -> None:
    """Put an element and its like that follow at once into a holder of their own."""
    if first.getparent() is None or tag_around(first) == wrapper:
        return
    holder = etree.Element(wrapper)
    first.addprevious(holder)
    each: etree._Element | None = first
    while each is not None and each.tag in tags:
        following = each.getnext()
        ends = bool((each.tail or "").strip())
        tail, each.tail = each.tail, None
        holder.append(each)
        if ends:
            holder.tail = tail
            return
        each = following


def set_tables(root: etree._Element, mended: Mended) -> None:
    """Have tables hold rows of cells, and no part of one stand elsewhere."""
    for table in reversed(list(root.iter("table"))):
        _set_table(table, mended)
    for part in list(root.iter("caption", "colgroup", "col", *_ROWS, "tr", "td", "th")):
        if part.getparent() is not None and tag_around(part) not in _AROUND[str(part.tag)]:
            mended.moved.append((str(part.tag), line_of(part)))
            if part.tag in ("col", "colgroup"):
                unwrap(part)
            else:
                if part.tag in ("caption", "td", "th"):
                    as_lines(part)
                else:
                    part.tag = "div"
                for name in [
                    each for each in part.attrib if each not in ("class", "id", "lang", LINE)
                ]:
                    del part.attrib[name]


_AROUND = MappingProxyType(
    {
        "caption": ("table",), "col": ("colgroup",), "colgroup": ("table",), "tbody": ("table",),
        "td": ("tr",), "tfoot": ("table",), "th": ("tr",), "thead": ("table",),
        "tr": (*_ROWS, "table"),
    }
)  # fmt: skip


def _set_table(table: etree._Element, mended: Mended) -> None:
    """Order a table: a caption, columns, a head, bodies and a foot, and rows in them."""
    parts: dict[str, list[etree._Element]] = {
        "caption": [],
        "colgroup": [],
        "thead": [],
        "tfoot": [],
    }
    bodies: list[etree._Element] = []
    loose: list[etree._Element] = []
    _texts_out(table)
    for child in list(table):
        tag = str(child.tag)
        if tag == "tr":
            if not bodies or bodies[-1].get("data-made") is None:
                bodies.append(etree.Element("tbody", {"data-made": "1"}))
            bodies[-1].append(child)
        elif tag == "col":
            parts["colgroup"].append(_holding("colgroup", child))
        elif tag in parts and not (tag != "colgroup" and parts[tag]):
            parts[tag].append(child)
        elif tag in _ROWS:
            child.tag = "tbody"
            bodies.append(child)
        elif tag in ("td", "th"):
            bodies.append(_holding("tbody", _holding("tr", child)))
        else:
            loose.append(child)
    for child in list(table):
        table.remove(child)
    for body in bodies:
        body.attrib.pop("data-made", "")
    ordered = [*parts["caption"], *parts["colgroup"], *parts["thead"], *bodies, *parts["tfoot"]]
    table.extend(ordered)
    for columns in parts["colgroup"]:
        _set_columns(columns)
    for part in [*parts["thead"], *bodies, *parts["tfoot"]]:
        _set_rows(part)
    for other in loose:
        mended.moved.append((str(other.tag), line_of(other) or line_of(table)))
        table.addprevious(other)
    no_cells = next(table.iter("td", "th"), None) is None
    if no_cells or any(caption.find(".//table") is not None for caption in parts["caption"]):
        for caption in parts["caption"]:
            as_lines(caption)
            table.addprevious(caption)
    if no_cells:
        drop(table)


def _set_columns(columns: etree._Element) -> None:
    for other in [each for each in columns if each.tag != "col"]:
        unwrap(other)
    _texts_out(columns)
    if len(columns):
        columns.attrib.pop("span", "")


def _set_rows(part: etree._Element) -> None:
    _texts_out(part)
    for child in list(part):
        if child.tag != "tr":
            row = _holding("tr", etree.Element("td"))
            child.addprevious(row)
            row[0].append(child) if child.tag not in ("td", "th") else row.replace(row[0], child)
    for row in list(part):
        _texts_out(row)
        for child in list(row):
            if child.tag not in ("td", "th"):
                cell = etree.Element("td")
                child.addprevious(cell)
                cell.append(child)
        if not len(row):
            part.remove(row)


def _holding(tag: str, child: etree._Element) -> etree._Element:
    element = etree.Element(tag)
    element.append(child)
    return element


def _texts_out(element: etree._Element) -> None:
    """Words that stand directly in a table or a row go before the table."""
    table = element if element.tag == "table" else next(element.iterancestors("table"), None)
    words = [element.text or "", *(child.tail or "" for child in element)]
    element.text = None
    for child in element:
        child.tail = None
    said = " ".join(" ".join(words).split())
    if said and table is not None:
        paragraph = etree.Element("p")
        paragraph.text = said
        table.addprevious(paragraph)
