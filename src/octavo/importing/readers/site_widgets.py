"""What a newsletter's or a blog's software puts among the words: buttons to subscribe and share."""

from __future__ import annotations

import re

from lxml import etree

from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ExportWordsLeftOut
from octavo.importing.readers.exported_page import words_of
from octavo.importing.readers.html_elements import drop, line_of

_WIDGETS = re.compile(
    r"\b(?:button-wrapper|captioned-button-wrap|jp-relatedposts|sharedaddy|subscribe-widget"
    r"|subscription-widget(?:-wrap)?)\b"
)
#: Where such a button leads; another may be one that the author made.
_LEADS = re.compile(r"/subscribe\b|/comments?\b|[?&](?:action=|utm_)|/leaderboard\b|share", re.I)


def take_widgets(root: etree._Element) -> tuple[Finding, ...]:
    """Take the widgets out of a tree; return the finding that says their words."""
    said: list[str] = []
    line: int | None = None
    for element in [*root.iter("p", "div")]:
        if not _WIDGETS.search(element.get("class") or "") or not _is_one(element):
            continue
        if element.getparent() is not None:
            line = line or line_of(element)
            said.append(words_of(element))
            drop(element)
    words = "; ".join(dict.fromkeys(filter(None, said)))
    return (ExportWordsLeftOut.buttons({"words": words}, line=line),) if words else ()


def _is_one(element: etree._Element) -> bool:
    links = [each.get("href") or "" for each in element.iter("a")]
    return all(map(_LEADS.search, links))
