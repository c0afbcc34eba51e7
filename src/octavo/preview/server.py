"""The preview's routes, and the server that answers them."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from octavo.core.errors import OctavoError
from octavo.core.system import ending_signals
from octavo.preview.access import CHAPTER_POLICY, SHELL_POLICY, Door, Guard
from octavo.preview.editor import open_file
from octavo.preview.server_sent_events import Hub

if TYPE_CHECKING:
    from octavo.preview.session import Desk

#: A body that one of our own requests could have is far shorter.
_LONGEST_BODY = 10_000

#: What is named by its content never changes.
_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}

#: What to say to who wants to open a file and cannot.
_HOW_TO_EDIT = "Set VISUAL to the command of your editor, and start with `octavo preview --edit`."

_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be shown: the book in `root`; `editor` is empty if files may not be opened."""

    root: Path
    epoch: str = ""
    editor: str = ""


def make_app(wish: Wish, door: Door, hub: Hub) -> ASGIApp:
    """Make the application: all routes behind the guard. The desk works while it lives."""
    routes = _Routes(wish, hub)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        working = asyncio.create_task(routes.work())
        try:
            yield
        finally:
            hub.close()
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working

    app = Starlette(
        routes=[
            Route("/", routes.shell),
            Route("/page/{name}", routes.page),
            Route("/api/book", routes.book),
            Route("/chapter/{name}.xhtml", routes.chapter),
            Route("/style/ebook.css", routes.style),
            Route("/asset/{name:path}", routes.asset),
            Route("/api/search", routes.search),
            Route("/api/pages/{name}", routes.pages),
            Route("/image/{name}.png", routes.image),
            Route("/api/go", routes.go),
            Route("/api/full", routes.full, methods=["POST"]),
            Route("/api/look", routes.look, methods=["POST"]),
            Route("/api/open", routes.open, methods=["POST"]),
            Route("/events", routes.events),
        ],
        lifespan=life,
    )
    return Guard(app, door)


