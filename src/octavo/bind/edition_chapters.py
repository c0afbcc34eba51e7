"""An edition's own chapters: the book without the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from octavo.core.errors import OctavoError
from octavo.core.model import Book, Edition, Finding, Matter, Section
from octavo.findings.catalogue.editions import LinkLeftOut
from octavo.manuscript.find_book import BOOK_TOML
from octavo.markdown.xhtml_tree import read, write
from octavo.text.xhtml_names import section_of_id


@dataclass(slots=True, kw_only=True)
class _Cut:
    """What is left out, by section id → title, and the links that led there."""

    gone: dict[str, str]
    lost: dict[tuple[str, str], int] = field(default_factory=dict)


def select_chapters(book: Book, edition: Edition) -> Book:
    """Return the book as this edition has it: of the body, only `edition.chapters` (all if empty).

    Front and back matter stay, parts without chapters go, numbers stay the
    book's. A link to what is left out becomes plain text; findings say so, once
    for each section and target, after those of the book. Raises `OctavoError`
    if nothing of the body is left.
    """
    if not edition.chapters:
        return book
    kept = tuple(_kept(book.sections, edition.chapters))
    if not any(section.matter is Matter.BODY for section in kept):
        raise OctavoError(
            f'the edition "{edition.name}" has nothing to read: its chapters are left out.',
            where=BOOK_TOML,
            hint="Build with --drafts, or list other chapters.",
        )
    staying = {section.id for section in kept}
    gone = {item.id: item.title_text for item in book.sections if item.id not in staying}
    sections, findings = [], list(book.findings)
    for section in kept:
        cut = _Cut(gone=gone)
        sections.append(_without_links(section, cut))
        findings += [_finding(edition, section, text=text, title=title) for text, title in cut.lost]
    return replace(book, sections=tuple(sections), findings=tuple(findings))


def _kept(sections: tuple[Section, ...], chapters: Collection[str]) -> list[Section]:
    listed = [item for item in sections if item.matter is not Matter.BODY or item.file in chapters]
    parts = {item.part for item in listed}
    chosen = {item.id for item in listed if item.kind != "part"} | parts
    return [item for item in sections if item.id in chosen]


def _without_links(section: Section, cut: _Cut) -> Section:
    return replace(
        section,
        title=_plain(section.title, cut),
        body=_plain(section.body, cut),
        notes=tuple(replace(note, body=_plain(note.body, cut)) for note in section.notes),
    )


def _plain(xhtml: str, cut: _Cut) -> str:
    """Turn the links that lead to what is gone into the text that they held."""
    if 'href="#' not in xhtml:
        return xhtml
    root = read(xhtml)
    changed = False
    for link in list(root.iter("a")):
        home = section_of_id(str(link.get("href", "")).removeprefix("#"))
        if home not in cut.gone or not str(link.get("href")).startswith("#"):
            continue
        text = " ".join("".join(map(str, link.itertext())).split())
        cut.lost[text, cut.gone[home]] = 1
        link.tag = "span"
        for name in ("href", "hreflang", "rel"):
            link.attrib.pop(name, "")
        changed = True
    return write(root) if changed else xhtml


def _finding(edition: Edition, section: Section, *, text: str, title: str) -> Finding:
    values = {"text": text, "title": title, "edition": edition.name}
    return LinkLeftOut.found(values, file=section.file or None)
