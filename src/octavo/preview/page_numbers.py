"""The whole book's page numbers: asked for, waited for, found in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.preview.book_facts import Printed
from octavo.preview.preview_tasks import LayOutBook
from octavo.workers.patience import Overdue
from octavo.workers.process import TaskError
from octavo.workers.stream import Renewal, Stream

#: One task is all that the worker does.
_RENEWAL = Renewal(memory=2**63, tasks=2, patience=0.0)


async def lay_out_book(root: Path, epoch: str, tell: Callable[[Overdue], None]) -> Printed:
    """Lay out the whole book in a process of its own; `tell` what takes long.

    Raises `OctavoError` if it cannot be laid out. The process ends with this, also if this is
    cancelled.
    """
    stream = Stream("book", renewal=_RENEWAL)
    try:
        async with aclosing(stream.do(LayOutBook(root=root, epoch=epoch))) as all_news:
            async for news in all_news:
                if isinstance(news, Printed):
                    return news
                tell(news)
    except TaskError:
        pass
    finally:
        await stream.close()
    raise OctavoError("the whole book could not be laid out.")


def with_counts(printed: Printed, counts: Mapping[str, int], sections: tuple[str, ...]) -> Printed:
    """Mark `printed` stale if a chapter has another number of pages now, or is new or gone."""
    known = printed.places
    if printed.total is None:
        return replace(printed, stale=False)
    other = any(name in known and known[name].count != count for name, count in counts.items())
    return replace(printed, stale=other or tuple(known) != sections)


def find_page(printed: Printed, wanted: str) -> tuple[str, int]:
    """Find the chapter and the page in it (from 0) that carries a number: `xii`, `46`.

    Raises `OctavoError` with what to say if there is none.
    """
    wanted = wanted.strip().lower()
    if printed.total is None:
        raise OctavoError("Page numbers are known once the whole book has been laid out.")
    if not wanted:
        raise OctavoError("Which page? Write its number, such as 46 or xii.")
    if wanted not in printed.folios:
        last = printed.folios[-1] if printed.folios else "0"
        raise OctavoError(f"There is no page {wanted}; the last one is {last}.")
    page = printed.folios.index(wanted)
    for name, place in printed.places.items():
        first = place.first - place.blank_before
        if first <= page < place.first + place.count:
            return name, page - first
    raise OctavoError(f"Page {wanted} is one that Octavo makes: it belongs to no chapter.")
