"""The boxes in a page's margins, drawn apart from the pages (`layout/page_furniture.py`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from octavo.layout.weasyprint.boxes import Box, MarginBox
from octavo.layout.weasyprint.patch import Patch

_Make: TypeAlias = Callable[..., tuple[Box, ...]]
_Resolve: TypeAlias = Callable[[Box, object], None]


def _none(plain: _Make) -> tuple[_Make]:
    return (lambda context, page, state: (),)


def _shown_alone(plain: _Resolve) -> tuple[_Resolve]:
    def resolve_percentages(box: Box, containing_block: object) -> None:
        if not isinstance(box, MarginBox) or box.is_generated:
            plain(box, containing_block)

    return (resolve_percentages,)


WITHOUT_MARGIN_BOXES = Patch(
    name="pages without margin boxes",
    why="A galley has no heads and folios: what they say is known when the book is put together.",
    replaces=("layout:make_margin_boxes",),
    made=_none,
)

SHOWN_ALONE = Patch(
    name="margin boxes that are shown",
    why="The spaces round each of a page's sixteen margin boxes are worked out; few are shown.",
    replaces=("layout.page:resolve_percentages",),
    made=_shown_alone,
)
