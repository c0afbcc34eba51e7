"""Documents as Google Docs exports them in HTML: all that type says is in classes `c0`, `c1` …

Which class is italic, bold or struck out stands in the page's own styles; headings are elements.
Lists within lists are lists beside each other, whose classes say how deep they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ExportWordsLeftOut
from octavo.importing.readers.exported_page import ExportedPage, by_class, words_of
from octavo.importing.readers.html_elements import drop, line_of

_RULE = re.compile(r"\.(c\d+)\s*\{([^{}]*)\}")
_LIST = re.compile(r"\blst-kix_(\w+)-(\d+)\b")
_CLASS = re.compile(r"c\d+")
#: What a declaration says of letters, as an element that says the same.
_SAYS = (
    (re.compile(r"font-style\s*:\s*italic"), "em"),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "strong"),
    (re.compile(r"text-decoration\s*:[^;]*line-through"), "s"),
    (re.compile(r"vertical-align\s*:\s*super"), "sup"),
    (re.compile(r"vertical-align\s*:\s*sub\b"), "sub"),
    (re.compile(r"font-family\s*:[^;]*(?:courier|consolas|mono)", re.I), "code"),
    (re.compile(r"font-variant\s*:\s*small-caps"), "small"),
)
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def google_docs_page(root: etree._Element) -> ExportedPage | None:
    """Return the document that a page from Google Docs holds; None if it is no such page."""
    styles = "".join(each.text or "" for each in root.iter("style"))
    body = root.find("body")
    is_its = (
        "kix_" in styles
        or "themes.googleusercontent.com" in styles
        or "doc-content" in ((body.get("class") or "") if body is not None else "")
    )
    if body is None or not is_its or not _RULE.search(styles):
        return None
    says = _says(styles)
    findings = _without_comments(body)
    for element in [*body.iter("span")]:
        _mark(element, says)
    for link in body.iter("a"):
        link.set("href", _true_address(link.get("href") or ""))
    title = _title(body)
    _nest_lists(body)
    return ExportedPage(part=root, about={"title": title} if title else {}, findings=findings)


def _says(styles: str) -> dict[str, tuple[str, ...]]:
    """Return the elements that each class stands for."""
    return {
        name: tuple(tag for sign, tag in _SAYS if sign.search(rule))
        for name, rule in _RULE.findall(styles)
    }


def _mark(element: etree._Element, says: Mapping[str, tuple[str, ...]]) -> None:
    """Put the elements that a span's classes stand for around what it says."""
    tags = dict.fromkeys(
        tag for name in (element.get("class") or "").split() for tag in says.get(name, ())
    )
    holders = {str(each.tag) for each in element.iterancestors()}
    if holders & _HEADS:
        tags.pop("strong", None)  # a heading is bold without being told
    if not words_of(element) or holders & {"sup"}:
        return
    for tag in tags:
        inner = etree.Element(tag)
        inner.text, element.text = element.text, None
        for child in [*element]:
            inner.append(child)
        element.append(inner)


def _true_address(href: str) -> str:
    """Return where a link leads that goes by Google's own counter."""
    parts = urlsplit(href)
    if parts.netloc.endswith("google.com") and parts.path == "/url":
        return next(iter(parse_qs(parts.query).get("q", [])), href)
    return href


def _title(body: etree._Element) -> str:
    """Return the title, which is a paragraph of that class, and take it out of the text."""
    holder = next((each for each in by_class(body, "title", "p") if words_of(each)), None)
    if holder is None:
        return ""
    title = words_of(holder)
    drop(holder)
    return title


def _without_comments(body: etree._Element) -> tuple[Finding, ...]:
    """Take out the readers' comments, which stand at the end, and say their words."""
    comments: list[str] = []
    line: int | None = None
    for link in [*body.iter("a")]:
        if (link.get("href") or "").startswith("#cmnt_ref"):
            holder = next(link.iterancestors("div"), None)
            if holder is not None and holder.getparent() is not None:
                line = line or line_of(holder)
                comments.append(words_of(holder))
                drop(holder)
    for link in [*body.iter("a")]:
        if re.match(r"#cmnt\d", link.get("href") or ""):
            parent = link.getparent()
            drop(parent if parent is not None and parent.tag == "sup" else link)
    if not comments:
        return ()
    values = {"words": " ".join(comments)}
    return (ExportWordsLeftOut.comments(values, line=line),)


def _nest_lists(body: etree._Element) -> None:
    """Put lists that stand deeper into the item before them, and join those that go on."""
    #: The list at each depth that the next one may go on, or stand in.
    opened: list[etree._Element] = []
    for listing in [*body.iter("ul", "ol")]:
        before = listing.getprevious()
        alone = before is not None and before in opened[:1] and not (before.tail or "").strip()
        deep = _depth(listing)
        opened = opened[: deep + 1] if alone else []
        if len(opened) > deep and _name(opened[deep]) == _name(listing):
            opened[deep].extend([*listing])
            drop(listing)
        elif opened and len(opened[-1]):
            drop(listing)
            opened[-1][-1].append(listing)
            opened.append(listing)
        else:
            opened = [listing]


def _name(listing: etree._Element) -> tuple[object, str]:
    found = _LIST.search(listing.get("class") or "")
    return listing.tag, found[1] if found else ""


def _depth(listing: etree._Element) -> int:
    found = _LIST.search(listing.get("class") or "")
    return int(found[2]) if found else 0
