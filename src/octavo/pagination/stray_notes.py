"""Notes that a layout lost, or set among the notes of another section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from octavo.core.model import Section
from octavo.layout.laid_pages import Laid


def stray_notes(
    sections: Iterable[Section],
    order: Sequence[str],
    laid: Laid,
    moved: frozenset[str],
) -> frozenset[str]:
    """Ids of footnotes that stand on no page, on a crowded one, or behind their section's end.

    WeasyPrint carries a note that finds no room to the next page, and drops it
    where there is none; behind a section's last page the next one opens. Too
    many notes on one page overprint its text. `order` are the documents'
    anchors in reading order, `moved` the notes that are no footnotes.
    """
    pages = [laid.starts.get(anchor, 0) for anchor in order]
    ends = dict(zip(order, [*pages[1:], None], strict=True))
    return frozenset(
        note.id
        for section in sections
        for note in section.notes
        if note.id not in moved and _strays(note.id, ends.get(section.id), laid)
    )


def _strays(note: str, end: int | None, laid: Laid) -> bool:
    page = laid.starts.get(note)
    return page is None or page in laid.crowded or (end is not None and page >= end)
