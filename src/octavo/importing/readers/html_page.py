"""The reader of HTML: a page's main text by trafilatura, or a whole document as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import StructureFlattened, TableHead
from octavo.importing.article import Block, Kind, Source
from octavo.importing.article_pictures import Fetch, nowhere
from octavo.importing.markdown_escape import plain_of
from octavo.importing.readers.article_page import ALIAS, WHOLE
from octavo.importing.readers.charset import page_text
from octavo.importing.readers.clean_html import check_signs, clean, parse, take_embedded
from octavo.importing.readers.exported_page import ExportedPage
from octavo.importing.readers.front_matter_facts import Facts, facts_of
from octavo.importing.readers.google_docs import google_docs_page
from octavo.importing.readers.html_elements import line_of, text_of
from octavo.importing.readers.html_notes import mark_notes
from octavo.importing.readers.html_tables import has_head
from octavo.importing.readers.import_extra import load
from octavo.importing.readers.left_out import left_apart, left_findings
from octavo.importing.readers.main_text import main_part
from octavo.importing.readers.medium import medium_page
from octavo.importing.readers.mend_html import mend
from octavo.importing.readers.notion import notion_page
from octavo.importing.readers.printed_pages import take_page_numbers
from octavo.importing.readers.site_widgets import take_widgets
from octavo.importing.readers.stored_words import (
    calls_in,
    missing_finding,
    missing_in,
    stored_text,
    tree_text,
)
from octavo.importing.readers.word_page import take_word
from octavo.importing.readers.word_proof import proved_blocks
from octavo.manuscript.front_matter import split_front_matter

# What only pages of a site have; a document without any of these is an article throughout.
_OF_A_SITE = frozenset(("aside", "footer", "form", "header", "nav"))
_PARTS = re.compile(
    r"\b(?:comments?|sidebar|nav|navbar|menu|footer|header|widget|share|social|related|breadcrumbs?)"
    r"\b",
    re.I,
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_html(
    data: bytes,
    where: str,
    *,
    encoding: str | None = None,
    stated: str = "",
    address: str = "",
    fetch: Fetch = nowhere,
) -> Source:
    """Read a page. `stated` is the server's word on its encoding, `address` the page's own.

    The words are those of the main text; what was left of the page is counted
    in a finding. Raises `OctavoError` if it cannot be read as text, or is
    nested too deep.
    """
    text, findings = page_text(data, where, encoding=encoding, stated=stated)
    front, text, first = split_front_matter(text, where)
    root = parse("\n" * (first - 1) + text, where)
    facts = facts_of(front)
    exported = exported_page(root)
    about = {**_about(root), **_said(facts), **(exported.about if exported else {})}
    base = address or about["address"]
    account = _Account(text, root) if _is_entry(root) else None
    left = (*take_word(root), *take_page_numbers(root))
    findings = (*findings, *facts.findings, *take_widgets(root), *left_findings(left))
    if account:
        account.leave_out(root)
    if exported:
        findings = (*findings, *exported.findings)
        _lower(exported.part, about["title"])
        source = from_tree(exported.part, where, base=base, fetch=fetch)
    elif front.written or is_whole(root):
        _lower(root, about["title"] if _is_entry(root) or facts.title else "")
        source = from_tree(root, where, base=base, fetch=fetch)
        findings = (*findings, *(account.close(root) if account else ()))
    else:
        load("trafilatura", where, "HTML")
        for held in root.findall(".//article")[:1]:
            findings = (*findings, *take_embedded(held))
        mark_notes(root)
        part, left_out = main_part(root, where)
        source = from_tree(part, where, base=base, fetch=fetch)
        findings = (*findings, *left_out)
    return replace(
        entitled(source, about["title"]),
        author=about["author"],
        date=about["date"],
        address=base,
        aliases=(*facts.aliases, *_aliases(root)),
        front=facts.front,
        apart=left_apart(left),
        findings=(*findings, *source.findings),
    )


class _Account:
    """The words of an entry as its export stores it, against those of the tree that is read."""

    def __init__(self, text: str, root: etree._Element) -> None:
        self._stored = stored_text(text.partition("<body>")[2].rpartition("</body>")[0])
        self._parsed = tree_text(root)
        self._apart = calls_in(root)

    def leave_out(self, root: etree._Element) -> None:
        """Count as told what was taken out of the tree since."""
        self._apart += missing_in(self._parsed, tree_text(root))

    def close(self, root: etree._Element) -> tuple[Finding, ...]:
        """Return the finding about what the tree has lost, where it has."""
        return missing_finding(missing_in(self._stored, tree_text(root), self._apart))


def _is_entry(root: etree._Element) -> bool:
    """Return whether a page is the copy of an entry, whose title its feed or export states."""
    return root.find(f".//meta[@name='{WHOLE}']") is not None


def _lower(part: etree._Element, title: str) -> None:
    """Set headings a step lower where the highest are parts of the text below its `title`."""
    first = next(part.iter("h1"), None)
    if not title or first is None or _same(text_of(first), title):
        return
    for depth in range(5, 0, -1):
        for head in [*part.iter(f"h{depth}")]:
            head.tag = f"h{depth + 1}"


def is_whole(root: etree._Element) -> bool:
    """Return whether all of a document is the article: no menu, no comments, nothing of a site."""
    if _is_entry(root):
        return True
    for element in root.iter():
        if element.tag in _OF_A_SITE or element.get("role") in ("navigation", "banner"):
            return False
        named = f"{element.get('id') or ''} {element.get('class') or ''}"
        if element.tag in ("div", "section", "ul", "ol") and _PARTS.search(named):
            return False
    return len(root.findall(".//article")) < 2


def from_tree(
    root: etree._Element, where: str, *, base: str = "", fetch: Fetch = nowhere
) -> Source:
    """Return the article that a tree of HTML holds, proved word by word."""
    body = root.find("body")
    home = root if body is None else body
    mark_notes(root)
    images, findings = clean(home, base=base, fetch=fetch)
    check_signs(home, where)
    mend(home)
    blocks, flattened = proved_blocks(home, where)
    return Source(
        words=tuple(word for block in blocks for word in (block.text + block.mark).split()),
        blocks=tuple(blocks),
        images=images,
        findings=(
            *findings,
            *_headless(home),
            *((StructureFlattened.found(),) if flattened else ()),
        ),
    )


def _headless(root: etree._Element) -> Iterator[Finding]:
    for table in root.iter("table"):
        rows = [*table.iter("tr")]
        if len(rows) > 1 and not has_head(table) and len([*table.iter("td", "th")]) > 1:
            yield TableHead.found(line=line_of(table))


def entitled(source: Source, title: str) -> Source:
    """Add the title that the format states, unless the source's first words are that title."""
    if any(block.kind is Kind.TITLE for block in source.blocks):
        return source
    first = source.blocks[0] if source.blocks else None
    if first and title and _same(_words(first), title) and first.kind is not Kind.MARKUP:
        return replace(source, blocks=(replace(first, kind=Kind.TITLE), *source.blocks[1:]))
    return replace(source, title=title)


