"""The catalogue as a whole, gathered from its areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from octavo.findings import catalogue
from octavo.findings.entry import Entry, Form


@cache
def entries() -> Mapping[str, type[Entry]]:
    """Return every entry by its code, area after area."""
    return MappingProxyType({entry.code: entry for area in areas().values() for entry in area})


@cache
def areas() -> Mapping[str, tuple[type[Entry], ...]]:
    """Return the entries of each area, by what its module says that it is about."""
    names = sorted(found.name for found in iter_modules(catalogue.__path__))
    modules = [import_module(f"{catalogue.__name__}.{name}") for name in names]
    heads = [(module.__doc__ or module.__name__).strip().removesuffix(".") for module in modules]
    return MappingProxyType(dict(zip(heads, gather(modules), strict=True)))


def gather(modules: Iterable[ModuleType]) -> list[tuple[type[Entry], ...]]:
    """Return the entries that each module defines.

    Raises `ValueError` if two of them, in one module or in two, have one code.
    """
    homes: dict[str, str] = {}
    found = []
    for module in modules:
        own = tuple(_entries(module))
        for entry in own:
            home = f"{module.__name__}.{entry.__name__}"
            if entry.code in homes:
                raise ValueError(f"{entry.code} has two entries: {homes[entry.code]} and {home}")
            homes[entry.code] = home
        found.append(own)
    return found


def form_of(code: str, name: str) -> Form:
    """Return the wording `name` of a code. Raises `KeyError` if there is none."""
    form = getattr(entries()[code], name, None)
    if not isinstance(form, Form):
        raise KeyError(f"{code} has no wording called {name}")
    return form


def _entries(module: ModuleType) -> Iterable[type[Entry]]:
    return (
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Entry)
        and value.__module__ == module.__name__
    )
