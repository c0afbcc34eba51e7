"""`octavo adopt`: a whole book of another tool becomes a book here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from octavo.cli.options import AllFindings
from octavo.core.errors import EXIT_BOOK, EXIT_USAGE, OctavoError

if TYPE_CHECKING:
    from octavo.importing.adopt_run import AdoptReport
    from octavo.importing.adopt_source import AdoptRequest


def adopt(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            help="The folder of a book that another tool made, or one file that holds all of it.",
        ),
    ],
    book: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="The book's folder; otherwise one here, named after the source."
        ),
    ] = None,
    in_place: Annotated[
        bool,
        typer.Option(
            "--in-place",
            help="Leave all files where they are; write only manuscript/book.toml, which lists"
            " them.",
        ),
    ] = False,
    merge: Annotated[
        bool,
        typer.Option(
            "--merge",
            help="Take over what has changed in the source into chapters that you have edited,"
            " too; with --diff, show it first.",
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change.")
    ] = False,
    review: Annotated[
        bool,
        typer.Option(
            "--review", help="Ask about each chapter found in a file, before anything is written."
        ),
    ] = False,
    title: Annotated[str, typer.Option(help="The title, if the book is made.")] = "",
    author: Annotated[
        list[str] | None,
        typer.Option(help="An author of the book, if it is made; give it again for each."),
    ] = None,
    language: Annotated[str, typer.Option(help="The language, if the book is made.")] = "",
    encoding: Annotated[
        str | None,
        typer.Option(help="How a text file is encoded, if it is not UTF-8: cp1252, koi8-r …"),
    ] = None,
    all_findings: AllFindings = False,
) -> None:
    """Make a book of one that mdBook, GitBook, Quarto, bookdown, MyST, Leanpub or pandoc has.

    Or of a folder of Markdown files, or of one file (EPUB, Markdown, text, HTML, DOCX), taken
    apart into chapters. The source is only read. Run it again, and what is new there comes in;
    what you have changed stays yours.
    """
    from octavo.cli.finding_lines import print_findings
    from octavo.cli.look_ahead import errors_ahead
    from octavo.cli.next_steps import build_line
    from octavo.findings.collector import has_errors
    from octavo.importing.adopt_source import AdoptRequest
    from octavo.manuscript.slugs import ascii_slug

    _check_options(source, book, in_place=in_place, review=review)
    if in_place and (merge or diff):
        raise OctavoError(
            f"--in-place copies nothing, so there is nothing to {'merge' if merge else 'compare'}.",
            hint="Leave --merge and --diff out.",
            exit_code=EXIT_USAGE,
        )
    name = source.absolute().stem if source.is_file() else source.absolute().name
    request = AdoptRequest(
        source=source,
        root=source if in_place else book or Path(f"{ascii_slug(name) or 'book'}-book"),
        title=title.strip(),
        authors=tuple(each.strip() for each in author or () if each.strip()),
        language=language,
        encoding=encoding,
        merge=merge,
        write=not diff,
    )
    report = _adopted(request, in_place=in_place, review=review)
    if diff:
        _print_diff(report, every=all_findings)
        return
    _print_report(report, in_place=in_place)
    ahead = errors_ahead(report.root)
    print_findings((*report.findings, *ahead), every=all_findings)
    if in_place:
        _print_ignored(report.root)
    typer.echo(f"Next: {build_line(report.root)}")
    if ahead or has_errors(report.findings):
        raise typer.Exit(EXIT_BOOK)


def _check_options(source: Path, book: Path | None, *, in_place: bool, review: bool) -> None:
    """Raise `OctavoError` for options that do not go together, or not with this terminal."""
    problem, hint = "", ""
    if in_place and book:
        problem, hint = "--in-place leaves the book where it is.", "Leave --book out."
    elif review and source.is_dir():
        problem = "--review is for a book in one file; the chapters of a folder are listed already."
        hint = "Adopt the folder, and change the list in manuscript/book.toml."
    elif review and not (sys.stdin.isatty() and sys.stdout.isatty()):
        problem = "--review asks questions in a terminal, and this is none."
        hint = "Run it without a pipe, or change the rows in manuscript/articles/ledger.toml."
    if problem:
        raise OctavoError(problem, hint=hint, exit_code=EXIT_USAGE)


def _adopted(request: AdoptRequest, *, in_place: bool, review: bool) -> AdoptReport:
    from octavo.importing.adopt_in_place import adopt_in_place
    from octavo.importing.adopt_run import adopt

    if in_place:
        return adopt_in_place(request)
    if review:
        from octavo.cli.adopt_review import review as ask

        request = ask(request)
    return adopt(request)


def _print_diff(report: AdoptReport, *, every: bool) -> None:
    """Print what would change, and on standard error what would be new."""
    from octavo.cli.finding_lines import print_findings
    from octavo.importing.diff import unified

    for change in report.changes:
        if change.before is None:
            print(f"{change.path}: would be new.", file=sys.stderr)
            continue
        for line in unified(change):
            typer.echo(line)
    print_findings(report.findings, every=every)
    print("Nothing was written.", file=sys.stderr)


def _print_report(report: AdoptReport, *, in_place: bool) -> None:
    from octavo.cli.adopt_table import table_lines
    from octavo.importing.adopt_run import Fate

    chapters = len(report.outline.chapters)
    said = {
        Fate.NEW: "listed" if in_place else "copied",
        Fate.UPDATED: "brought up to date",
        Fate.LEFT_ALONE: "left alone: you have changed them",
        Fate.LEFT_OUT: "left out: you have taken them away",
        Fate.JOINED: "joined to others",
        Fate.MERGED: "merged with what you have changed",
    }
    counts = [f"{report.count(fate)} {text}" for fate, text in said.items() if report.count(fate)]
    number = f"{chapters:,} chapter{'' if chapters == 1 else 's'}"
    typer.echo(f"{report.outline.tool}: {number}; files: {', '.join(counts) or 'all unchanged'}.")
    if report.created or report.is_relisted:
        for line in table_lines(report.table):
            typer.echo(line)


def _print_ignored(root: Path) -> None:
    """Say what a repository should not keep of a book, if it does not say so already."""
    ignored = root / ".gitignore"
    lines = ignored.read_text("utf-8", "replace").split() if ignored.is_file() else []
    is_kept = any((folder / ".git").exists() for folder in (root, *root.resolve().parents))
    if is_kept and not {"build", "build/", "/build", "/build/"} & set(lines):
        typer.echo("Put a line /build/ into .gitignore: what Octavo makes goes there.")
