"""The pages of an e-book that any program made → the few elements and classes that a book has.

What they say by `epub:type`, by roles, by customary classes (Project Gutenberg's, Standard Ebooks')
and by their style sheets becomes elements; all else about looks goes.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.importing.ebooks.braces import classes
from octavo.importing.ebooks.ebook_pages import KEYS, PICTURE, TO, add_keys, keys_of, types_of
from octavo.importing.ebooks.looks import Looks, is_bold, is_italic, is_small_caps, side
from octavo.importing.ebooks.stretches import Leavings
from octavo.importing.ebooks.tidy_figures import mend_figures
from octavo.importing.ebooks.verses import set_verse
from octavo.importing.ebooks.xml_files import local
from octavo.importing.readers.html_elements import drop, text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS
from octavo.importing.readers.left_out import Reason
from octavo.importing.readers.printed_pages import is_page_number
from octavo.text.direction import primary
from octavo.text.language_tags import check_language
from octavo.text.xhtml_names import MATHML, SVG

PAGE_NUMBER, EMBEDDED, BREAK, BRACKETS, DRAWN, LINE_NUMBER = (
    Reason.PAGE_NUMBER.value,
    "what takes the place of a film, a sound or a program",
    "signs of a scene break, which the theme sets",
    "brackets around readings, for readers that cannot show these",
    "words in drawings, which are pictures of the book",
    "numbers of a poem's lines",
)
_HEADINGS = frozenset(f"h{depth}" for depth in range(1, 7))
_INLINE = frozenset("span i b em strong cite small big font var dfn u tt a".split())
_EMBEDDED = frozenset("audio video iframe object embed canvas form applet map".split())
_LINE_NUMBERS = frozenset("lnum linenum ln linenumber line-number lineno line-num".split())
_QUOTES = frozenset("blockquot blockquote quote extract bq block-quote quotation".split())
_DROP_CAPS = frozenset("dropcap drop-cap drop_cap dropcaps firstletter first-letter drop".split())
_CALLOUTS = {"tip": "tip", "notice": "important", "warning": "warning"}
#: What a line that parts scenes is made of.
_SCENE_BREAK = re.compile(
    r"(?:[\s\u00a0]*[*\u2022\u2217\u2042\u2766\u2767\u273b\u2731~#\u00b7\u2014_=–-]){1,60}[\s\u00a0]*"
)
_STARRED = re.compile(r"[*\u2022\u2217\u2042\u2766\u2767\u273b\u2731#\u00b7~]")
#: Elements of a drawing that draw.
_DRAWN = frozenset("path text rect circle line ellipse polygon polyline use".split())
_KEPT_CLASSES = frozenset(
    "align-center align-right small-caps verse stanza line letter epigraph quote attribution"
    " callout tip important warning note subtitle row-headers".split()
)
_KEPT = frozenset(
    ("id", "class", "lang", "dir", "href", "src", "alt", "title", "colspan", "rowspan", "start",
     "type", "reversed", "value", "datetime", "label", "scope", KEYS, TO, PICTURE)
)  # fmt: skip


def tidy(body: etree._Element, page: str, looks: Looks, leavings: Leavings) -> None:
    """Bring a page's tree into order, in place; what goes is noted in `leavings`."""
    for element in list(body.iter(etree.Element)):
        if element is not body and element.getparent() is not None:
            _take(element, page, leavings)
    for element in list(body.iter(etree.Element)):
        _set_look(element, looks)
    set_verse(body)
    for element in list(body.iter(etree.Element)):
        _set_meaning(element, page, leavings)
    mend_figures(body)
    for element in list(body.iter("p")):
        _empty_or_break(element, page, leavings)


