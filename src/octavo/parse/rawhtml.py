"""Raw HTML in a chapter, looked at before Markdown runs, so that each finding has its line.

`check_tree` looks once more at what Markdown made of it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from octavo.model import Finding, Severity
from octavo.parse.allowed import VOID, element_faults, is_html
from octavo.parse.source import Lines

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

_PAIR = "Mend the tag, or write &lt; where you mean the sign <."


def check_raw_html(lines: Lines, file: str) -> tuple[Finding, ...]:
    """Errors for elements and attributes that a book cannot hold, and for tags that do not pair."""
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), lines.text)
    faults = [*_declarations(text), *_elements(text), *_pairs(text)]
    return tuple(
        Finding(
            code=code,
            severity=Severity.ERROR,
            message=message,
            file=file,
            line=lines.at(offset),
            hint=hint,
        )
        for offset, code, message, hint in sorted(faults)
    )


_Fault = tuple[int, str, str, str]


def _declarations(text: str) -> Iterator[_Fault]:
    for found in _NO_TAG.finditer(text):
        if found["sign"] == "<!--":
            message, hint = "this comment is never closed.", "Write --> at its end."
            yield found.start(), "html-malformed", message, hint
        else:
            message = f"{found['sign']} cannot stand in a book."
            yield found.start(), "html-refused", message, "Take it out."


def _elements(text: str) -> Iterator[_Fault]:
    judged = 0
    for tag in _TAG.finditer(text):
        if tag.start() < judged or (tag["end"] and is_html(tag["name"])):
            continue
        attributes: dict[str, str] = {}
        for message, hint in _attributes(tag["attributes"], attributes):
            yield tag.start(), "html-malformed", f"raw HTML is not well-formed: {message}.", hint
        attributes.pop("markdown", None)  # what md_in_html acts on, and takes out
        for message, hint in element_faults(tag["name"], attributes):
            yield tag.start(), "html-refused", message, hint
        if tag["name"].lower() in _WHOLE:
            judged = text.find(f"</{tag['name']}", tag.end())


def _attributes(source: str, into: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Reads attributes `into` a dict; yields what XHTML does not allow in them."""
    for found in _ATTRIBUTE.finditer(source):
        name, value = found["name"], found["value"] or ""
        if name in into:
            yield f"{name} stands twice in one tag", "Take one of the two out."
        elif not found["is"]:
            yield f"{name} has no value", f'Write {name}="…", or &lt; where you mean the sign <.'
        elif value[:1] not in "\"'" or not value:
            yield f"the value of {name} has no quotes", f'Write {name}="{value}".'
        else:
            into[name] = html.unescape(value[1:-1])


def _pairs(text: str) -> Iterator[_Fault]:
    """Tags that open and do not close, or close and never opened."""
    open_tags: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        name = tag["name"]
        if name.lower() in VOID and tag["end"]:
            yield _unpaired(tag.start(), f"<{name}> needs no </{name}>")
        if name.lower() in VOID or (tag["closed"].strip() and not tag["end"]) or not is_html(name):
            continue
        if not tag["end"]:
            open_tags.append((name, tag.start()))
        elif name in (opened for opened, _ in open_tags):
            inner, start = open_tags.pop()
            while inner != name:
                yield _unpaired(start, f"<{inner}> is not closed before </{name}>")
                inner, start = open_tags.pop()
        else:
            yield _unpaired(tag.start(), f"</{name}> closes nothing")
    for name, start in open_tags:
        yield _unpaired(start, f"<{name}> is never closed")


def _unpaired(offset: int, message: str) -> _Fault:
    return offset, "html-malformed", f"raw HTML is not well-formed: {message}.", _PAIR
