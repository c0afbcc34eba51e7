"""How a worker lays out the whole book for its page numbers.

It reads the book anew, so that nothing of it is in the way of the next save, and keeps what
it has laid out in the book's cache, where the next build finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from octavo.build.pipeline import Request, load, store_of
from octavo.core.errors import BookError, OctavoError
from octavo.core.model import Section
from octavo.findings.wording import message_of
from octavo.layout.workshop import Services, Workshop
from octavo.pagination.paginate import Pages, set_pages
from octavo.preview.book_facts import Place, Printed
from octavo.preview.shown_editions import pages_of
from octavo.workers.patience import Overdue, Patience

_Given = TypeVar("_Given")


def full(root: Path, epoch: str = "", say: Callable[[Overdue], None] = lambda _: None) -> Printed:
    """Lay out the book in `root` and return where its sections stand; `say` what takes long.

    Raises `OctavoError` with the first thing that is in the way.
    """
    try:
        return _printed(root, epoch, say)
    except BookError as error:
        if not error.findings:
            raise
        raise OctavoError(message_of(error.findings[0])) from None


def _printed(root: Path, epoch: str, say: Callable[[Overdue], None]) -> Printed:
    request = Request(root=root, out=root / "build", drafts=True, epoch=epoch)
    loaded = load(request)
    edition = replace(pages_of(loaded.manuscript), chapters=())
    with closing(Workshop(patience=Patience(tell=say))) as workshop:
        services = Services(store=store_of(request), workshop=workshop)
        pages = _result(set_pages(loaded, edition, services))
    return Printed(
        total=pages.map.pages,
        folios=tuple(pages.map.folio(number) for number in range(pages.map.pages)),
        places=dict(_places(loaded.book.sections, pages, _empty_pages(pages))),
    )


def _result(steps: Generator[object, None, _Given]) -> _Given:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Given = end.value
            return result


def _empty_pages(pages: Pages) -> frozenset[int]:
    """Find the pages on which nothing stands."""
    if pages.run is not None:
        spots = enumerate(pages.run.placed.pages)
        return frozenset(number for number, spot in spots if spot is None)
    import pypdfium2

    document = pypdfium2.PdfDocument(pages.laid.pdf)
    found = frozenset(
        number for number, page in enumerate(document) if next(page.get_objects(), None) is None
    )
    document.close()
    return found


def _places(
    sections: Iterable[Section], pages: Pages, empty: frozenset[int]
) -> Iterator[tuple[str, Place]]:
    """Each section's place; it ends where the next document of the book begins."""
    starts = pages.map.starts
    order = sorted(
        {starts[item.anchor] for item in pages.composition.documents if item.anchor in starts}
    )
    for section in sections:
        first = starts.get(section.id)
        if first is None:
            continue
        end = next((start for start in order if start > first), pages.map.pages)
        while end - 1 > first and end - 1 in empty:
            end -= 1
        yield (
            section.id,
            Place(
                first=first,
                count=end - first,
                number=pages.map.number(first),
                blank_before=first - 1 in empty,
            ),
        )
