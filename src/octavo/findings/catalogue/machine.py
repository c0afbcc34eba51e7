"""The command line, the machine, and Octavo itself."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class Usage(Entry):
    """The command was not understood: a misspelt word, an edition that the book does not have, a
    folder without a book. Nothing was read or written. `octavo --help` lists the commands, and
    `octavo COMMAND --help` what each of them takes.
    """

    code = "usage"
    severity = Severity.ERROR
    found = Form("{problem}", "{remedy}")
    bad = "octavo bild"
    good = "octavo build"


class CannotGoOn(Entry):
    """A file could not be read or written, or what it says could not be understood, and nothing can
    be made without it. Check that it is there and is yours to change, and that the disk is not
    full. Libraries that are missing are named by `octavo doctor`.
    """

    code = "cannot-go-on"
    severity = Severity.ERROR
    found = Form("{problem}", "{remedy}")
    bad = "A folder `build` that belongs to another user."
    good = "sudo chown -R $USER build"


class Interrupted(Entry):
    """You pressed Ctrl-C. Files are put in their places only when they are whole, so that what was
    built before is as it was.
    """

    code = "interrupted"
    severity = Severity.ERROR
    found = Form("{problem}", "{remedy}")
    bad = "Ctrl-C while the pages are laid out."
    good = "octavo build"


class Fault(Entry):
    """Octavo itself has failed, and your book is not to blame. Run the same line with `--debug`
    added and report what it prints, if you can with the chapter that brings it about: somebody
    else's book has the same fault.
    """

    code = "fault"
    severity = Severity.ERROR
    found = Form("{problem}", "{remedy}")
    raised = Form("this is a fault of Octavo's, not of your book: {error}.", "{remedy}")
    pages = Form(
        "the pages cannot be set; this is a fault of Octavo's: {error}.",
        "Please report it; the preview goes on with the next save.",
    )
    bad = "octavo build"
    good = "octavo --debug build"
