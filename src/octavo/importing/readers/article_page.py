"""One article of a feed or an export → a small page of its own, which reads again as itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from octavo.importing.readers.html_page import WHOLE

_BLOCK = (
    "address|article|aside|blockquote|details|div|dl|fieldset|figure|figcaption|footer|form|h[1-6]"
    "|header|hr|li|main|nav|ol|p|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK_FIRST = re.compile(rf"\s*(?:<!--.*?-->\s*)*</?(?:{_BLOCK})\b", re.I | re.S)
_KEPT_WHOLE = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.I | re.S)
_KEPT_OPENS = re.compile(r"<(?:pre|script|style|textarea)\b", re.I)
_MOST_KEPT = 500
_CAPTION = re.compile(
    r"\[caption[^\]\[]{0,500}\]\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)"
    r"(.{0,500}?)\[/caption\]",
    re.S,
)
_SHORTCODE = re.compile(
    r"(?<!\[)\[/?(caption|gallery|audio|video|embed|playlist|contact-form(?:-7)?|youtube|vimeo"
    r"|[a-z]+(?:[_-][a-z0-9]+)+|[a-z][a-z0-9]+(?=\s+[a-z_-]+=))\b[^\]\[\n]{0,500}\](?!\]|\()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of a feed or an export; `html` is its text, `date` its day (ISO 8601)."""

    title: str
    author: str
    date: str
    address: str
    html: str
    language: str = ""


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
    lines += ["</head>", "<body>", entry.html.replace("\0", ""), "</body>", "</html>", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def with_paragraphs(text: str) -> str:
    """Put in the paragraphs of WordPress: blank lines part them, line ends are breaks.

    That holds beside elements and blocks, too: a post of the old editor has a `<p>` here and
    there, and the new editor keeps what the old one wrote.
    """
    text = _CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", text)
    text = text.replace("\r\n", "\n")
    # Elements by the thousand that are never closed are no code, and take long to look for.
    many = len(_KEPT_OPENS.findall(text)) > _MOST_KEPT
    pieces = [text] if many else _KEPT_WHOLE.split(text)
    made = []
    for number, piece in enumerate(pieces):
        if number % 3 == 1:
            made.append(piece)
        elif number % 3 == 0:
            made += [_paragraph(run) for run in re.split(r"\n[ \t]*\n\s*", piece) if run.strip()]
    return "\n\n".join(made)


def _paragraph(run: str) -> str:
    if _BLOCK_FIRST.match(run):
        return run
    return "<p>" + run.strip().replace("\n", "<br>\n") + "</p>"


def shortcodes(text: str) -> list[str]:
    """Return the names of what only the blog's own software could show: `[gallery ids="1"]`."""
    return sorted({found[1] for found in _SHORTCODE.finditer(text)})
