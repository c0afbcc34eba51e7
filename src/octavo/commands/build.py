"""`octavo build`: the editions of a book."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from octavo.commands.show import print_findings, size
from octavo.errors import EXIT_FAULT, EXIT_INTERRUPTED, EXIT_USAGE, BookError, OctavoError
from octavo.manuscript.locate import find_book
from octavo.model import Artifact, Finding, Severity

if TYPE_CHECKING:
    from octavo.pipeline import Event, Request


def build(
    editions: Annotated[
        list[str] | None, typer.Argument(help="Editions to build, by name; all of them if none.")
    ] = None,
    book: Annotated[
        Path | None, typer.Option(help="The book's folder; else the nearest one from here up.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the files go; else the book's build/.")
    ] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Build drafts too.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """Build the editions of a book: EPUB and print-ready PDF."""
    if as_json:
        raise typer.Exit(_build_json(editions or [], book, out, drafts))
    from octavo import pipeline

    request = _request(editions or [], book, out, drafts)
    with _progress() as show:
        for event in pipeline.build(request):
            show(event)
            if isinstance(event, Artifact):
                print(_line(event))
            elif isinstance(event, pipeline.Findings):
                print_findings(event.findings)


def _request(editions: list[str], book: Path | None, out: Path | None, drafts: bool) -> Request:
    from octavo.pipeline import Request

    root = book or find_book(Path.cwd())
    if root is None:
        raise OctavoError(
            "there is no book here, nor in any folder above.",
            hint="Start one with `octavo new DIR`, or name its folder with --book.",
            exit_code=EXIT_USAGE,
        )
    return Request(
        root=root.absolute(),
        out=(out or root / "build").absolute(),
        editions=tuple(editions),
        drafts=drafts,
        epoch=os.environ.get("SOURCE_DATE_EPOCH", ""),
    )


def _build_json(editions: list[str], book: Path | None, out: Path | None, drafts: bool) -> int:
    """Builds and prints the one object, also on failure; returns the exit code."""
    from octavo import pipeline

    artifacts: list[Artifact] = []
    findings: tuple[Finding, ...] = ()
    code = 0
    try:
        for event in pipeline.build(_request(editions, book, out, drafts)):
            if isinstance(event, Artifact):
                artifacts.append(event)
            elif isinstance(event, pipeline.Findings):
                findings = event.findings
    except BookError as error:
        code, findings = error.exit_code, error.findings
    except OctavoError as error:
        code, findings = error.exit_code, (_as_finding(error),)
    except KeyboardInterrupt:
        code, findings = EXIT_INTERRUPTED, (_failure("interrupted", "stopped."),)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        code, findings = EXIT_FAULT, (_failure("fault", f"a fault of Octavo's: {error!r}"),)
    print(json.dumps(_report(artifacts, findings), ensure_ascii=False, indent=2))
    return code


def _report(artifacts: list[Artifact], findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "artifacts": [
            {
                "edition": item.edition,
                "path": str(item.path),
                "sha256": item.sha256,
                "bytes": item.bytes,
                "pages": item.pages,
            }
            for item in artifacts
        ],
        "findings": [
            {
                "code": item.code,
                "severity": str(item.severity),
                "message": item.message,
                "file": item.file,
                "line": item.line,
                "page": item.page,
                "hint": item.hint,
            }
            for item in findings
        ],
        "versions": _versions(),
    }


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    names = ("octavo", "ebooklib", "fontpkg-eb-garamond", "markdown", "pikepdf", "weasyprint")
    return {name: version(name) for name in names}


def _as_finding(error: OctavoError) -> Finding:
    """An error as a finding: `file:line` or `file:line:column` taken apart."""
    file, line = error.where, None
    parts = error.where.split(":")
    if len(parts) > 1 and parts[1].isdigit():
        file, line = parts[0], int(parts[1])
    return Finding(
        code="cannot-go-on",
        severity=Severity.ERROR,
        message=error.message,
        file=file or None,
        line=line,
        hint=error.hint or None,
    )


def _failure(code: str, message: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message)


def _line(artifact: Artifact) -> str:
    path = artifact.path
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    pages = f"{artifact.pages} pages, " if artifact.pages else ""
    return f"{shown}  {pages}{size(artifact.bytes)}"


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on standard error while work goes on; silent when that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda event: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("load", total=None)

        def show(event: Event) -> None:
            name = getattr(event, "name", "")
            if name:
                edition = getattr(event, "edition", "")
                bar.update(task, description=f"{edition} {name}".strip())

        yield show
