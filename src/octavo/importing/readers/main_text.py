"""The main text of a page, as trafilatura finds it, with its structure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree, html

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import PageLeftOut
from octavo.importing.readers.clean_html import check_size
from octavo.importing.readers.html_elements import line_of, start_of, text_of
from octavo.importing.readers.import_extra import load
from octavo.importing.readers.lost_lists import whole_part
from octavo.text.xhtml_names import LINE

# trafilatura knows no notes and no rules: they travel as words that no page holds.
_NOTE, _RULE = "\ue0f1", "\ue0f3rule\ue0f3"
_CARRIED = re.compile(f"({_NOTE}[0-9]+{_NOTE})")

_TAGS = {
    "quote": "blockquote", "item": "li", "row": "tr", "graphic": "img", "lb": "br", "ab": "p",
    "del": "del", "p": "p", "div": "div", "table": "table", "body": "body", "main": "div",
    "caption": "caption", "span": "span", "figure": "figure",
}  # fmt: skip
_HI = {"#b": "strong", "#i": "em", "#u": "u", "#t": "code", "#sub": "sub", "#sup": "sup"}

_UNSEEN = frozenset(("noscript", "script", "style", "template"))

#: Elements whose first words tell where in the page they stand.
_PLACES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre", "div", "blockquote")


def main_part(root: etree._Element, where: str) -> tuple[etree._Element, tuple[Finding, ...]]:
    """Return the main text of the page `root` as a tree of HTML, and what was left out of it.

    Raises `OctavoError` if there is none.
    """
    trafilatura = load("trafilatura", where, "HTML")
    places = _places(root)
    words = _count(root)
    texts = _pack(root)
    document = trafilatura.bare_extraction(
        html.tostring(root, encoding="unicode"),
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_images=True,
        include_tables=True,
        with_metadata=False,
    )
    if document is None or document.body is None or not text_of(document.body).strip():
        raise OctavoError(
            "no article was found in this page.",
            where=where,
            hint="Save the article's text alone, as a new page or as plain text.",
        )
    part = etree.Element("body")
    _convert(document.body, part)
    whole = whole_part(root, part)
    part = part if whole is None else whole
    _unpack(part)
    _put_back(part, texts)
    check_size(part, where)
    _set_lines(part, places)
    return part, tuple(_left_out(words, _count(part)))


def _left_out(page: int, part: int) -> Iterator[Finding]:
    if page > part:
        yield PageLeftOut.found({"count": page - part, "all": page})


def _count(root: etree._Element) -> int:
    """Count the words of the text that a page shows."""
    body = root.find("body")
    number, within = 0, 0
    for event, element in etree.iterwalk(root if body is None else body, events=("start", "end")):
        unseen = element.tag in _UNSEEN
        within += unseen * (1 if event == "start" else -1)
        text = element.text if event == "start" else element.tail
        number += 0 if within else len((text or "").split())
    return number


def _pack(root: etree._Element) -> dict[str, etree._Element]:
    """Make words of calls and rules; take the notes' texts out and return them."""
    texts: dict[str, etree._Element] = {}
    for element in [*root.iter("note", "notetext", "hr")]:
        parent = element.getparent()
        if element.tag == "note":
            element.text = f"{_NOTE}{element.get('label')}{_NOTE}"
            element.tag = "span"
        elif element.tag == "hr":
            element.text, element.tag = _RULE, "p"
        elif parent is not None:
            # They stand at the end of the body: `mark_notes` put them there.
            parent.remove(element)
            texts[element.get("label", "")] = element
    return texts


def _put_back(part: etree._Element, texts: dict[str, etree._Element]) -> None:
    """Put back the texts of the notes that the main text calls."""
    called = {element.get("label", "") for element in part.iter("note")}
    for label, element in texts.items():
        if label in called:
            part.append(element)
    for element in [*part.iter("note")]:
        if element.get("label", "") not in texts:
            element.tag = "span"


def _unpack(part: etree._Element) -> None:
    for element in [*part.iter("p", "div", "li")]:
        if (element.text or "").strip() == _RULE:
            element.tag, element.text = "hr", None
    for element in [*part.iter()]:
        _split_notes(element, is_tail=False)
        _split_notes(element, is_tail=True)


def _split_notes(element: etree._Element, *, is_tail: bool) -> None:
    pieces = _CARRIED.split((element.tail if is_tail else element.text) or "")
    if len(pieces) == 1:
        return
    holder = element.getparent() if is_tail else element
    if holder is None:
        return
    at = holder.index(element) + 1 if is_tail else 0
    if is_tail:
        element.tail = pieces[0]
    else:
        element.text = pieces[0]
    for number, (mark, tail) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
        note = etree.Element("note", {"label": mark.strip(_NOTE)})
        note.tail = tail
        holder.insert(at + number, note)


def _convert(source: etree._Element, into: etree._Element) -> None:
    """Copy trafilatura's elements as those of HTML."""
    into.text = source.text
    for child in source:
        if not isinstance(child.tag, str):
            continue
        twin = etree.SubElement(into, _name(child))
        for key, name in (("target", "href"), ("src", "src"), ("alt", "alt"), ("class", "class")):
            value = child.get(key)
            if value:
                twin.set(name, value)
        _convert(child, twin)
        twin.tail = child.tail


def _name(element: etree._Element) -> str:
    tag, rend = str(element.tag), element.get("rend") or ""
    if tag == "head":
        return rend if re.fullmatch("h[1-6]", rend) else "h2"
    if tag == "hi":
        return _HI.get(rend, "span")
    if tag == "list":
        return rend if rend in ("ul", "ol") else "ul"
    if tag == "cell":
        return "th" if element.get("role") == "head" else "td"
    if tag == "ref":
        return "a"
    if tag == "code":
        parent = element.getparent()
        if parent is not None and parent.tag == "code":
            return "code"
        alone = parent is not None and parent.tag in ("body", "div", "quote", "item")
        return "pre" if alone or "\n" in text_of(element) else "code"
    return _TAGS.get(tag, "span")


def _places(root: etree._Element) -> dict[str, list[int]]:
    """Return the lines of the page by the words that stand there."""
    places: dict[str, list[int]] = defaultdict(list)
    for element in root.iter(*_PLACES):
        line = line_of(element)
        if line:
            places[start_of(element)].append(line)
    return places


def _set_lines(part: etree._Element, places: dict[str, list[int]]) -> None:
    """Give each block the line of the page it comes from: those go up."""
    last = 1
    for element in part.iter(*_PLACES):
        lines = places.get(start_of(element), [])
        at = bisect_left(lines, last)
        last = lines[at] if at < len(lines) else last
        element.set(LINE, str(last))
