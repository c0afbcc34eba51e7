"""Load the layout engine in less than its usual time: each build waits for that.

WeasyPrint 70.0 looks for its libraries under the names that they have elsewhere first, and for
each of these Python runs a compiler and a linker. On Linux the last name it tries is the one
that the loader knows. And it loads what fontTools has to cut and to fix fonts, which it needs
for emoji, and for variable fonts of the machine.

`python -m octavo.layout.engine_start MODULE` runs a module behind it.
"""

from __future__ import annotations

import ctypes.util
import runpy
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType

from octavo.core.libraries import other_weasyprint

#: Modules of which WeasyPrint calls something, seldom.
_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")


def load_engine() -> None:
    """Load WeasyPrint.

    Raises `OSError` if the machine lacks one of its libraries, `OctavoError` if it is another
    version than the one that `layout/weasyprint/` mends.
    """
    if sys.platform == "linux":
        with suppress(OSError), _without_search(), _later(_SELDOM):
            import_module("weasyprint")
    if error := other_weasyprint(import_module("weasyprint").__version__):
        raise error


@contextmanager
def _without_search() -> Iterator[None]:
    """While it lasts, libraries are found by the names under which they are installed alone."""
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _later(names: tuple[str, ...]) -> Iterator[None]:
    """While it lasts, who imports one of these modules gets one that loads it when it is called."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update({name: _Later(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


class _Later(ModuleType):
    """Functions of a module that is not loaded yet."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *items, **more: getattr(import_module(self.__name__), name)(*items, **more)


if __name__ == "__main__":
    load_engine()
    runpy.run_module(sys.argv[1], run_name="__main__")
