"""All kinds of edition, from their files: another kind is another file in `kinds/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING

from octavo.core.edition_kind import Kind
from octavo.core.loaded_book import Loaded
from octavo.core.model import Edition
from octavo.editions import kinds
from octavo.editions.rendering import Rendering

if TYPE_CHECKING:
    from typing import TypeAlias

    from octavo.layout.workshop import Services

    Make: TypeAlias = Callable[[Loaded, Edition, Services], Rendering]


@lru_cache(maxsize=1)  # asked for at each save of a previewed book
def all_kinds() -> Mapping[str, Kind]:
    """Return the kinds by name, in alphabetical order."""
    names = sorted(entry.name for entry in iter_modules(kinds.__path__))
    found: list[Kind] = [import_module(f"{kinds.__name__}.{name}").KIND for name in names]
    return MappingProxyType({kind.name: kind for kind in found})


def maker(kind: Kind) -> Make:
    """Return the function that makes editions of a kind.

    It imports what it needs when it is called: an e-book need not wait for what sets pages.
    """
    make: Make = import_module(f"{kinds.__name__}.{kind.name}").make
    return make
