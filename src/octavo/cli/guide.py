"""`octavo guide`: the user guide, as the book it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from octavo.cli.options import AsJson

if TYPE_CHECKING:
    from octavo.build.pipeline import Request


def guide(
    out: Annotated[
        Path | None, typer.Option(help="Where the files go; else the current folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the user guide, a book made by Octavo, as EPUB and PDF."""
    from octavo.cli.build import build_and_print, build_json

    with _guide_book() as root:
        if as_json:
            raise typer.Exit(build_json(lambda: _request(root, out)))
        build_and_print(_request(root, out))


def _request(root: Path, out: Path | None) -> Request:
    from octavo.build.pipeline import Request
    from octavo.cli.build import checked_out

    return Request(root=root, out=checked_out(out or Path.cwd()))


@contextmanager
def _guide_book() -> Iterator[Path]:
    """Copy the guide's folder: the package may lie where nothing can be written."""
    with TemporaryDirectory(prefix="octavo-guide-") as folder:
        root = Path(folder).resolve() / "guide"
        with as_file(files("octavo.guide")) as packaged:
            for name in ("manuscript", "styles"):
                # Contents alone: what is read-only in the package need not be in the copy.
                shutil.copytree(packaged / name, root / name, copy_function=shutil.copyfile)
        yield root