def _words(block: Block) -> str:
    return plain_of(block.text) if block.markdown else block.text


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _about(root: etree._Element) -> dict[str, str]:
    """Return what the page's head says of the article: title, author, date, address."""
    named = {
        (meta.get("property") or meta.get("name") or "").lower(): meta.get("content") or ""
        for meta in reversed(root.findall(".//meta"))
    }
    title = _first(named, "og:title", "twitter:title", "dc.title", "citation_title")
    head = root.find(".//head/title")
    author = _first(named, "author", "article:author", "dc.creator", "citation_author")
    date = _first(named, "article:published_time", "date", "dc.date", "citation_date", "pubdate")
    link = root.find(".//link[@rel='canonical']")
    canonical = (link.get("href") or "") if link is not None else named.get("og:url", "")
    found = _DAY.match(date)
    return {
        "title": title or " ".join((head.text or "").split() if head is not None else []),
        "author": "" if author.startswith("http") else author,
        "date": found[0] if found else "",
        "address": canonical if canonical.startswith(("http://", "https://")) else "",
    }


def exported_page(root: etree._Element) -> ExportedPage | None:
    """Return the article of a page that a known program exported; None for any other page."""
    made = (recognise(root) for recognise in (medium_page, notion_page, google_docs_page))
    return next(filter(None, made), None)


def _said(facts: Facts) -> dict[str, str]:
    """Return what front matter above a page says of it, where it says something."""
    pairs = (("title", facts.title), ("author", facts.author), ("date", facts.date),
             ("address", facts.address))  # fmt: skip
    return {key: value for key, value in pairs if value}


def _aliases(root: etree._Element) -> tuple[str, ...]:
    metas = root.findall(f".//meta[@name='{ALIAS}']")
    return tuple(each.get("content") or "" for each in metas)


def _first(named: dict[str, str], *keys: str) -> str:
    return next((" ".join(named[key].split()) for key in keys if named.get(key)), "")
