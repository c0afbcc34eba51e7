"""Components of Vue and React, as VitePress, Docusaurus and their like have them in Markdown.

<Tabs><TabItem label="npm"> … </TabItem></Tabs>    their tags go; what stands in them is Markdown
<Badge text="beta" />                              what says something in an attribute says it here
import Tabs from '@theme/Tabs'                     goes

Such a tag has a name with a capital or a hyphen that HTML does not know, and says that it is one by
an attribute, by `/>`, or by a closing tag somewhere: `<your-name>` and `Vec<T>` are words. Each
is named (`html-refused`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from octavo.markdown.html_names import is_html
from octavo.markdown.positions import AT, text_of_line
from octavo.markdown.reading import reading_of

_ATTRIBUTE = (
    r"""\s+(?:\{\.\.\.[^{}]*\}|[^\s"'<>/={}]+"""
    r"""(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^\s"'<>=`{}]+))?)"""
)
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Z]\w*(?:\.\w+)*|[a-z]\w*(?:-\w+)+)"
    rf"(?P<rest>(?:{_ATTRIBUTE})*)\s*(?P<self>/?)>"
)
_CLOSING = re.compile(r"</([A-Za-z][\w.-]*)\s*>")
_CAPITALS = re.compile(r"[A-Z\d]+\Z")
_SAYS = re.compile(r"""(?<=\s)(label|title|header|summary|text)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SOURCE = re.compile(
    r"""(?<=\s)src\s*=\s*["']([^"'<>]+\.(?:avif|gif|jpe?g|png|svg|webp))["']""", re.I
)
_ALT = re.compile(r"""(?<=\s)alt\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_IMPORT = re.compile(r"import\s+(?:[\w*${},\s]+?\s+from\s+)?([\"'])[^\"']+\1;?\s*\Z")
_FENCE = re.compile(r"[ \t>]*(?:[*+-][ \t]+|\d+[.)][ \t]+)*(```+|~~~+)")
#: The lines that a tag with its attributes may take.
_LONGEST = 60
#: Keys of the environment: the names of all tags that are closed, and those that a component shares
#: with an element of HTML, which only its braces tell.
_CLOSED, _SHARED = "octavo_closed", "octavo_shared"
_BRACED = re.compile(r"<([A-Z][a-z]\w*)(?=\s[^<>]*?=\{)")
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def add_component_rules(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    md.core.ruler.before("block", "octavo_components", _prepare)
    md.block.ruler.before("octavo_words_block", "octavo_component", _block, _ENDS)
    md.inline.ruler.before("octavo_words", "octavo_component", _inline)


def _prepare(state: StateCore) -> None:
    """Note which tags are closed, and set back what only stands in a component further in."""
    shared = frozenset(_BRACED.findall(state.src)) if "={" in state.src else frozenset()
    closed = frozenset(_closed(state.src, shared))
    state.env.update({_CLOSED: closed, _SHARED: shared})
    if closed:
        state.src = "\n".join(_set_back(state.src.split("\n"), closed))


def _closed(text: str, shared: frozenset[str]) -> Iterator[str]:
    """Yield the names of components that are closed in a text."""
    for name in _CLOSING.findall(text) if "</" in text else ():
        if _is_name(name) and (name in shared or not is_html(name)):
            yield name


def _is_name(name: str) -> bool:
    return name[0].isupper() or "-" in name


def _set_back(lines: list[str], closed: frozenset[str]) -> list[str]:
    """Set lines within components back to where these stand: there nothing set in is code."""
    fence = ""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        if found := _FENCE.match(line):
            if not fence:
                fence = found[1]
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        text = line.strip()
        if fence or not text.startswith("<"):
            continue
        for tag in _TAG.finditer(text):
            if tag["end"] and any(name == tag["name"] for name, _ in opened):
                while opened[-1][0] != tag["name"]:
                    opened.pop()
                _, first = opened.pop()
                _set_stretch_back(lines, first, number)
            elif not tag["end"] and not tag["self"] and tag["name"] in closed:
                opened.append((tag["name"], number))
    return lines


def _set_stretch_back(lines: list[str], first: int, last: int) -> None:
    inner = [line for line in lines[first + 1 : last] if line.strip()]
    outer = min(_indent(lines[first]), _indent(lines[last]))
    more = min(map(_indent, inner), default=0) - outer
    if more > 0:
        for number in range(first + 1, last):
            line = lines[number].expandtabs(4)
            lines[number] = line[more:] if line.strip() else line


def _indent(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" "))


def _is_component(tag: re.Match[str], env: Mapping[str, Any]) -> bool:
    name, closed = tag["name"], env.get(_CLOSED, frozenset())
    if is_html(name) and name not in env.get(_SHARED, ()):
        return name == "Image" and bool(tag["self"])
    says = bool(tag["self"]) or "=" in tag["rest"] or name in closed
    return says and (name in closed or not _CAPITALS.match(name))


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    text = text_of_line(state, start)
    if _IMPORT.match(text) and text.startswith("import"):
        if not silent:
            reading_of(state).components.append(("import", start))
            state.line = start + 1
        return True
    if not text.startswith("<"):
        return False
    at = state.bMarks[start] + state.tShift[start]
    tags, behind = _tags(state, at, state.eMarks[min(end, start + _LONGEST) - 1])
    last = next((n for n in range(start, end) if state.eMarks[n] >= behind), end)
    if not tags or last == end or state.src[behind : state.eMarks[last]].strip():
        return False
    if silent:
        return True
    for tag in tags:
        line = start + state.src.count("\n", at, tag.start())
        _push_block(state, tag, line)
    state.line = last + 1
    return True


def _tags(state: StateBlock, at: int, most: int) -> tuple[list[re.Match[str]], int]:
    """Return the tags that stand side by side from a place on, and where they end."""
    tags: list[re.Match[str]] = []
    while (tag := _TAG.match(state.src, at, most)) and _is_component(tag, state.env):
        tags.append(tag)
        at = tag.end()
        while state.src[at : at + 1] in (" ", "\t"):
            at += 1
    return tags, at


def _push_block(state: StateBlock, tag: re.Match[str], line: int) -> None:
    if not tag["end"]:
        reading_of(state).components.append((tag["name"], line))
    source, words = _SOURCE.search(tag["rest"]), _words(tag)
    if not source and not words:
        return
    token = state.push("paragraph_open" if source else "summary_open", "p", 1)
    token.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.map, inline.children = token.map, []
    inline.content = f"![{_alt(tag)}](<{source[1]}>)" if source else _literal(words)
    state.push("paragraph_close" if source else "summary_close", "p", -1)


def _literal(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>$])", r"\\\1", " ".join(words.split()))


