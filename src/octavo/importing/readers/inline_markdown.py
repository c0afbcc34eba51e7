"""The inside of a paragraph: HTML → inline Markdown, as Python-Markdown reads it.

Marks are written with `*`, backticks and brackets where that is sure to be read
as meant, and as elements (`<em>`, `<sup>`) where it is not: in each other, side by
side, or where Markdown has no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from lxml import etree

from octavo.importing.markdown_escape import escape_run
from octavo.markdown.html_names import BLOCKS
from octavo.text.xhtml_names import CODE_ELEMENTS

_EMPHASIS = {"em": "*", "i": "*", "cite": "*", "var": "*", "dfn": "*", "strong": "**", "b": "**"}
_CODE = CODE_ELEMENTS - {"pre"} | {"tt"}
# Elements that Markdown has no mark for and a book may hold as they are.
_KEPT = frozenset(("sup", "sub", "u", "s", "del", "ins", "small", "q", "mark", "ruby", "rt", "rp"))

# What a reader of another format than HTML makes: formulas in TeX, places and links to them,
# signs that begin nothing.
_OWN = frozenset(("tex", "anchor", "ref", "sign"))

#: Elements that make a paragraph more than plain text.
MARKED = frozenset(
    (*_EMPHASIS, *_CODE, *_KEPT, *_OWN, "strike", "a", "img", "abbr", "note", "formula")
)

#: Elements that stand on lines of their own, those of older HTML among them.
BLOCK_TAGS = BLOCKS | frozenset(
    ("body", "center", "details", "dir", "fieldset", "form", "html", "legend", "main", "menu",
     "notetext", "pre", "search", "summary")
)  # fmt: skip

# White space of HTML (Living Standard, 4.5.1); other spaces mean something.
# Those that are not one space already.
_SPACE = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")

_SIGNS = frozenset("*_`$\\{")

_SAFE = "/:?#@!$&'+,;=%-._~"


def inline(element: etree._Element) -> str:
    """Return the content of `element` as inline Markdown; `\\n` stands for each `<br>`."""
    pieces = [_text(element.text)]
    for child in element:
        pieces += [_element(child), _text(child.tail)]
    return "".join(pieces)


def plain(element: etree._Element) -> str:
    """Return the content of `element` as text; `\\n` stands for each `<br>`."""
    pieces = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        if child.tag in BLOCK_TAGS:
            pieces += ["\n", plain(child), "\n"]
        else:
            pieces.append("\n" if child.tag == "br" else plain(child))
        pieces.append(_SPACE.sub(" ", child.tail or ""))
    return "".join(pieces)


def is_plain(element: etree._Element) -> bool:
    """Return whether there is nothing in `element` but text and line breaks."""
    within = element.iterdescendants() if len(element) else ()
    return not any(each.tag in MARKED or is_small(each) for each in within)


def is_small(element: etree._Element) -> bool:
    """Return whether the words of an element are in small capitals."""
    return element.tag == "span" and "small-caps" in (element.get("class") or "").split()


def address(url: str) -> str:
    """Return a web address as it can stand between the round brackets of a link."""
    return re.sub(r"&(?=#?\w+;)", "%26", quote(url.strip(), safe=_SAFE))


def attribute(text: str) -> str:
    """Return a text as it can stand between the double quotation marks of an attribute."""
    return escape(text, quote=False).replace('"', "&quot;")


def _text(text: str | None) -> str:
    return escape_run(_SPACE.sub(" ", text or ""))


def _element(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag == "br":
        return "\n"
    if tag == "img":
        return _image(element)
    if tag == "note":
        return f"[^{element.get('label')}]"
    if tag == "formula":
        return mathml(element)
    if tag == "tex":
        return _tex(element)
    if tag == "sign":
        return f"\\{element.text}"
    if tag == "anchor":
        return f'<span id="{element.get("id")}"></span>'
    inside = inline(element)
    if tag in BLOCK_TAGS:
        return f"\n{inside}\n"
    bare = inside.strip()
    if not bare:
        return inside
    # Space at the edges of a mark is space beside it.
    before = inside[: len(inside) - len(inside.lstrip())]
    after = inside[len(inside.rstrip()) :]
    return before + _marked(element, tag, bare) + after


def _marked(element: etree._Element, tag: str, inside: str) -> str:
    if tag in _EMPHASIS:
        sign = _EMPHASIS[tag]
        inner = _has(element.iterdescendants(*_EMPHASIS)) or _has(element.iterancestors(*_EMPHASIS))
        if inner or _touches(element) or _clings(element, inside) or "\n" in inside:
            name = "strong" if sign == "**" else "em"
            return f"<{name}>{inside}</{name}>"
        return f"{sign}{inside}{sign}"
    if tag in _CODE:
        return _code(element, inside)
    if tag == "a" and element.get("href"):
        return _link(element, inside)
    if tag == "abbr" and element.get("title"):
        title = attribute(element.get("title", ""))
        return f'<abbr title="{title}">{inside}</abbr>'
    if tag in _KEPT or tag == "strike":
        name = "s" if tag == "strike" else tag
        return f"<{name}>{inside}</{name}>"
    if is_small(element):
        return f'<span class="small-caps">{inside}</span>'
    is_alone = next(element.iterdescendants("img", "a", "note"), None) is None
    return f"[{inside}](#{element.get('to')})" if tag == "ref" and is_alone else inside


def _tex(element: etree._Element) -> str:
    tex = _bars(element, " ".join((element.text or "").split()))
    if element.get("display"):
        return f"$${tex}$$"
    # A figure behind the second dollar would make both of them prices.
    price = re.match(r"[0-9A-Za-z$]", element.tail or "") or "$" in tex
    # Two formulas side by side would share their dollars.
    before = element.getprevious()
    gap = " " if before is not None and before.tag == "tex" and not before.tail else ""
    return gap + (f"$`{tex}`$" if price else f"${tex}$")


def _bars(element: etree._Element, text: str) -> str:
    """Write a formula or code: in a table, a bar would part its cell."""
    in_cell = next(element.iterancestors("td", "th"), None) is not None
    return text.replace("|", "\\|") if in_cell else text


def _code(element: etree._Element, inside: str) -> str:
    """Write code within a line; words alone, where signs beside it would change its meaning."""
    if _touches(element) or _has(element.iterdescendants("a", "img", "note")):
        return inside
    text = _bars(element, " ".join(plain(element).split()))
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    if not longest:
        return f"`{text}`"
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}"


def _has(elements: Iterator[etree._Element]) -> bool:
    return next(elements, None) is not None


def _link(element: etree._Element, inside: str) -> str:
    href = element.get("href", "").strip()
    if next(element.iterdescendants("img", "a", "note"), None) is not None:
        return inside  # a picture that leads to itself, larger
    # Pointed brackets show an address without its `%20`.
    is_bare = not len(element) and (element.text or "").strip() == href == address(href)
    if is_bare and "%" not in href and re.match("https?://", href):
        return f"<{href}>"
    return f"[{inside}]({address(href)})"


def mathml(formula: etree._Element) -> str:
    """Return a formula as the MathML that it is; no sign in it can be read as Markdown."""

    def spelled(text: str | None) -> str:
        return "".join(
            each if each.isalnum() or each == " " else f"&#{ord(each)};"
            for each in _SPACE.sub(" ", text or "").strip()
        )

    def written(element: etree._Element, tag: str) -> str:
        said = "".join(f' {k!s}="{attribute(str(v))}"' for k, v in element.items())
        inside = "".join(written(child, str(child.tag)) + spelled(child.tail) for child in element)
        return f"<{tag}{said}>{spelled(element.text)}{inside}</{tag}>"

    return written(formula, "math")


def _image(element: etree._Element) -> str:
    alt = escape_run(" ".join((element.get("alt") or "").split()))
    title = " ".join((element.get("title") or "").split())
    said = f' "{attribute(title)}"' if title else ""
    return f"![{alt}]({element.get('src')}{said})"


def _touches(element: etree._Element) -> bool:
    """Return whether a sign or another mark stands right beside the element."""
    before, behind = _beside(element)
    return before in _SIGNS or behind in _SIGNS


def _clings(element: etree._Element, inside: str) -> bool:
    """Return whether a stop within a mark meets a letter outside: no mark of Markdown ends so."""
    before, behind = _beside(element)
    first, last = inside[:1], inside[-1:]
    return (before.isalnum() and not first.isalnum()) or (behind.isalnum() and not last.isalnum())


def _beside(element: etree._Element) -> tuple[str, str]:
    """Return the characters right beside an element, `*` for another element; empty for none."""
    previous, parent, after = element.getprevious(), element.getparent(), element.getnext()
    if previous is not None:
        before = previous.tail or "*"
    else:
        before = (parent.text or "") if parent is not None else ""
    return before[-1:], (element.tail or ("*" if after is not None else ""))[:1]
