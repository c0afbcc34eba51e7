"""One article of a feed or an export → a small page of its own, which reads again as itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

#: The `meta` element of a copy that Octavo wrote: all of its body is the article.
WHOLE = "octavo-article"
#: The `meta` element of a copy for each other address that leads to the article.
ALIAS = "octavo-alias"

#: A post that was pasted as a whole page: what follows `</html>` would be read by nobody.
_WHOLE_PAGE = re.compile(r"</?(?:html|body)\b[^<>]*>", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of a feed or an export; `html` is its text, `date` its day (ISO 8601).

    `aliases` are other addresses that it has, or had: paths of the site, or whole ones. `stored`
    is the text as the exporter stores it, where `html` was made of that, and `shortcodes` are those
    in it, as written.
    """

    title: str
    author: str
    date: str
    address: str
    html: str
    language: str = ""
    aliases: tuple[str, ...] = ()
    stored: str = ""
    shortcodes: tuple[str, ...] = ()


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
    text = _WHOLE_PAGE.sub(" ", entry.html.replace("\0", ""))
    lines += ["</head>", "<body>", text, "</body>", "</html>", ""]
    return "\n".join(lines).encode("utf-8", "replace")
