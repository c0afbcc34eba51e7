"""What the preview's server is called: its socket, its names, its address."""

from __future__ import annotations

import socket
from contextlib import suppress
from urllib.parse import quote

#: This machine, as every browser on it knows it.
_HERE = ("127.0.0.1", "localhost")

#: An address that is never reached (RFC 5737): asking the way there names our own.
_ELSEWHERE = ("192.0.2.1", 9)


def listen(host: str, port: int) -> socket.socket:
    """Open a socket that listens. Raises `OSError` if the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(128)
    except OSError:
        found.close()
        raise
    return found


def names_of(*, lan: bool) -> tuple[str, ...]:
    """Return the names by which a browser may call; the first is the one to print."""
    if not lan:
        return _HERE
    host = socket.gethostname().lower()
    own = [*_own_addresses(), host, f"{host}.local"]
    return tuple(dict.fromkeys([*own, *_HERE]))


def address(name: str, port: int, *, token: str = "", chapter: str = "") -> str:
    """Return the address to open."""
    query = f"?token={token}" if token else ""
    place = f"#{quote(chapter)}" if chapter else ""
    return f"http://{name}:{port}/{query}{place}"


def _own_addresses() -> list[str]:
    """Return this machine's addresses in its network; nothing is sent to find them."""
    found = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_ELSEWHERE)
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return found
