"""The process that lays out the whole book for its page numbers. Run as a module.

It reads the book anew, so that nothing of it is in the way of the next save, and keeps what
it has laid out in the book's cache, where the next build finds it. Its one line of output is
an object; its process is the least urgent of the machine.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from octavo.editions.pages import Pages, set_pages
from octavo.errors import BookError, OctavoError
from octavo.findings.wording import message_of
from octavo.model import Section
from octavo.pipeline import Request, load
from octavo.preview.shown import pages_of

_Given = TypeVar("_Given")

#: How much less urgent than what the author waits for.
_NICE = 10


def main() -> None:
    """Lays out the book in the folder that is named; prints the object."""
    root, epoch = Path(sys.argv[1]), sys.argv[2]
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with suppress(OSError):
        os.nice(_NICE)
    try:
        found = full(root, epoch)
    except BookError as error:
        found = {"error": message_of(error.findings[0]) if error.findings else str(error)}
    except OctavoError as error:
        found = {"error": str(error)}
    json.dump(found, out)
    out.close()


def full(root: Path, epoch: str = "") -> dict[str, Any]:
    """Page counts, folios and places: the fields of `facts.Printed`, as JSON has them."""
    loaded = load(Request(root=root, out=root / "build", drafts=True, epoch=epoch))
    edition = replace(pages_of(loaded.manuscript), chapters=())
    try:
        pages = _result(set_pages(loaded, edition))
    finally:
        loaded.workshop.close()
    empty = _empty_pages(pages)
    return {
        "total": pages.map.pages,
        "folios": [pages.map.folio(number) for number in range(pages.map.pages)],
        "places": dict(_places(loaded.book.sections, pages, empty)),
    }


def _result(steps: Generator[Any, None, _Given]) -> _Given:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Given = end.value
            return result


def _empty_pages(pages: Pages) -> frozenset[int]:
    """The pages on which nothing stands."""
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
) -> Iterable[tuple[str, dict[str, Any]]]:
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
            {
                "first": first,
                "count": end - first,
                "number": pages.map.number(first),
                "blank_before": first - 1 in empty,
            },
        )


if __name__ == "__main__":
    main()
