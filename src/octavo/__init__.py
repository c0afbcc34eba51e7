"""Octavo: articles in, an e-book and a printed book out."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__: str

if not TYPE_CHECKING:  # a checker would take any name for one of this package

    def __getattr__(name: str) -> str:
        """Look the version up when it is asked for: that takes longer than to import all this."""
        if name != "__version__":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib.metadata import version

        return version("octavo")
