"""Fetching from web addresses, within limits: scheme, size, time, redirects."""

from __future__ import annotations

import http.client
import queue
import re
import ssl
import threading
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.importing.limits import LONGEST
from octavo.importing.public_web import NotPublicError, PublicHTTP, PublicHTTPS
from octavo.importing.web_address import is_address
from octavo.text.shorten import clipped

#: Seconds that a server may be silent, and seconds for a whole answer.
SILENCE = 20.0
PATIENCE = 60.0

#: Redirects followed in a row; browsers follow 20, honest sites need three.
MOST_REDIRECTS = 5

_AGENT = "Octavo (a book-publishing pipeline; reads articles that its user names)"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/markdown,"
    "text/plain;q=0.9,*/*;q=0.5"
)
_PIECE = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: the address it came from in the end, its type and charset as stated, its bytes."""

    address: str
    media_type: str
    charset: str
    data: bytes


class _NoAnswer(Exception):  # noqa: N818 (it is an answer of its own)
    """Why an address is not fetched, and what to do; `answered` says that a server was there."""

    def __init__(self, message: str, hint: str, code: int = 1, *, answered: bool = True) -> None:
        super().__init__(message)
        self.message, self.hint, self.code = message, hint, code
        self.answered = answered


class UnfetchedError(OctavoError):
    """Nothing came from an address; `reason` says why, without a full stop.

    `answered` is False if there was no server that answered at all.
    """

    def __init__(self, refused: _NoAnswer, address: str) -> None:
        super().__init__(
            f"{refused.message}.", where=address, hint=refused.hint, exit_code=refused.code
        )
        self.reason = refused.message
        self.answered = refused.answered


def fetch(address: str, *, longest: int = LONGEST, public: bool = False) -> Fetched:
    """Return the answer to a GET of `address`, unpacked, `longest` bytes at most.

    Only http and https, redirects likewise; no cookies, no passwords. With `public` no machine
    is asked that not everybody can reach, at no redirect either. Raises
    `OctavoError` for all else, for any status but 200, and for an answer that
    takes more than PATIENCE seconds or is cut short.
    """
    answers: queue.Queue[Fetched | BaseException] = queue.Queue()

    def work() -> None:
        try:
            answers.put(_get(address, longest, public=public))
        except BaseException as error:
            answers.put(error)

    # A thread, since a server that drips its headers keeps every time limit of a socket.
    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=PATIENCE)
    except queue.Empty:
        message = f"no whole answer came within {PATIENCE:.0f} seconds"
        answer = _NoAnswer(message, _LATER, answered=False)
    if isinstance(answer, Fetched):
        return answer
    refused = answer if isinstance(answer, _NoAnswer) else _reason(answer)
    raise UnfetchedError(refused, address) from None


_LATER = "Try again later, or save the page from the browser and name the file."
_SAVE = "Save it from the browser and name the file."


def _reason(error: BaseException) -> _NoAnswer:
    if isinstance(error, urllib.error.HTTPError):
        said = f" {error.reason}" if error.reason else ""
        return _NoAnswer(f"the server answers {error.code}{said}", "Look at it in a browser.")
    if isinstance(error, urllib.error.URLError):
        inner = error.reason
        if isinstance(inner, NotPublicError):
            return _NoAnswer("its server has no public address", _SAVE)
        if isinstance(inner, ssl.SSLError):
            return _NoAnswer("the server's certificate does not hold", _SAVE)
        if isinstance(inner, OSError) and not isinstance(inner, TimeoutError):
            message = f"cannot be reached ({inner.strerror or inner})"
            return _NoAnswer(message, "Check the address.", answered=False)
        error = inner if isinstance(inner, BaseException) else error
    if isinstance(error, TimeoutError):
        message = f"the server was silent for {SILENCE:.0f} seconds"
        return _NoAnswer(message, _LATER, answered=False)
    if isinstance(error, http.client.IncompleteRead):
        return _NoAnswer("the answer broke off before its end", _LATER)
    if isinstance(error, http.client.HTTPException | OSError | ValueError | zlib.error):
        return _NoAnswer(clipped(f"the server's answer cannot be read ({error})", 150), _SAVE)
    raise error


def _get(address: str, longest: int, *, public: bool) -> Fetched:
    deadline = time.monotonic() + PATIENCE
    request = urllib.request.Request(
        checked(address),
        headers={"User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Encoding": "identity"},
    )
    with _opener(public=public).open(request, timeout=SILENCE) as answer:
        stated = answer.headers.get("Content-Length") or ""
        if stated.isdigit() and int(stated) > longest:
            raise _too_long(longest)
        data = _body(answer, longest, deadline)
        if stated.isdigit() and len(data) < int(stated):
            raise http.client.IncompleteRead(data, int(stated) - len(data))
        packed = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
        return Fetched(
            address=answer.geturl(),
            media_type=answer.headers.get_content_type(),
            charset=answer.headers.get_content_charset() or "",
            data=_unpacked(data, packed, longest),
        )


def checked(address: str) -> str:
    """Return the address as a server takes it; raise if it is none that is fetched."""
    usage = EXIT_USAGE
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _NoAnswer("this is not a web address", "Check it.", usage) from None
    if parts.scheme.lower() not in ("http", "https"):
        hint = "Only http:// and https:// are fetched; name a file by its path."
        raise _NoAnswer(f"addresses with {parts.scheme}: are not fetched", hint, usage)
    if parts.username is not None or parts.password is not None:
        hint = "Take them out; save a page that wants a password from the browser."
        raise _NoAnswer("the address holds a user's name or password", hint, usage)
    if not host:
        raise _NoAnswer("the address names no server", "Check it.", usage)
    try:
        name = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise _NoAnswer(
            "the server's name cannot be written in ASCII", "Check it.", usage
        ) from None
    name = f"[{name}]" if ":" in name else name
    place = f"{name}:{port}" if port else name
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urlunsplit((parts.scheme.lower(), place, path or "/", query, ""))


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MOST_REDIRECTS
    max_repeats = MOST_REDIRECTS

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            target = checked(newurl)
        except _NoAnswer as refused:
            raise _NoAnswer(
                f"it redirects to {clipped(newurl, 100)}: {refused.message}", _SAVE
            ) from None
        count = getattr(req, "redirect_dict", {})
        if sum(count.values()) >= MOST_REDIRECTS:
            raise _NoAnswer(f"it redirects more than {MOST_REDIRECTS} times", _SAVE)
        return super().redirect_request(req, fp, code, msg, headers, target)

    def http_error_302(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
    ) -> object:
        # urllib itself raises for other schemes, in words that are not ours.
        target = headers.get("Location") or headers.get("URI") or ""
        scheme = urlsplit(target).scheme.lower() if is_address(target) else "http"
        if scheme not in ("http", "https") or re.match(r"(?:file|data|javascript):", target, re.I):
            raise _NoAnswer(
                f"it redirects to {clipped(target, 100)}, which is no address of the web", _SAVE
            )
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _opener(*, public: bool) -> urllib.request.OpenerDirector:
    """Return an opener that knows http and https alone: no files, no ftp, no passwords."""
    opener = urllib.request.OpenerDirector()
    plain, secure = (
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
    )
    for handler in (
        # A proxy is a machine of the user's own network, and would be asked for any other.
        *(() if public else (urllib.request.ProxyHandler(),)),
        PublicHTTP() if public else plain,
        PublicHTTPS() if public else secure,
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _body(answer: http.client.HTTPResponse, longest: int, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > longest:
            raise _too_long(longest)
        if time.monotonic() > deadline:
            raise _NoAnswer(f"no whole answer came within {PATIENCE:.0f} seconds", _LATER)
    return b"".join(pieces)


def _unpacked(data: bytes, packed: str, longest: int) -> bytes:
    """Return the content, unpacked to `longest` bytes at most, for servers that pack it unasked."""
    if packed in ("", "identity"):
        return data
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise _NoAnswer(f"the answer is packed as {packed}, unasked", _SAVE)
    # 32 tells zlib to look for gzip's head or its own.
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    plain = unpacker.decompress(data, longest + 1)
    if len(plain) > longest:
        raise _too_long(longest)
    if not unpacker.eof:
        raise http.client.IncompleteRead(plain)
    return plain


def _too_long(longest: int) -> _NoAnswer:
    return _NoAnswer(f"the answer is longer than {longest // 1_000_000} MB", _SAVE)
