"""Word files: what stands in them apart from their text, and what a book cannot show."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class DocxChanges(Entry):
    """The document has changes that nobody has accepted or rejected yet. The chapter is the text as
    it would be with all of them accepted; each one stands in the ledger, with whose it is.
    """

    code = "docx-changes"
    severity = Severity.INFO
    found = Form(
        "changes by {authors}: {added:,} insertions are accepted and {deleted:,} deletions left"
        " out, the first {what} “{words}”.",
        "All of them stand in the ledger; reject one in Word if you do not want it.",
    )
    bad = "A sentence that an editor has struck out, and nobody has decided on"
    good = "A document in which all changes are accepted or rejected"


class DocxComments(Entry):
    """Comments are no text of the book. They stand in the ledger, each with its author, the
    paragraph and the words that it is about.
    """

    code = "docx-comments"
    severity = Severity.INFO
    found = Form(
        "{count:,} comments stand in the ledger, the first by {author}: “{words}”.",
        "Look through them before the book goes out.",
    )
    bad = "“Check the year!” beside a sentence"
    good = "The right year, and no comment"


class DocxNotShown(Entry):
    """Something in the document cannot come into a book from there: a chart that Word draws, a
    spreadsheet within the text, a file that is put in when the document is opened, a sign that only
    one font knows.
    """

    code = "docx-not-shown"
    found = Form(
        "{count:,} × {what}{named} is not in the chapter.",
        "Save it as a picture, or write it out, and put it there.",
    )
    bad = "A chart drawn in Word"
    good = "![The catch by month](images/catch.png)"


class DocxBlankLines(Entry):
    """A paragraph without words stands between two others, where most follow each other without
    one. That is how many authors end a scene, but it may be an accident, so nothing is changed.
    """

    code = "docx-blank-lines"
    severity = Severity.INFO
    found = Form(
        "{count:,} blank paragraphs may be the ends of scenes, the first before “{words}”.",
        "--review asks about each; where you know one, write * * * on a line of its own.",
    )
    bad = "Two scenes with an empty paragraph between them"
    good = "Two scenes with * * * between them"


class DocxWordsMissing(Entry):
    """The words of the document were counted in the file itself, and some of them came neither into
    the chapter nor among what was left out on purpose. Octavo does not know what they stand in.
    """

    code = "docx-words-missing"
    found = Form(
        "{count:,} words of the document are not in the chapter: “{words}”.",
        "Put them there by hand, and please report the document.",
    )
    bad = "Words in a shape that no program but Word can read"
    good = "The same words in a paragraph"


class DocxPageNumbers(Entry):
    """The text says on which page something stands, by a number that Word put there. The book's
    pages are others, and an e-book has none. The number leads to its place, so that naming the
    chapter or the section instead is all that is to do.
    """

    code = "docx-page-numbers"
    found = Form(
        "{count:,} numbers of Word's pages stand in the text, the first is “{words}”.",
        "Name the chapter or the section instead: the book's pages are others.",
    )
    bad = "See the tables on page 214."
    good = "See [the tables](tables.md)."
