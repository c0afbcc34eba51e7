"""The contents: which sections have a line, and how the printed one looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from octavo.bind.numbering import number_label
from octavo.compose.section_roles import UNLISTED
from octavo.compose.section_xhtml import set_semantics, sub
from octavo.core.model import Book, ContentsEntry, Heading, Section


def contents_entries(
    book: Book, link: Callable[[Section], str], *, depth: int = 1
) -> tuple[ContentsEntry, ...]:
    """Return a line for every titled section; chapters stand below their part.

    With a `depth` of 2 and more each has the headings of so many levels within it.
    """

    def entry_of(section: Section) -> ContentsEntry:
        return _entry(section, link, book.words, depth)

    entries = []
    for section in book.sections:
        if section.kind in UNLISTED or section.part is not None:
            continue
        chapters = [other for other in book.sections if other.part == section.id]
        titled = [chapter for chapter in chapters if chapter.kind not in UNLISTED]
        entries.append(replace(entry_of(section), children=tuple(map(entry_of, titled))))
    return tuple(entries)


def contents_page(entries: tuple[ContentsEntry, ...], book: Book) -> etree._Element:
    """Make the printed contents; the layout sets the folios (`target-counter`)."""
    chapters = [entry for entry in _all(entries) if entry.kind == "chapter"]
    plain = chapters and not any(entry.number for entry in chapters)
    names = "contents toc unnumbered" if plain else "contents toc"
    page = etree.Element("nav", {"class": names, "id": "contents"})
    set_semantics(page, "contents")
    sub(page, "h1", book.words["contents"])
    front = {f"#{section.id}" for section in book.sections if section.matter.has_roman_folios}
    _list(page, entries, front)
    return page


def _all(entries: Iterable[ContentsEntry]) -> Iterator[ContentsEntry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)


def _entry(
    section: Section,
    link: Callable[[Section], str],
    words: Mapping[str, str],
    depth: int,
) -> ContentsEntry:
    href = link(section)
    file = href.partition("#")[0]
    listed = [item for item in section.headings if item.opens and item.level <= depth]
    return ContentsEntry(
        title=section.title_text,
        href=href,
        kind=section.kind,
        number=number_label(section, words),
        sections=_below(listed, file),
    )


def _below(headings: Sequence[Heading], file: str) -> tuple[ContentsEntry, ...]:
    """Return headings as lines, each below the last one of a higher level."""
    lines = []
    at = 0
    while at < len(headings):
        end = at + 1
        while end < len(headings) and headings[end].level > headings[at].level:
            end += 1
        within = _below(headings[at + 1 : end], file)
        href, title = f"{file}#{headings[at].id}", headings[at].text
        lines.append(ContentsEntry(title=title, href=href, kind="", sections=within))
        at = end
    return tuple(lines)


def _list(parent: etree._Element, entries: tuple[ContentsEntry, ...], front: set[str]) -> None:
    listing = sub(parent, "ol")
    for entry in entries:
        item = sub(listing, "li", attributes={"class": f"{entry.kind}-entry"})
        roman = " roman" if entry.href in front else ""
        if entry.number:
            # Outside the link: what is placed on its own would be a link of its own in a PDF.
            sub(item, "span", entry.number, attributes={"class": "number"}).tail = " "
        sub(item, "a", entry.title, attributes={"href": entry.href, "class": f"folio{roman}"})
        if entry.children:
            _list(item, entry.children, front)
