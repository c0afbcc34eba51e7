"""Bare addresses as GitHub reads them: `https://…`, `www.…`, `mailto:…`, `name@host`.

The plugin's rules look at all that stands behind a sign, and at all the words before it. Here they
are shown what can be an address: so they cost no more than it is long.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

_Rule = Callable[[StateInline, bool], bool]

#: What may stand before an address (GitHub Flavored Markdown 0.29, 6.9, with line ends and tabs).
_BEFORE = " \t\r\n*_~("
#: An address ends at a space, and before a sign that is written as a text's: `&lt;`, `\[`.
_WORD_END = re.compile(r"[ \t\r\n\0\x0b\x0c]|(?=&lt;|&amp;#?\w+;|\\[!-/:-@\[-`{-~])")
#: No host's name is so long (RFC 1035, 2.3.4), and no address (RFC 9110, 4.1, asks for 8,000).
_LONG_HOST = re.compile(r"[^\s!\"#%&'()*,/:;?@\[\\\]{}]{256}")
_LONGEST = 8192
_WEB_HOST = re.compile(rf"://(?!{_LONG_HOST.pattern})")
_HOST_BEHIND = re.compile(r"@[A-Za-z0-9_-]*\.[A-Za-z0-9]")
_PROTOCOLS = ("http", "https", "mailto", "xmpp")
#: Words kept before a sign: the name of a protocol, and the character before it.
_KEPT = 8


def add_bare_links(md: MarkdownIt) -> None:
    """Put the plugin's rules into a parser, each behind a look at what stands there."""
    md.use(gfm_autolink_plugin)
    www, protocol, email = md.inline.ruler.getRules("")[-3:]
    md.inline.ruler.at("gfm_autolink_www", _guarded(www, _is_www))
    md.inline.ruler.at("gfm_autolink_protocol", _guarded(protocol, _is_protocol))
    md.inline.ruler.at("gfm_autolink_email", _guarded(email, _is_email))


def _guarded(rule: _Rule, begins: Callable[[StateInline], bool]) -> _Rule:
    def guarded(state: StateInline, silent: bool) -> bool:
        # While a label's end is looked for, addresses are words (the plugin's issue 160).
        if silent or state.linkLevel or not begins(state):
            return False
        most, least = state.posMax, min(state.posMax, state.pos + _LONGEST)
        end = _WORD_END.search(state.src, state.pos, least)
        if end is None and least < most:
            return False
        state.posMax = end.end() if end else most
        found = rule(state, False)
        state.posMax = most
        return found

    return guarded


def _is_www(state: StateInline) -> bool:
    return (
        state.src.startswith("www.", state.pos)
        and (state.pos == 0 or state.src[state.pos - 1] in _BEFORE)
        and _LONG_HOST.match(state.src, state.pos) is None
    )


def _is_protocol(state: StateInline) -> bool:
    at = state.pos
    if state.src[at] != ":" or not state.src.endswith(_PROTOCOLS, 0, at):
        return False
    if (
        state.src.endswith(("http", "https"), 0, at)
        and _WEB_HOST.match(state.src, at, state.posMax) is None
    ):
        return False
    words = state.pending
    if len(words) > 2 * _KEPT:  # the rule searches them all
        state.pending = words[:-_KEPT]
        state.pushPending()
        state.pending = words[-_KEPT:]
    return True


def _is_email(state: StateInline) -> bool:
    return _HOST_BEHIND.match(state.src, state.pos, state.posMax) is not None
