"""Addresses in which another tool's tags stand: what these say is put in their place.

    [next]({{< ref "ebb.md" >}})           Hugo's cross references
    ![bay]({{ site.baseurl }}/bay.png)     Jekyll's root, which is the book's
    <img src="{{ '/bay.png' | relative_url }}">
    [last]({% link _posts/ebb.md %})  [last]({% post_url 2020-01-31-ebb %})

An address whose tags say what no one here can know stays as it is typed, and its tags are named.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

_TAG = r"\{\{.*?\}\}|\{%.*?%\}"
_ADDRESS = re.compile(
    rf"""(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))
      | (?P<before>\]\([ ]*<?)(?P<address>(?:{_TAG}|[^\s()<>{{}}])+)
        (?P<behind>>?(?:\s+["'][^"']*["'])?\s*\))
      | (?P<name>\b(?:src|href)=)(?P<sign>["'])(?P<said>(?:{_TAG}|(?!(?P=sign)).)*?)(?P=sign)""",
    re.VERBOSE | re.DOTALL,
)
#: A tag by what it stands for; what is not here nobody can know.
_SAYS = (
    (re.compile(r"\{\{-?\s*(?:site\.(?:base_?url|url)|base_path)\s*(?:\|[^{}]*)?\}\}", re.I), ""),
    (re.compile(r"""\{\{-?\s*(["'])([^"'{}]*)\1\s*\|[^{}]*\}\}"""), r"\2"),
    (re.compile(r"""\{\{[<%]-?\s*(?:rel)?ref\s+(?:path=)?["'`]?([^"'`{}<>]*?)["'`]?\s*[%>]\}\}"""),
     r"\1"),
    (re.compile(r"\{%-?\s*link\s+([^{}%]+?)\s*-?%\}"), r"/\1"),
    (re.compile(r"\{%-?\s*post_url\s+(?:[^{}%]*/)?([^{}%/]+?)\s*-?%\}"), r"\1.md"),
)  # fmt: skip


def add_tagged_addresses(md: MarkdownIt) -> None:
    """Put the rule into a parser, between blocks and lines."""
    md.core.ruler.after("block", "octavo_addresses", _addresses)


def _addresses(state: StateCore) -> None:
    if "{{" not in state.src and "{%" not in state.src:
        return
    for token in state.tokens:
        if token.type in ("inline", "html_block") and "{" in token.content:
            token.content = followed(token.content)


def followed(text: str) -> str:
    """Return Markdown with the addresses that its tags say."""
    return _ADDRESS.sub(_put, text)


def _put(found: re.Match[str]) -> str:
    address = found["address"] or found["said"]
    if not address or "{" not in address:
        return found[0]
    plain = address
    for tag, says in _SAYS:
        plain = tag.sub(says, plain)
    if not plain or "{" in plain:
        return found[0]
    if found["address"]:
        return f"{found['before']}{plain}{found['behind']}"
    return f"{found['name']}{found['sign']}{plain}{found['sign']}"
