"""Notes: their marks in the text, and their words at the foot of the page."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class NoteMissing(Entry):
    """A note is called and has no text. Its mark stands in the book as it is typed, for a number
    would be a link to nowhere, and on paper a promise that no page keeps.
    """

    code = "note-missing"
    found = Form("the note [^{mark}] has no text.", "Write it: [^{mark}]: …")
    bad = "The tide turned.[^1]"
    good = "The tide turned.[^1]\n\n[^1]: At nine in the morning."


class NoteUncalled(Entry):
    """A note has a text and is never called, so that it has no place on any page and is not in the
    book. Perhaps its sentence was deleted, or its mark is misspelt.
    """

    code = "note-uncalled"
    found = Form(
        "the note [^{mark}] is never called, so it is not in the book.",
        "Put [^{mark}] where it belongs, or take the note out.",
    )
    bad = "The tide turned.\n\n[^1]: At nine in the morning."
    good = "The tide turned.[^1]\n\n[^1]: At nine in the morning."


class NoteTwice(Entry):
    """Two notes of a chapter have the same mark, and a call of it could mean either. The first one
    is taken.
    """

    code = "note-twice"
    found = Form(
        "the note [^{mark}] is written twice; the first one counts.",
        "Give one of the two another mark.",
    )
    bad = "[^1]: At nine.\n\n[^1]: At ten."
    good = "[^1]: At nine.\n\n[^2]: At ten."


class NoteNested(Entry):
    """A note calls a note. A printed page has no place for it, and few e-readers can open one note
    from within another: its words stand in brackets where it is called.
    """

    code = "note-nested"
    severity = Severity.INFO
    found = Form(
        "the note [^{mark}] is called inside another note; its words stand there in brackets.",
        "Put its words into that note, or call it in the text.",
    )
    bad = "[^1]: At nine.[^2]\n\n[^2]: By the harbour's clock."
    good = "[^1]: At nine, by the harbour's clock."


class NoteMoved(Entry):
    """The page had no room for this note beside the lines that call it; in print it stands at the
    end of the chapter. The e-book is not concerned.
    """

    code = "note-moved"
    severity = Severity.INFO
    found = Form(
        "note {number} does not fit at the foot of its page;"
        " in print it stands at the end of the chapter.",
        "Nothing is lost. Shorten it, or take it into the text, to bring it back.",
    )
    bad = "A note of two pages"
    good = "A note of ten lines; the rest in the text"
