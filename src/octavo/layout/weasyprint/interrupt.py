"""A layout that ends at its next page once nobody wants it any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from octavo.layout.weasyprint.boxes import Context, PageBox
from octavo.layout.weasyprint.level_spreads import LEVEL_SPREADS
from octavo.layout.weasyprint.patch import Patch

_Pages: TypeAlias = Callable[[Context, object, object, object], Iterator[PageBox]]


class LayoutInterruptedError(Exception):
    """The layout was ended between two pages."""


def interruptible(is_wanted: Callable[[], bool]) -> Patch:
    """Return what raises `LayoutInterruptedError` at the next page once `is_wanted` denies it."""

    def made(plain: _Pages) -> tuple[_Pages]:
        def make_all_pages(
            context: Context, root: object, html: object, before: object
        ) -> Iterator[PageBox]:
            for page in plain(context, root, html, before):
                if not is_wanted():
                    raise LayoutInterruptedError
                yield page

        return (make_all_pages,)

    return Patch(
        name="a layout that can be ended",
        why="Nothing ends a layout before its last page.",
        replaces=("layout:make_all_pages",),
        behind=(LEVEL_SPREADS.name,),
        made=made,
    )
