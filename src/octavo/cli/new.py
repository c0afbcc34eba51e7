"""`octavo new`: a book folder that builds at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new book.")],
    title: Annotated[
        str, typer.Option(help="The book's title; otherwise made of the folder's name.")
    ] = "",
    author: Annotated[
        list[str] | None, typer.Option(help="An author's name; give it again for each author.")
    ] = None,
    language: Annotated[
        str, typer.Option(help="The book's language, a tag such as en, en-GB or de.")
    ] = "en",
) -> None:
    """Make a new book folder that builds at once."""
    from octavo.cli.next_steps import build_line
    from octavo.manuscript.new_book import create_book, readable_title

    files = create_book(
        folder,
        title=title.strip() or readable_title(folder),
        authors=tuple(name.strip() for name in author or () if name.strip()),
        language=language,
    )
    for path in files:
        typer.echo(path)
    typer.echo(f"Next: {build_line(folder)}")
