"""Markdown's results compared as trees: elements, texts, and the attributes that carry meaning."""

from __future__ import annotations

import re
from html.parser import HTMLParser

#: What is compared besides elements and texts; and the language of code.
KEPT = frozenset(["alt", "href", "src", "start", "title"])
VOID = frozenset(["br", "hr", "img", "input"])
#: Elements beside which, and at whose ends, spaces mean nothing.
BLOCKS = frozenset(
    "blockquote div h1 h2 h3 h4 h5 h6 hr li ol p pre root table tbody td th thead tr ul".split()
)

Tree = tuple[str, tuple[tuple[str, str], ...], tuple["Tree | str", ...]]


def tree(html: str) -> Tree:
    """Return HTML as a tree in which only what matters is left."""
    parser = _Reader()
    parser.feed(html.strip("\n"))
    parser.close()
    return _plain(parser.root, in_pre=False)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: tuple = ("root", {}, [])
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kept = {name: value for name, value in given.items() if name in KEPT}
        language = re.search(r"language-(\S+)", given.get("class", ""))
        if tag == "code" and language:
            kept["language"] = language[1]
        if kept.get("start") == "1":
            del kept["start"]
        element = (tag, kept, [])
        self._open[-1][2].append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for number in range(len(self._open) - 1, 0, -1):
            if self._open[number][0] == tag:
                del self._open[number:]
                return

    def handle_data(self, data: str) -> None:
        inside = self._open[-1][2]
        if inside and isinstance(inside[-1], str):
            inside[-1] += data
        else:
            inside.append(data)

    def handle_comment(self, data: str) -> None:
        self._open[-1][2].append(("comment", {"text": data}, []))

    def handle_decl(self, decl: str) -> None:
        self._open[-1][2].append(("declaration", {"text": decl}, []))

    def handle_pi(self, data: str) -> None:
        self._open[-1][2].append(("instruction", {"text": data}, []))


def _plain(element: tuple, *, in_pre: bool) -> Tree:
    tag, attributes, inside = element
    in_pre = in_pre or tag == "pre"
    parts: list = []
    for part in inside:
        if isinstance(part, str):
            parts.append(part if in_pre else re.sub(r"[ \t\n]+", " ", part))
        else:
            parts.append(_plain(part, in_pre=in_pre))
    if in_pre:
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip("\n")
    else:
        parts = _without_edges(tag, parts)
    return tag, tuple(sorted(attributes.items())), tuple(part for part in parts if part)


def _without_edges(tag: str, parts: list) -> list:
    def is_block(part: Tree | str) -> bool:
        return not isinstance(part, str) and part[0] in BLOCKS | {"br"}

    done = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            before, after = parts[number - 1 : number], parts[number + 1 : number + 2]
            if is_block(before[0]) if before else tag in BLOCKS:
                part = part.lstrip(" ")
            if is_block(after[0]) if after else tag in BLOCKS:
                part = part.rstrip(" ")
        done.append(part)
    return done
