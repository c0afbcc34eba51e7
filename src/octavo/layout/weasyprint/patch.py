"""A patch of WeasyPrint: names of its modules for which others stand while a layout lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """What stands for some names of WeasyPrint, and why.

    `replaces` are these names, each as `module:name` within `weasyprint`. `made` takes what
    stands there and returns what takes its place, both in the order of `replaces`; it is called
    anew for each layout, so that what a patch remembers ends with that. `behind` are the names
    of patches that replace a name of this one too, and must be in place before it.
    """

    name: str
    why: str
    replaces: tuple[str, ...]
    made: Callable[..., tuple[object, ...]]
    behind: tuple[str, ...] = ()


@contextmanager
def in_place(*patches: Patch) -> Iterator[None]:
    """Put patches in place one after the other, and all back as it was at the end.

    Raises `ValueError` where two replace one name and the later does not know the earlier.
    """
    for clash in clashes(patches):
        raise ValueError(f"two patches of WeasyPrint in no order: {clash}")
    before: list[tuple[object, str, object]] = []
    try:
        for patch in patches:
            places = [_place(name) for name in patch.replaces]
            stood = [getattr(holder, name) for holder, name in places]
            for (holder, name), old, new in zip(places, stood, patch.made(*stood), strict=True):
                before.append((holder, name, old))
                setattr(holder, name, new)
        yield
    finally:
        for holder, name, old in reversed(before):
            setattr(holder, name, old)


def clashes(patches: tuple[Patch, ...]) -> Iterator[str]:
    """Yield each name that two patches replace, where the later does not stand behind the other."""
    owners: dict[str, list[str]] = {}
    for patch in patches:
        for name in patch.replaces:
            earlier = owners.setdefault(name, [])
            for other in earlier:
                if other not in patch.behind:
                    yield f"{name} by “{other}” and “{patch.name}”"
            earlier.append(patch.name)


def _place(name: str) -> tuple[object, str]:
    """Return what holds a name such as `layout.inline:strut`, and its last part."""
    module, _, path = name.partition(":")
    *holders, last = path.split(".")
    holder: object = import_module(f"weasyprint.{module}")
    for part in holders:
        holder = getattr(holder, part)
    return holder, last
