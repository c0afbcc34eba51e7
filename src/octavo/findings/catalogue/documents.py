"""Documents of word processors: what reading them left out."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class DocumentLeftOut(Entry):
    """Words of a document that no reader of the book should see were left out: comments, deleted
    and hidden text, lines at the head and foot of its pages, its own table of contents, for the
    book makes one, and the licence that Project Gutenberg adds. The ledger has them in full.
    """

    code = "document-left-out"
    severity = Severity.INFO
    found = Form(
        "left out: {what}, {words} (words: {count:,}).",
        "The ledger has them in full; copy into a chapter what belongs there.",
    )
    bad = "A paragraph of the story that is formatted as hidden"
    good = "The same paragraph, not hidden"
