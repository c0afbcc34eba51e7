"""The package of an e-book: its files with their kinds, and the order in which they are read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.importing.ebooks.ebook_files import EbookFiles, joined
from octavo.importing.ebooks.xml_files import local, read_xml

_PACKAGE = "application/oebps-package+xml"
_PAGES = frozenset(
    ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml",
     "application/xml", "text/xml")
)  # fmt: skip
_FIXED = "rendition:layout-pre-paginated"
_AGAIN = "Download or export it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file of the e-book: its path, its media type, what the manifest says of its part."""

    path: str
    media_type: str
    properties: frozenset[str] = frozenset()

    @property
    def is_page(self) -> bool:
        """Whether it is a page of text."""
        return self.media_type in _PAGES or self.path.lower().endswith((".xhtml", ".html", ".htm"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What the package file says: `path` is its own, `root` its tree.

    `spine` are the pages in reading order; `nav` and `ncx` are the paths of the two kinds of
    contents, `cover` that of the cover's picture, empty if there is none. `guide` gives what
    places are (`text`, `title-page`) by their addresses.
    """

    path: str
    root: etree._Element
    items: Mapping[str, Item]
    spine: tuple[Item, ...]
    nav: str = ""
    ncx: str = ""
    cover: str = ""
    guide: Mapping[str, str]


def read_package(files: EbookFiles) -> Package:
    """Read the package of an e-book.

    Raises `OctavoError` if there is none, if it lists no page, or if its pages are fixed.
    """
    path = _package_path(files)
    root = read_xml(files.text(path))
    if root is None or local(root) != "package":
        raise OctavoError(
            f"the e-book's package file “{path}” cannot be read.", where=files.where, hint=_AGAIN
        )
    folder = posixpath.dirname(path)
    items = _manifest(root, folder, files)
    references = [each for each in root.iter() if local(each) == "itemref"]
    spine = tuple(_spine(references, items))
    if not spine:
        raise OctavoError(
            "the e-book's package lists no page to read (its spine is empty).",
            where=files.where,
            hint=_AGAIN,
        )
    _refuse_fixed(root, references, files)
    return Package(
        path=path,
        root=root,
        items=items,
        spine=spine,
        nav=next((each.path for each in items.values() if "nav" in each.properties), ""),
        ncx=_ncx(root, items),
        cover=_cover(root, items),
        guide=dict(_guide(root, folder, files)),
    )


def resolved(href: str, folder: str, files: EbookFiles) -> str:
    """Return the path of the file that an address names; empty if it is not in the e-book."""
    path = href.partition("#")[0]
    if not path:
        return ""
    return files.find(joined(folder, unquote(path))) or files.find(joined(folder, path))


def _package_path(files: EbookFiles) -> str:
    container = files.find("META-INF/container.xml")
    root = read_xml(files.text(container)) if container else None
    stated = [
        each.get("full-path", "")
        for each in (root.iter() if root is not None else ())
        if local(each) == "rootfile" and each.get("media-type", _PACKAGE) == _PACKAGE
    ]
    beside = sorted(name for name in files.names if name.lower().endswith(".opf"))
    found = next((name for name in map(files.find, stated) if name), "") or next(iter(beside), "")
    if not found:
        raise OctavoError(
            "there is no package file (.opf) in it, so this is no e-book, or half of one.",
            where=files.where,
            hint=_AGAIN,
        )
    return found


def _manifest(root: etree._Element, folder: str, files: EbookFiles) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for each in root.iter():
        path = resolved(each.get("href", ""), folder, files) if local(each) == "item" else ""
        if path:
            properties = frozenset(each.get("properties", "").split())
            kind = each.get("media-type", "").lower().strip()
            name = each.get("id", path)
            items.setdefault(name, Item(path=path, media_type=kind, properties=properties))
    return items


def _spine(references: list[etree._Element], items: Mapping[str, Item]) -> Iterator[Item]:
    seen: set[str] = set()
    for each in references:
        item = items.get(each.get("idref", ""))
        if item is not None and item.path not in seen:
            seen.add(item.path)
            yield item


def _ncx(root: etree._Element, items: Mapping[str, Item]) -> str:
    spine = next((each for each in root.iter() if local(each) == "spine"), None)
    named = items.get(spine.get("toc", "")) if spine is not None else None
    if named:
        return named.path
    return next(
        (each.path for each in items.values() if each.media_type == "application/x-dtbncx+xml"), ""
    )


def _cover(root: etree._Element, items: Mapping[str, Item]) -> str:
    """Return the path of the cover's picture, by EPUB 3's word or by that of EPUB 2."""
    marked = next((each for each in items.values() if "cover-image" in each.properties), None)
    named = [
        items.get(each.get("content", ""))
        for each in root.iter()
        if local(each) == "meta" and each.get("name") == "cover"
    ]
    found = [each for each in (marked, *named) if each and each.media_type.startswith("image/")]
    return found[0].path if found else ""


def _guide(root: etree._Element, folder: str, files: EbookFiles) -> Iterator[tuple[str, str]]:
    for each in root.iter():
        if local(each) == "reference":
            path = resolved(each.get("href", ""), folder, files)
            if path:
                yield path, each.get("type", "").lower()


def _refuse_fixed(
    root: etree._Element, references: list[etree._Element], files: EbookFiles
) -> None:
    """Refuse a book whose pages are fixed: their words stand at places, and are no text."""
    said = [each for each in root.iter() if local(each) == "meta"]
    fixed = any(
        (each.get("property") == "rendition:layout" and not each.get("refines")
         and (each.text or "").strip() == "pre-paginated")
        or (each.get("name") == "fixed-layout" and each.get("content") == "true")
        for each in said
    )  # fmt: skip
    own = [_FIXED in each.get("properties", "").split() for each in references]
    apple = files.find("META-INF/com.apple.ibooks.display-options.xml")
    if not fixed and apple:
        options = read_xml(files.text(apple))
        fixed = options is not None and any(
            each.get("name") == "fixed-layout" and (each.text or "").strip() == "true"
            for each in options.iter()
        )
    if fixed or all(own):
        raise OctavoError(
            "this is an e-book of fixed pages: pictures, and words at places of their own, which"
            " are no running text.",
            where=files.where,
            hint="Adopt the files that it was made from, or an e-book whose text flows.",
        )
