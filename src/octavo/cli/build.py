"""`octavo build`: the editions of a book."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from octavo.cli.failure import exit_code, failure_findings, print_failure
from octavo.cli.finding_lines import print_findings, size
from octavo.cli.json_report import print_report
from octavo.cli.next_steps import from_here
from octavo.cli.options import AllFindings, AsJson
from octavo.cli.why import asked, lines_of, tell
from octavo.core.errors import EXIT_USAGE, Ended, OctavoError
from octavo.manuscript.find_book import book_here

if TYPE_CHECKING:
    from octavo.build.pipeline import Event, Request
    from octavo.cli.why import Told
    from octavo.core.artifact import Artifact
    from octavo.core.model import Finding
    from octavo.typesetting.set_text import SetText
    from octavo.workers.patience import Overdue


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
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Make everything anew, and keep nothing.")
    ] = False,
    limit: Annotated[
        float | None,
        typer.Option(
            min=1,
            metavar="SECONDS",
            help="Give up if the pages of one chapter take longer than that.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Let warnings stop the build, as errors do.")
    ] = False,
    why: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE:LINE",
            help="Tell what was done to the paragraph on that line; may be given again.",
        ),
    ] = None,
    all_findings: AllFindings = False,
    as_json: AsJson = False,
) -> None:
    """Build the editions of a book: EPUB and print-ready PDF."""

    def request() -> Request:
        asked = _request(editions or [], book, out, drafts=drafts, cache=not no_cache)
        return replace(asked, limit=limit or 0.0, strict=strict)

    if as_json:
        raise typer.Exit(build_json(request, why or ()))
    build_and_print(request(), every=all_findings, why=why or ())


def build_and_print(request: Request, *, every: bool = False, why: Sequence[str] = ()) -> None:
    """Build with a bar, then print a line for each file, what was found, and what is asked."""
    from octavo.build import pipeline
    from octavo.core.artifact import Artifact

    places = asked(why)
    request = replace(request, texts=bool(places))
    results = []
    with _progress() as show, closing(pipeline.build(request, show)) as events:
        for event in events:
            show(event)
            results.append(event)
    # Behind the bar, which would break these lines at the terminal's width.
    artifacts = [event for event in results if isinstance(event, Artifact)]
    for artifact in artifacts:
        print(_line(artifact))
    if artifacts and all(artifact.reused for artifact in artifacts):
        print(_nothing_done(len(artifacts)))
    for event in results:
        if isinstance(event, pipeline.Findings):
            print_findings(event.findings, every=every)
    texts = _texts(results) if places else {}
    for place in places:
        print("\n".join(["", *lines_of(tell(place, texts, request.root))]))


def _texts(events: Iterable[Event]) -> dict[str, SetText]:
    """Return what was set on the pages of editions, by their names."""
    from octavo.build.set_texts import PagesSet
    from octavo.typesetting.set_text import read_bound

    told = [event for event in events if isinstance(event, PagesSet)]
    return {event.edition: read_bound(event.text) for event in told}


def _request(
    editions: list[str], book: Path | None, out: Path | None, *, drafts: bool, cache: bool
) -> Request:
    from octavo.build.pipeline import Request

    root = book_here(book)
    return Request(
        root=root.absolute(),
        out=checked_out(out or root / "build"),
        editions=tuple(editions),
        drafts=drafts,
        cache=cache,
        epoch=os.environ.get("SOURCE_DATE_EPOCH", ""),
    )


def checked_out(folder: Path) -> Path:
    """Return the folder, absolute.

    Raises `OctavoError` if nothing can be written there: better now than after the work.
    """
    folder = folder.absolute()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir():
        problem, hint = "this is a file, not a folder.", "Name another folder with --out."
    elif not os.access(there, os.W_OK):
        problem, hint = "this folder cannot be written to.", "Name another one with --out."
    else:
        return folder
    raise OctavoError(problem, where=str(there), hint=hint, exit_code=EXIT_USAGE)


def build_json(requested: Callable[[], Request], why: Sequence[str] = ()) -> int:
    """Build, and print the one object, also on failure; return the exit code."""
    artifacts: list[Artifact] = []
    texts: dict[str, SetText] = {}
    told: list[Told] = []
    findings: tuple[Finding, ...] = ()
    root: Path | None = None
    code = 0
    try:
        from octavo.build import pipeline
        from octavo.core.artifact import Artifact

        places, request = asked(why), replace(requested(), texts=True)
        root = request.root
        results: list[Event] = []
        with closing(pipeline.build(request)) as events:
            for event in events:
                results.append(event)
                if isinstance(event, Artifact):
                    artifacts.append(event)
                elif isinstance(event, pipeline.Findings):
                    findings = event.findings
        texts = _texts(results)
        for place in places:
            told += tell(place, texts, root)
    except (Exception, KeyboardInterrupt, Ended) as error:
        code, findings = exit_code(error), (*findings, *failure_findings(error))
        if "--debug" in sys.argv:
            print_failure(error, debug=True)
    print_report(artifacts, findings, root, texts=texts, told=told)
    return code


def _line(artifact: Artifact) -> str:
    noun = "page" if artifact.pages == 1 else "pages"
    pages = f"{artifact.pages} {noun}, " if artifact.pages else ""
    state = ", up to date" if artifact.reused else ""
    return f"{from_here(artifact.path)}  {pages}{size(artifact.bytes)}{state}"


def _nothing_done(count: int) -> str:
    files = "the file is" if count == 1 else "both files are" if count == 2 else "all files are"
    return f"Nothing has changed; {files} up to date."


def _show_overdue(event: Event | Overdue) -> None:
    """Print a line on what takes long; of other events nothing."""
    from octavo.workers.patience import Overdue

    if isinstance(event, Overdue):
        hint = "`octavo build --limit SECONDS` gives up in time; Ctrl-C does now."
        print(f"{event} {hint}", file=sys.stderr, flush=True)


@contextmanager
def _progress() -> Iterator[Callable[[Event | Overdue], None]]:
    """Show a bar on standard error while work goes on; no bar where that is no terminal.

    What takes long is told in any case.
    """
    if not sys.stderr.isatty():
        yield _show_overdue
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("load", total=None)

        shown = {"step": "load", "kept": ""}

        def show(event: Event | Overdue) -> None:
            _show_overdue(event)  # the bar moves on below that line
            name, kept = getattr(event, "name", ""), getattr(event, "kept", None)
            if kept is not None:
                shown["kept"] = (
                    f" · {kept} of {getattr(event, 'of', 0)} {name} kept" if kept else ""
                )
            elif name:
                shown["step"] = f"{getattr(event, 'edition', '')} {name}".strip()
            bar.update(task, description="".join(shown.values()))

        yield show
