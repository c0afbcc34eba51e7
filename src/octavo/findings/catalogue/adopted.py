"""Whole books from other tools: what `octavo adopt` could not take over as it is."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class LooksAdoptable(Entry):
    """The folder that was named for its articles is a whole book, with a list of its chapters.
    `octavo adopt` takes it over in that order, with its title and its parts.
    """

    code = "looks-adoptable"
    severity = Severity.INFO
    found = Form(
        "this looks like a book of {tool}; its articles were taken one by one.",
        "To take it whole, in its own order: octavo adopt {folder}",
    )
    bad = "octavo assemble my-mdbook/"
    good = "octavo adopt my-mdbook/"


class AdoptUnread(Entry):
    """The other tool's files say something of the book that Octavo has no use for or cannot follow,
    such as a chapter that is listed and not there. All else was taken over.
    """

    code = "adopt-unread"
    severity = Severity.INFO
    found = Form("not taken over: {what}.")
    bad = "- [The Ebb](ebb.md), and no such file"
    good = "- [The Ebb](the-ebb.md)"


class AdoptTagLeft(Entry):
    """A tag asks for the text of another file, and that is not in the folder, or cannot be read.
    The tag stays in the chapter as it is written.
    """

    code = "adopt-tag-left"
    found = Form(
        "the text that {tag} asks for could not be had; the tag stays.",
        "Put the file into the folder, or write its text into the chapter.",
    )
    bad = "{{#include ../../elsewhere/list.txt}}"
    good = "{{#include list.txt}}"


class AdoptBothChanged(Entry):
    """The file has changed in the other tool's folder, and you have changed its copy in the book.
    Yours stays. Compare the two, and take over by hand what you want.
    """

    code = "adopt-both-changed"
    found = Form(
        "this has changed in {source} and in the book; the book's was left as it is.",
        "Compare the two, and take over what you want.",
    )
    bad = "A chapter corrected here, and there as well"
    good = "A chapter corrected in one of the two places"


class AdoptGone(Entry):
    """The chapter is no longer in the folder that it came from. It stays in the book; take it out
    of book.toml if the book is to be without it.
    """

    code = "adopt-gone"
    severity = Severity.INFO
    found = Form(
        "this is no longer in {source}; it stays in the book.",
        "Take it out of book.toml if the book is to be without it.",
    )
    bad = "A chapter that the other tool's list has no longer"
    good = "The same list as at the first time"
