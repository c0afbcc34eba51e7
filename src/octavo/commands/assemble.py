"""`octavo assemble`: articles become chapters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from octavo.assemble.run import AssembledArticle


def assemble(
    articles: Annotated[
        list[Path], typer.Argument(metavar="ARTICLE", help="Text files, in the book's order.")
    ],
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
            help="The part that the chapters go into; otherwise the last one, if there are parts.",
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
) -> None:
    """Turn articles into chapters of a book."""
    from octavo.assemble import run
    from octavo.assemble.ledger import LEDGER
    from octavo.commands.hints import build_line
    from octavo.commands.show import print_findings

    root = book or _book_here()
    report = run.assemble(
        articles,
        root,
        part=part,
        title=title,
        authors=tuple(author or ()),
        language=language or "en",
    )
    for each in report.articles:
        typer.echo(_line(each))
    print_findings(report.findings)
    unused = [
        name
        for name, value in (("--title", title), ("--author", author), ("--language", language))
        if value and not report.created
    ]
    if unused:
        typer.echo(
            f"{' and '.join(unused)} not used: the book is there already."
            f" Change {root / 'manuscript' / 'book.toml'} instead.",
            err=True,
        )
    waiting = sum(each.proposals for each in report.articles)
    if waiting:
        number = "1 proposal waits" if waiting == 1 else f"{waiting} proposals wait"
        typer.echo(f"{number} for you in {root / LEDGER}.")
    typer.echo(f"Next: {build_line(root)}")


def _book_here() -> Path:
    """The book that the current folder is in, else the current folder."""
    from octavo.errors import EXIT_USAGE, OctavoError
    from octavo.manuscript.locate import find_book

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


def _line(each: AssembledArticle) -> str:
    """`let-go.md  1,124 words, 2 headings, 1 drop  <- articles/let-go.txt`."""
    counted = [
        _counted(each.counts.body, "word"),
        _counted(each.headings, "heading"),
        _counted(each.drops, "drop"),
    ]
    said = {
        "written": "",
        "unchanged": "  (unchanged)",
        "left-alone": "  (left alone: you have edited it)",
    }[each.status]
    names = [name.removeprefix("manuscript/") for name in (each.chapter, each.file)]
    return f"{names[0]}  {', '.join(part for part in counted if part)}  <- {names[1]}{said}"


def _counted(number: int, noun: str) -> str:
    if number == 0 and noun != "word":
        return ""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
