"""The pages of a printed edition: how many there are, and what does not fit on them."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class PagesFew(Entry):
    """Glue and thread need a spine to hold on to, and each printer says how many pages that takes.
    While a book is being written this is a warning; a check of the finished file calls it an error,
    because the printer will send it back. Blank pages at the end are counted.
    """

    code = "pages-few"
    found = Form(
        'the edition "{edition}" has {pages} pages; {printer} binds no fewer than {limit}{on}.',
        "Add to the book, or choose a smaller trim or another profile.",
    )
    in_file = Form(
        "the file has {pages} page{s}; {printer} binds no fewer than {limit}{on}.",
        "Add to the book, or choose a smaller trim or another profile.",
        severity=Severity.ERROR,
    )
    bad = 'profile = "kdp-paperback" with 20 pages of text'
    good = 'profile = "kdp-paperback" with trim = "5 × 8 in", on which the same text fills 28 pages'


class PagesMany(Entry):
    """A glued spine holds only so many leaves, and each printer says how many: it depends on the
    paper, and with some on the trim. While a book is being written this is a warning; a check of
    the finished file calls it an error.
    """

    code = "pages-many"
    found = Form(
        'the edition "{edition}" has {pages} pages; {printer} binds no more than {limit}{on}.',
        "Choose a trim that holds more, or another paper, or make two volumes.",
    )
    in_file = Form(
        "the file has {pages} page{s}; {printer} binds no more than {limit}{on}.",
        "Choose a trim that holds more, or another paper, or make two volumes.",
        severity=Severity.ERROR,
    )
    bad = "900 pages on cream paper"
    good = "The same text on thinner white paper, or in two volumes of 450 pages"


class TableWide(Entry):
    """The table is wider than the printed page even in smaller type, so that its words are broken
    at any letter. Leave columns out, turn it round (rows become columns), or part it in two.
    """

    code = "table-wide"
    found = Form(
        "this table is wider than the printed page even in smaller type;"
        " its words are broken to fit.",
        "Leave columns out, turn it round, or part it in two.",
    )
    bad = "A table of twelve columns on a page of 5 × 8 in"
    good = "Two tables of six columns, each with the names of its rows"


class LineOverrun(Entry):
    """A line is wider than the page allows, usually because of a long word or address that nothing
    tells where to break. It runs into the margin, and in the worst case off the page. Rephrase it,
    or put a soft hyphen (`&shy;`) where it may break.
    """

    code = "line-overrun"
    found = Form(
        "a line on page {folio} runs {points:g} pt over the margin: “{text}”.",
        "Let it break: shorten a long word or address, or add a soft hyphen.",
    )
    in_file = Form(
        "a line runs {points:.1f} pt over the margin{text}.",
        "Let it break: shorten a long word or address, or add a soft hyphen.",
    )
    bad = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    good = (
        "Rindfleisch&shy;etikettierungs&shy;überwachungs&shy;aufgaben&shy;übertragungs&shy;gesetz"
    )


class LayoutNote(Entry):
    """A word from the layout engine that Octavo has no better words for. Most often a rule in
    `styles/local.css` says something that the engine does not know.
    """

    code = "layout-note"
    found = Form("the layout says: {words}.")
    bad = ".letter { colour: red }"
    good = ".letter { color: red; background: white }"
