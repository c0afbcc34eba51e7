"""What `octavo assemble` says when it is done."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.cli.failure import exit_code, failure_findings, print_failure
from octavo.cli.finding_lines import ALL_FINDINGS, print_findings
from octavo.cli.json_report import print_object
from octavo.cli.next_steps import build_line, from_here
from octavo.core.errors import EXIT_BOOK, Ended
from octavo.manuscript.find_book import BOOK_TOML

if TYPE_CHECKING:
    from octavo.importing.run_events import AssembledArticle, AssemblyReport, Request

#: More articles than this are counted, not listed.
LISTED = 40

_SAID = {
    "written": "",
    "unchanged": "  (unchanged)",
    "left-alone": "  (left alone: you have edited it)",
    "left-out": "  (left out: it is not in book.toml)",
    "merged": "  (merged with what you have edited)",
}


def print_articles(report: AssemblyReport) -> None:
    """One line an article, or, if there are many, how many became what."""
    if len(report.articles) <= LISTED:
        for each in report.articles:
            print(_line(each))
        return
    counts = Counter(str(each.status) for each in report.articles)
    said = {
        "written": "written",
        "merged": "merged with what you have edited",
        "unchanged": "unchanged",
        "left-alone": "left alone because you have edited them",
        "left-out": "left out because they are not in book.toml",
    }
    parts = [f"{counts[status]:,} {text}" for status, text in said.items() if counts[status]]
    words = sum(each.counts.body for each in report.articles)
    print(f"{len(report.articles):,} articles, {words:,} words: {', '.join(parts)}.")
    for each in report.articles:
        if each.status in ("left-alone", "merged"):
            print(_line(each))


def _line(each: AssembledArticle) -> str:
    """`let-go.md  1,124 words, 2 headings, 1 drop  <- articles/let-go.txt`."""
    counted = [
        _counted(each.counts.body, "word"),
        _counted(each.headings, "heading"),
        _counted(each.drops, "drop"),
    ]
    names = [name.removeprefix("manuscript/") for name in (each.chapter, each.file)]
    said = _SAID[each.status]
    return f"{names[0]}  {', '.join(part for part in counted if part)}  <- {names[1]}{said}"


def _counted(number: int, noun: str) -> str:
    if number == 0 and noun != "word":
        return ""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def print_end(report: AssemblyReport, options: Sequence[str], *, every: bool = False) -> None:
    """Print the findings, what waits for the author, and the next step.

    `options` are those given for a book that is made; with `every` each finding has its line.
    """
    from octavo.importing.ledger import LEDGER

    print_news(report, every=every)
    book = from_here(report.root / BOOK_TOML)
    if options and not report.created:
        print(
            f"{' and '.join(options)} not used: the book is there already. Change {book} instead.",
            file=sys.stderr,
        )
    edited = [each for each in report.articles if each.status == "left-alone"]
    if edited:
        them = "it" if len(edited) == 1 else "them"
        chapters = _counted(len(edited), "edited chapter")
        print(f"{chapters} left alone: --diff shows what would have changed in {them}.")
        both = sum(each.code == "both-changed" for each in report.findings)
        if both:
            has = "has an article" if both == 1 else "have articles"
            print(f"{both:,} of them {has} that changed since: --merge brings both together.")
    waiting = len(sorted((report.root / LEDGER).parent.glob("*.conflict")))
    if waiting:
        said = "1 file of what" if waiting == 1 else f"{waiting:,} files of what"
        print(f"{said} could not be merged: {from_here((report.root / LEDGER).parent)}/*.conflict.")
    if report.statement:
        print(f"{report.statement} The proposed order stands as comments in {book}.")
    waiting = len(report.questions)
    if waiting:
        number = "1 proposal waits" if waiting == 1 else f"{waiting:,} proposals wait"
        print(
            f"{number} for you in {from_here(report.root / LEDGER)}; --review asks you about each."
        )
    print(f"Next: {build_line(report.root)}")


def print_news(report: AssemblyReport, *, every: bool = False) -> None:
    """Print what no earlier run has said, and how much it leaves out; with `every`, all of it."""
    from octavo.importing.ledger import LEDGER

    print_findings(report.findings if every else report.news, every=every)
    known = len(report.findings) - len(report.news)
    if known and not every:
        remarks = "1 remark" if known == 1 else f"{known:,} remarks"
        ledger = from_here(report.root / LEDGER)
        print(f"{remarks} of earlier runs: see {ledger}, or {ALL_FINDINGS}.", file=sys.stderr)


def print_diff(report: AssemblyReport, *, every: bool = False) -> None:
    """Print the diff on standard output, and on standard error what it is about."""
    from octavo.importing.diff import unified

    status = {each.chapter: each.status for each in report.articles}
    for change in report.changes:
        if change.before is None:
            print(f"{change.path}: would be new.", file=sys.stderr)
            continue
        if status.get(change.path) == "left-alone":
            print(
                f"{change.path}: you have edited it, so it would be left alone. Lines with -"
                " are as they are, lines with + as they would have been.",
                file=sys.stderr,
            )
        elif status.get(change.path) == "merged":
            print(f"{change.path}: would be merged with what you have edited.", file=sys.stderr)
        else:
            print(f"{change.path}: would change.", file=sys.stderr)
        sys.stderr.flush()
        for line in unified(change):
            print(line)
        sys.stdout.flush()
    print_news(report, every=every)
    if not report.changes:
        print("Nothing would change.", file=sys.stderr)
    print("Nothing was written.", file=sys.stderr)


def print_assembled_json(
    request: Callable[[], Request], run: Callable[[Request], AssemblyReport]
) -> int:
    """Run, and print the one object, also on failure; return the exit code."""
    from octavo.importing.diff import unified

    root: Path | None = None
    try:
        asked = request()
        root = asked.root
        report = run(asked)
    except (Exception, KeyboardInterrupt, Ended) as error:
        if "--debug" in sys.argv:
            print_failure(error, debug=True)
        print_object(_object(root), failure_findings(error), root)
        return exit_code(error)
    changes = [
        {"file": each.path, "diff": "\n".join(unified(each)) if each.before is not None else None}
        for each in report.changes
    ]
    articles = [_article(each) for each in report.articles]
    print_object(
        _object(
            report.root,
            created=report.created,
            articles=articles,
            changes=changes,
            statement=report.statement,
        ),
        report.findings,
        root,
    )
    return outcome(report)


def outcome(report: AssemblyReport) -> int:
    """Return the exit code: 1 if an article could not be read, though the others were."""
    return EXIT_BOOK if any(one.severity == "error" for one in report.findings) else 0


def _object(
    root: Path | None,
    *,
    created: bool = False,
    articles: Sequence[Mapping[str, object]] = (),
    changes: Sequence[Mapping[str, object]] = (),
    statement: str = "",
) -> dict[str, object]:
    return {
        "book": None if root is None else os.fspath(root.absolute()),
        "created": created,
        "articles": list(articles),
        "changes": list(changes),
        "proposal": statement or None,
    }


def _article(each: AssembledArticle) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "file": each.file,
        "chapter": each.chapter,
        "title": each.title,
        "author": each.author or None,
        "status": str(each.status),
        "counts": asdict(each.counts),
        "headings": each.headings,
        "drops": each.drops,
        "open": each.open,
        "decisions": [
            {
                "line": taken.line,
                "rule": taken.rule,
                "level": str(taken.level),
                "action": str(taken.action),
                "accepted": taken.accepted,
                "text": taken.text,
            }
            for taken in each.decisions
        ],
    }
