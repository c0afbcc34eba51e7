"""PDFs for the screen: what a reader needs who does not see the page."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class DigitalUntagged(Entry):
    """The file does not say which of its words is a heading and which a paragraph, so that no voice
    can read it in order, and no reader can jump from heading to heading.
    """

    code = "digital-untagged"
    severity = Severity.ERROR
    found = Form(
        "the file has no tags: nobody can have it read aloud in order.",
        "Build it as an edition of the kind digital.",
    )
    bad = '[editions.print]\nformat = "pdf"'
    good = '[editions.screen]\nkind = "digital"'


class DigitalUnnamed(Entry):
    """The file has all that, and does not call itself PDF/UA, by which libraries and offices know a
    PDF that can be read aloud.
    """

    code = "digital-unnamed"
    severity = Severity.ERROR
    found = Form(
        "the file has tags, and does not say that it is PDF/UA.",
        "Build it as an edition of the kind digital.",
    )
    bad = "A tagged PDF of another program"
    good = '[editions.screen]\nkind = "digital"'


class DigitalTitle(Entry):
    """The file does not tell a reader to show its title, so that the file's name stands in the head
    of the window, and a voice reads that out.
    """

    code = "digital-title"
    severity = Severity.ERROR
    found = Form(
        "the file has no title to show in a window's head.",
        "Build it again: the title comes from book.toml.",
    )
    bad = "the-tide-screen.pdf in the window's head"
    good = "The Tide in the window's head"


class DigitalLanguage(Entry):
    """The file names no language, or another one than the book's, and would be read aloud with the
    wrong voice.
    """

    code = "digital-language"
    severity = Severity.ERROR
    unknown = Form("no language is stated.", "Build it again: the language comes from book.toml.")
    unstated = Form(
        'no language is stated; the book is in "{due}".',
        "Build it again: the language comes from book.toml.",
    )
    other = Form(
        'the file says that its language is "{language}"; the book is in "{due}".',
        "Build it again: the language comes from book.toml.",
    )
    bad = "A German book that says it is English"
    good = '[book]\nlanguage = "de"'


class DigitalUndescribed(Entry):
    """A picture has no description, and whoever cannot see it is told only that there is one."""

    code = "digital-undescribed"
    severity = Severity.ERROR
    found = Form(
        "a figure has no description.",
        "Describe each picture in its chapter, ![like this](images/tide.svg).",
    )
    many = Form(
        "{count} figures have no description.",
        "Describe each picture in its chapter, ![like this](images/tide.svg).",
    )
    bad = "![](images/tide.svg)"
    good = "![The tide over a day: high at nine and at half past nine](images/tide.svg)"


class PdfUa(Entry):
    """A finer rule of PDF/UA is broken, as the validator `page-validation` says, if it is
    installed. Build the edition again; what stays is Octavo's to mend, so please report it.
    """

    code = "pdf-ua"
    severity = Severity.ERROR
    found = Form(
        "PDF/UA-1, {rule}: {words}.", "Build the edition again; if it stays, please report it."
    )
    bad = "A file that another program has changed"
    good = "The file as Octavo wrote it"
