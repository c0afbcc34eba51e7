"""`octavo assemble`: articles become chapters."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from octavo.cli.options import AllFindings, AsJson
from octavo.core.errors import EXIT_USAGE, OctavoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from octavo.core.model import Finding
    from octavo.importing.run_events import AssemblyReport, Request


def assemble(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLE",
            help="Files, folders, globs, web addresses, feeds, exports of blogs and zips of these,"
            " in the book's order. Without any, the articles that the book has are taken again.",
            show_default=False,
        ),
    ] = None,
    book: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The book's folder, made if need be; otherwise the nearest book from here"
            " upwards, or this folder.",
        ),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option(
            metavar="TITLE",
            help="The part that new chapters go into; otherwise the last one, if there are parts.",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The title, if the book is made.")] = None,
    author: Annotated[
        list[str] | None,
        typer.Option(help="An author of the book, if it is made; give it again for each."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The language, if the book is made; en by default.")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(help="How text files are encoded, if it is not UTF-8: cp1252, koi8-r …"),
    ] = None,
    no_copy: Annotated[
        bool,
        typer.Option(
            "--no-copy",
            help="Lay no copy of the articles beside the ledger; name them again next time.",
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="Write nothing; show what would change, edited chapters included.",
        ),
    ] = False,
    merge: Annotated[
        bool,
        typer.Option(
            "--merge",
            help="Take over what has changed in articles into chapters that you have edited, too;"
            " with --diff, show it first.",
        ),
    ] = False,
    propose_order: Annotated[
        bool,
        typer.Option(
            "--propose-order",
            help="Propose an order and parts, as comments in book.toml; nothing is moved.",
        ),
    ] = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="Ask about each proposal that waits, here in the terminal."),
    ] = False,
    pages: Annotated[
        bool,
        typer.Option("--pages", help="Take an export's or a site's pages too, not posts alone."),
    ] = False,
    drafts: Annotated[
        bool,
        typer.Option("--drafts", help="Take what an export or a site has not published, too."),
    ] = False,
    fetch_images: Annotated[
        bool,
        typer.Option(
            "--fetch-images",
            help="Fetch the pictures that articles show from other machines, once each.",
        ),
    ] = False,
    all_findings: AllFindings = False,
    as_json: AsJson = False,
) -> None:
    """Turn articles into chapters of a book.

    Every decision is written into manuscript/articles/ledger.toml, and no word is lost.
    Change what you like there and run `octavo assemble` again. A chapter that you
    have edited is never overwritten.
    """
    from octavo.importing.run_events import Request

    _check_options(review=review, diff=diff, as_json=as_json)

    def request() -> Request:
        return Request(
            root=book or _book_here(),
            arguments=tuple(articles or ()),
            encoding=encoding,
            part=part,
            title=title,
            authors=tuple(author or ()),
            language=language or "en",
            copy=not no_copy,
            write=not diff,
            propose=propose_order,
            pages=pages,
            drafts=drafts,
            fetch_images=fetch_images,
            merge=merge,
        )

    if as_json:
        from octavo.cli.assemble_summary import print_assembled_json

        raise typer.Exit(print_assembled_json(request, run_and_look))
    given = {"--title": title, "--author": author, "--language": language}
    options = [name for name, value in given.items() if value]
    _assemble(request(), options, review=review, every=all_findings)


def _check_options(*, review: bool, diff: bool, as_json: bool) -> None:
    """Raise `OctavoError` for options that do not go together, or not with this terminal."""
    if review and (diff or as_json):
        raise OctavoError(
            f"--review asks questions, and {'--diff' if diff else '--json'} cannot.",
            hint="Give one of the two.",
            exit_code=EXIT_USAGE,
        )
    if review and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise OctavoError(
            "--review asks questions in a terminal, and this is none.",
            hint="Run it without a pipe, or answer in manuscript/articles/ledger.toml.",
            exit_code=EXIT_USAGE,
        )


def _assemble(request: Request, options: list[str], *, review: bool, every: bool) -> None:
    from octavo.cli.assemble_summary import outcome, print_articles, print_diff, print_end

    report = run(request)
    if not request.write:
        print_diff(report, every=every)
        raise typer.Exit(outcome(report))
    print_articles(report)
    if review and report.questions:
        from octavo.cli.review import ask

        asked = ask(report.root, report.questions)
        if asked:
            again = replace(
                request, arguments=(), only=asked, encoding=None, part=None, propose=False
            )
            first, report = report, run(again)
            print_articles(report)
            others = (each for each in first.questions if each.file not in asked)
            report = replace(
                report,
                news=_still_new(first, report),
                questions=(*others, *report.questions),
            )
    elif review:
        typer.echo("No proposal waits for you.")
    report = looked_ahead(report)
    print_end(report, options, every=every)
    raise typer.Exit(outcome(report))


def looked_ahead(report: AssemblyReport) -> AssemblyReport:
    """Return the report with what would stop a build of what was written."""
    from octavo.cli.look_ahead import errors_ahead

    if not any(str(each.status) == "written" for each in report.articles):
        return report
    ahead = tuple(errors_ahead(report.root))
    return replace(report, findings=(*report.findings, *ahead), news=(*report.news, *ahead))


def run_and_look(request: Request) -> AssemblyReport:
    """Run an assembly to its end; where it wrote, see whether that can be built."""
    report = run(request)
    return looked_ahead(report) if request.write else report


def _still_new(first: AssemblyReport, second: AssemblyReport) -> tuple[Finding, ...]:
    """Return what both runs of a review have to say, without what the answers have settled."""
    files = {each.file for each in second.articles}
    kept = (each for each in first.news if each.file not in files)
    again = (each for each in second.findings if each in first.news or each in second.news)
    return (*kept, *again)


def run(request: Request) -> AssemblyReport:
    """Run an assembly to its end, with a bar on standard error if that is a terminal."""
    from octavo.importing.assemble_run import assemble
    from octavo.importing.run_events import AssemblyReport

    with _progress() as show:
        for event in assemble(request):
            if isinstance(event, AssemblyReport):
                return event
            show(event)
    raise AssertionError("a run ends with its report")


@contextmanager
def _progress() -> Iterator[Callable[[object], None]]:
    """Show what is being done on standard error; silent when that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda event: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    said = {"read": "reading", "compare": "comparing", "write": "writing"}
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        # How many there are is known when a feed or a folder is at its end.
        task = bar.add_task("reading", total=None)

        def show(event: object) -> None:
            number = getattr(event, "number", None)
            name = said.get(getattr(event, "name", ""), "")
            bar.update(task, description=f"reading article {number:,}" if number else name)

        yield show


def _book_here() -> Path:
    """Return the book that the current folder is in, else the current folder."""
    from octavo.manuscript.find_book import find_book

    here = Path.cwd()
    found = find_book(here)
    if found:
        return found
    if here in (Path.home(), Path(here.anchor)):
        raise OctavoError(
            "there is no book here, and this folder should not become one.",
            where=str(here),
            hint="Name a folder for the book: octavo assemble … --book my-book",
            exit_code=EXIT_USAGE,
        )
    return here
