"""What Markdown made of a chapter, looked at once more as a tree.

The source is checked before (`rawhtml.py`), with exact lines; but attribute
lists (`{rel=attachment}`) and code that turned out not to be code come past
it. Here nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from octavo.core.model import Finding
from octavo.findings.catalogue.chapters import IdTwice
from octavo.findings.catalogue.html import HtmlNesting
from octavo.markdown.allowed import BLOCKS, element_faults
from octavo.markdown.source_places import Lines
from octavo.text.xhtml_names import XML_PREFIX

# Attributes that Octavo and Python-Markdown write themselves, and take off again.
_OURS = frozenset(["align", "data-tex", "data-container"])

# Elements that hold text and phrases, but no blocks.
_TEXT_ONLY = frozenset(
    "a abbr b bdi bdo cite code dfn em h1 h2 h3 h4 h5 h6 i kbd mark p pre q s samp small span"
    " strong sub sup u var".split()
)
_PARENTS = {
    "caption": ("table",),
    "col": ("colgroup",),
    "colgroup": ("table",),
    "dd": ("dl", "div"),
    "dt": ("dl", "div"),
    "figcaption": ("figure",),
    "li": ("ol", "ul"),
    "tbody": ("table",),
    "td": ("tr",),
    "tfoot": ("table",),
    "th": ("tr",),
    "thead": ("table",),
    "tr": ("table", "tbody", "tfoot", "thead"),
}
# Elements that hold nothing but these.
_CHILDREN = {
    "colgroup": ("col",),
    "dl": ("dt", "dd", "div"),
    "ol": ("li",),
    "table": ("thead", "tbody", "tfoot", "tr", "caption", "colgroup"),
    "tbody": ("tr",),
    "tfoot": ("tr",),
    "thead": ("tr",),
    "tr": ("td", "th"),
    "ul": ("li",),
}


# Ids that a section's title and its notes have, behind the section's own.
_RESERVED = re.compile(r"title|note(?:ref)?-\d+(?:-\d+)?")


def check_tree(root: etree._Element, lines: Lines, file: str) -> Iterator[Finding]:
    """Errors for what a book cannot hold, for misplaced elements, and for ids given twice.

    `root` is the wrapper of a chapter's content, as Markdown left it.
    """
    ids: set[str] = set()
    twice: set[str] = set()
    for element in root.iterdescendants(etree.Element):
        tag, attributes = str(element.tag), _attributes(element)
        for fault in (*element_faults(tag, attributes), *_misplaced(element, root)):
            yield replace(fault, file=file, line=_line(element, lines))
        name = attributes.get("id", "")
        if name in ids:
            if name not in twice:
                lines.next_match(f"#{name}", _id_pattern(name))  # past the first
            twice.add(name)
            line = lines.next_match(f"#{name}", _id_pattern(name))
            yield IdTwice.text({"id": name}, file=file, line=line)
        elif name and _RESERVED.fullmatch(name):
            line = lines.next_match(f"#{name}", _id_pattern(name))
            yield IdTwice.reserved({"id": name}, file=file, line=line)
        elif name:
            ids.add(name)


def _attributes(element: etree._Element) -> dict[str, str]:
    names = {name: str(name).replace(XML_PREFIX, "xml:") for name in element.attrib}
    return {short: str(element.get(name)) for name, short in names.items() if short not in _OURS}


def _misplaced(element: etree._Element, root: etree._Element) -> Iterator[Finding]:
    tag, parent = str(element.tag), element.getparent()
    around = str(parent.tag) if parent is not None and parent is not root else "the text"
    if tag in _PARENTS and around not in _PARENTS[tag]:
        places = " or ".join(f"<{name}>" for name in _PARENTS[tag][:2])
        yield HtmlNesting.outside({"tag": tag, "places": places})
    elif around in _CHILDREN and tag not in _CHILDREN[around]:
        children = " or ".join(f"<{name}>" for name in _CHILDREN[around][:2])
        yield HtmlNesting.child({"tag": tag, "holder": around, "children": children})
    elif tag in BLOCKS and (holder := _holder(element)) in _TEXT_ONLY:
        yield HtmlNesting.block({"tag": tag, "holder": holder})
    elif tag == "caption" and element.getprevious() is not None:
        yield HtmlNesting.caption()
    elif tag == "a" and next(element.iterancestors("a"), None) is not None:
        yield HtmlNesting.link()
    if tag in _CHILDREN and any(text.strip() for text in _own_texts(element)):
        place = {"dl": "<dt> or <dd>", "ol": "<li>", "ul": "<li>"}.get(tag, "<td>")
        yield HtmlNesting.text({"tag": tag, "place": place})


def _holder(element: etree._Element) -> str:
    """Return what an element stands in; `ins` and `del` may hold what may stand around them."""
    around = (str(parent.tag) for parent in element.iterancestors(etree.Element))
    return next((tag for tag in around if tag not in ("del", "ins")), "")


def _own_texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _line(element: etree._Element, lines: Lines) -> int:
    """Return the line of an element's tag in the source, or of one of its attributes."""
    tag = re.escape(str(element.tag))
    given = [re.escape(str(name).rpartition("}")[2]) for name in element.attrib]
    patterns = [rf"<{tag}\b", *(rf"(?<=[\s{{]){name}\s*=" for name in given)]
    if tag == "a":
        patterns.append(rf"\]\(\s*<?{re.escape(str(element.get('href', '')))}")
    return lines.next_match(f"<{tag}", "|".join(patterns))


def _id_pattern(name: str) -> str:
    return rf"""#{re.escape(name)}(?=[\s}}])|\bid\s*=\s*["']?{re.escape(name)}(?=["'\s}}>])"""
