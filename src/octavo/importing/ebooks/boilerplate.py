"""Words that a library puts around a book and are not the book's: Project Gutenberg's head and
licence. They are left out and named, for who passes the book on may have to put them back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from octavo.importing.ebooks.braces import classes
from octavo.importing.ebooks.ebook_pages import Page
from octavo.importing.ebooks.stretches import Leavings
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS

GUTENBERG = "Project Gutenberg's own head and licence"
_IDS = frozenset(
    ("pg-header", "pg-footer", "pg-machine-header", "pg-start-separator", "pg-end-separator")
)
_CLASSES = frozenset(("pg-boilerplate", "pgheader", "pgfooter", "pg-header", "pg-footer"))
_START = re.compile(r"\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG E-?BOOK", re.I)
_END = re.compile(r"\*{3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG E-?BOOK", re.I)
#: How far from a book's ends the marks are looked for, in blocks.
_NEAR = 80


def take_boilerplate(pages: Sequence[Page], leavings: Leavings) -> None:
    """Take a library's own words out of the pages."""
    for page in pages:
        for element in list(page.body.iter(etree.Element)):
            named = element.get("id") in _IDS or _CLASSES & set(classes(element))
            if named and element.getparent() is not None:
                leavings.element(element, page.path, GUTENBERG)
    for page in pages[:3]:
        _cut(page, _START, leavings, before=True)
    for page in pages[-8:]:
        _cut(page, _END, leavings, before=False)
    _take_rest(pages, leavings)


def _cut(page: Page, mark: re.Pattern[str], leavings: Leavings, *, before: bool) -> None:
    """Take out the block that holds a mark, and what stands before it, or behind it."""
    blocks = [each for each in page.body.iter() if each.tag in BLOCK_TAGS and each is not page.body]
    leaves = [each for each in blocks if not any(child.tag in BLOCK_TAGS for child in each)]
    near = leaves[:_NEAR] if before else leaves
    at = next((number for number, each in enumerate(near) if mark.search(text_of(each))), None)
    if at is None:
        return
    for each in leaves[: at + 1] if before else leaves[at:]:
        leavings.element(each, page.path, GUTENBERG)


def _take_rest(pages: Sequence[Page], leavings: Leavings) -> None:
    """Take out the pages behind the book's end that go on with the licence."""
    taken = [number for number, page in enumerate(pages) if _was_cut(page, leavings)]
    if not taken:
        return
    for page in pages[taken[-1] + 1 :]:
        if "Project Gutenberg" in text_of(page.body):
            for child in list(page.body):
                leavings.element(child, page.path, GUTENBERG)
            leavings.words(page.path, GUTENBERG, page.body.text or "")
            page.body.text = None


def _was_cut(page: Page, leavings: Leavings) -> bool:
    return any(each.page == page.path and _END.search(each.words) for each in leavings.found)
