"""One article of a feed or an export → a small page of its own, which reads again as itself."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from octavo.importing.readers.html_page import ALIAS, WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of a feed or an export; `html` is its text, `date` its day (ISO 8601).

    `aliases` are other addresses that it has, or had: paths of the site, or whole ones.
    """

    title: str
    author: str
    date: str
    address: str
    html: str
    language: str = ""
    aliases: tuple[str, ...] = ()


def page_of(entry: Entry) -> bytes:
    """Return the entry as a page whose whole body is the article, in UTF-8."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(entry.language)}">' if entry.language else "<html>",
        '<head><meta charset="utf-8">',
        f'<meta name="{WHOLE}" content="all">',
        f"<title>{escape(entry.title)}</title>",
    ]
    if entry.author:
        lines.append(f'<meta name="author" content="{escape(entry.author)}">')
    if entry.date:
        lines.append(f'<meta name="date" content="{escape(entry.date)}">')
    if entry.address:
        lines.append(f'<link rel="canonical" href="{escape(entry.address)}">')
    lines += [f'<meta name="{ALIAS}" content="{escape(each)}">' for each in entry.aliases]
    lines += ["</head>", "<body>", entry.html.replace("\0", ""), "</body>", "</html>", ""]
    return "\n".join(lines).encode("utf-8", "replace")
