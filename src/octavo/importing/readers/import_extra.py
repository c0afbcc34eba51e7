"""Libraries of the extra `import`, loaded where they are needed and not before."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from octavo.core.errors import EXIT_USAGE, OctavoError


class LibraryMissingError(OctavoError):
    """A library is not installed: no article of the kind can be read, so none is tried."""


def load(name: str, where: str, kind: str) -> Any:
    """Import the module `name`, or raise an error with the line that installs it."""
    try:
        return import_module(name)
    except ImportError:
        raise LibraryMissingError(
            f"reading {kind} needs {name}, which is not installed.",
            where=where,
            hint="Install it: pip install 'octavo[import]'",
            exit_code=EXIT_USAGE,
        ) from None
