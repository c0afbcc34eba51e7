"""Marks of note-takers' vaults, as Obsidian and its like have them.

[[A note]]  [[folder/A note#A heading|words]]  [[#A heading]]    a link to another file
![[picture.png|300]]                                             a picture, with its width
![[A note]]                                                      a note to be put in: a link to it
==words==                                                        marked words
A paragraph. ^its-id                                             the name of a block
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

_LINK = re.compile(
    r"(?P<embed>!?)\[\[(?!\s)(?P<path>[^\[\]\n|#^]*)(?P<place>[#^][^\[\]\n|]*)?(?:\|(?P<words>[^\[\]\n]*))?\]\]"
    r"(?![(\[])"
)
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)\Z", re.I)
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?\Z")
#: Where a vault's styles set a picture; it says nothing of what the picture shows.
_SIDES = frozenset({"center", "centre", "left", "right"})
_ENDING = re.compile(r"\.\w{1,8}\Z")
#: Behind it stands no quotation mark or stop: `"=="` quotes the sign.
_MARKED = re.compile(r"==(?![\s=\"',.;:)”’])(?P<words>[^\n]*?[^\s=(\"'“‘])==(?!=)")
_BLOCK_NAME = re.compile(r"(?<=\s)\^(?=[\w-]*[a-zA-Z])[a-zA-Z0-9-]{4,}\Z")
#: What stands in such brackets and is no file: numbers, and other tools' contents.
_NO_FILE = re.compile(r"[\d\s.,;:+-]+|_?toc_?", re.I)


def add_vault_marks(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    ruler = md.inline.ruler
    ruler.before("link", "octavo_wiki_link", _link)
    ruler.before("link", "octavo_marked", _marked)
    ruler.before("link", "octavo_block_name", _block_name)
    for sign in "=^":
        md.inline.add_terminator_char(sign)


def _link(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    found = _LINK.match(state.src, state.pos, state.posMax)
    if found is None or not (found["path"].strip() or found["place"]):
        return False
    path, place = found["path"].strip().rstrip("\\"), (found["place"] or "").strip()
    references = state.env.get("references", {})
    if _NO_FILE.fullmatch(path) or normalizeReference(path) in references:
        return False
    if not silent:
        if found["embed"] and _PICTURE.search(path):
            _push_picture(state, path, found["words"] or "")
        else:
            _push_link(state, path, place, found["words"] or "")
    state.pos = found.end()
    return True


def _push_picture(state: StateInline, path: str, words: str) -> None:
    token = state.push("image", "img", 0)
    size = _SIZE.match(words.rpartition("|")[2].strip())
    told = words.rpartition("|")[0] if size else words
    told = "|".join(part for part in told.split("|") if part.strip().lower() not in _SIDES)
    token.attrs = {"src": quote(path), "alt": told.strip()}
    if size:
        token.attrs["width"] = size[1]
    token.content, token.children = told, []


def _push_link(state: StateInline, path: str, place: str, words: str) -> None:
    heading = place.lstrip("#").rpartition("#")[2]
    name = path.rpartition("/")[2]
    file = path if not path or _ENDING.search(path) else f"{path}.md"
    fragment = "" if heading.startswith("^") else heading
    href = quote(file) + (f"#{quote(fragment)}" if fragment else "")
    shown = words.strip() or (f"{name} > {heading}" if name and fragment else name or heading)
    state.push("link_open", "a", 1).attrs = {"href": href or "#"}
    text = state.push("text", "", 0)
    text.content = shown
    state.push("link_close", "a", -1)


def _marked(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("==", state.pos) or state.src[state.pos - 1 : state.pos] == "=":
        return False
    found = _MARKED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        start, most = found.span("words")
        end = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = start, most
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("mark_close", "mark", -1)
    state.pos = found.end()
    return True


def _block_name(state: StateInline, silent: bool) -> bool:
    """Take out the name by which other notes call a paragraph, at its end."""
    if state.src[state.pos] != "^" or state.posMax != len(state.src):
        return False
    found = _BLOCK_NAME.match(state.src, state.pos)
    if found is None:
        return False
    state.pending = state.pending.rstrip()
    state.pos = found.end()
    return True
