"""`octavo check`: finished files held against their printer, and e-books against EPUBCheck."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from octavo.cli.finding_lines import print_findings
from octavo.cli.next_steps import build_line, from_here
from octavo.cli.options import AllFindings, AsJson
from octavo.cli.profiles import profile_called
from octavo.core.errors import EXIT_BOOK, EXIT_USAGE, OctavoError
from octavo.manuscript.find_book import book_here

if TYPE_CHECKING:
    from octavo.build.pipeline import Request
    from octavo.core.loaded_book import Loaded
    from octavo.core.model import Finding
    from octavo.preflight.finished_files import Finished


class Looked(NamedTuple):
    """A file that was looked at, and what was found; `profile` is empty for an e-book."""

    edition: str
    path: Path
    profile: str
    findings: tuple[Finding, ...]


def check(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EDITION…]",
            help="Editions to check, by name, or files by their path; all editions if none.",
        ),
    ] = None,
    book: Annotated[
        Path | None, typer.Option(help="The book's folder; else the nearest one from here up.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where the files are; else build/.")] = None,
    profile: Annotated[
        str, typer.Option(help="The printer to hold files against that are named by their path.")
    ] = "",
    all_findings: AllFindings = False,
    as_json: AsJson = False,
) -> None:
    """Check finished files: PDFs against their printer's rules, e-books with EPUBCheck."""
    names = targets or []
    files = [Path(name) for name in names if _is_file(name)]
    editions = [name for name in names if not _is_file(name)]
    looked: list[Looked] = []
    root = None
    if files:
        looked += _check_files(files, profile, absolute=as_json)
    elif profile:
        hint = "Name a file: `octavo check book.pdf --profile kdp-paperback`."
        message = "--profile is for files that are named by their path; editions have their own."
        raise OctavoError(message, hint=hint, exit_code=EXIT_USAGE)
    if editions or not files:
        hint = "Name its folder with --book, or a file: `octavo check book.pdf`."
        root = book_here(book, hint=hint).absolute()
        looked += _check_editions(root, editions, out, absolute=as_json)
    _tell(looked, root, as_json=as_json, every=all_findings)


def _tell(looked: list[Looked], root: Path | None, *, as_json: bool, every: bool) -> None:
    from octavo.findings.collector import has_errors

    findings = [finding for item in looked for finding in item.findings]
    if as_json:
        from octavo.cli.json_report import print_object

        checked = [
            {"edition": item.edition, "path": str(item.path), "profile": item.profile or None}
            for item in looked
        ]
        print_object({"checked": checked}, findings, root)
    else:
        print_findings(findings, every=every)
        print(_summary(looked, findings))
    if has_errors(findings):
        raise typer.Exit(EXIT_BOOK)


def _summary(looked: list[Looked], findings: list[Finding]) -> str:
    counts = [
        f"{count} {noun}{'' if count == 1 else 's'}"
        for severity, noun in (("error", "error"), ("warning", "warning"), ("info", "note"))
        if (count := sum(finding.severity == severity for finding in findings))
    ]
    absent = {"build-missing"}
    there = sum(not absent & {finding.code for finding in item.findings} for item in looked)
    files = "No file" if there == 0 else "1 file" if there == 1 else f"{there} files"
    return f"{files} checked: {', '.join(counts) or 'nothing to mend'}."


def _is_file(name: str) -> bool:
    """Return whether a word on the line is a file: names of editions have no dot or slash."""
    return "." in name or "/" in name or os.sep in name


