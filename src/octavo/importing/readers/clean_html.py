"""HTML as it comes → a clean tree: no scripts, links that lead somewhere, pictures copied in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from lxml import etree, html

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import EmbedLeftOut, ImageLeftOut
from octavo.findings.entry import Value
from octavo.importing.article import Image
from octavo.importing.article_pictures import Fetch, nowhere
from octavo.importing.encodings import check_characters, without_controls
from octavo.importing.limits import DEEPEST
from octavo.importing.readers.html_elements import drop, line_of, text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS
from octavo.manuscript.slugs import ascii_slug
from octavo.text.shorten import clipped
from octavo.text.xhtml_names import LINE

#: A page may have this many elements, and characters of text: trafilatura's time grows with the
#: square of them. Long articles have 3,000 and 100,000; a novel fits.
MOST_ELEMENTS = 15_000
MOST_CHARACTERS = 2_000_000

#: A paragraph may have this many signs that Markdown may read as marks: its time grows with the
#: square of them. The densest pages that people read have some hundreds.
MOST_SIGNS = 15_000

_SIGN = re.compile(r"[\\`*_{}\[\]<&|\"'$~]")

# Never text of an article.
_DROPPED = frozenset(
    ("applet", "area", "base", "basefont", "button", "datalist", "frame", "frameset", "head",
     "input", "link", "map", "meta", "meter", "noframes", "param", "progress", "script", "select",
     "source", "style", "svg", "template", "textarea", "title", "track")
)  # fmt: skip

# What a book cannot show: left out, and said.
_EMBEDDED = frozenset(("audio", "canvas", "embed", "iframe", "math", "object", "video"))

# Marks that say no more within themselves, as a power of a power does.
_MARKS = ("b", "code", "em", "i", "s", "strong", "u")

#: Bytes of a picture's beginning, by the suffix of its format.
_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)

#: Names that an element can be made with.
_NAME = re.compile(r"[A-Za-z_][\w.-]*")

# White space of Python's that XML cannot hold.
_NO_CHARACTER = re.compile(r"&#(?:x0*fd[de][0-9a-f]|0*649[7-9][0-9]|0*650[0-2][0-9]);?", re.I)
#: Characters of an address that a message shows.
_SHOWN = 100
#: Ends that no beginning has: browsers make a new line of them, and libxml2 joins the words.
_LOST_BREAK = re.compile(r"</br\s*/?>", re.I)
_LOST_END = re.compile(r"(</(?:p|div|h[1-6]|li|td|th|blockquote|center)\s*>)(?=[^\s<])", re.I)
_SPACES = re.compile(r"[\x0b\x0c\x1c-\x1f]")


def parse(text: str, where: str) -> etree._Element:
    """Return the tree of an HTML text; raises `OctavoError` if it is too deep or too long."""
    text = without_controls(text)
    check_characters(text, where)
    text = _NO_CHARACTER.sub(" ", text)
    text = _LOST_END.sub(r"\1 ", _LOST_BREAK.sub("<br>", text))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_SPACES.sub(" ", text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = html.document_fromstring(b"<html><body></body></html>")
    check_size(root, where)
    for element in root.iter(etree.Element):
        # Word's `<o:p>` and a widget's `<fb:like>`: lxml reads such names and lets nobody make one.
        if not _NAME.fullmatch(str(element.tag)):
            element.tag = "span"
        if not all(_NAME.fullmatch(str(name)) for name in element.attrib):
            _mend_attributes(element)
    return root


def _mend_attributes(element: etree._Element) -> None:
    """Take out attributes such as `@click` and `xml:lang`, which nobody can set again."""
    kept = [(name, value) for name, value in element.items() if _NAME.fullmatch(str(name))]
    element.attrib.clear()
    for name, value in kept:
        element.set(name, value)


def check_size(root: etree._Element, where: str) -> None:
    """Raise `OctavoError` if elements stand too deep in each other, or are too many."""
    depth = number = size = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        number += event == "start"
        size += len((element.text if event == "start" else element.tail) or "")
        if number > MOST_ELEMENTS or size > MOST_CHARACTERS:
            raise OctavoError(
                f"the page is too long: it has more than {MOST_ELEMENTS:,} elements, or"
                f" {MOST_CHARACTERS:,} characters.",
                where=where,
                hint="Save the article's text alone, as a new page or as plain text.",
            )
        if depth > DEEPEST:
            line = line_of(element)
            raise OctavoError(
                f"more than {DEEPEST} elements stand in each other.",
                where=f"{where}:{line}" if line else where,
                hint="Save the article's text alone, as a new page or as plain text.",
            )


def check_signs(root: etree._Element, where: str) -> None:
    """Raise `OctavoError` if a paragraph, or what stands for one, is little else than signs."""
    counts: Counter[etree._Element] = Counter()
    for element in root.iter():
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            number = len(_SIGN.findall(text or ""))
            while number and holder is not None and holder.tag not in BLOCK_TAGS:
                holder = holder.getparent()
            if not number or holder is None or holder.tag == "pre":
                continue
            counts[holder] += number
            if counts[holder] > MOST_SIGNS:
                line = line_of(holder)
                raise OctavoError(
                    f"a paragraph holds more than {MOST_SIGNS:,} brackets, quotation marks"
                    " and other signs.",
                    where=f"{where}:{line}" if line else where,
                    hint="Save the article's text alone, as plain text.",
                )


def clean(
    root: etree._Element, *, base: str = "", fetch: Fetch = nowhere
) -> tuple[tuple[Image, ...], tuple[Finding, ...]]:
    """Make `root` clean, in place; return its pictures and what had to be left out.

    Relative links are joined to `base`, the article's address, and are text
    alone if there is none. Pictures come from `fetch`, which gets their addresses as written.
    """
    findings = [*take_embedded(root)]
    for element in [*root.iter()]:
        if element.tag in _DROPPED or not isinstance(element.tag, str):
            drop(element)
    for element in root.iter(*_MARKS):
        if any(each.tag == element.tag for each in element.iterancestors(element.tag)):
            element.tag = "span"  # twice bold is bold
    for element in root.iter("a"):
        _mend_link(element, base)
    images: dict[str, Image] = {}
    for element in [*root.iter("img")]:
        findings += _picture(element, fetch, images)
    for figure in [*root.iter("figure")]:
        _mend_figure(figure)
    return tuple(images.values()), tuple(findings)


def take_embedded(root: etree._Element) -> Iterator[Finding]:
    """Take out what a book cannot show, with a finding for each."""
    found = list(root.iter(*_EMBEDDED))
    for name, number in Counter(str(element.tag) for element in found).items():
        first = next(element for element in found if element.tag == name)
        seen = f" ({first.get('src')})" if first.get("src") else ""
        values: dict[str, Value] = {"count": number, "tag": name, "source": seen}
        yield EmbedLeftOut.found(values, line=line_of(first))
    for element in found:
        element.tail = f" {element.tail or ''}"  # it parted the words beside it
        drop(element)


def _mend_link(element: etree._Element, base: str) -> None:
    """Turn a link that leads nowhere outside the article into text."""
    href = (element.get("href") or "").strip()
    try:
        whole = urljoin(base, href) if base and not href.startswith("#") else href
        known = urlsplit(whole).scheme.lower() in ("http", "https", "mailto") or _is_local(whole)
    except ValueError:
        known = False
    for name in [*element.attrib]:
        if name not in ("id", "class"):
            del element.attrib[name]
    if known and not re.search(r"[\x00-\x20]", whole):
        element.set("href", whole)
    elif known:
        element.set("href", re.sub(r"[\x00-\x20]+", "%20", whole))
    else:
        element.tag = "span"


def _is_local(href: str) -> bool:
    """Return whether a link leads to a page beside this one, which may be another article.

    `article_links.py` makes words of those that lead to none.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return False
    return parts.path.startswith("/") or parts.path.lower().endswith((".html", ".htm", ".xhtml"))


