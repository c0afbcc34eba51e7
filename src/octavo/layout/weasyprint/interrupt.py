"""A layout that ends at its next page once nobody wants it any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from octavo.layout.weasyprint.level_spreads import LEVEL_SPREADS
from octavo.layout.weasyprint.patch import Patch

_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")


class LayoutInterruptedError(Exception):
    """The layout was ended between two pages."""


def interruptible(is_wanted: Callable[[], bool]) -> Patch:
    """Return what raises `LayoutInterruptedError` at the next page once `is_wanted` denies it.

    Pages that are laid out only to choose others ask too.
    """

    def made(plain: Callable[_Asked, _Made]) -> tuple[Callable[_Asked, _Made]]:
        def make_page(*asked: _Asked.args, **named: _Asked.kwargs) -> _Made:
            if not is_wanted():
                raise LayoutInterruptedError
            return plain(*asked, **named)

        return (make_page,)

    return Patch(
        name="a layout that can be ended",
        why="Nothing ends a layout before its last page.",
        replaces=("layout.page:make_page",),
        behind=(LEVEL_SPREADS.name,),
        made=made,
    )
