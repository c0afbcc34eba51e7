"""The book as it is read: the manuscript, its sections, its images, its own rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from octavo.bind.edition_chapters import select_chapters
from octavo.bind.missing_pictures import frame_missing
from octavo.bind.passes import bind
from octavo.core.cache import NOTHING, Store
from octavo.core.edition_kind import Pages
from octavo.core.errors import OctavoError
from octavo.core.loaded_book import Loaded
from octavo.core.model import Asset, Edition, Finding, Manuscript, Section
from octavo.editions.known_kinds import all_kinds
from octavo.editions.read_manuscript import read_manuscript
from octavo.findings.catalogue.chapters import PathOutside
from octavo.findings.catalogue.styles import CssUnread
from octavo.manuscript.book_images import (
    ReadImage,
    picture_paths,
    read_cover,
    read_images,
    read_one,
)
from octavo.manuscript.edition_tables import chosen, editions_by_name
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.text_files import What, read_any_text, what_is
from octavo.markdown.parsed_cache import parse_chapters
from octavo.styling.layers import LOCAL
from octavo.text.source_lines import without_lines


def load_book(
    root: Path, *, drafts: bool = False, epoch: str = "", store: Store = NOTHING
) -> Loaded:
    """Read everything the book in `root` consists of, and bind it.

    `epoch` is SOURCE_DATE_EPOCH, or empty; chapters come from `store` where they can.
    """
    manuscript = read_manuscript(root, drafts=drafts, epoch=epoch)
    sections, _ = parse_chapters(manuscript.chapters, manuscript.metadata.language, store)
    return read_rest(manuscript, sections)


def read_rest(
    manuscript: Manuscript, sections: tuple[Section, ...], *, read_image: ReadImage = read_one
) -> Loaded:
    """Bind the parsed chapters of a manuscript, and read what else its book consists of.

    `read_image` reads an image: who loads a book again and again remembers them.
    """
    paths = (chapter.path for chapter in manuscript.chapters)
    book = bind(manuscript, sections, picture_paths(manuscript.root, paths))
    images, missing = read_images(manuscript.root, book.sections, read_image)
    book = frame_missing(book, images)
    pictures = {}
    for key in ("cover", "author_picture"):
        if path := getattr(manuscript.metadata, key):
            read = read_cover(manuscript.root, path, key=key, read_image=read_image)
            missing += (read,) if isinstance(read, Finding) else ()
            pictures[key] = read
    local, unread = _own_rules(manuscript.root)
    return Loaded(
        manuscript=manuscript,
        book=replace(book, findings=book.findings + missing + unread),
        images=images,
        cover=_asset(pictures.get("cover")),
        portrait=_asset(pictures.get("author_picture")),
        local=local,
    )


def _asset(read: Asset | Finding | None) -> Asset | None:
    return read if isinstance(read, Asset) else None


def _own_rules(root: Path) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of the book's styles/local.css, empty if it has none, and what is wrong."""
    path = root / LOCAL
    there = what_is(root, path)
    if there is What.OUTSIDE:
        return "", (PathOutside.styles(file=LOCAL),)
    try:
        if there is What.FILE:
            return read_any_text(path, LOCAL)
    except OctavoError:
        return "", (CssUnread.found(file=LOCAL),)
    return "", (CssUnread.found(file=LOCAL),) if os.path.lexists(path) else ()


def files_read(loaded: Loaded) -> Iterator[str]:
    """Yield the files that a book was read from, by their paths in it; drafts left out too."""
    manuscript, metadata = loaded.manuscript, loaded.manuscript.metadata
    yield BOOK_TOML
    yield LOCAL
    yield from (chapter.path for chapter in manuscript.chapters)
    yield from (finding.file for finding in manuscript.findings if finding.file)
    yield from loaded.images
    yield from (font.path for font in manuscript.fonts)
    pictures = (metadata.cover, metadata.author_picture)
    yield from (f"manuscript/{path}" for path in pictures if path)


def for_edition(loaded: Loaded, edition: Edition) -> Loaded:
    """Return the book as the edition has it: with the chapters of its own and their images.

    The lines of the chapters' files (`text.source_lines`) come with what is set on pages.
    """
    book = select_chapters(loaded.book, edition)
    if edition.kind.pages not in (Pages.OWN, Pages.SHOWN):
        book = replace(book, sections=tuple(map(_without_lines, book.sections)))
    used = {use.path for section in book.sections for use in section.images}
    images = {path: asset for path, asset in loaded.images.items() if path in used}
    return replace(loaded, book=book, images=images)


def _without_lines(section: Section) -> Section:
    notes = tuple(replace(note, body=without_lines(note.body)) for note in section.notes)
    return replace(section, body=without_lines(section.body), notes=notes)


def asked_for(manuscript: Manuscript, names: Sequence[str]) -> tuple[Edition, ...]:
    """Return the editions asked for, or all; covers behind the pages that they go round.

    The cover of a print edition can be asked for by its name alone: `print-cover`.
    """
    there = editions_by_name(manuscript.editions, all_kinds())
    return covers_last(chosen(there, names) or manuscript.editions)


def sets_pages(manuscript: Manuscript, editions: Iterable[Edition]) -> bool:
    """Return whether editions need what sets pages: for themselves, or for an e-book's cover."""
    has_pages = any(not edition.kind.reflowable for edition in editions)
    return not manuscript.metadata.cover or has_pages


def covers_last(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return editions in the order in which they are made."""
    return tuple(sorted(editions, key=lambda edition: edition.kind.wraps))
