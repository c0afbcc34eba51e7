"""A layout that is done goes at once: nothing of it points in a circle.

In WeasyPrint 70.0 the context of a layout holds itself, in what reads pictures, and an anonymous
style itself and the style that keeps it. All boxes hang on these, and so all that a layout makes
waited for a collection of garbage, which walks through all of it.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import TypeAlias

from octavo.layout.weasyprint.boxes import Box, Context, Style
from octavo.layout.weasyprint.patch import Patch

_LayOut: TypeAlias = Callable[..., Iterator[Box]]

#: Where a style remembers its anonymous one.
_KEPT = "_octavo_anonymous"


def _made(anonymous: type, _: object, lay_out: _LayOut) -> tuple[object, ...]:
    """Return the class, the property and the function that make no circle."""

    # It is its own specified style, and need not hold itself for that.
    itself = property(lambda style: style, lambda style, _: None)
    made = type(anonymous.__name__, (anonymous,), {"specified": itself})

    def of_style(style: Style) -> Style:
        kept = style.__dict__.get(_KEPT)
        found: Style | None = kept() if kept else None
        if found is None:  # no box has it, or none has it any longer
            found = made(style)
            style.__dict__[_KEPT] = weakref.ref(found)
        return found

    def laid_out(html: object, root: Box, context: Context, *more: object) -> Iterator[Box]:
        yield from lay_out(html, root, context, *more)
        context.__dict__.pop("get_image_from_uri", None)

    return made, property(of_style), laid_out


NO_CIRCLES = Patch(
    name="no circles",
    why="What a layout leaves is freed at once, not by a collection of garbage.",
    replaces=(
        "css:AnonymousStyle",
        "css:ComputedStyle.anonymous_style",
        "document:layout_document",
    ),
    made=_made,
)
