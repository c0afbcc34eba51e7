"""Chapters: the files of the manuscript, and what their front matter says."""

from octavo.findings.entry import Entry, Form
from octavo.model import Severity


class ChapterUnreadable(Entry):
    """The file is not UTF-8, or its front matter cannot be read, so that nothing can be said of the
    text below it. Open it in an editor and save it as UTF-8; look at the lines between the hyphens
    for a quotation mark or a colon too many.
    """

    code = "chapter-unreadable"
    severity = Severity.ERROR
    found = Form("{problem}", "{remedy}")
    bad = '---\nshort_title: "The Tide\n---'
    good = '---\nshort_title: "The Tide"\n---'
