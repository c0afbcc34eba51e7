"""Elements of HTML → those that a book has, with the attributes that they may have."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from octavo.markdown.html_attributes import clean_attributes
from octavo.markdown.html_names import ELEMENTS
from octavo.markdown.mended_tree import (
    Mended,
    add_text_before,
    braces_line,
    is_foreign,
    line_of,
    unwrap,
)
from octavo.markdown.xhtml_tree import drop
from octavo.text.xhtml_names import HEADINGS, LINE

#: Elements that go with all that is in them: nothing of it is a word of the book.
_GONE = frozenset(
    "applet area base basefont bgsound frame frameset head link meta param script source style svg"
    " track".split()
)
#: Of these, what shows nothing on any page, and needs no word: facts for machines.
_SILENT = frozenset("base meta param source track".split())
#: Elements that go and leave what is in them.
_LEFT = frozenset("canvas map noembed noframes template title".split())
#: Elements that become others: tag, and class.
_INSTEAD = MappingProxyType(
    {
        "acronym": ("abbr", ""), "address": ("div", "address"), "big": ("span", "big"),
        "center": ("div", "align-center"), "details": ("div", "details"), "dir": ("ul", ""),
        "font": ("span", ""), "footer": ("div", ""), "header": ("div", ""), "hgroup": ("div", ""),
        "legend": ("p", ""), "listing": ("pre", ""), "main": ("div", ""), "menu": ("ul", ""),
        "nav": ("div", ""), "nobr": ("span", ""), "optgroup": ("span", ""),
        "option": ("span", ""), "plaintext": ("pre", ""), "search": ("div", ""),
        "section": ("div", ""), "article": ("div", ""), "strike": ("s", ""),
        "summary": ("p", "summary"), "textarea": ("pre", ""), "tt": ("code", ""),
        "xmp": ("pre", ""), "fieldset": ("div", ""), "form": ("div", ""), "dialog": ("div", ""),
        "blink": ("span", ""), "marquee": ("span", ""), "label": ("span", ""),
        "button": ("span", ""), "output": ("span", ""), "meter": ("span", ""),
        "progress": ("span", ""), "select": ("span", ""), "datalist": ("span", ""),
    }
)  # fmt: skip
#: Elements that show something from elsewhere: a link to it stays.
_SHOWING = frozenset(["audio", "embed", "iframe", "object", "video"])


def set_elements(root: etree._Element, mended: Mended) -> None:
    """Have every element below the root be one that a book has."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            drop(element)
        elif element is not root and element.getroottree().getroot() is not None:
            _rename_one(element, mended)


def _rename_one(element: etree._Element, mended: Mended) -> None:
    if is_foreign(element):
        return
    tag = str(element.tag).lower()
    if tag in _GONE or tag in _LEFT:
        if element.getparent() is not None:
            if tag not in _SILENT:
                mended.gone.append((tag, line_of(element)))
            (unwrap if tag in _LEFT else drop)(element)
        return
    if tag in _SHOWING:
        _link_instead(element, tag, mended)
        return
    if tag == "input":
        _tick(element)
        return
    if tag == "picture":
        _one_picture(element)
        return
    if tag == "hgroup":
        for line in [each for each in element if each.tag in HEADINGS][1:]:
            line.set("class", f"{line.get('class', '')} subtitle".strip())
    name, added = _INSTEAD.get(tag, (tag, ""))
    if name not in ELEMENTS:
        unwrap(element)
        return
    _set_attributes(element, name, added, mended)
    _bare_without(element)


def _set_attributes(element: etree._Element, name: str, added: str, mended: Mended) -> None:
    given = {str(key): str(value) for key, value in element.attrib.items()}
    if added:
        given["class"] = f"{given.get('class', '')} {added}".strip()
    element.tag = name
    set_cleaned(element, given, mended)


def _bare_without(element: etree._Element) -> None:
    """Elements that mean something only with an attribute are bare spans without it."""
    tag = str(element.tag)
    if (
        (tag == "bdo" and not element.get("dir"))
        or (tag == "data" and "value" not in element.attrib)
        or (tag == "time" and "datetime" not in element.attrib)
    ):
        element.tag = "span"
    elif tag == "img":
        if "alt" not in element.attrib:
            element.set("alt", "")
        if "src" not in element.attrib:
            element.set("src", "")  # a frame with its words will stand there


def _link_instead(element: etree._Element, tag: str, mended: Mended) -> None:
    """Link to what would be shown, without its own words for readers that cannot show it."""
    sources = [element, *element.iter("source", "param", "embed")]
    found = [
        each.get(name) for each in sources for name in ("src", "data", "href") if each.get(name)
    ]
    address = str(found[0]) if found else ""
    if not address or address.lower().startswith(("javascript:", "data:", "about:")):
        mended.gone.append((tag, line_of(element)))
        unwrap(element)
        return
    mended.linked.append((tag, line_of(element)))
    link = etree.Element("a", {"href": address})
    if line := line_of(element):
        link.set(LINE, str(line))
    link.text = element.get("title") or address
    link.tail = element.tail
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, link)


def _tick(element: etree._Element) -> None:
    """Make a box to tick a character; other fields to fill in go."""
    if element.get("type", "").lower() in ("checkbox", "radio"):
        add_text_before(element, "☑" if "checked" in element.attrib else "☐")
    drop(element)


def _one_picture(element: etree._Element) -> None:
    image = next(element.iter("img"), None)
    if image is None:
        source = next(
            (each.get("srcset") for each in element.iter("source") if each.get("srcset")), ""
        )
        image = etree.Element("img", {"src": str(source).split(",")[0].split(" ")[0], "alt": ""})
        if line := line_of(element):
            image.set(LINE, str(line))
    for child in list(element):
        if child is not image:
            element.remove(child)
    if image.getparent() is None:
        element.append(image)
    unwrap(element)


def set_cleaned(element: etree._Element, given: Mapping[str, str], mended: Mended) -> None:
    """Give an element those of the attributes that it may have, and note what was wrong."""
    line = braces_line(element)
    cleaned = clean_attributes(str(element.tag), given)
    mended.scripts += [(script, line) for script in cleaned.scripts]
    mended.languages += [(language, line) for language in cleaned.languages]
    if cleaned.kept != {str(key): str(value) for key, value in element.attrib.items()}:
        element.attrib.clear()
        for key, value in cleaned.kept.items():
            element.set(key, value)
