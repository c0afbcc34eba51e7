"""The finished file of an edition: is it there, as new as its book, and as was ordered?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from octavo.core.edition_kind import Concern
from octavo.core.model import Edition, Finding
from octavo.findings.catalogue.finished import BuildMissing, BuildStale
from octavo.preflight.epubcheck import check_epub
from octavo.preflight.print_job import Job
from octavo.preflight.read_pdf import count_pages
from octavo.preflight.run_rules import check_pdf
from octavo.printers.read_profile import load_profile
from octavo.text.direction import is_right_to_left
from octavo.text.units import points


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The file that a build writes of an edition, whether or not it is there.

    `shown` is how findings name it, `line` the command that builds it.
    """

    edition: Edition
    path: Path
    shown: str
    line: str


def check_finished(file: Finished, language: str, inside: Path | None) -> tuple[Finding, ...]:
    """Hold a file against its edition, a cover also against `inside`, the pages it goes round.

    `language` is the book's.
    """
    edition, checks = file.edition, file.edition.kind.checks
    if not checks:
        return ()
    if Concern.PACKAGE in checks:
        return check_epub(file.path, file.shown)
    job = Job(
        edition=edition.name,
        profile=load_profile(edition.profile),
        checks=checks,
        trim=edition.trim,
        paper=edition.paper,
        bleed=edition.bleed,
        language=language,
        right_to_left=is_right_to_left(language),
        inside=count_pages(inside) if inside else 0,
        spine=points(edition.spine) if edition.spine else None,
    )
    return check_pdf(file.path, file.shown, lambda facts: job)


def missing(file: Finished) -> Finding:
    """Return `build-missing`: there is nothing to look at."""
    values = {"edition": file.edition.name, "line": file.line}
    return BuildMissing.found(values, file=file.shown)


def stale(file: Finished, sources: Iterable[Path], root: Path) -> Finding | None:
    """Return `build-stale` if a source of the book in `root` was changed after the file.

    The times are the disk's, for files of which no build has noted what they are made of. A
    build leaves alone a file whose bytes stay the same, so that this is a question, and no error.
    """
    built = file.path.stat().st_mtime_ns
    newer = [source for source in sources if source.is_file() and _changed(source) > built]
    if not newer:
        return None
    latest = max(newer, key=lambda source: (_changed(source), str(source)))
    name = latest.relative_to(root).as_posix() if latest.is_relative_to(root) else str(latest)
    return outdated(file, name)


def outdated(file: Finished, name: str) -> Finding:
    """Return `build-stale`: `name` is what was changed since."""
    return BuildStale.found({"source": name, "line": file.line}, file=file.shown)


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns
