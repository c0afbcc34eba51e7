"""The contents of an e-book: `nav` of EPUB 3 or the NCX of EPUB 2, as a tree of its entries."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from octavo.importing.ebooks.ebook_files import EbookFiles
from octavo.importing.ebooks.ebook_package import Package, resolved
from octavo.importing.ebooks.xml_files import local, read_xml
from octavo.text.xhtml_names import EPUB_TYPE

#: Entries may stand this deep below each other, and be so many.
_DEEPEST, _MOST = 12, 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents: its words, the place that it leads to, the lines below it.

    `key` is the path of a page, with `#` and an id behind it if it is a place within one; it is
    empty where the line leads nowhere.
    """

    title: str
    key: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The contents, and by their keys what places of the book are (`bodymatter`, `titlepage`)."""

    entries: tuple[Entry, ...]
    landmarks: dict[str, str]


def read_contents(files: EbookFiles, package: Package) -> Contents:
    """Read the contents of an e-book, those of EPUB 3 first; empty where it has none."""
    entries: tuple[Entry, ...] = ()
    landmarks = dict(package.guide)
    if package.nav:
        root, folder = read_xml(files.text(package.nav)), posixpath.dirname(package.nav)
        if root is not None:
            place = _Place(folder, files)
            entries = tuple(_of_nav(root, place))
            landmarks |= dict(_landmarks(root, place))
    if package.ncx and not _leading(entries):
        root, folder = read_xml(files.text(package.ncx)), posixpath.dirname(package.ncx)
        if root is not None:
            entries = tuple(_of_ncx(root, _Place(folder, files)))
    return Contents(entries=entries, landmarks=landmarks)


def flat(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield all entries in the order in which they stand."""
    for entry in entries:
        yield entry
        yield from flat(entry.below)


def _leading(entries: Sequence[Entry]) -> bool:
    return any(entry.key for entry in flat(entries))


class _Place:
    """Turns the addresses of a file into keys."""

    def __init__(self, folder: str, files: EbookFiles) -> None:
        self._folder, self._files = folder, files
        self.left = _MOST

    def key(self, href: str) -> str:
        path = resolved(href, self._folder, self._files)
        fragment = unquote(href.partition("#")[2])
        return f"{path}#{fragment}" if path and fragment else path


def _types(element: etree._Element) -> list[str]:
    return (element.get(EPUB_TYPE) or "").split()


def _of_nav(root: etree._Element, place: _Place) -> Iterator[Entry]:
    navs = [each for each in root.iter() if local(each) == "nav"]
    nav = next((each for each in navs if "toc" in _types(each)), navs[0] if navs else None)
    listing = _first(nav, "ol") if nav is not None else None
    if listing is not None:
        yield from _items(listing, place, 1)


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in element.iter() if local(each) == name), None)


def _items(listing: etree._Element, place: _Place, depth: int) -> Iterator[Entry]:
    for item in listing:
        place.left -= 1
        if local(item) != "li" or place.left < 0:
            continue
        title = href = ""
        below: list[Entry] = []
        for child in item:
            if local(child) in ("ol", "ul"):
                below += _items(child, place, depth + 1) if depth < _DEEPEST else []
            elif not title:
                link = child if local(child) == "a" else _first(child, "a")
                title = _words(child)
                href = link.get("href", "") if link is not None else ""
        yield Entry(title=title, key=place.key(href), below=tuple(below))


def _words(element: etree._Element) -> str:
    text = " ".join("".join(map(str, element.itertext())).split())
    pictures = (each.get("alt", "") for each in element.iter() if local(each) == "img")
    return text or next(pictures, "") or ""


def _landmarks(root: etree._Element, place: _Place) -> Iterator[tuple[str, str]]:
    for nav in root.iter():
        if local(nav) == "nav" and "landmarks" in _types(nav):
            for link in nav.iter():
                if local(link) == "a" and _types(link):
                    yield place.key(link.get("href", "")), " ".join(_types(link))


def _of_ncx(root: etree._Element, place: _Place) -> Iterator[Entry]:
    points = _first(root, "navMap")
    if points is not None:
        yield from _points(points, place, 1)


def _points(holder: etree._Element, place: _Place, depth: int) -> Iterator[Entry]:
    for point in holder:
        place.left -= 1
        if local(point) != "navPoint" or place.left < 0:
            continue
        label = next((each for each in point if local(each) == "navLabel"), None)
        content = next((each for each in point if local(each) == "content"), None)
        yield Entry(
            title=_words(label) if label is not None else "",
            key=place.key(content.get("src", "")) if content is not None else "",
            below=tuple(_points(point, place, depth + 1)) if depth < _DEEPEST else (),
        )