def strip(root: etree._Element, language: str) -> None:
    """Take off the attributes that say nothing to a reader, at the end of all."""
    for element in list(root.iter(etree.Element)):
        if str(element.tag).startswith("{"):
            continue
        kept = [name for name in classes(element) if _is_kept(name)]
        for name in list(element.attrib):
            if name not in _KEPT or (name == "type" and element.tag != "ol"):
                del element.attrib[name]
        if kept:
            element.set("class", " ".join(kept))
        else:
            element.attrib.pop("class", "")
        _settle_language(element, language)
        if "id" in element.attrib:
            del element.attrib["id"]  # what is linked to gets a name of its own
        if element.tag != "abbr":
            element.attrib.pop("title", "")  # shown by a mouse, and by no book
        if element.tag == "img" and "alt" not in element.attrib:
            element.set("alt", "")


def _is_kept(name: str) -> bool:
    return name in _KEPT_CLASSES or re.fullmatch(r"i\d{1,2}", name) is not None


def _settle_language(element: etree._Element, language: str) -> None:
    """Take off a language that is that of the words around, or is none."""
    own = element.get("lang")
    if not own:
        return
    around = next(
        (each.get("lang", "") for each in element.iterancestors() if each.get("lang")), language
    )
    same = primary(own) == primary(around)
    if same or check_language(own) or element.tag == "body":
        del element.attrib["lang"]


def _take(element: etree._Element, page: str, leavings: Leavings) -> None:
    """Take out what is no text of the book, and make pictures of drawings."""
    tag, types = local(element), types_of(element)
    if tag == "svg":
        _take_drawing(element, page, leavings)
    elif tag == "rp":
        leavings.element(element, page, BRACKETS)
    elif tag in _EMBEDDED:
        leavings.element(element, page, EMBEDDED)
    elif tag == "image" and element.get(PICTURE):
        element.tag = "img"
    elif "pagebreak" in types or is_page_number(element):
        _hand_on(element)
        leavings.element(element, page, PAGE_NUMBER)
    elif _LINE_NUMBERS & set(classes(element)) and text_of(element).strip().isdigit():
        leavings.element(element, page, LINE_NUMBER)
    elif tag == "input":
        drop(element)


def _hand_on(element: etree._Element) -> None:
    """Leave the places of an element that goes at an empty one: links may lead there."""
    keys = [key for each in element.iter(etree.Element) for key in keys_of(each)]
    if not keys:
        return
    anchor = etree.Element("span")
    add_keys(anchor, keys)
    anchor.tail, element.tail = element.tail, None
    element.addnext(anchor)


def _take_drawing(svg: etree._Element, page: str, leavings: Leavings) -> None:
    """Make a picture of a drawing: the one that it only shows, or itself as a file."""
    shown = [each for each in svg.iter(f"{{{SVG}}}image") if each.get(PICTURE)]
    drawn = any(local(each) in _DRAWN for each in svg.iter())
    title = next((each.text for each in svg.iter() if local(each) == "title" and each.text), "")
    image = etree.Element("img", {"alt": title or svg.get("aria-label") or ""})
    if len(shown) == 1 and not drawn:
        image.set(PICTURE, shown[0].get(PICTURE, ""))
    else:
        image.set(PICTURE, leavings.draw(page, etree.tostring(svg, with_tail=False)))
    leavings.words(page, DRAWN, text_of(svg))
    image.tail, svg.tail = svg.tail, None
    add_keys(image, [key for each in svg.iter(etree.Element) for key in keys_of(each)])
    svg.addnext(image)
    drop(svg)


def _set_look(element: etree._Element, looks: Looks) -> None:
    tag = str(element.tag)
    if tag.startswith("{") or tag == "body":
        return
    look = looks.of(element)
    if tag in ("p", "div") and side(look) and not _holds(element):
        _add_class(element, side(look))
    if tag not in _INLINE:
        return
    in_heading = any(each.tag in _HEADINGS for each in element.iterancestors())
    slant = is_italic(element, look) and not _within(element, "em")
    weight = is_bold(element, look) and not in_heading and not _within(element, "strong")
    if is_small_caps(look) or "smcap" in classes(element) or "smallcaps" in classes(element):
        _add_class(element, "small-caps")
    raised = {"super": "sup", "sub": "sub"}.get(look.get("vertical-align", ""))
    if tag == "a":
        return
    if raised and len(text_of(element)) < 12:
        element.tag = raised
    elif tag != "u":
        element.tag = "em" if slant else "strong" if weight else "span"
        if slant and weight:
            _wrap_inside(element, "strong")
    if "small-caps" in classes(element) and element.tag != "span":
        element.set("class", "")
        _wrap_inside(element, "span").set("class", "small-caps")


