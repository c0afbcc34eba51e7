"""The reader of RSS and Atom feeds: many articles in one file."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import suppress
from html import unescape
from typing import Any
from xml.parsers import expat

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import FeedSummaries
from octavo.findings.entry import Value
from octavo.importing.limits import DEEPEST, LONGEST
from octavo.importing.readers.article_page import Entry
from octavo.importing.readers.import_extra import load
from octavo.text.shorten import clipped

_TAGGED = re.compile(r"</[a-z]|<(?:br|img|wbr)\b|<!--", re.I)
_ENTITY = re.compile(rb"<!ENTITY", re.I)


def refuse_entities(data: bytes, where: str) -> None:
    """Raise `OctavoError` if XML declares entities, by which a small file becomes a huge one."""
    found = _ENTITY.search(data.replace(b"\0", b""))
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        raise OctavoError(
            "the file declares entities of its own, which may expand without end.",
            where=f"{where}:{line}",
            hint="Fetch the feed again from the site itself, or take the declarations out.",
        )


def read_feed(data: bytes, where: str) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of a feed, the oldest first, and the findings about it.

    Raises `OctavoError` if it declares entities, or is no feed.
    """
    refuse_entities(data, where)
    _check_depth(data, where)
    if len(data) > LONGEST:
        raise _no_feed(f"it is longer than {LONGEST // 1_000_000} MB", where)
    feedparser = load("feedparser", where, "feeds")
    try:
        parsed = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        # feedparser lets through what its parsers raise on hostile input.
        raise _no_feed(f"{type(error).__name__}", where) from None
    if not parsed.entries:
        raise _no_feed(_reason(parsed), where)
    entries = [_entry(each) for each in parsed.entries]
    findings = []
    cut = [entry for entry, each in zip(entries, parsed.entries, strict=True) if _is_cut(each)]
    if cut:
        values: dict[str, Value] = {"count": len(cut), "all": len(entries), "title": cut[0].title}
        findings.append(FeedSummaries.found(values, file=where))
    return _by_date(entries), findings


def _check_depth(data: bytes, where: str) -> None:
    """Refuse elements that stand too deep: feedparser takes minutes over a million of them."""
    depth = 0

    def opened(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _no_feed(f"more than {DEEPEST} elements stand in each other", where)

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    # feedparser takes what is not well-formed, and encodings that expat does not know.
    with suppress(expat.ExpatError, ValueError):
        parser.Parse(data, True)


def _by_date(entries: Sequence[Entry]) -> list[Entry]:
    """Sort by date; feeds have the newest first, which holds where no date says better."""
    order = list(reversed(entries))
    return sorted(order, key=lambda entry: entry.date) if all(e.date for e in order) else order


def _entry(each: Any) -> Entry:
    contents = [item for item in each.get("content", []) if item.get("value")]
    pages = [item for item in contents if "html" in item.get("type", "html")]
    body = (pages or contents or [each.get("summary_detail") or {}])[0]
    text = str(body.get("value") or each.get("summary") or "")
    if body.get("type") == "text/plain":
        text = "".join(f"<p>{_escaped(run)}</p>" for run in re.split(r"\n\s*\n", text))
    return Entry(
        title=plain_words_of(str(each.get("title") or "")),
        author=plain_words_of(
            str(each.get("author_detail", {}).get("name") or each.get("author") or "")
        ),
        date=_date(each.get("published_parsed") or each.get("updated_parsed")),
        address=_web(str(each.get("link") or "")),
        html=text,
    )


def _is_cut(each: Any) -> bool:
    return (
        not any(item.get("value") for item in each.get("content", []))
        and len(str(each.get("summary") or "").split()) < 120
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def plain_words_of(text: str) -> str:
    """Return the words of a title or a name that may be written in HTML.

    A tag that nothing closes is a word: “What <i> means” is the title of a post.
    """
    from lxml import html

    if _TAGGED.search(text):
        text = html.fragment_fromstring(text, create_parent="div").text_content()
    return " ".join(unescape(text).split())


def _web(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _date(parsed: Any) -> str:
    return "{:04}-{:02}-{:02}".format(*parsed[:3]) if parsed else ""


def _reason(parsed: Any) -> str:
    if parsed.get("version"):
        return "it has no entries"
    error = parsed.get("bozo_exception")
    return clipped(str(error), 100) if error else "no RSS or Atom was found in it"


def _no_feed(reason: str, where: str) -> OctavoError:
    return OctavoError(
        f"this cannot be read as a feed: {reason}.",
        where=where,
        hint="Name an RSS or Atom feed, or a WordPress export.",
    )
