"""How a worker lays out the whole book for its page numbers.

It reads the book anew, so that nothing of it is in the way of the next save, and keeps what
it has laid out in the book's cache, where the next build finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from octavo.build.pipeline import Request, load, store_of
from octavo.core.errors import BookError, OctavoError
from octavo.core.model import Severity
from octavo.findings.collector import stop_at_errors
from octavo.findings.wording import message_of
from octavo.layout.workshop import Services, Workshop
from octavo.pagination.paginate import set_pages
from octavo.pagination.section_places import section_places
from octavo.preview.book_facts import Printed
from octavo.preview.shown_editions import pages_of
from octavo.workers.patience import Overdue, Patience

_Given = TypeVar("_Given")


def full(root: Path, epoch: str = "", say: Callable[[Overdue], None] = lambda _: None) -> Printed:
    """Lay out the book in `root` and return where its sections stand; `say` what takes long.

    Raises `OctavoError` with the first error that is in the way.
    """
    try:
        return _printed(root, epoch, say)
    except BookError as error:
        errors = [item for item in error.findings if item.severity is Severity.ERROR]
        if not errors:
            raise
        raise OctavoError(message_of(errors[0])) from None


def _printed(root: Path, epoch: str, say: Callable[[Overdue], None]) -> Printed:
    request = Request(root=root, out=root / "build", drafts=True, epoch=epoch)
    loaded = load(request)
    stop_at_errors(loaded.manuscript.findings)
    edition = replace(pages_of(loaded.manuscript), chapters=())
    with closing(Workshop(patience=Patience(tell=say))) as workshop:
        services = Services(store=store_of(request), workshop=workshop)
        pages = _result(set_pages(loaded, edition, services))
    return Printed(
        total=pages.map.pages,
        folios=tuple(pages.map.folio(number) for number in range(pages.map.pages)),
        places=section_places(loaded.book.sections, pages.laid, pages.map),
        gutter_for=pages.gutter_for,
        in_one_piece=pages.run is None,
    )


def _result(steps: Generator[object, None, _Given]) -> _Given:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Given = end.value
            return result