def _words(tag: re.Match[str]) -> str:
    found = _SAYS.search(tag["rest"])
    return (found[2] or found[3] or "").strip() if found else ""


def _alt(tag: re.Match[str]) -> str:
    found = _ALT.search(tag["rest"])
    return _literal(found[1] or found[2] or "") if found else _literal(_words(tag))


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    tag = _TAG.match(state.src, state.pos, state.posMax)
    if tag is None or not _is_component(tag, state.env):
        return False
    if not silent:
        token = state.push("component", "", 0)
        token.info, token.meta[AT] = "" if tag["end"] else tag["name"], state.pos
        if source := _SOURCE.search(tag["rest"]):
            image = state.push("image", "img", 0)
            image.attrs, image.children = {"src": source[1], "alt": _alt(tag)}, []
        elif words := _words(tag):
            follows = state.src[tag.end() : tag.end() + 1].strip()
            state.push("text", "", 0).content = (
                f"{words} " if follows and not tag["self"] else words
            )
    state.pos = tag.end()
    return True


def without_components(html: str) -> tuple[str, list[tuple[str, int]]]:
    """Return a piece of HTML without the tags of components, and their names with their lines."""
    taken: list[tuple[str, int]] = []
    if not _TAG.search(html):
        return html, taken
    env = {_CLOSED: frozenset(_closed(html, frozenset()))}

    def left(found: re.Match[str]) -> str:
        if not _is_component(found, env):
            return found[0]
        if not found["end"]:
            taken.append((found["name"], html.count("\n", 0, found.start())))
        words = escape(_words(found))
        return f"{words} " if words else ""

    return _TAG.sub(left, html), taken
