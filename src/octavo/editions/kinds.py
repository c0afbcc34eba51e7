"""The kinds of edition: another one is one entry here and one file beside it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType

from octavo.editions.values import Loaded, Rendering
from octavo.model import Edition

Renderer = Callable[[Loaded, Edition], Rendering]

#: Module and function by kind.
_RENDERERS = MappingProxyType(
    {
        "ebook": ("ebook", "render_ebook"),
        "print": ("printed", "render_print"),
        "digital": ("digital", "render_digital"),
        "booklet": ("booklet", "render_booklet"),
        "cover": ("wrap", "render_wrap"),
    }
)


#: What is made in a format if the edition says no more.
_USUAL = MappingProxyType({"epub": "ebook", "pdf": "print"})


def renderer(edition: Edition) -> Renderer:
    """What makes an edition of its kind.

    Its module is loaded only now: an e-book need not wait for what sets and joins pages.
    """
    module, name = _RENDERERS[edition.kind or _USUAL[edition.format]]
    found: Renderer = getattr(import_module(f"octavo.editions.{module}"), name)
    return found
