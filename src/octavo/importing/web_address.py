"""What tells an address from a file; `web.py`, which fetches it, brings TLS along."""

from __future__ import annotations

import re


def is_address(argument: str) -> bool:
    """Return whether an argument is an address with a scheme, not a file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", argument) is not None
