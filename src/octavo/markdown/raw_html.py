"""Raw HTML in a chapter, looked at before Markdown runs, so that each finding has its line.

`check_tree` looks once more at what Markdown made of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from octavo.core.model import Finding
from octavo.findings.catalogue.html import HtmlMalformed, HtmlRefused
from octavo.findings.wording import message_of
from octavo.markdown.allowed import VOID, element_faults, is_html
from octavo.markdown.source_places import Lines

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][^\s"'<>/=]*)"""
    r"""(?P<attributes>(?:\s+(?:"[^"]*"|'[^']*'|[^<>"'])*?)?)(?P<closed>\s*/?)>""",
)
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s"'=<>/]+)(?:\s*(?P<is>=)\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'=<>`]*))?"""
)
# `<https://…>`, `<name@host>` and the addresses of `[text](<…>)` and `[label]: <…>`.
_ADDRESS = re.compile(
    r"<[A-Za-z][A-Za-z0-9+.-]*://[^<>]*>|<[^<> !]+@[^@<> ]+>"
    r"|(?<=\]\()<[^<>\n]*>|(?<=\]: )<[^<>\n]*>"
)
_NO_TAG = re.compile(
    r"(?P<sign><(?:!--|!\[CDATA\[|!DOCTYPE|!(?:ATTLIST|ELEMENT|ENTITY|NOTATION)\b|\?))"
    r"(?:(?<=E)[^<>\[]*\[[^\]]*\])?",  # what a DOCTYPE declares is judged with it
    re.I,
)

# Elements that are judged with all that is in them.
_WHOLE = frozenset({"math", "script", "style", "svg"})


def check_raw_html(lines: Lines, file: str) -> tuple[Finding, ...]:
    """Errors for elements and attributes that a book cannot hold, and for tags that do not pair."""
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), lines.text)
    faults = [*_declarations(text), *_elements(text), *_pairs(text)]
    # What stands at one place is told in the order of its words.
    faults.sort(key=lambda fault: (fault[0], fault[1].code, message_of(fault[1])))
    return tuple(replace(fault, file=file, line=lines.at(offset)) for offset, fault in faults)


_Fault = tuple[int, Finding]


def _declarations(text: str) -> Iterator[_Fault]:
    for found in _NO_TAG.finditer(text):
        if found["sign"] == "<!--":
            yield found.start(), HtmlMalformed.comment()
        else:
            yield found.start(), HtmlRefused.declaration({"sign": found["sign"]})


def _elements(text: str) -> Iterator[_Fault]:
    judged = 0
    for tag in _TAG.finditer(text):
        if tag.start() < judged or (tag["end"] and is_html(tag["name"])):
            continue
        attributes: dict[str, str] = {}
        for fault in _attributes(tag["attributes"], attributes):
            yield tag.start(), fault
        attributes.pop("markdown", None)  # what md_in_html acts on, and takes out
        for fault in element_faults(tag["name"], attributes):
            yield tag.start(), fault
        if tag["name"].lower() in _WHOLE:
            judged = text.find(f"</{tag['name']}", tag.end())


def _attributes(source: str, into: dict[str, str]) -> Iterator[Finding]:
    """Read attributes `into` a dict; yield what XHTML does not allow in them."""
    for found in _ATTRIBUTE.finditer(source):
        name, value = found["name"], found["value"] or ""
        if name in into:
            yield HtmlMalformed.twice({"name": name})
        elif not found["is"]:
            yield HtmlMalformed.valueless({"name": name})
        elif value[:1] not in "\"'" or not value:
            yield HtmlMalformed.unquoted({"name": name, "value": value})
        else:
            into[name] = html.unescape(value[1:-1])


def _pairs(text: str) -> Iterator[_Fault]:
    """Tags that open and do not close, or close and never opened."""
    open_tags: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        name = tag["name"]
        if name.lower() in VOID and tag["end"]:
            yield tag.start(), HtmlMalformed.void({"tag": name})
        if name.lower() in VOID or (tag["closed"].strip() and not tag["end"]) or not is_html(name):
            continue
        if not tag["end"]:
            open_tags.append((name, tag.start()))
        elif name in (opened for opened, _ in open_tags):
            inner, start = open_tags.pop()
            while inner != name:
                yield start, HtmlMalformed.before({"tag": inner, "outer": name})
                inner, start = open_tags.pop()
        else:
            yield tag.start(), HtmlMalformed.closes({"tag": name})
    for name, start in open_tags:
        yield start, HtmlMalformed.open({"tag": name})
