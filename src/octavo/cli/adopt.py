"""`octavo adopt`: a whole book of another tool becomes a book here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from octavo.cli.options import AllFindings

if TYPE_CHECKING:
    from octavo.importing.adopt_run import AdoptReport

#: More chapters than this are counted, not listed.
_LISTED = 40


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
    title: Annotated[str, typer.Option(help="The title, if the book is made.")] = "",
    author: Annotated[
        list[str] | None,
        typer.Option(help="An author of the book, if it is made; give it again for each."),
    ] = None,
    language: Annotated[str, typer.Option(help="The language, if the book is made.")] = "",
    all_findings: AllFindings = False,
) -> None:
    """Make a book of one that mdBook, GitBook, Quarto, bookdown, MyST, Leanpub or pandoc has.

    Or of a folder of Markdown files, or of one file (Markdown, text, HTML, DOCX), which is taken
    apart into chapters. The source is only read. Run it again, and what is new there comes in;
    what you have changed stays yours.
    """
    from octavo.cli.finding_lines import print_findings
    from octavo.cli.next_steps import build_line
    from octavo.importing.adopt_run import AdoptRequest, adopt
    from octavo.manuscript.slugs import ascii_slug

    name = ascii_slug(source.absolute().name) or "book"
    report = adopt(
        AdoptRequest(
            source=source,
            root=book or Path(f"{name}-book"),
            title=title.strip(),
            authors=tuple(each.strip() for each in author or () if each.strip()),
            language=language,
        )
    )
    _print_outline(report)
    print_findings(report.findings, every=all_findings)
    typer.echo(f"Next: {build_line(report.root)}")


def _print_outline(report: AdoptReport) -> None:
    from octavo.importing.adopt_run import Fate

    outline = report.outline
    chapters = len(outline.chapters)
    said = {
        Fate.NEW: "copied",
        Fate.UPDATED: "brought up to date",
        Fate.LEFT_ALONE: "left alone: you have changed them",
        Fate.LEFT_OUT: "left out: you have taken them away",
    }
    counts = [f"{report.count(fate)} {text}" for fate, text in said.items() if report.count(fate)]
    number = f"{chapters:,} chapter{'' if chapters == 1 else 's'}"
    typer.echo(f"{outline.tool}: {number}; files: {', '.join(counts) or 'all unchanged'}.")
    if not report.created or chapters > _LISTED:
        return
    groups = (("Front", outline.front), *((part.title, part.chapters) for part in outline.parts))
    for title, names in (*groups, ("Back", outline.back)):
        if names and title:
            typer.echo(title)
        for name in names:
            typer.echo(f"  {name}")
