"""The reader of Substack's exports: `posts.csv`, and the text of each post beside it.

The columns are those that `mg-substack` in TryGhost/migrate reads: `post_id` (a number and the
post's slug), `post_date`, `is_published`, `type` (newsletter, podcast, thread, page), `title`,
`subtitle`. The text of a post is a piece of HTML, `posts/ID.SLUG.html`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import partial
from html import escape, unescape
from pathlib import Path

from octavo.core.model import Finding
from octavo.importing.encodings import decode
from octavo.importing.limits import LONGEST
from octavo.importing.readers.article_page import Entry
from octavo.importing.readers.feed import plain_words_of
from octavo.importing.readers.wanted_posts import Asked, Item, chosen

LISTING = "posts.csv"
_HEAD = 4_000
_PAGES = frozenset(("page",))


def substack_listing(folder: Path) -> Path | None:
    """Return the list of a Substack export's posts in a folder; None if it is none."""
    listing = folder / LISTING
    if not listing.is_file() or not (folder / "posts").is_dir():
        return None
    with listing.open("rb") as opened:
        head = opened.read(_HEAD).decode("utf-8-sig", "replace").split("\n")[0]
    return listing if {"post_id", "is_published", "title"} <= set(head.strip().split(",")) else None


def read_substack(listing: Path, where: str, asked: Asked) -> tuple[list[Entry], list[Finding]]:
    """Return the posts of an export in order of date, and the findings about it.

    Raises `OctavoError` if none is taken.
    """
    written = decode(listing.read_bytes()[:LONGEST], where)
    rows = csv.DictReader(io.StringIO(written))
    items = [_item(row, listing.parent) for row in rows if row.get("post_id")]
    taken, findings = chosen(items, asked, where)
    taken.sort(key=lambda each: each.date)
    return [each.entry() for each in taken], findings


def _item(row: Mapping[str, str | None], folder: Path) -> Item:
    title = plain_words_of(unescape(row.get("title") or ""))
    kind = (row.get("type") or "").lower()
    is_published = (row.get("is_published") or "").lower() == "true"
    return Item(
        kind="page" if kind in _PAGES else "post",
        status="published" if is_published else "draft",
        title=title,
        entry=partial(_entry, row, title, folder),
        date=row.get("post_date") or "",
    )


def _entry(row: Mapping[str, str | None], title: str, folder: Path) -> Entry:
    mark = row.get("post_id") or ""
    slug = mark.partition(".")[2]
    text = folder / "posts" / f"{mark}.html"
    # The list is the export's, but nothing outside its folder is read for it.
    is_there = re.fullmatch(r"[\w.-]+", mark) is not None and text.is_file()
    html = decode(text.read_bytes()[:LONGEST], str(text)) if is_there else ""
    subtitle = plain_words_of(unescape(row.get("subtitle") or ""))
    held = f"<p><em>{escape(subtitle, quote=False)}</em></p>\n" if subtitle and html else ""
    return Entry(
        title=title,
        author="",
        date=(row.get("post_date") or "")[:10],
        address="",
        html=held + html,
        aliases=(f"/p/{slug}",) if slug else (),
    )
