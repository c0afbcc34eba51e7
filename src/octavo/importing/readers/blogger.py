"""The reader of Blogger's exports: Takeout's `feed.atom`, and the XML of "Back up content".

Both are Atom, in which posts, pages, comments, the template and every setting of the blog are
entries. The older one says by a category of which kind an entry is, the newer by `blogger:type`
and `blogger:status`.
"""

from __future__ import annotations

import re
from functools import partial

from lxml import etree

from octavo.core.model import Finding
from octavo.importing.readers.article_page import Entry
from octavo.importing.readers.feed import plain_words_of, refuse_entities
from octavo.importing.readers.html_elements import line_of, text_of
from octavo.importing.readers.wanted_posts import Asked, Item, chosen
from octavo.importing.readers.xml_export import damage, read_xml

_ATOM = "{http://www.w3.org/2005/Atom}"
_KIND = "http://schemas.google.com/g/2005#kind"
_SIGN = re.compile(rb"schemas\.google\.com/blogger/20[0-9]{2}#|<blogger:type>|#kind(?:'|\")")
_FEED = re.compile(rb"<feed\b[^>]*xmlns=['\"]http://www\.w3\.org/2005/Atom")
#: How far into the file its kind is looked for, in bytes: settings and styles may come first.
_HEAD = 200_000


def is_blogger(data: bytes) -> bool:
    """Return whether XML is an export of a blog on Blogger."""
    head = data[:_HEAD]
    return _FEED.search(head) is not None and _SIGN.search(head) is not None


def read_blogger(data: bytes, where: str, asked: Asked) -> tuple[list[Entry], list[Finding]]:
    """Return the posts of an export in order of date, and the findings about them.

    Comments, template and settings are counted. Raises `OctavoError` if the XML cannot be
    read or has no posts.
    """
    refuse_entities(data, where)
    root, parser = read_xml(data, where, "a Blogger export")
    items = [_item(each) for each in root.iter(f"{_ATOM}entry")]
    items = [each for each in items if each.status != "trashed"]
    taken, findings = chosen(items, asked, where)
    taken.sort(key=lambda each: each.date)
    return [each.entry() for each in taken], [*findings, *damage(parser, where)]


def _item(entry: etree._Element) -> Item:
    title = plain_words_of(entry.findtext(f"{_ATOM}title") or "")
    moment = (entry.findtext(f"{_ATOM}published") or "").strip()
    return Item(
        kind=_kind(entry),
        status=_status(entry),
        title=title,
        entry=partial(_entry, entry, title, moment[:10]),
        line=line_of(entry),
        date=moment,
    )


def _kind(entry: etree._Element) -> str:
    said = _own(entry, "type").lower()
    for category in entry.iterfind(f"{_ATOM}category"):
        if category.get("scheme") == _KIND:
            said = said or (category.get("term") or "").rpartition("#")[2].lower()
    return said or "post"


def _status(entry: etree._Element) -> str:
    """Return `published`, or the word for why not everybody could read it."""
    said = _own(entry, "status").lower()
    if _own(entry, "trashed") or said.endswith("trashed"):
        return "trashed"
    for element in entry.iter():
        if isinstance(element.tag, str) and element.tag.endswith("}draft"):
            return "draft" if text_of(element).strip() == "yes" else "published"
    return "published" if said in ("", "live") else said


def _entry(entry: etree._Element, title: str, day: str) -> Entry:
    links = {each.get("rel"): each.get("href") or "" for each in entry.iterfind(f"{_ATOM}link")}
    address = links.get("alternate", "")
    name = _own(entry, "filename")
    return Entry(
        title=title,
        author=" ".join((entry.findtext(f"{_ATOM}author/{_ATOM}name") or "").split()),
        date=day if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) else "",
        address=address if address.startswith(("http://", "https://")) else "",
        html=entry.findtext(f"{_ATOM}content") or "",
        stored="".join(text_of(each) for each in entry.iterfind(f"{_ATOM}content")),
        aliases=(name,) if name.startswith("/") else (),
    )


def _own(entry: etree._Element, name: str) -> str:
    """Return the text of `blogger:name`, a child of the entry, whatever year its namespace has."""
    for child in entry:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag.endswith(f"}}{name}") and "google.com/blogger" in tag:
            return (child.text or "").strip()
    return ""
