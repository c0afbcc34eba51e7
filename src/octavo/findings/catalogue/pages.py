"""The pages of a printed edition: how many there are, and what does not fit on them."""

from octavo.findings.entry import Entry, Form
from octavo.model import Severity


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