class _Routes:
    """One method a route; the door has been passed when one is called."""

    def __init__(self, wish: Wish, hub: Hub) -> None:
        self._wish = wish
        self._hub = hub
        self._name = secrets.token_hex(8)
        self._page = Path(str(files("octavo.preview") / "page"))
        self._there: asyncio.Future[Desk] | None = None

    async def work(self) -> None:
        """Read the book, and keep what is shown current, until it is cancelled."""
        self._there = asyncio.get_running_loop().create_future()
        # Half a second's worth of modules: the page can be fetched meanwhile.
        made = await asyncio.to_thread(import_module, "octavo.preview.session")
        desk: Desk = made.Desk(self._wish.root, self._hub, epoch=self._wish.epoch)
        desk.editor = self._wish.editor
        self._there.set_result(desk)
        await desk.run()

    async def _desk(self) -> Desk:
        """Wait for the desk, until the book has been read."""
        assert self._there is not None
        desk = await asyncio.shield(self._there)
        await desk.first.wait()
        return desk

    async def shell(self, request: Request) -> Response:
        return self._file("index.html", {"Content-Security-Policy": SHELL_POLICY})

    async def page(self, request: Request) -> Response:
        return self._file(request.path_params["name"], {})

    async def book(self, request: Request) -> Response:
        return _json((await self._desk()).facts())

    async def chapter(self, request: Request) -> Response:
        desk = await self._desk()
        text = await desk.text(request.path_params["name"])
        if text is None:
            return _missing("there is no such chapter.")
        headers = {"Content-Security-Policy": CHAPTER_POLICY}
        return Response(text, media_type="application/xhtml+xml", headers=headers)

    async def style(self, request: Request) -> Response:
        styles = (await self._desk()).styles
        return _missing("no styles yet.") if styles is None else _css(styles.css)

    async def asset(self, request: Request) -> Response:
        found = (await self._desk()).asset(request.path_params["name"])
        if found is None:
            return _missing("there is no such file.")
        return Response(found.data, media_type=found.media_type, headers=_FOR_EVER)

    async def search(self, request: Request) -> Response:
        return _json(await (await self._desk()).search(request.query_params.get("q", "")))

    async def pages(self, request: Request) -> Response:
        desk = await self._desk()
        await desk.styled.wait()
        found = desk.pages.shown(request.path_params["name"])
        return _missing("there is no such chapter.") if found is None else _json(found)

    async def image(self, request: Request) -> Response:
        data = (await self._desk()).pages.images.get(request.path_params["name"])
        if data is None:
            return _missing("there is no such image.")
        return Response(data, media_type="image/png", headers=_FOR_EVER)

    async def look(self, request: Request) -> Response:
        wanted = await _body(request)
        chapter, page = wanted.get("chapter"), wanted.get("page", 0)
        if not isinstance(chapter, str) or not isinstance(page, int):
            return _json({"message": "chapter and page are asked for."}, 400)
        (await self._desk()).pages.look(chapter, page)
        return Response(status_code=204)

    async def go(self, request: Request) -> Response:
        try:
            chapter, page = (await self._desk()).go(request.query_params.get("page", ""))
        except OctavoError as error:
            return _missing(error.message)
        return _json({"chapter": chapter, "page": page})

    async def full(self, request: Request) -> Response:
        (await self._desk()).lay_out_all()
        return Response(status_code=202)

    async def open(self, request: Request) -> Response:
        wanted = await _body(request)
        file, line = wanted.get("file"), wanted.get("line")
        if not isinstance(file, str) or not isinstance(line, int | None):
            return _json({"message": "file and line are asked for."}, 400)
        if not self._wish.editor or not _is_here(request):
            return _json({"message": _HOW_TO_EDIT}, 409)
        try:
            open_file(self._wish.editor, self._wish.root, file, line=line or 1)
        except OctavoError as error:
            return _json({"message": str(error)}, 409)
        return Response(status_code=204)

    async def events(self, request: Request) -> Response:
        ready = self._there is not None and self._there.done()
        version = (await self._desk()).version if ready else 0
        stream = self._hub.listen({"server": self._name, "version": version})
        return StreamingResponse(stream, media_type="text/event-stream")

    def _file(self, name: str, headers: dict[str, str]) -> Response:
        path = self._page / name
        # One folder, no path: the name is one of those that are there.
        if "/" in name or name.startswith(".") or not path.is_file():
            return _missing("there is no such file.")
        kind = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "text/plain"
        return Response(
            path.read_bytes(), media_type=kind, headers={"Cache-Control": "no-cache", **headers}
        )


async def _body(request: Request) -> dict[str, object]:
    """Read the object that was sent; an empty one if it is none."""
    text = b""
    async for piece in request.stream():
        text += piece
        if len(text) > _LONGEST_BODY:
            return {}
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _is_here(request: Request) -> bool:
    """Return whether the one who asks sits at this machine."""
    return request.client is not None and request.client.host in ("127.0.0.1", "::1")


def _json(data: object, status: int = 200) -> Response:
    return JSONResponse(data, status_code=status)


def _css(text: str) -> Response:
    return Response(text, media_type="text/css")


def _missing(message: str) -> Response:
    return _json({"message": message}, 404)


def serve(wish: Wish, door: Door, at: socket.socket, *, started: Callable[[], None]) -> None:
    """Serve until it is interrupted; call `started` when requests are answered."""
    hub = Hub()
    config = uvicorn.Config(
        make_app(wish, door, hub),
        log_level="critical",
        access_log=False,
        lifespan="on",
        ws="none",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    with suppress(KeyboardInterrupt):
        _Server(config, started, hub.close).run(sockets=[at])


class _Server(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, started: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._announce = started
        self._ending = ending

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Shut down at all signals that ask for an end; uvicorn knows SIGINT and SIGTERM only."""
        with super().capture_signals():
            # Those that have no handler are to be ignored (nohup).
            there = {sign: signal.getsignal(sign) for sign in ending_signals()}
            before = {sign: handler for sign, handler in there.items() if callable(handler)}
            for sign in before:
                signal.signal(sign, self.handle_exit)
            try:
                yield
            finally:
                for sign, handler in before.items():
                    signal.signal(sign, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Streams that stay open would be waited for.
        self._ending()
        await super().shutdown(sockets)
