"""What documents of word processors have in common once they are a tree: blocks, words, account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from octavo.core.errors import EXIT_FAULT, OctavoError
from octavo.findings.catalogue.article_formats import StructureFlattened, TableHead
from octavo.importing.article import Source
from octavo.importing.encodings import check_characters
from octavo.importing.readers.clean_html import check_signs, clean
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.html_page import entitled
from octavo.importing.readers.html_tables import has_head
from octavo.importing.readers.inner_links import lead_to_places
from octavo.importing.readers.left_out import Left, left_apart, left_findings
from octavo.importing.readers.mend_html import mend
from octavo.importing.readers.typed_dollars import keep_dollars
from octavo.importing.readers.word_proof import proved_blocks
from octavo.importing.readers.written_headings import finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A document as its reader gives it: its text as a tree, and what was found beside it.

    `images` are pictures by the addresses that the tree shows them by. `title`, `author` and
    `date` (ISO 8601) are what the document says of itself; empty for nothing.
    """

    body: etree._Element
    images: Mapping[str, bytes]
    left: Sequence[Left]
    title: str = ""
    author: str = ""
    date: str = ""


def source_of(written: Written, where: str) -> Source:
    """Return the article that a document is, proved word by word."""
    body = written.body
    check_characters(text_of(body), where)
    lead_to_places(body)
    finish(body)
    keep_dollars(body)
    images, findings = clean(
        body, fetch=lambda name: written.images.get(name, "it is not in the document")
    )
    check_signs(body, where)
    mend(body)
    blocks, flattened = proved_blocks(body, where)
    headless = any(not has_head(table) for table in body.iter("table"))
    source = Source(
        words=tuple(word for block in blocks for word in (block.text + block.mark).split()),
        blocks=tuple(blocks),
        images=tuple(replace(image, address="") for image in images),
        author=written.author,
        date=written.date,
        apart=left_apart(written.left),
        findings=(
            *(replace(each, line=None) for each in findings),
            *((TableHead.found(),) if headless else ()),
            *((StructureFlattened.found(),) if flattened else ()),
            *left_findings(written.left),
        ),
    )
    return entitled(source, written.title)


def check_letters(said: Counter[str], written: Written, where: str) -> None:
    """Raise `OctavoError` if a letter that the file says is neither in the tree nor left out."""
    found = letters(text_of(written.body))
    for each in written.left:
        found += letters(each.text)
    lost = said - found
    if lost:
        shown = "".join(sorted(lost.elements()))[:40]
        raise OctavoError(
            f"the word account does not add up: {lost.total():,} characters would be lost, among"
            f" them “{shown}”.",
            where=where,
            hint="This is a fault of Octavo's and nothing was written; please report it.",
            exit_code=EXIT_FAULT,
        )


def letters(text: str) -> Counter[str]:
    """Count the characters of a text that are no white space."""
    return Counter("".join(text.split()))
