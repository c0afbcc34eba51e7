"""Posts as Medium exports them: `posts/2018-08-11_Title-1a2b.html` in its zip.

The title stands in the page's head, and again as the text's first heading; author, date and
address stand in the foot. Responses to others' posts lie among the posts, and drafts, too.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.importing.readers.exported_page import ExportedPage, by_class, words_of
from octavo.importing.readers.html_elements import drop

_SIGN = re.compile(rb'class="[^"]*\be-content\b')
_FROM = re.compile(rb'Exported from <a href="https?://(?:www\.)?medium\.com')
_LEVELS = {"h3": "h2", "h4": "h3"}


def is_medium(data: bytes) -> bool:
    """Return whether a page is a post that Medium exported."""
    return _SIGN.search(data) is not None and _FROM.search(data) is not None


def medium_page(root: etree._Element) -> ExportedPage | None:
    """Return the post that a page of Medium's export holds; None if it is no such page."""
    body = next((each for each in by_class(root, "e-content", "section")), None)
    foot = next(root.iter("footer"), None)
    if body is None or foot is None or "Exported from Medium" not in words_of(foot):
        return None
    title = words_of(next(iter(by_class(root, "p-name", "h1")), None))
    moment = next(iter(by_class(foot, "dt-published", "time")), None)
    author = words_of(next(iter(by_class(foot, "p-author", "a")), None))
    link = next(iter(by_class(foot, "p-canonical", "a")), None)
    status = _status(body, title, is_published=moment is not None)
    _mend(body, title)
    return ExportedPage(
        part=body,
        about={
            "title": title,
            "author": author,
            "date": (moment.get("datetime") or "")[:10] if moment is not None else "",
            "address": link.get("href") or "" if link is not None else "",
        },
        status=status,
    )


def _status(body: etree._Element, title: str, *, is_published: bool) -> str:
    """Return whether it is a `draft` or a `response`; empty for a post."""
    if not is_published:
        return "draft"
    first = next(iter(by_class(body, "graf")), None)
    if by_class(body, "graf--title") or first is None or first.tag != "p":
        return ""
    # Medium names a response by its first words, which end in a stop or are cut off. A post whose
    # title nobody marked as one begins with a paragraph that is no sentence.
    said, start = words_of(first), re.sub(r"\W*(?:…|\.\.\.)?\Z", "", title)
    is_title = said == title and said[-1:].isalnum()
    return "response" if said.startswith(start) and not is_title else ""


def _mend(body: etree._Element, title: str) -> None:
    """Take out the doubled title and the first rule; headings go up to where a chapter has them."""
    rules = by_class(body, "section-divider", "hr")
    if rules:
        drop(rules[0])
    heads = by_class(body, "graf--title")
    for head in heads[:1]:
        if not title or words_of(head) == title:
            drop(head)
    for under in by_class(body, "graf--subtitle"):
        under.tag = "p"
    for head in [*body.iter("h3", "h4")]:
        head.tag = _LEVELS[str(head.tag)]
