"""Calls of notes, `[^name]`, and notes that are written in the line, `^[words]`.

The plugin's own rules look from each bracket to the end of the line; these look once.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

#: A call; names are no longer than the labels of links may be (CommonMark 0.31.2, 6.3).
_CALL = re.compile(r"\[\^([^\] \n]{1,999})\]")


def add_note_rules(md: MarkdownIt) -> None:
    """Put the rules into a parser that has the plugin, in the place of its own."""
    md.inline.ruler.before("footnote_ref", "footnote_inline", _note)
    md.inline.ruler.at("footnote_ref", _call)


def _note(state: StateInline, silent: bool) -> bool:
    """Read a note in its place: its words are parsed as a line of their own."""
    start = state.pos
    if not state.src.startswith("^[", start) or start + 2 >= state.posMax:
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        notes = state.env.setdefault("footnotes", {"refs": {}, "list": {}})["list"]
        number, words = len(notes), state.src[start + 2 : end]
        # The number is taken before the words are read: there may be notes in them.
        notes[number] = {"content": words, "tokens": []}
        state.md.inline.parse(words, state.md, state.env, notes[number]["tokens"])
        state.push("footnote_ref", "", 0).meta["id"] = number
    state.pos = end + 1
    return True


def _call(state: StateInline, silent: bool) -> bool:
    """Read a call, whether or not its note is there: that is seen when all are known."""
    found = _CALL.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta["label"] = found[1]
    state.pos = found.end()
    return True
