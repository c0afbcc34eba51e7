"""Tagged pages → a PDF to read on a screen: outline, labels, links, and heads that are no text."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf

from octavo.core.model import ContentsEntry, Metadata
from octavo.pagination.folios import PageMap
from octavo.pdf.artifacts import drop_inner_links, furniture_to_artifacts, leader_marks
from octavo.pdf.page_labels import page_labels, say_language
from octavo.pdf.pdf_a import (
    black_to_grey,
    declare_ua,
    end_streams_plainly,
    saved_plainly,
    show_pixels_as_they_are,
)

#: Annotation flag 3 (ISO 32000-2, table 167): what is on the screen is printed too.
_PRINT = 4


def finish_digital(
    pdf: bytes, pages: PageMap, metadata: Metadata, *, contents: Iterable[ContentsEntry]
) -> bytes:
    """Finish a digital edition: its outline is the contents, and no page's furniture is read out.

    It is PDF/UA-1 and, so that it can be kept, PDF/A-3u.

    The same input gives the same bytes: the file's id is made of its content.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.PageLabels = page_labels(pages)
        say_language(document, metadata.language)
        document.Root.PageMode = pikepdf.Name.UseOutlines
        _outline(document, contents, pages)
        _links_are_printed(document)
        drop_inner_links(document)
        furniture_to_artifacts(document, leader_marks(pdf, _contents_pages(pages)))
        black_to_grey(document)
        show_pixels_as_they_are(document)
        _describe(document, metadata)
        declare_ua(document)
        end_streams_plainly(document)
        return saved_plainly(document)


def _outline(document: pikepdf.Pdf, contents: Iterable[ContentsEntry], pages: PageMap) -> None:
    with document.open_outline() as outline:
        outline.root.clear()
        outline.root.extend(_item(entry, pages) for entry in contents)


def _item(entry: ContentsEntry, pages: PageMap) -> pikepdf.OutlineItem:
    title = f"{entry.number} {entry.title}" if entry.number else entry.title
    item = pikepdf.OutlineItem(title, pages.starts[entry.href.removeprefix("#")])
    item.children.extend(_item(child, pages) for child in entry.children)
    item.is_closed = False
    return item


def _contents_pages(pages: PageMap) -> range:
    """Return the pages of the contents, from 0: up to the next thing that begins."""
    first = pages.starts.get("contents")
    if first is None:
        return range(0)
    return range(
        first, min((page for page in pages.starts.values() if page > first), default=first)
    )


def _links_are_printed(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        for annotation in page.get("/Annots", []):
            annotation.F = int(annotation.get("/F", 0)) | _PRINT


def _describe(document: pikepdf.Pdf, metadata: Metadata) -> None:
    """Add what the layout engine does not write of the book's metadata."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        for name, value in (
            ("dc:description", metadata.description),
            ("dc:rights", metadata.rights),
            ("dc:language", [metadata.language]),
            ("dc:publisher", [metadata.publisher] if metadata.publisher else []),
            ("dc:subject", list(metadata.subjects)),
        ):
            if value:
                xmp[name] = value