def _picture(element: etree._Element, fetch: Fetch, images: dict[str, Image]) -> Iterator[Finding]:
    address = next(
        (value.strip() for name in ("src", "data-src", "data-lazy-src", "data-original")
         if (value := element.get(name) or "").strip() and not value.startswith("data:image/gif;")),
        "",
    )  # fmt: skip
    if not address or element.get("width") == "1" == element.get("height"):
        drop(element)  # a counter of visits
        return
    read = read_picture(address, fetch)
    if isinstance(read, Image):
        images[read.path] = read
        line = line_of(element)
        element.set("src", read.path)
        if line:
            element.set(LINE, str(line))
        return
    yield picture_finding(address, read, element.get("alt") or "", line_of(element))
    drop(element)


def picture_finding(address: str, reason: str, alt: str, line: int | None) -> Finding:
    """Return the finding about a picture that is not in the book."""
    shown = clipped(address, _SHOWN)
    described = f" ({alt.strip()})" if alt.strip() else ""
    values = {"address": shown, "described": described, "reason": reason}
    return ImageLeftOut.found(values, line=line)


def read_picture(address: str, fetch: Fetch) -> Image | str:
    """Return the picture at `address`, named by its content, or why it cannot be had."""
    try:
        path = urlsplit(address).path
        data = inline_data(address) if address.lower().startswith("data:") else fetch(address)
    except ValueError:
        return "its address cannot be read"
    if isinstance(data, str):
        return data
    suffix = picture_kind(data)
    if not suffix:
        return "it is no PNG, JPEG, GIF, WebP or SVG"
    own = address.lower().startswith("data:")
    stem = ascii_slug(PurePosixPath("" if own else unquote(path)).stem, longest=40) or "image"
    digest = hashlib.sha256(data).hexdigest()[:8]
    name = f"images/{stem}-{digest}.{suffix}"
    return Image(path=name, data=data, address="" if own else address)


def inline_data(address: str) -> bytes | str:
    """Return what a `data:` address holds."""
    head, comma, body = address.partition(",")
    if not comma or not head.lower().startswith("data:image/"):
        return "its address holds no picture"
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote_to_bytes(body))
    except ValueError:
        return "it is damaged"


def picture_kind(data: bytes) -> str:
    """Return the suffix that a picture's content asks for; empty if no book shows its kind."""
    for sign, suffix in _SIGNS:
        if data.startswith(sign):
            return suffix
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "svg" if re.match(rb"\s*(?:<[?!][^>]*>\s*)*<svg[\s>]", data[:4000]) else ""


def _mend_figure(figure: etree._Element) -> None:
    """Keep one picture and its caption, which becomes the picture's title."""
    images, captions = [*figure.iter("img")], [*figure.iter("figcaption")]
    if len(images) == len(captions) == 1:
        words = " ".join(text_of(captions[0]).split())
        if words:
            images[0].set("title", words)
        drop(captions[0])
        figure.tag = "p"
