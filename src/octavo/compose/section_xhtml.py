"""Building XHTML: elements of a section and the document around them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from octavo.bind.numbering import number_label
from octavo.compose.line_breaks import hold_dashes
from octavo.compose.section_roles import ROLES, UNTITLED
from octavo.core.model import Book, Section
from octavo.markdown.xhtml_tree import add_class, is_call, read
from octavo.text.direction import RIGHT_TO_LEFT, direction, is_right_to_left
from octavo.text.xhtml_names import EPUB_TYPE, OPS, XHTML, XML_LANG, Z3998, id_within


def section_element(section: Section, book: Book) -> etree._Element:
    """Build a section's element with opener and body; notes' calls are as parsed.

    The element has the section's id, its kind as a class, and the semantics of both vocabularies.
    """
    element = etree.Element("section", {"class": _class(section.kind), "id": section.id})
    set_semantics(element, section.kind)
    if section.language:
        element.set("lang", section.language)
        element.set(XML_LANG, section.language)
        if direction(section.language) != direction(book.metadata.language):
            element.set("dir", direction(section.language))
    if section.kind in UNTITLED:
        element.set("aria-label", section.title_text)
        for name in _ids(section.title):
            # A title that is not shown can still be linked to.
            sub(element, "div", attributes={"id": name})
    else:
        element.set("aria-labelledby", id_within(section.id, "title"))
        element.append(_opener(section, number_label(section, book.words)))
    body = read(section.body)
    if section.kind == "epigraph":
        _leave_semantics_to(body)
    if section.kind == "copyright-page":
        # A block of its own, so that it can hang from the foot of the page.
        sub(element, "div", attributes={"class": "imprint"}).extend(list(body))
    else:
        element.extend(list(body))
    first = next((item for item in list(element)[1:] if not _is_epigraph(item)), None)
    if section.kind not in UNTITLED and first is not None and first.tag == "p":
        add_class(first, "opening")
    return element


def set_semantics(element: etree._Element, kind: str) -> None:
    """Give an element the epub:type and the role of its kind."""
    kind_type, role = ROLES[kind]
    element.set(EPUB_TYPE, kind_type)
    if role:
        element.set("role", role)


def set_type(element: etree._Element, name: str) -> None:
    """Set `epub:type`."""
    element.set(EPUB_TYPE, name)


def sub(
    parent: etree._Element, tag: str, text: str = "", *, attributes: dict[str, str] | None = None
) -> etree._Element:
    """Append an element with text and attributes (`class`, `id`, …)."""
    element = etree.SubElement(parent, tag, attributes or {})
    element.text = text or None
    return element


def calls(element: etree._Element) -> Iterable[etree._Element]:
    """List the note calls below an element, in order, so that they may be replaced."""
    return [link for link in element.iter("a") if is_call(link)]


def document(
    title: str,
    language: str,
    body: Iterable[etree._Element],
    *,
    stylesheet: str = "",
    kind: str = "",
) -> bytes:
    """Write a whole XHTML document in UTF-8; `kind` is the epub:type of its body."""
    root = etree.Element("html", {"lang": language})
    root.set(XML_LANG, language)
    if is_right_to_left(language):
        root.set("dir", RIGHT_TO_LEFT)
    head = sub(root, "head")
    sub(head, "title", title)
    if stylesheet:
        sub(head, "link", attributes={"rel": "stylesheet", "type": "text/css", "href": stylesheet})
    holder = sub(root, "body")
    if kind:
        set_type(holder, kind)
    holder.extend(list(body))
    hold_dashes(holder)
    etree.cleanup_namespaces(root, top_nsmap={"epub": OPS})
    text = etree.tostring(root, encoding="unicode").replace(f' xmlns:epub="{OPS}"', "", 1)
    declared = f'<html xmlns="{XHTML}" xmlns:epub="{OPS}"'
    if "z3998:" in text:
        declared += f' epub:prefix="z3998: {Z3998}"'
    text = text.replace("<html", declared, 1)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def lead_with(block: etree._Element, mark: etree._Element) -> None:
    """Put `mark` and a space before the words of the block's first paragraph, made if need be."""
    if not len(block) or block[0].tag != "p":
        block.insert(0, etree.Element("p"))
    first = block[0]
    mark.tail = f" {first.text or ''}"
    first.text = None
    first.insert(0, mark)


def number_lists(element: etree._Element) -> None:
    """Write the numbers of lists below `element` as styles: `start`, `reversed`, `value`.

    The layout engine reads no attributes of HTML.
    """
    for listing in element.iter("ol"):
        items = listing.findall("li")
        step = -1 if listing.get("reversed") is not None else 1
        start = int(listing.get("start") or (len(items) if step < 0 else 1))
        if start != 1 or step < 0:
            _add_style(listing, f"counter-reset: list-item {start - step}")
        for item in items:
            if step < 0:
                _add_style(item, "counter-increment: list-item -1")
            if item.get("value"):
                # The engine (WeasyPrint 70.0) sets a counter before it counts the item.
                before = int(item.get("value", "1")) - step
                _add_style(item, f"counter-set: list-item {before}")


def _is_epigraph(item: etree._Element) -> bool:
    return item.tag == "blockquote" and "epigraph" in item.get("class", "").split()


def _leave_semantics_to(body: etree._Element) -> None:
    """Take off the quotation's semantics on a page that is an epigraph itself."""
    for quote in body.iter("blockquote"):
        for name in (EPUB_TYPE, "role"):
            quote.attrib.pop(name, "")


def _ids(xhtml: str) -> list[str]:
    return [name for item in read(xhtml).iter(etree.Element) if (name := item.get("id"))]


def _opener(section: Section, label: str) -> etree._Element:
    opener = etree.Element("header", {"class": "opener"})
    if label:
        sub(opener, "p", label, attributes={"class": "number"})
    title = read(section.title)
    title.tag = "h1"
    title.set("id", id_within(section.id, "title"))
    opener.append(title)
    if section.author:
        sub(opener, "p", section.author, attributes={"class": "byline"})
    return opener


def _class(kind: str) -> str:
    # `epigraph` is also the class of a quotation, so the page has another name.
    return "epigraph-page" if kind == "epigraph" else kind


def _add_style(element: etree._Element, declaration: str) -> None:
    given = (element.get("style") or "").rstrip("; ")
    element.set("style", f"{given}; {declaration}" if given else declaration)
