"""What happens to an error: its exit code, its findings, its lines in a terminal."""

from __future__ import annotations

import errno
import sys
import traceback
from typing import TYPE_CHECKING

import typer

from octavo.cli.finding_lines import print_error
from octavo.core.errors import (
    EXIT_BOOK,
    EXIT_FAULT,
    EXIT_INTERRUPTED,
    EXIT_USAGE,
    BookError,
    Ended,
    OctavoError,
)

if TYPE_CHECKING:
    from octavo.core.model import Finding

_STOPPED = "stopped. What was built before is untouched."

# What the machine refuses, whatever we do: no fault of ours, nor of the book.
_REFUSALS = frozenset(
    {errno.EACCES, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENOSPC, errno.EROFS}
)


def to_octavo(error: BaseException) -> OctavoError | None:
    """Return the error in our own words, or None for a fault of ours."""
    if isinstance(error, OctavoError):
        return error
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return OctavoError(_STOPPED, exit_code=EXIT_INTERRUPTED)
    if isinstance(error, Ended):
        return OctavoError(_STOPPED, exit_code=error.exit_code)
    # A usage error of Typer's: newer versions carry their own click, so the class varies.
    wording = getattr(error, "format_message", None)
    if callable(wording) and hasattr(error, "exit_code"):
        hint = "`octavo --help` tells more."
        return OctavoError(str(wording()), hint=hint, exit_code=EXIT_USAGE)
    if isinstance(error, OSError) and error.errno in _REFUSALS:
        return OctavoError(
            f"the system refuses: {error.strerror}.",
            where=str(error.filename or ""),
            hint="Check permissions and the space on the disk.",
            exit_code=EXIT_BOOK,
        )
    return None


def exit_code(error: BaseException) -> int:
    """Return the process's exit code after `error`."""
    known = to_octavo(error)
    return EXIT_FAULT if known is None else known.exit_code


def failure_findings(error: BaseException) -> tuple[Finding, ...]:
    """Return what a failure looks like in the report of `--json`."""
    known = to_octavo(error)
    if isinstance(known, BookError):
        return known.findings
    # Here, not above: errors come with every command, the catalogue only with some.
    from octavo.findings.catalogue.machine import CannotGoOn, Fault, Interrupted, Usage
    from octavo.findings.failures import as_finding

    if known is None:
        return (Fault.raised({"error": repr(error), "remedy": _report_hint()}),)
    forms = {
        EXIT_INTERRUPTED: Interrupted.found,
        EXIT_USAGE: Usage.found,
        EXIT_FAULT: Fault.found,
    }
    form = Interrupted.found if isinstance(error, Ended) else forms.get(known.exit_code)
    return (as_finding(known, form or CannotGoOn.found),)


def print_failure(error: BaseException, *, debug: bool) -> None:
    """Write a failure to standard error; with a traceback only if `debug` asks for it."""
    known = to_octavo(error)
    show = getattr(error, "show", None)
    if known is None:
        print(f"This is a fault of Octavo's, not of your book: {error!r}.", file=sys.stderr)
        print(_report_hint(), file=sys.stderr)
        if debug:
            traceback.print_exception(error)
    elif show is not None:
        show()
    elif known.message == _STOPPED:
        print(_STOPPED[:1].upper() + _STOPPED[1:], file=sys.stderr)
    else:
        print_error(known)
        if debug and error.__cause__ is not None:
            traceback.print_exception(error.__cause__)


def _report_hint() -> str:
    return "Please report it where you got Octavo, with what `octavo --debug …` prints."
