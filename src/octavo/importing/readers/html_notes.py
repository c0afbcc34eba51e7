"""Footnotes in HTML: links to and fro become `note` and `notetext` elements.

That is how WordPress, Markdown and most writers of HTML make them: a
link to the id of a list item or paragraph, which holds a link back to the call.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.importing.readers.html_elements import line_of, text_of
from octavo.text.xhtml_names import LINE

_HOLDERS = ("li", "p", "div", "aside", "dd")


def mark_notes(root: etree._Element) -> None:
    """Turn the calls and texts of footnotes into elements of their own, in place.

    The texts move to the end of `root`'s body, in the order of the calls.
    """
    targets = {
        each.get("id") or each.get("name") or "": each
        for each in root.iter()
        if each.get("id") or each.get("name")
    }
    labels: dict[etree._Element, str] = {}
    for link in [*root.iter("a")]:
        holder = _holder(link, targets)
        if holder is None or any(each in labels for each in link.iterancestors()):
            continue
        label = labels.setdefault(holder, str(len(labels) + 1))
        _make_call(link, label)
    body = root.find("body")
    home = root if body is None else body
    for holder, label in labels.items():
        _drop_back_links(holder)
        _take(holder, label, home)


def _holder(link: etree._Element, targets: dict[str, etree._Element]) -> etree._Element | None:
    """Return the text of the note that `link` calls, if it is such a call."""
    target = _fragment(link, targets)
    if target is None:
        return None
    holder = target
    while holder.tag not in _HOLDERS:
        parent = holder.getparent()
        if parent is None:
            return None
        holder = parent
    if holder in link.iterancestors() or len(text_of(link).strip()) > 6:
        return None
    item = next(holder.iterancestors("li"), None)
    holder = holder if item is None or holder.tag == "li" else item
    own = {link, *link.iterancestors("sup", "span"), *_before(link)}
    for back in holder.iter("a"):
        if back is not link and _fragment(back, targets) in own:
            return holder
    return None


def _before(link: etree._Element) -> list[etree._Element]:
    """Return the empty anchors right before a call, which lead back to it."""
    previous = link.getprevious()
    parent = link.getparent()
    if previous is None and parent is not None and parent.tag == "sup":
        previous = parent.getprevious()
    return [previous] if previous is not None and not text_of(previous).strip() else []


def _fragment(link: etree._Element, targets: dict[str, etree._Element]) -> etree._Element | None:
    href = (link.get("href") or "").strip()
    return targets.get(href.rpartition("#")[2]) if "#" in href else None


def _make_call(link: etree._Element, label: str) -> None:
    element = link
    parent = link.getparent()
    if parent is not None and parent.tag == "sup" and len(parent) == 1:
        alone = not (parent.text or "").strip() and not (link.tail or "").strip()
        element = parent if alone else link
    # Brackets around a call belong to it; the book has its own way to print calls.
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.tag, element.text, element.tail = "note", None, tail
    element.set("label", label)


def _drop_back_links(holder: etree._Element) -> None:
    for back in [*holder.iter("a")]:
        text = text_of(back).strip()
        if (back.get("href") or "").startswith("#") and not re.search(r"\w{3,}", text):
            parent = back.getparent()
            before, tail = back.getprevious(), back.tail or ""
            is_last = back.getnext() is None
            if parent is None:
                continue
            if before is not None:
                joined = (before.tail or "").rstrip() + tail
                before.tail = (joined.rstrip() if is_last else joined) or None
            else:
                joined = (parent.text or "").rstrip() + tail
                parent.text = (joined.rstrip() if is_last else joined) or None
            parent.remove(back)


def _take(holder: etree._Element, label: str, home: etree._Element) -> None:
    parent = holder.getparent()
    if parent is None or holder is home:
        return
    tail, line = holder.tail, line_of(holder)
    before = holder.getprevious()
    holder.tail = None
    if tail and tail.strip():
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(holder)
    holder.tag = "notetext"
    holder.attrib.clear()
    holder.set("label", label)
    if line:
        holder.set(LINE, str(line))
    home.append(holder)
