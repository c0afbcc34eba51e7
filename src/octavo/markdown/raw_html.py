"""Raw HTML as it is written: its tags get the lines on which they stand, its comments go.

What looks like a tag and is none (`<your-name>`, a tag that never ends) becomes text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from types import MappingProxyType

from octavo.markdown.html_names import VOID, is_html
from octavo.markdown.positions import LineCount
from octavo.text.xhtml_names import LINE

_COMMENT = re.compile(
    r"<!--(?:>|->|.*?(?:-->|\Z))|<\?.*?(?:\?>|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^>]*(?:>|\Z)",
    re.S,
)
_SIGN = re.compile(
    # A quotation mark begins a value only behind `=`; elsewhere it is part of an odd name.
    r"""<(?P<end>/?)(?P<name>[A-Za-z][^\s<>/"'=]*)"""
    r"""(?P<rest>(?:=\s*+(?:"[^"]*"|'[^']*'|(?!["']))|[^<>=])*+>)?"""
)
#: Tags of a whole document, whose ends would be the end of all for a parser.
_DOCUMENT = MappingProxyType({"body": "div", "frameset": "div", "head": "template", "html": "div"})
#: The attribute by which a tag of the author's is known.
BY_AUTHOR = "data-by-author"
#: What stands for stashed HTML, or a tag of an element that Markdown made.
_STEP = re.compile(
    r"\x02wzxhzdk:(?P<stash>\d+)\x03|<(?P<end>/?)(?P<name>[a-z]\w*)(?P<rest>[^<>]*)>"
)


def in_book(html: str, line: int | None) -> str:
    """Return HTML without comments and with tags alone; each says its line, counted from `line`."""

    def lined(found: re.Match[str]) -> str:
        if not is_html(found["name"]) or found["rest"] is None:
            return f"&lt;{found[0][1:]}"
        if line is None:
            return found[0]
        tag = _DOCUMENT.get(found["name"].lower(), found["name"])
        if found["end"]:
            return f"</{tag}{found['rest']}"
        at = line + lines.before(found.start())
        return f'<{tag} {LINE}="{at}" {BY_AUTHOR}{found["rest"]}'

    html = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), html)
    lines = LineCount(html)
    return _SIGN.sub(lined, html)


def put_in(xhtml: str, stash: list[str]) -> str:
    """Return XHTML with stashed HTML in its places, no tag of it reaching out of its element.

    An element that Markdown makes closes what was opened within it; a closing tag whose partner
    stands outside goes. So a forgotten `</div>` in a list spoils that item alone.
    """
    parts: list[str] = []
    opened: list[tuple[str, bool]] = []  # names, and whether the author opened them
    at = 0
    for found in _STEP.finditer(xhtml):
        parts.append(xhtml[at : found.start()])
        at = found.end()
        if found["stash"] is not None:
            parts += _balanced(stash[int(found["stash"])], opened)
        elif found["end"]:
            while opened and opened[-1][1]:
                parts.append(f"</{opened.pop()[0]}>")
            if opened:
                opened.pop()
            parts.append(found[0])
        else:
            if not found["rest"].endswith("/"):
                opened.append((found["name"], False))
            parts.append(found[0])
    return "".join([*parts, xhtml[at:]])


def _balanced(html: str, opened: list[tuple[str, bool]]) -> Iterator[str]:
    """Yield the parts of a piece of HTML, without tags that close nothing of the author's here."""
    at = 0
    for tag in _SIGN.finditer(html):
        yield html[at : tag.start()]
        at = tag.end()
        name = tag["name"].lower()
        if tag["rest"] is None or name in VOID or tag["rest"].endswith("/>"):
            yield tag[0]
        elif not tag["end"]:
            opened.append((name, True))
            yield tag[0]
        elif name in _own(opened):
            while opened[-1][0] != name:
                yield f"</{opened.pop()[0]}>"
            opened.pop()
            yield tag[0]
    yield html[at:]


def _own(opened: list[tuple[str, bool]]) -> Iterator[str]:
    """Yield the names of what the author opened within the element that is open now, last first."""
    return (name for name, _ in takewhile(lambda pair: pair[1], reversed(opened)))