def _check_files(files: list[Path], name: str, *, absolute: bool) -> Iterator[Looked]:
    """Hold files that belong to no book against a printer's rules, or none."""
    from octavo.core.edition_kind import Concern
    from octavo.editions.known_kinds import all_kinds
    from octavo.manuscript.edition_checks import kind_by_format
    from octavo.preflight.epubcheck import check_epub
    from octavo.preflight.print_job import guess_job
    from octavo.preflight.run_rules import check_pdf

    rules = profile_called(name or "plain")
    kinds = all_kinds()
    for file in files:
        if not file.is_file():
            hint = "Check the name, or name an edition of the book."
            raise OctavoError("no such file.", where=str(file), hint=hint, exit_code=EXIT_USAGE)
        shown = _shown(file, absolute=absolute)
        kind = kind_by_format(file.suffix.lower().removeprefix("."), kinds) or kinds["print"]
        if Concern.PACKAGE in kind.checks:
            yield Looked("", file.absolute(), "", check_epub(file, shown))
        else:
            job_of = partial(guess_job, profile=rules, checks=kind.checks, any_size=not name)
            yield Looked("", file.absolute(), rules.name, check_pdf(file, shown, job_of))


def _check_editions(
    root: Path, names: list[str], out: Path | None, *, absolute: bool
) -> Iterator[Looked]:
    """Look at the finished files of a book's editions."""
    from octavo.build import pipeline
    from octavo.editions.known_kinds import all_kinds
    from octavo.manuscript.edition_tables import chosen, editions_by_name, file_of
    from octavo.preflight.finished_files import Finished, check_finished, missing

    folder = (out or root / "build").absolute()
    request = pipeline.Request(root=root, out=folder, epoch=os.environ.get("SOURCE_DATE_EPOCH", ""))
    loaded = pipeline.load(request)
    metadata, listed = loaded.book.metadata, loaded.manuscript.editions
    editions = editions_by_name(listed, all_kinds())
    # A cover that book.toml does not name is one of the book's as soon as it is built.
    there = [
        edition
        for edition in editions.values()
        if edition in listed or file_of(folder, metadata, edition).is_file()
    ]
    note = _Note(request)
    for edition in chosen(editions, names) or there:
        path = file_of(folder, metadata, edition)
        file = Finished(
            edition=edition,
            path=path,
            shown=_shown(path, absolute=absolute),
            line=f"{build_line(root)} {edition.name}",
        )
        rules = "" if edition.kind.reflowable else edition.profile
        if not path.is_file():
            yield Looked(edition.name, path, rules, (missing(file),))
            continue
        old = note.stale(file, loaded)
        inside = None
        if edition.of in editions:
            inside = file_of(folder, metadata, editions[edition.of])
        found = check_finished(file, metadata.language, inside)
        yield Looked(edition.name, path, rules, (*((old,) if old else ()), *found))


class _Note:
    """What the last builds noted of the files that they made, and the book as it is now."""

    def __init__(self, request: Request) -> None:
        from octavo.build.pipeline import store_of
        from octavo.build.up_to_date import note_key, read_note
        from octavo.manuscript.input_files import inputs_digest, look

        store = store_of(request)
        place = note_key(store, request.out, drafts=request.drafts, epoch=request.epoch)
        note = read_note(store, place)
        now = look(request.root, note.inputs, also=note.inputs)
        self._made, self._now = note.made, inputs_digest(now)
        self._then = inputs_digest(note.inputs) if note.inputs else ""
        self._changed = sorted(
            name
            for name in {*now, *note.inputs}
            if name not in now
            or name not in note.inputs
            or now[name].digest != note.inputs[name].digest
        )

    def stale(self, file: Finished, loaded: Loaded) -> Finding | None:
        """Say if the book is another than the file was made of; by the disk's times if need be."""
        from octavo.build.up_to_date import stands
        from octavo.editions.loading import files_read
        from octavo.preflight.finished_files import outdated, stale

        made = self._made.get(file.edition.name)
        if made is None or made.artifact.path != file.path or not stands(made.artifact):
            root = loaded.manuscript.root
            return stale(file, (root / name for name in files_read(loaded)), root)
        if made.inputs == self._now:
            return None
        known = self._changed and made.inputs == self._then
        return outdated(file, self._changed[-1] if known else "the book")


def _shown(path: Path, *, absolute: bool) -> str:
    """Return how findings name a file: from here if it lies below; for `--json` as a whole."""
    return str(path.absolute()) if absolute else from_here(path.absolute())
