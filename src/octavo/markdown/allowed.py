"""The elements and attributes that a chapter may hold.

A book is a document, not a page of the web: scripts, frames, forms and
attachments mean nothing on paper and are refused by the stores. What is listed
is what HTML (the Living Standard, section 4) has for text, and what EPUB 3.3
takes as it is; Markdown writes no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from octavo.core.model import Finding
from octavo.findings.catalogue.html import HtmlRefused
from octavo.text.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from octavo.text.language_tags import check_language

#: Elements without content in HTML (13.1.2, "Void elements").
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

_BLOCKS = (
    "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6"
    " header hgroup hr li main ol p pre section table ul"
)
_PHRASES = (
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small"
    " span strong sub sup time u var wbr"
)
_IN_TABLES = "caption col colgroup tbody td tfoot th thead tr"
#: Elements that stand on lines of their own; a paragraph cannot hold them.
BLOCKS = frozenset(f"{_BLOCKS} {_IN_TABLES}".split())
_ELEMENTS = BLOCKS | frozenset(_PHRASES.split())

# The rest of HTML, old and new: elements, but none for a book.
_REFUSED = frozenset(
    "applet area audio base basefont bgsound big blink body button canvas center datalist details"
    " dialog embed fieldset font form frame frameset head html iframe input label legend link map"
    " marquee math menu meta meter nav noframes noscript object optgroup option output param"
    " picture progress script search select slot source strike style summary svg template textarea"
    " title track tt video".split()
)

_ANYWHERE = frozenset("class dir id lang role style title translate xml:lang epub:type".split())
_OF_ELEMENTS: dict[str, frozenset[str]] = {
    "a": frozenset(["href", "hreflang", "rel"]),
    "blockquote": frozenset(["cite"]),
    "col": frozenset(["span"]),
    "colgroup": frozenset(["span"]),
    "data": frozenset(["value"]),
    "del": frozenset(["cite", "datetime"]),
    "img": frozenset(["alt", "height", "src", "width"]),
    "ins": frozenset(["cite", "datetime"]),
    "li": frozenset(["value"]),
    "ol": frozenset(["reversed", "start", "type"]),
    "q": frozenset(["cite"]),
    "td": frozenset(["colspan", "headers", "rowspan"]),
    "th": frozenset(["abbr", "colspan", "headers", "rowspan", "scope"]),
    "time": frozenset(["datetime"]),
}
_NUMBERS = frozenset(["colspan", "height", "rowspan", "span", "start", "value", "width"])
_NUMBER = re.compile("-?[0-9]+")
_CHOICES = {
    "dir": frozenset(["auto", LEFT_TO_RIGHT, RIGHT_TO_LEFT]),
    "scope": frozenset(["col", "colgroup", "row", "rowgroup"]),
}
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z", re.I)
# Escapes (`u\72l`) could spell the same; no style in a book needs one.
_FETCHES = re.compile(r"(?:url|image-set|src)\s*\(|@import|\\", re.I)

_OUT = "Take it out."
_INSTEAD = {
    **dict.fromkeys(["audio", "iframe", "video"], "Link to it instead."),
    **dict.fromkeys(["math", "svg"], "Save it as an image in manuscript/images and show that."),
    **dict.fromkeys(["big", "center", "font"], "Give it a class, and the class a rule in"
                    " styles/local.css."),
    "style": "Put the rules into styles/local.css.",
    "strike": "Write <s> instead.",
    "tt": "Write <code> instead.",
}  # fmt: skip


def element_faults(tag: str, attributes: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with an element, by its name and attributes, without a place."""
    if tag != tag.lower() and tag.lower() in _ELEMENTS:
        yield HtmlRefused.letters({"tag": tag, "small": tag.lower()})
    elif not is_html(tag):
        yield HtmlRefused.unknown({"tag": tag})
    elif tag not in _ELEMENTS:
        yield HtmlRefused.element({"tag": tag, "instead": _INSTEAD.get(tag.lower(), _OUT)})
    else:
        for name, value in attributes.items():
            yield from _attribute_faults(tag, name, value)


def is_html(tag: str) -> bool:
    """Whether HTML knows an element of this name, in whatever letters."""
    return tag.lower() in _ELEMENTS or tag.lower() in _REFUSED


def _attribute_faults(tag: str, name: str, value: str) -> Iterator[Finding]:
    words = value.lower().split()
    if name.lower().startswith("on"):
        yield HtmlRefused.script({"name": name})
    elif name not in _ANYWHERE | _OF_ELEMENTS.get(tag, frozenset()) and name[:5] != "aria-":
        yield HtmlRefused.attribute({"tag": tag, "name": name})
    elif name == "rel" and "attachment" in words:
        yield HtmlRefused.attachment()
    elif name in ("href", "src", "cite") and "".join(words).startswith("javascript:"):
        yield HtmlRefused.link()
    elif name == "cite" and not _WEB.match(value):
        yield HtmlRefused.cite({"value": value})
    elif name == "style" and _FETCHES.search(value):
        yield HtmlRefused.fetches()
    elif name == "id" and (not value or value.split() != [value]):
        yield HtmlRefused.id({"value": value})
    elif name in ("lang", "xml:lang") and (hint := check_language(value)):
        yield HtmlRefused.language({"value": value, "suggestion": hint})
    elif name in _NUMBERS and tag != "data" and not _NUMBER.fullmatch(value):
        yield HtmlRefused.number({"name": name, "value": value})
    elif name in _CHOICES and value not in _CHOICES[name]:
        choices = ", ".join(sorted(_CHOICES[name]))
        yield HtmlRefused.choice({"name": name, "value": value, "choices": choices})
