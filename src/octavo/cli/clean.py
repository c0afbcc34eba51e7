"""`octavo clean`: a book's cache, removed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from octavo.cli.finding_lines import size
from octavo.core.errors import OctavoError
from octavo.manuscript.find_book import book_here


def clean(
    book: Annotated[
        Path | None, typer.Option(help="The book's folder; else the nearest one from here up.")
    ] = None,
) -> None:
    """Remove a book's cache; nothing is lost but the time of the next build."""
    from octavo.core.cache import FOLDER, empty

    folder = book_here(book) / FOLDER
    try:
        count, freed = empty(folder)
    except OSError as error:
        raise OctavoError(
            f"cannot be removed ({error.strerror or error}).",
            where=str(error.filename or folder),
            hint="Check the folder's permissions, then try again.",
        ) from None
    if count:
        print(f"The cache is gone: {size(freed)}. The next build makes everything anew.")
    else:
        print("There is nothing to clean: this book has no cache.")