def _holds(element: etree._Element) -> bool:
    return any(child.tag in BLOCK_TAGS for child in element)


def _within(element: etree._Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _wrap_inside(element: etree._Element, tag: str) -> etree._Element:
    inner = etree.Element(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)
    return inner


def _add_class(element: etree._Element, name: str) -> None:
    if name not in classes(element):
        element.set("class", " ".join([*classes(element), name]))


def _set_meaning(element: etree._Element, page: str, leavings: Leavings) -> None:
    tag, types, names = str(element.tag), types_of(element), set(classes(element))
    if tag in (
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "center",
        "hgroup",
        "details",
        "summary",
        "address",
        "fieldset",
        "legend",
        "dir",
        "menu",
    ):
        _plain_container(element, types)
    if tag in ("blockquote", "div", "section", "aside", "p"):
        _set_quote(element, types, names)
    if tag == "aside" and element.tag == "aside":
        kind = next((_CALLOUTS[each] for each in types if each in _CALLOUTS), "")
        element.tag = "div"
        if kind:
            element.set("class", f"callout {kind}")
    if element.tag == "cite" and element.getparent() is not None:
        element.tag = "em"
    if names & _DROP_CAPS and tag == "span":
        element.set("class", "")
        element.tag = "span"


def _plain_container(element: etree._Element, types: list[str]) -> None:
    tag = str(element.tag)
    if tag == "center":
        _add_class(element, "align-center") if not _holds(element) else None
        element.tag = "div" if _holds(element) else "p"
    elif tag in ("dir", "menu"):
        element.tag = "ul"
    elif tag in ("summary", "legend"):
        element.tag = "p"
    else:
        element.tag = "div"


def _set_quote(element: etree._Element, types: list[str], names: set[str]) -> None:
    """Make a quotation, a letter or an epigraph of what is one by its name."""
    letter = any(each.endswith(":letter") for each in types)
    epigraph = "epigraph" in types or (element.tag != "p" and "epigraph" in names)
    if element.tag == "p":
        if {"attribution", "source"} & names and _within(element, "blockquote"):
            _add_class(element, "attribution")
        return
    if "verse" in names and element.find("p[@class='stanza']") is not None:
        return
    if letter or epigraph or (element.tag == "div" and names & _QUOTES):
        element.tag = "blockquote"
        element.set("class", "letter" if letter else "epigraph" if epigraph else "")
    if element.tag == "blockquote":
        last = element[-1] if len(element) else None
        if last is not None and last.tag == "cite":
            last.tag = "p"
            last.set("class", "attribution")
        elif last is not None and last.tag == "p" and len(last) == 1 and last[0].tag == "cite":
            last.set("class", "attribution") if not (
                last.text or last[0].tail or ""
            ).strip() else None


def _empty_or_break(element: etree._Element, page: str, leavings: Leavings) -> None:
    """Make a scene break of a line of signs; take a paragraph of nothing out."""
    text = text_of(element)
    if (
        "stanza" in classes(element)
        or next(element.iter("img", "note", f"{{{MATHML}}}math", f"{{{SVG}}}svg"), None) is not None
    ):
        return
    parent = element.getparent()
    if parent is None or parent.tag not in ("body", "div", "blockquote", "section"):
        return
    if not text.strip(" \t\r\n\u00a0"):
        _hand_on(element)
        drop(element)
    elif _SCENE_BREAK.fullmatch(text) and _STARRED.search(text):
        leavings.words(page, BREAK, text)
        keys = [key for each in element.iter(etree.Element) for key in keys_of(each)]
        tail = element.tail
        element.clear()
        element.tag, element.tail = "hr", tail
        add_keys(element, keys)
