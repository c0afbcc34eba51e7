"""HTML that is written in a chapter."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class HtmlRefused(Entry):
    """HTML that means nothing in a book, or would run a program in it: scripts, style sheets,
    drawings for a screen. It is left out with what is in it, but for words that a page would show;
    the shops refuse e-books that hold such things.
    """

    code = "html-refused"
    gone = Form("<{tag}> means nothing in a book; it is left out.", "Take it out.")
    component = Form(
        "{tag} is for another program; its words stand in the text without it.",
        "Write what it would show, or take it out.",
    )
    script = Form("{name} would run a script; a book runs none, so it is left out.", "Take it out.")
    bad = "<script>count()</script>"
    good = "Nothing; or the words that it would have shown"


class HtmlLinked(Entry):
    """A film, a sound or a page from elsewhere cannot play on paper, and few e-readers fetch one. A
    link to it stands in its place; say in words what it shows.
    """

    code = "html-linked"
    severity = Severity.INFO
    found = Form(
        "<{tag}> cannot play in a book; a link to it stands in its place.",
        "Say in words what it shows.",
    )
    bad = '<video src="https://example.org/tide.mp4"></video>'
    good = "See [the tide come in](https://example.org/tide.mp4)."


class HtmlMoved(Entry):
    """A tag stands where HTML has no place for it: a cell outside a table, an item outside a list,
    a link inside a link. It was given the place that browsers would have guessed; every word is
    kept.
    """

    code = "html-nesting"
    severity = Severity.INFO
    found = Form(
        "<{tag}> stands where it cannot; it was given a place.", "Look whether it is right."
    )
    bad = "<li>The tide</li>"
    good = "<ul><li>The tide</li></ul>"
