"""Pages as Notion exports them in HTML: one `article`, its properties in a table above the text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ExportWordsLeftOut
from octavo.importing.readers.exported_page import ExportedPage, by_class, words_of
from octavo.importing.readers.html_elements import drop, line_of


def notion_page(root: etree._Element) -> ExportedPage | None:
    """Return the page that a file of Notion's export holds; None if it is no such file."""
    page = next((each for each in by_class(root, "page", "article")), None)
    body = next(iter(by_class(page, "page-body", "div")), None) if page is not None else None
    if page is None or body is None:
        return None
    head = next(iter(by_class(page, "page-title", "h1")), None)
    title = words_of(head)
    below = next(iter(by_class(page, "page-description", "p")), None)
    if below is not None and words_of(below):
        body.insert(0, below)
        below.tail, body.text = body.text, None
    findings = (*_properties(page), *_contents(body))
    _mend(body)
    return ExportedPage(part=body, about={"title": title}, findings=findings)


def _properties(page: etree._Element) -> Iterator[Finding]:
    """Say which properties of the page are left out, with their words."""
    for table in by_class(page, "properties", "table"):
        rows = (": ".join(filter(None, map(words_of, row))) for row in table.iter("tr"))
        told = "; ".join(filter(None, rows))
        if told:
            yield ExportWordsLeftOut.properties({"words": told}, line=line_of(table))


def _contents(body: etree._Element) -> Iterator[Finding]:
    """Take out the page's own table of contents, and say its words: a book makes its own."""
    for listing in by_class(body, "table_of_contents", "nav"):
        yield ExportWordsLeftOut.contents({"words": words_of(listing)}, line=line_of(listing))
        drop(listing)


def _mend(body: etree._Element) -> None:
    """Set boxes as quotations, and ticks as what they say; formulas are their TeX."""
    for figure in by_class(body, "callout", "figure"):
        figure.tag = "blockquote"
    for quoted in by_class(body, "source", "div"):
        if quoted.find("a") is None:
            quoted.tag = "p"
    for box in by_class(body, "checkbox", "div"):
        box.text = "☑ " if "checkbox-on" in (box.get("class") or "") else "☐ "
        box.tag = "span"
    for holder in [*by_class(body, "katex"), *by_class(body, "katex-display")]:
        tex = next((words_of(each) for each in holder.iter("annotation")), "")
        if tex:
            for child in [*holder]:
                drop(child)
            holder.text, holder.tag = tex, "code"
    for details in [*body.iter("details")]:
        details.tag = "div"
    for summary in [*body.iter("summary")]:
        summary.tag = "p"
