"""The one exception that crosses rooms.

Three channels are kept apart: an `OctavoError` says that work cannot go on, a
`model.Finding` says that the book is imperfect, and the pipeline's events say
how far it has come. An error ends a command with its exit code; the preview
shows it and goes on. Elsewhere it is caught only by who can do without what
failed (a chapter that cannot be read, an article) and makes a finding of it,
or by who adds to it what else was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.core.model import Finding

#: The book has errors; each is printed as `file:line: problem. remedy`.
EXIT_BOOK = 1
#: The command line is wrong.
EXIT_USAGE = 2
#: A fault of ours (EX_SOFTWARE of BSD's sysexits.h).
EXIT_FAULT = 70
#: The user pressed Ctrl-C (128 + SIGINT, as shells report it).
EXIT_INTERRUPTED = 130


class OctavoError(Exception):
    """Work cannot go on.

    `message` says what is wrong, `where` is `file`, `file:line` or
    `file:line:column` (or empty), `hint` says what to do next. `exit_code` is
    the process's exit code if nothing catches it earlier.
    """

    def __init__(
        self, message: str, *, where: str = "", hint: str = "", exit_code: int = EXIT_BOOK
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint
        self.exit_code = exit_code

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{remedy}"


class Ended(BaseException):
    """A signal asks this process to end, as Ctrl-C does: all is put in order on the way out.

    `exit_code` is what shells report of a program that a signal ended, 128 + its number.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


class BookError(OctavoError):
    """The book has errors: `findings` lists them, with what else was found."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("the book has errors.")
        self.findings = findings
