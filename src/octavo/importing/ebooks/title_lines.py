"""The title of a stretch: the headings at its head, or lines that say what the contents say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from octavo.importing.ebooks.ebook_pages import TO, add_keys, keys_of, types_of
from octavo.importing.readers.html_elements import drop, text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS
from octavo.importing.readers.word_proof import letters_of
from octavo.text.title_numbers import carries_number

_HEADINGS = frozenset(f"h{depth}" for depth in range(1, 7))
_TITLES = frozenset(("title", "subtitle", "fulltitle", "ordinal", "bridgehead"))
#: Lines of a title at most, its words, and blocks of pictures that may stand above it.
_MOST_LINES, MOST_WORDS, _MOST_ABOVE = 4, 30, 2
_CLOSED = re.compile(r"[.:;!?…—–-]\s*$")


def take_title(body: etree._Element, listed: str) -> etree._Element | None:
    """Take the title out of a body, as an `h1`; `listed` is what the contents call it.

    None if there is no heading, and no line that says what the contents say.
    """
    found: list[etree._Element] = []
    while len(found) < _MOST_LINES:
        block = _first_line(body)
        if block is None or not _belongs(block, found, listed):
            break
        holder = block.getparent()
        if holder is None:
            break
        drop(block)
        block.tail = None
        found.append(block)
        _drop_empty(holder, body)
    return _joined(found) if found else None


def _first_line(body: etree._Element) -> etree._Element | None:
    """Return the first block with words; pictures may stand above it."""
    above = 0
    for block in _leaves(body):
        if text_of(block).strip():
            return block
        if next(block.iter("img"), None) is not None:
            above += 1
        if above > _MOST_ABOVE:
            return None
    return None


def _leaves(holder: etree._Element) -> Iterator[etree._Element]:
    for child in holder:
        if child.tag == "div" and any(each.tag in BLOCK_TAGS for each in child):
            yield from _leaves(child)
        else:
            yield child


def _belongs(block: etree._Element, found: list[etree._Element], listed: str) -> bool:
    words = " ".join(text_of(block).split())
    if len(words.split()) > MOST_WORDS:
        return False
    own, wanted = _key(words), _key(listed)
    before = _key("".join(text_of(each) for each in found))
    matches = bool(own) and wanted.startswith(before) and wanted[len(before) :].startswith(own)
    if block.tag in _HEADINGS:
        if not found:
            return True
        last = " ".join(text_of(found[-1]).split())
        return (
            matches
            or bool(_TITLES & set(types_of(block)))
            or (len(last.split()) < 5 and carries_number(last) and block.tag >= found[-1].tag)
        )
    if block.tag not in ("p", "div") or "stanza" in (block.get("class") or ""):
        return False
    return matches or ("title" in types_of(block) and bool(found))


def _key(words: str) -> str:
    return letters_of(words).replace(":", "").casefold()


def _joined(found: list[etree._Element]) -> etree._Element:
    title = etree.Element("h1")
    for each in found:
        for number in [*each.iter("br")]:
            _set_apart(number)
        for link in [*each.iter("a")]:
            if link.get(TO):
                link.tag = "span"
        add_keys(title, [key for inner in each.iter(etree.Element) for key in keys_of(inner)])
        words = " ".join(text_of(title).split())
        between = (
            ""
            if not words
            else ": "
            if carries_number(words) and not _CLOSED.search(words)
            else " "
        )
        _say(title, between + (each.text or "").lstrip())
        title.extend(list(each))
    return title


def _set_apart(break_: etree._Element) -> None:
    """Put words between the lines of one heading."""
    holder = break_.getparent()
    if holder is None:
        return
    before = "".join(map(str, holder.itertext())) if holder.index(break_) else holder.text or ""
    head = " ".join((before if not holder.index(break_) else holder.text or "").split())
    closed = not carries_number(head) or _CLOSED.search(head)
    tail = (break_.tail or "").lstrip()
    break_.tail = None
    text = (" " if closed or not head else ": ") + tail
    previous = break_.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip() + text
    else:
        holder.text = (holder.text or "").rstrip() + text
    holder.remove(break_)


def _say(holder: etree._Element, text: str) -> None:
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text


def _drop_empty(holder: etree._Element, body: etree._Element) -> None:
    """Take out containers that nothing is left in."""
    while holder is not body and not len(holder) and not text_of(holder).strip():
        parent = holder.getparent()
        if parent is None:
            return
        drop(holder)
        holder = parent


def lower_headings(body: etree._Element) -> None:
    """Have the highest headings below a title be those of the second level.

    What is longer than a heading is a paragraph, though it is marked as one.
    """
    for each in list(body.iter(*_HEADINGS)):
        if len(text_of(each).split()) > MOST_WORDS:
            each.tag = "p"
            each.set("class", "align-center")
    depths = [int(str(each.tag)[1]) for each in body.iter(*_HEADINGS)]
    shift = 2 - min(depths, default=2)
    for each in body.iter(*_HEADINGS):
        each.tag = f"h{min(6, int(str(each.tag)[1]) + shift)}"
