"""The cards of Ghost's editors → HTML: pictures, code, boxes, and what a book cannot play.

The fields are those of `kg-default-nodes` in TryGhost/Koenig; the older editor's cards have the
same names. What only a site can show becomes a link with its words, so that none is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from types import MappingProxyType

from markdown_it import MarkdownIt

from octavo.importing.readers.json_values import Json, rows, table, text

Card = Callable[[Mapping[str, Json]], str]


def card(name: str, fields: Mapping[str, Json]) -> str:
    """Return the HTML of a card; one that is not known gives its link and its words."""
    return _CARDS.get(name.removeprefix("card-"), _other)(fields)


def of_markdown(markdown: str) -> str:
    """Return the HTML of a card that is written in Markdown."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(parser.render(markdown))


def _picture(fields: Mapping[str, Json]) -> str:
    source = escape(text(fields.get("src")))
    alt = escape(text(fields.get("alt")))
    caption = text(fields.get("caption"))
    held = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    return f'<figure><img src="{source}" alt="{alt}">{held}</figure>\n' if source else caption


def _gallery(fields: Mapping[str, Json]) -> str:
    caption = text(fields.get("caption"))
    pictures = "".join(map(_picture, rows(fields.get("images"))))
    return pictures + (f"<p>{caption}</p>\n" if caption.strip() else "")


def _code(fields: Mapping[str, Json]) -> str:
    code = escape(text(fields.get("code")), quote=False)
    language = escape(text(fields.get("language")))
    caption = text(fields.get("caption"))
    after = f"<p>{caption}</p>\n" if caption.strip() else ""
    return f'<pre><code class="language-{language}">{code}</code></pre>\n{after}'


def _html(fields: Mapping[str, Json]) -> str:
    return text(fields.get("html")) + "\n"


def _markdown(fields: Mapping[str, Json]) -> str:
    return of_markdown(text(fields.get("markdown")))


def _callout(fields: Mapping[str, Json]) -> str:
    sign = escape(text(fields.get("calloutEmoji")))
    words = text(fields.get("calloutText"))
    inside = words if words.lstrip().startswith("<p") else f"<p>{words}</p>"
    return f"<blockquote>{f'<p>{sign}</p>' if sign else ''}{inside}</blockquote>\n"


def _toggle(fields: Mapping[str, Json]) -> str:
    return f"<h4>{text(fields.get('heading'))}</h4>\n{text(fields.get('content'))}\n"


def _rule(fields: Mapping[str, Json]) -> str:
    return "<hr>\n"


def _nothing(fields: Mapping[str, Json]) -> str:
    return ""


def _embed(fields: Mapping[str, Json]) -> str:
    caption = text(fields.get("caption"))
    return _link(fields) + (f"<p>{caption}</p>\n" if caption.strip() else "")


def _link(fields: Mapping[str, Json]) -> str:
    """Return a link to what a card shows, with the title that the card has for it."""
    about = {**table(fields.get("metadata")), **fields}
    address = _first(about, "url", "src", "buttonUrl")
    words = _first(about, "title", "buttonText", "fileTitle")
    if not address:
        return f"<p>{escape(words)}</p>\n" if words else ""
    said = escape(words or address, quote=False)
    more = text(about.get("description"))
    after = f"<p>{escape(more, quote=False)}</p>\n" if more.strip() else ""
    return f'<p><a href="{escape(address)}">{said}</a></p>\n{after}'


def _first(about: Mapping[str, Json], *keys: str) -> str:
    return next((said for key in keys if (said := text(about.get(key)))), "")


def _header(fields: Mapping[str, Json]) -> str:
    below = text(fields.get("subheader"))
    return f"<h2>{text(fields.get('header'))}</h2>\n" + (f"<p>{below}</p>\n" if below else "")


def _product(fields: Mapping[str, Json]) -> str:
    picture = _picture({"src": fields.get("productImageSrc")})
    title = text(fields.get("productTitle"))
    return f"{picture}<h4>{title}</h4>\n{text(fields.get('productDescription'))}\n"


def _other(fields: Mapping[str, Json]) -> str:
    return _html(fields) if text(fields.get("html")).strip() else _link(fields)


_CARDS: Mapping[str, Card] = MappingProxyType(
    {
        "audio": _link, "bookmark": _embed, "button": _link, "callout": _callout, "code": _code,
        "codeblock": _code, "email": _html, "email-cta": _html, "embed": _embed, "file": _link,
        "gallery": _gallery, "header": _header, "horizontalrule": _rule, "hr": _rule,
        "html": _html, "image": _picture, "markdown": _markdown, "paywall": _nothing,
        "product": _product, "signup": _header, "toggle": _toggle, "video": _embed,
        "zwnj": _nothing,
    }
)  # fmt: skip
