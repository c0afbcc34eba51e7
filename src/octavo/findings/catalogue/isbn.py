"""ISBNs: one for each form in which a book is sold."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class IsbnWrong(Entry):
    """The number has a slip in it: too few digits, a letter, or a check digit that does not fit the
    others. Shops refuse the file, or sell it under another book's number. Compare it with your
    agency's letter, digit by digit.
    """

    code = "isbn-wrong"
    severity = Severity.ERROR
    letters = Form('the ISBN "{isbn}" holds more than digits.', "Write digits and hyphens alone.")
    length = Form(
        'the ISBN "{isbn}" has {count} digit{s}.',
        "An ISBN has 13; those from before 2007 have 10.",
    )
    prefix = Form(
        'the ISBN "{isbn}" does not begin with 978 or 979.',
        "Copy it again from your agency's letter.",
    )
    check = Form(
        'the ISBN "{isbn}" has a wrong check digit.',
        "After {digits} it would be {due}; compare every digit with your agency's letter.",
    )
    bad = 'isbn = "978-3-16-148410-1"'
    good = 'isbn = "978-3-16-148410-0"'


class IsbnShared(Entry):
    """Shops and libraries tell the forms of a book apart by their numbers: under a shared one they
    would send the paperback to whoever orders the e-book. Each edition needs a number of its own.
    """

    code = "isbn-shared"
    found = Form(
        'the edition "{edition}" has the ISBN of "{other}".',
        "Give each edition a number of its own: shops and libraries tell them apart by it.",
    )
    bad = (
        '[editions.ebook]\nisbn = "978-3-16-148410-0"\n\n'
        '[editions.print]\nisbn = "978-3-16-148410-0"'
    )
    good = (
        '[editions.ebook]\nisbn = "978-3-16-148410-0"\n\n'
        '[editions.print]\nisbn = "978-0-306-40615-7"'
    )
