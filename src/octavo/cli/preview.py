"""`octavo preview`: the book in a browser, kept current while it is written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from octavo.core.errors import EXIT_BOOK, OctavoError
from octavo.manuscript.find_book import BOOK_TOML, book_here, no_book

if TYPE_CHECKING:
    import socket

#: Where the server listens if nobody says otherwise, and how many ports it tries from there on.
PORT, _TRIES = 8150, 20


def preview(
    chapter: Annotated[
        str | None, typer.Argument(help="The chapter to open: its file or its name.")
    ] = None,
    book: Annotated[
        Path | None, typer.Option(help="The book's folder; else the nearest one from here up.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help=f"The port; else {PORT}, or the next free one."),
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    lan: Annotated[
        bool,
        typer.Option("--lan", help="Let other devices in the network see it, with a token."),
    ] = False,
    edit: Annotated[
        bool, typer.Option("--edit", help="Let the page open files in $VISUAL or $EDITOR.")
    ] = False,
) -> None:
    """Show the book in a browser: the e-book and the printed page, current at each save."""
    import secrets

    root = _book(book)
    at = _listen("0.0.0.0" if lan else "127.0.0.1", port)
    number = at.getsockname()[1]
    token = secrets.token_urlsafe(16) if lan else ""
    from octavo.preview.access import address, door, names_of
    from octavo.preview.editor import editor_of
    from octavo.preview.server import Wish, serve

    names = names_of(lan=lan)
    url = address(names[0], number, token=token, chapter=_id(chapter or ""))
    wish = Wish(
        root=root,
        epoch=os.environ.get("SOURCE_DATE_EPOCH", ""),
        editor=editor_of(os.environ) if edit else "",
    )

    def started() -> None:
        print(url, flush=True)
        if not no_open:
            _open(url)

    serve(wish, door(names, number, token), at, started=started)


def _book(given: Path | None) -> Path:
    """Return the book's folder: better an error now than in a page of the browser."""
    root = book_here(given)
    if not (root / BOOK_TOML).is_file():
        raise no_book(f"in {root}")
    return root.resolve()


def _id(chapter: str) -> str:
    """Return a chapter's id by its file or its name; the page opens the first if it knows none."""
    from octavo.manuscript.slugs import as_id, letter_slug

    name = letter_slug(Path(chapter).name.removesuffix(".md"))
    return as_id(name) if name else ""


def _listen(host: str, port: int | None) -> socket.socket:
    """Return a socket at the port, or at the next one that is free if none was asked for."""
    from octavo.preview.access import listen

    for number in (port,) if port else range(PORT, PORT + _TRIES):
        try:
            return listen(host, number)
        except OSError as error:
            reason = error.strerror
    where = f"port {port}" if port else f"the ports {PORT} to {PORT + _TRIES - 1}"
    raise OctavoError(
        f"{where} cannot be used ({reason}).",
        hint="Another preview may be running there; choose another port with --port.",
        exit_code=EXIT_BOOK,
    )


def _open(url: str) -> None:
    """Open the browser without waiting for it; a machine without one is no failure."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
