"""The reader of JSON feeds, versions 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import FeedSummaries
from octavo.importing.readers.article_page import Entry
from octavo.importing.readers.feed import plain_words_of
from octavo.importing.readers.json_values import Json, rows, table, text

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1")


def is_json_feed(data: Json) -> bool:
    """Return whether JSON is a feed."""
    return _VERSION.match(text(table(data).get("version"))) is not None


def read_json_feed(data: Json, where: str) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of a feed, the oldest first, and the findings about it.

    Raises `OctavoError` if it has none.
    """
    feed = table(data)
    items = rows(feed.get("items"))
    if not items:
        raise OctavoError("this feed has no items.", where=where, hint="Fetch it again.")
    author = _author(feed)
    entries = [_entry(each, author) for each in items]
    cut = [
        entry for entry, each in zip(entries, items, strict=True)
        if not (each.get("content_html") or each.get("content_text"))
    ]  # fmt: skip
    findings: list[Finding] = []
    if cut:
        found = FeedSummaries.found
        findings.append(
            found({"count": len(cut), "all": len(items), "title": cut[0].title}, file=where)
        )
    order = list(reversed(entries))
    dated = all(each.date for each in order)
    return sorted(order, key=lambda each: each.date) if dated else order, findings


def _entry(item: Mapping[str, Json], author: str) -> Entry:
    plain = text(item.get("content_text")) or text(item.get("summary"))
    address = text(item.get("url"))
    if not address.startswith(("http://", "https://")):
        address = text(item.get("id"))
    day = text(item.get("date_published"))[:10]
    return Entry(
        title=plain_words_of(text(item.get("title"))),
        author=_author(item) or author,
        date=day if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) else "",
        address=address if address.startswith(("http://", "https://")) else "",
        html=text(item.get("content_html")) or paragraphs(plain),
        language=text(item.get("language")),
    )


def _author(holder: Mapping[str, Json]) -> str:
    """Return the names of an item's or the feed's authors; version 1.0 has one."""
    people = rows(holder.get("authors")) or [table(holder.get("author"))]
    names = (" ".join(text(each.get("name")).split()) for each in people)
    return " and ".join(filter(None, names))


def paragraphs(plain: str) -> str:
    """Return plain text as HTML: blank lines part paragraphs."""
    safe = plain.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{run}</p>" for run in re.split(r"\n\s*\n", safe) if run.strip())
