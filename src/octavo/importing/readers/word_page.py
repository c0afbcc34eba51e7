"""Pages that Word saved: lists, titles, notes by its styles; what is hidden is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from octavo.importing.readers.html_elements import drop, line_of, text_of
from octavo.importing.readers.left_out import Left, Reason

_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.I)
_HIDDEN = re.compile(r"mso-hide:\s*all|display:\s*none", re.I)
#: Word's lists of things that stand behind the text, and of notes.
_BEHIND = re.compile(r"mso-element:\s*(comment|footnote|endnote)-list", re.I)
_ITEM, _CONTENTS = re.compile(r"MsoListParagraph"), re.compile(r"MsoToc\d", re.I)
#: The sign before an item: Word sets a small run of spaces behind it.
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,7})[.)]")
_SCENE = re.compile(r"\*(?:\s*\*){2,4}")
_GAP = re.compile(r"font:\s*7(?:\.0)?pt", re.I)


def is_word_page(root: etree._Element) -> bool:
    """Return whether Word saved a page."""
    metas = (each for each in root.iter("meta") if (each.get("name") or "").lower() == "generator")
    return any("microsoft word" in (each.get("content") or "").lower() for each in metas)


def take_word(root: etree._Element) -> tuple[Left, ...]:
    """Make a page of Word's plain HTML, in place; return what no reader should see of it."""
    if not is_word_page(root):
        return ()
    left = list(_taken(root))
    for element in [*root.iter("ins")]:
        element.tag = "span"
    for paragraph in [*root.iter("p")]:
        if _SCENE.fullmatch(text_of(paragraph).strip()):
            tail = paragraph.tail
            paragraph.clear()
            paragraph.tag, paragraph.tail = "hr", tail
    _items(root)
    _titles(root)
    return tuple(left)


def _taken(root: etree._Element) -> Iterator[Left]:
    """Take out comments, deletions, hidden words and contents, and yield them."""
    for element in [*root.iter(etree.Element)]:
        if element.getparent() is None:
            continue
        found = _BEHIND.search(element.get("style") or "")
        if found and found[1].lower() != "comment":
            for rule in [*element.iterchildren("hr", "br")]:
                drop(rule)
            continue
        reason = Reason.COMMENT if found else _reason(element)
        if reason is None:
            continue
        words = " ".join(text_of(element).split())
        line = line_of(element) or 1
        drop(element)
        if words and element.get("class") != "MsoCommentReference":
            yield Left(reason=reason, text=words, line=line)


def _reason(element: etree._Element) -> Reason | None:
    """Return why an element is left out; None for one that stays."""
    named, style = element.get("class") or "", element.get("style") or ""
    if named == "MsoCommentReference":
        return Reason.COMMENT
    if element.tag == "del":
        return Reason.DELETED
    if element.tag in ("span", "p", "div") and _HIDDEN.search(style):
        return Reason.HIDDEN
    return Reason.CONTENTS if element.tag == "p" and _CONTENTS.match(named) else None


def _items(root: etree._Element) -> None:
    """Make lists of paragraphs that Word shows with a sign and a gap before them."""
    holders: list[etree._Element] = []
    for paragraph in [*root.iter("p")]:
        level, sign = _level(paragraph), _sign(paragraph)
        if not level or sign is None:
            continue
        before = paragraph.getprevious()
        goes_on = holders and before is holders[0] and not (before.tail or "").strip()
        holders = holders[:level] if goes_on else []
        kind = "ol" if _NUMBER.fullmatch(text_of(sign).strip()) else "ul"
        if holders and len(holders) == level and holders[-1].tag != kind:
            holders.pop()
        while len(holders) < level:
            made = etree.Element(kind)
            if holders and len(holders[-1]):
                holders[-1][-1].append(made)
            elif holders:
                holders = holders[:1]
                break
            else:
                paragraph.addprevious(made)
            holders.append(made)
        drop(sign)
        tail, paragraph.tail = paragraph.tail, None
        holders[-1].append(paragraph)
        holders[0].tail = tail
        paragraph.tag = "li"
        paragraph.attrib.clear()


def _level(paragraph: etree._Element) -> int:
    found = _LIST.search(paragraph.get("style") or "")
    if found:
        return int(found[1])
    return 1 if _ITEM.match(paragraph.get("class") or "") else 0


def _sign(paragraph: etree._Element) -> etree._Element | None:
    """Return the element that holds an item's sign; None for a paragraph without one."""
    first = next((each for each in paragraph.iter("span") if each is not paragraph), None)
    if first is None or (paragraph.text or "").strip() or first.getparent() is not paragraph:
        return None
    gaps = any(_GAP.search(each.get("style") or "") for each in first.iter("span"))
    is_short = len(text_of(first).strip()) <= 8
    return first if gaps and is_short else None


def _titles(root: etree._Element) -> None:
    """Make Word's title the page's, and its headings a step lower."""
    titles = [each for each in root.iter("p") if (each.get("class") or "").startswith("MsoTitle")]
    if not titles:
        return
    for depth in range(5, 0, -1):
        for head in [*root.iter(f"h{depth}")]:
            head.tag = f"h{depth + 1}"
    titles[0].tag = "h1"
