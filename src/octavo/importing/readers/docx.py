"""The reader of Word files: their own XML makes HTML, their properties say title, author, date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from octavo.core.model import Finding
from octavo.importing.article import Apart, Block, Kind, Source
from octavo.importing.article_pictures import Fetch, nowhere
from octavo.importing.encodings import check_characters
from octavo.importing.limits import DEEPEST
from octavo.importing.readers.html_page import entitled, from_tree
from octavo.importing.readers.typed_dollars import keep_dollars
from octavo.importing.readers.word.account import missing_formulas, missing_words
from octavo.importing.readers.word.document import Document, read_document
from octavo.importing.readers.word.drawings import INSIDE
from octavo.importing.readers.word.package import Package, broken, read_package
from octavo.importing.readers.word.word_findings import apart_findings, missing_findings
from octavo.importing.readers.written_headings import finish
from octavo.text.xhtml_names import DC, DCTERMS

_DC, _DCTERMS = f"{{{DC}}}", f"{{{DCTERMS}}}"


def read_docx(data: bytes, where: str) -> Source:
    """Read a Word file; the lines of its blocks count its paragraphs.

    Raises `OctavoError` if it is none, is encrypted, or unpacks to more than
    a document can be.
    """
    package = read_package(data, where)
    try:
        document = read_document(package)
    except RecursionError:
        raise broken("its parts stand too deep in each other", where) from None
    _check_depth(document.root, where)
    finish(document.body)
    keep_dollars(document.root)
    source = from_tree(document.root, where, fetch=_pictures(package))
    about = _about(package.tree("docProps/core.xml"))
    findings = (replace(each, line=None) for each in source.findings)
    source = entitled(source, about["title"])
    return replace(
        source,
        author=about["creator"],
        date=about["created"],
        blocks=tuple(_after_blanks(source.blocks, document.apart)),
        # A picture of the file's own has no address that a later run could look for.
        images=tuple(replace(each, address="") for each in source.images),
        findings=(*findings, *apart_findings(document.apart), *_missing(package, document)),
        apart=document.apart,
    )


def _after_blanks(blocks: Sequence[Block], apart: Sequence[Apart]) -> Iterator[Block]:
    """Yield the blocks; those above which a blank paragraph may end a scene say so."""
    lines = {each.line for each in apart if each.kind == "blank-line"}
    for block in blocks:
        blank = block.line in lines and block.kind is Kind.PARAGRAPH
        yield replace(block, after_blank=True) if blank else block


def _missing(package: Package, document: Document) -> Iterator[Finding]:
    yield from missing_findings(missing_words(package, document.root, document.left))
    yield from missing_findings(missing_formulas(package, document.root))


def _check_depth(root: etree._Element, where: str) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise broken("its parts stand too deep in each other", where)
        if event == "start":
            check_characters(f"{element.text or ''}{element.tail or ''}", where)


def _pictures(package: Package) -> Fetch:
    """Return a reader of the pictures that lie in the file; others are not fetched."""

    def read(address: str) -> bytes | str:
        name = address.removeprefix(INSIDE)
        if name == address:
            return nowhere(address)
        return package.parts.get(name, "its file is not in the document")

    return read


def _about(root: etree._Element | None) -> dict[str, str]:
    found = {"title": "", "creator": "", "created": ""}
    if root is None:
        return found
    for key, name in (("title", _DC), ("creator", _DC), ("created", _DCTERMS)):
        text = root.findtext(f"{name}{key}") or ""
        found[key] = " ".join(text.split())
    found["created"] = found["created"][:10]
    return found
