"""Who may ask the preview for what: the door in front of every route.

Any page that a browser has open can send requests to this machine, and a name in
its own DNS can be turned to point here (DNS rebinding). So the Host must be exactly
ours, the Origin too where one is stated, and what changes anything must carry a
header that a foreign form cannot send. The socket, the names and the address are given out here.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, quote

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The header that our own page sends with every POST.
HEADER = "x-octavo"

#: What the shell may load: its own modules and styles, images, and the chapters in a frame.
SHELL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; frame-src 'self'; font-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)

#: What a chapter may load: never a script, nothing from elsewhere.
CHAPTER_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)

#: What a file that is no page may do, should it be opened as one: an SVG for instance.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": FILE_POLICY,
    "Cache-Control": "no-store",
}

#: This machine, as every browser on it knows it.
_HERE = ("127.0.0.1", "localhost")

#: An address that is never reached (RFC 5737): asking the way there names our own.
_ELSEWHERE = ("192.0.2.1", 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """`hosts` are the values of Host that are ours (`127.0.0.1:8150`); `token` is empty if
    nobody but this machine can ask."""

    hosts: frozenset[str]
    token: str = ""
    cookie: str = "octavo"


def door(names: Iterable[str], port: int, token: str = "") -> Door:
    """Make the door of a server at `port` that is called by these names."""
    hosts = frozenset(f"{name.lower()}:{port}" for name in names)
    return Door(hosts=hosts, token=token, cookie=f"octavo-{port}")


class Guard:
    """ASGI: lets pass what `Door` lets pass, and adds the headers of safety to each answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            # There is no WebSocket here; whoever wants one is refused.
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = _headers(scope)
        refusal = _refusal(self._door, scope, headers)
        given = "" if refusal else _given_token(self._door, scope)

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_safety(message["headers"])
                if given:
                    cookie = f"{self._door.cookie}={given}; Path=/; HttpOnly; SameSite=Strict"
                    message["headers"].append((b"set-cookie", cookie.encode()))
            await send(message)

        app: ASGIApp = self._app if refusal is None else refusal
        await app(scope, receive, safe)


def _refusal(door: Door, scope: Scope, headers: dict[str, list[str]]) -> Response | None:
    """Why a request is refused, or None."""
    host = headers.get("host", [])
    if len(host) != 1 or host[0].lower() not in door.hosts:
        return _refused("this server does not go by that name")
    origins = headers.get("origin", [])
    if any(origin.lower() != f"http://{host[0].lower()}" for origin in origins):
        return _refused("another site asks")
    if _from_elsewhere(scope, headers):
        return _refused("another site asks")
    if scope["method"] not in ("GET", "HEAD") and headers.get(HEADER) != ["1"]:
        return _refused(f"the header {HEADER} is missing")
    if door.token and not (_known_cookie(door, headers) or _given_token(door, scope)):
        return _refused("the token is missing: use the whole address that the command printed", 401)
    return None


def _from_elsewhere(scope: Scope, headers: dict[str, list[str]]) -> bool:
    """Return whether a browser says that another site's page loads this (Fetch Metadata, W3C).

    A link to the preview's own page may be followed from anywhere.
    """
    site = headers.get("sec-fetch-site", ["none"])[0]
    if site in ("same-origin", "none"):
        return False
    navigates = headers.get("sec-fetch-mode") == ["navigate"]
    whole = headers.get("sec-fetch-dest") == ["document"]
    return not (navigates and whole and scope["method"] == "GET" and scope["path"] == "/")


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _given_token(door: Door, scope: Scope) -> str:
    """Return the right token in the address of the shell, or empty."""
    if not door.token or scope["path"] != "/":
        return ""
    given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
    return given if _same(given, door.token) else ""


def _known_cookie(door: Door, headers: dict[str, list[str]]) -> bool:
    try:
        jar = SimpleCookie("; ".join(headers.get("cookie", [])))
    except CookieError:
        return False
    return door.cookie in jar and _same(jar[door.cookie].value, door.token)


def _same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())


def _refused(reason: str, status: int = 403) -> Response:
    return PlainTextResponse(f"Refused: {reason}.\n", status_code=status)


def _with_safety(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers with ours, where the route has not set one itself."""
    kept = list(headers)
    present = {name.decode("latin-1").lower() for name, _ in kept}
    for name, value in _ALWAYS.items():
        if name.lower() not in present:
            kept.append((name.lower().encode(), value.encode()))
    return kept


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
