"""The pages of an e-book as trees, without namespaces, their places and links under one name.

Every element with an id carries the keys of its place (`text/two.xhtml#note-1`), every link into
the book the key of the place that it leads to.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree, html

from octavo.core.errors import OctavoError
from octavo.importing.ebooks.ebook_files import EbookFiles
from octavo.importing.ebooks.ebook_package import Item, resolved
from octavo.importing.ebooks.xml_files import bare_xml, local
from octavo.importing.limits import DEEPEST
from octavo.importing.readers.html_elements import drop
from octavo.text.xhtml_names import EPUB_TYPE, MATHML, SVG, XLINK_HREF, XML_LANG

#: Attributes of our own: the keys of an element's place, one a line; the key that a link leads to;
#: the path of a picture.
KEYS, TO, PICTURE = "data-keys", "data-to", "data-picture"
#: Elements of a page at most: a novel in one page has 30,000.
_MOST_ELEMENTS = 400_000
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_ATTRIBUTE = re.compile(r"[A-Za-z_][\w.:-]*")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
#: What an e-book's page may have of a program's, and never shows.
_GONE = frozenset(("script", "style", "template", "link", "meta", "base"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its path, its `body`, the title in its head, its language if it states one.

    `styles` are the texts of its style sheets within, `sheets` the paths of those beside it.
    """

    path: str
    body: etree._Element
    title: str
    language: str
    styles: tuple[str, ...]
    sheets: tuple[str, ...]


def read_page(files: EbookFiles, item: Item) -> Page:
    """Read a page; raise `OctavoError` if it is too long, or its elements too deep."""
    data = files.text(item.path)
    root = _tree(data)
    _check(root, f"{files.where}: {item.path}")
    folder = posixpath.dirname(item.path)
    head, body = root.find("head"), root.find("body")
    title = head.find("title") if head is not None else None
    links = head.findall("link") if head is not None else []
    styles = [each.text or "" for each in root.iter("style")]
    if body is None:
        body = etree.Element("body")
        body.append(root)
    for each in list(body.iter(*_GONE)):
        drop(each)
    for each in body.iter(etree.Element):
        each.text, each.tail = _without_joiners(each.text), _without_joiners(each.tail)
        _set_places(each, item.path, folder, files)
    _add_key(body, item.path)
    return Page(
        path=item.path,
        body=body,
        title=" ".join((title.text or "").split()) if title is not None else "",
        language=root.get("lang") or body.get("lang") or "",
        styles=tuple(styles),
        sheets=tuple(_sheets(links, folder, files)),
    )


def keys_of(element: etree._Element) -> list[str]:
    """Return the keys of an element's place."""
    return (element.get(KEYS) or "").split("\n") if element.get(KEYS) else []


def add_keys(element: etree._Element, keys: list[str]) -> None:
    """Give an element the keys of another place too."""
    for key in keys:
        _add_key(element, key)


def types_of(element: etree._Element) -> list[str]:
    """Return the meanings that an element states: its `epub:type`, and its role without `doc-`."""
    role = (element.get("role") or "").split()
    roles = [each.removeprefix("doc-") for each in role if each.startswith("doc-")]
    return [*(element.get(EPUB_TYPE) or "").split(), *roles]


def _tree(data: bytes) -> etree._Element:
    """Return the tree of a page, read as XML or, where it is none, as HTML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    text = bare_xml(data)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = _as_html(text)
    if local(root) == "svg":
        holder = etree.Element("html")
        etree.SubElement(holder, "body").append(root)
        root = holder
    for each in root.iter(etree.Element):
        _plain_names(each)
    return root


def _as_html(text: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode() or b"<html/>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return html.document_fromstring(b"<html><body></body></html>")
    for each in root.iter(etree.Element):
        if each.tag in ("svg", "math"):
            namespace = SVG if each.tag == "svg" else MATHML
            for inner in each.iter(etree.Element):
                inner.tag = f"{{{namespace}}}{inner.tag}"
        for name in [*each.attrib]:
            # Of a quotation mark that nothing closes; written out, it would be no XML.
            if not _ATTRIBUTE.fullmatch(str(name)):
                del each.attrib[name]
    return root


def _plain_names(element: etree._Element) -> None:
    """Take the namespace of XHTML off an element, and write its attributes as we have them."""
    tag = str(element.tag)
    space, name = tag[1:].split("}", 1) if tag.startswith("{") else ("", tag)
    if space not in (SVG, MATHML):
        element.tag = name.lower() if _NAME.fullmatch(name) else "span"
    for given, own in ((XML_LANG, "lang"), ("xml:lang", "lang"), ("epub:type", EPUB_TYPE)):
        value = element.attrib.pop(given, "")
        if value and not element.get(own):
            element.set(own, str(value))


def _check(root: etree._Element, where: str) -> None:
    depth = number = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        number += event == "start"
        if depth > DEEPEST or number > _MOST_ELEMENTS:
            what = "its elements stand too deep in each other" if depth > DEEPEST else "too long"
            raise OctavoError(
                f"a page of the e-book cannot be read: {what}.",
                where=where,
                hint="Open the e-book in an editor such as Sigil or calibre, and save it anew.",
            )


def _set_places(element: etree._Element, path: str, folder: str, files: EbookFiles) -> None:
    for name in ("id", "name"):
        if element.get(name) and (name == "id" or element.tag == "a"):
            _add_key(element, f"{path}#{element.get(name)}")
    if element.tag == "a" and element.get("href") is not None:
        _set_link(element, path, folder, files)
    shown = element.get("src") or element.get(XLINK_HREF) or element.get("href") or ""
    if local(element) in ("img", "image") and shown and not _OUTSIDE.match(shown):
        # A file that is not there keeps its address, for the message.
        element.set(PICTURE, resolved(shown, folder, files) or unquote(shown))


def _set_link(element: etree._Element, path: str, folder: str, files: EbookFiles) -> None:
    href = (element.get("href") or "").strip()
    if _OUTSIDE.match(href):
        return
    del element.attrib["href"]
    fragment = unquote(href.partition("#")[2])
    home = path if href.startswith("#") else resolved(href, folder, files)
    if home:
        element.set(TO, f"{home}#{fragment}" if fragment else home)


def _without_joiners(text: str | None) -> str | None:
    """Return a text without the signs that hold a dash at its word, which each book gets anew."""
    return text.replace("\u2060", "") if text else text


def _add_key(element: etree._Element, key: str) -> None:
    if key not in keys_of(element):
        element.set(KEYS, "\n".join([*keys_of(element), key]))


def _sheets(links: list[etree._Element], folder: str, files: EbookFiles) -> Iterator[str]:
    for each in links:
        if "stylesheet" in (each.get("rel") or "").lower() and each.get("href"):
            path = resolved(each.get("href", ""), folder, files)
            if path:
                yield path
