"""Finished PDFs: the file as a whole, and the sizes of its pages."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class FileUnreadable(Entry):
    """The file is no PDF, or it is too badly damaged to be read as one. A printer would see as
    much.
    """

    code = "file-unreadable"
    severity = Severity.ERROR
    found = Form(
        "this file cannot be read as a PDF ({reason}).",
        "Build it again, or save it anew from the program that made it.",
    )
    bad = "A download that broke off"
    good = "The whole file, built again"


class FileLocked(Entry):
    """The file is encrypted, with a password or without. Printers put many books on one sheet, and
    for that they must open and change the file.
    """

    code = "file-locked"
    severity = Severity.ERROR
    found = Form("the file is encrypted.", "Save it without a password and without restrictions.")
    password = Form(
        "this file opens with a password only.", "Save it without one: no printer can open it."
    )
    bad = "A PDF saved with “no copying allowed”"
    good = "The same, saved without restrictions"


class FileDamaged(Entry):
    """The file could be read only in part, or by guessing. The printer's software may guess
    otherwise: save it again.
    """

    code = "file-damaged"
    severity = Severity.ERROR
    found = Form(
        "the file is damaged, and was read by guessing.", "Build it again, or save it anew."
    )
    page = Form(
        "the content of this page makes no sense in places, which were passed over.",
        "Look at the page, and save the file anew.",
    )
    bad = "A PDF that was cut short by a full disk"
    good = "The whole file, built again"


class PdfVersion(Entry):
    """The file is a PDF of a later version than printers' software is sure to read. What it cannot
    read it may leave out without a word.
    """

    code = "pdf-version"
    found = Form(
        "the file is PDF {version}, which printers' software may not read.",
        "Save it as PDF 1.7 or earlier.",
    )
    bad = "A file saved as PDF 2.0"
    good = "The same, saved as PDF 1.7"


class PageSize(Entry):
    """The pages are not of the size that you ordered, or are without the bleed, or have it unasked.
    The printer would scale them, crop them or send them back.
    """

    code = "page-size"
    severity = Severity.ERROR
    found = Form(
        'the pages are {size}; the size {name} of "{profile}"{bleed} is {due}.',
        "Build the edition again, or name the trim and bleed that are meant.",
    )
    bad = "Pages of 210 × 297 mm for a book of 6 × 9 in"
    good = "Pages of 6 × 9 in, or of 6.125 × 9.25 in with bleed"


class CoverSize(Entry):
    """The cover is not as wide as its book now asks for, most often because the book has grown
    since: each page makes the spine wider. Printed like this, the title on the spine would slip
    onto the front or the back.
    """

    code = "cover-size"
    severity = Severity.ERROR
    found = Form(
        "the cover is {size}; for a book of {pages} it should be {due}, of which {spine} are the"
        " spine.",
        "Build the cover again, after the book.",
    )
    bad = "octavo build print, after three more chapters"
    good = "octavo build, which makes both"


class PagesUnlike(Entry):
    """One page is larger or smaller than the others. A printer cuts all of them together."""

    code = "pages-unlike"
    severity = Severity.ERROR
    found = Form(
        "this page is {size}, and the others are {usual}.",
        "Give all pages one size: a printer cuts them together.",
    )
    bad = "A map of 9 × 12 in between pages of 6 × 9 in"
    good = "The map on two facing pages of 6 × 9 in"


class PageBleed(Entry):
    """The file says that the cut is somewhere else than where this printer cuts, so that too much
    or too little would be cut off.
    """

    code = "page-bleed"
    severity = Severity.ERROR
    found = Form(
        "the TrimBox leaves {there} to cut off at left, foot, right and head;"
        ' "{profile}" cuts {due}.',
        "Set the TrimBox where the printer cuts, or leave it out.",
    )
    bad = "3 mm of bleed for a printer that cuts off 0.125 in"
    good = "0.125 in of bleed, at the three sides that are cut"


class PageBoxes(Entry):
    """A PDF has boxes for the page, the bleed and the trim, one within the other. Here they are
    not, and programs disagree on what such a page is.
    """

    code = "page-boxes"
    severity = Severity.ERROR
    found = Form(
        "the {inner} reaches out of the {outer}.",
        "Trim lies in bleed, and bleed in the page: set the boxes anew.",
    )
    bad = "A TrimBox as large as the sheet, round a smaller BleedBox"
    good = "MediaBox around BleedBox around TrimBox"


class PageTurned(Entry):
    """The page lies on its side, or is enlarged, and only looks right on a screen, which turns it.
    A printer may take it as it lies.
    """

    code = "page-turned"
    severity = Severity.ERROR
    turned = Form(
        "this page is turned by {degrees}° when it is shown; a printer may take it as it lies.",
        "Save it as it should be printed.",
    )
    enlarged = Form(
        "this page is enlarged {times:g} times when it is shown; a printer may take it as it lies.",
        "Save it as it should be printed.",
    )
    bad = "A wide table, turned with the viewer's command"
    good = "The page as it should be printed, with the table turned on it"


class PagesOdd(Entry):
    """The printer binds whole leaves, or whole sheets of four or more pages. Blank pages at the end
    make up for it; if the printer adds them, they may come where you do not want them.
    """

    code = "pages-odd"
    found = Form(
        "the file has {pages}; {printer} binds a multiple of {multiple}.",
        "Build the edition again, or add {short} at the end.",
    )
    bad = "A file of 121 pages"
    good = "The same with one blank page at the end"


class PageLast(Entry):
    """The printer wants the last page for a barcode of its own, and something stands on it, which
    the barcode would cover.
    """

    code = "page-last"
    severity = Severity.ERROR
    found = Form(
        "the last page is not empty; {printer} prints a barcode on it.",
        "Build the edition again, or add an empty page at the end.",
    )
    bad = "About the author, on the very last page"
    good = "About the author, and a blank leaf behind it"
