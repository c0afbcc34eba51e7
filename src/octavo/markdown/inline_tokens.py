"""The tokens of a line before they become elements: attributes are taken, words are set."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from markdown_it.token import Token

from octavo.markdown.attribute_lists import BRACES, WRAPPED, read_attributes
from octavo.markdown.block_attributes import ATTRIBUTES, give
from octavo.markdown.html_attributes import BRACED
from octavo.markdown.html_names import VOID
from octavo.markdown.positions import AT, TITLE_LINE
from octavo.text.typographer import KEPT, Edit, edits, may_change
from octavo.text.unspaced_scripts import joined_lines

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z]+)(?P<rest>[^<>]*)>")
_FIGURE = re.compile(r"fig[:-].")
_LANG = re.compile(r"\b(?:xml:)?lang=[\"']?([\w-]+)")
#: Tokens behind which braces are attributes.
_TAKES = frozenset({"code_inline", "image", "math_inline"})
#: Tokens whose own place is asked for.
_PLACED = frozenset({"image", "link_open", "math_inline"})
#: Tokens that braces can take: a line and its end each.
_MOST_WRAPPED = 40
#: Signs that the typographer would change.
_STRAIGHT = frozenset("\"'-.")
#: Tokens that are written down as they are.
_WORDS = frozenset({"code_inline", "foreign_tag", "text", "text_special"})


def made_ready(children: list[Token], language: str, *, typographer: bool) -> list[Token]:
    """Return a line's tokens with their attributes, joined where they are, and set."""
    children = _take_attributes(children)
    _join_lines(children, language)
    if typographer:
        _set_words(children, language)
    return children


def _take_attributes(children: list[Token]) -> list[Token]:
    """Give the braces that stand right behind a mark to it, as its attributes."""
    opened: list[Token] = []
    last: Token | None = None
    for number, token in enumerate(children):
        if token.type == "text" and last is not None and token.content.startswith("{"):
            _unwrap(children, number)
            braces = BRACES.match(token.content)
            attributes = read_attributes(braces[1]) if braces else None
            if braces and attributes:
                give(last, attributes)
                if last.type not in _PLACED:
                    last.meta[AT] = token.meta[AT]  # where something may be wrong with it
                token.content = token.content[braces.end() :]
        if token.type == "text" and not token.content:
            continue
        last = None
        if token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1 and opened:
            last = opened.pop()
        elif token.type in _TAKES:
            last = token
    return children


def _unwrap(children: Sequence[Token], start: int) -> None:
    """Bring braces that go on in the next lines into the token in which they begin."""
    words = ""
    for number, token in enumerate(children[start : start + _MOST_WRAPPED], start):
        if token.type not in ("text", "softbreak"):
            return
        words += " " if token.type == "softbreak" else token.content
        if number > start and (found := WRAPPED.match(words)):
            if read_attributes(found[1]):
                children[start].content = words
                for gone in children[start + 1 : number + 1]:
                    gone.type, gone.tag, gone.content = "text", "", ""
            return


def _join_lines(children: Sequence[Token], language: str) -> None:
    """Hide the ends of typed lines that are no spaces, between characters of such scripts."""
    if not any(token.type == "softbreak" for token in children):
        return
    before, ends = "", None
    for token in children:
        if token.type == "softbreak":
            ends = token
            continue
        words = token.content if token.type in _WORDS else _seen(token)
        if not words:
            continue
        if ends is not None and before:
            ends.hidden = joined_lines(before, words[0], language)
        before, ends = words[-1], None


def _set_words(children: Sequence[Token], language: str) -> None:
    """Have the typographer set the words of a line's tokens, as one stretch of text."""
    if not any(token.type == "text" and may_change(token.content) for token in children):
        return
    parts: list[str] = []
    spots: list[tuple[int, Token]] = []
    foreign: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    at = 0
    for token in children:
        if token.nesting == 1:
            opened.append((at, str(token.meta.get(ATTRIBUTES, token.attrs).get("lang", ""))))
        elif token.nesting == -1 and opened:
            start, own = opened.pop()
            if own:
                foreign.append((start, at, own))
        elif token.type == "html_inline":
            _step(token, at, opened, foreign)
        words = _seen(token)
        if token.type == "text":
            spots.append((at, token))
        parts.append(words)
        at += len(words)
    changes = deque(edits("".join(parts), language, sorted(foreign)))
    for start, token in spots:
        _change(token, start, changes)


def _change(token: Token, start: int, changes: deque[Edit]) -> None:
    """Make the changes that lie within a token, and pass over those before its end."""
    text, parts, at = token.content, list[str](), 0
    while changes and changes[0].start < start + len(text):
        edit = changes.popleft()
        if edit.start >= start and edit.end <= start + len(text):
            parts += [text[at : edit.start - start], edit.words]
            at = edit.end - start
    if parts:
        token.content = "".join([*parts, text[at:]])


def _step(
    token: Token, at: int, opened: list[tuple[int, str]], foreign: list[tuple[int, int, str]]
) -> None:
    """Follow the author's own tags: what they say of the language of their words."""
    tag = _TAG.match(token.content)
    if tag is None or tag["name"].lower() in VOID or tag["rest"].endswith("/"):
        return
    if not tag["end"]:
        stated = _LANG.search(tag["rest"])
        opened.append((at, stated[1] if stated else ""))
    elif opened:
        start, own = opened.pop()
        if own:
            foreign.append((start, at, own))


def _seen(token: Token) -> str:
    """Return what of a token the typographer sees."""
    if token.type == "text":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "" if token.hidden else "\n"
    if token.type == "text_special":
        return "".join(KEPT if sign in _STRAIGHT else sign for sign in token.content)
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    return KEPT if token.nesting == 0 and token.type != "footnote_ref" else ""


def plain(children: Sequence[Token], language: str) -> str:
    """Return the words of a picture's description, without its marks."""
    _join_lines(children, language)
    parts = []
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("" if token.hidden else "\n")
        elif token.children:
            parts.append(plain(token.children, language))
        elif token.type not in ("html_inline", "footnote_ref"):
            parts.append(token.content)
    return "".join(parts)


def give_picture(image: Token, paragraph: Element) -> None:
    """Give a picture what is said of the paragraph that holds nothing else (Markua, pandoc)."""
    given = {"caption": "title", "alt": "alt", "title": "title", "width": "width"}
    given["height"] = "height"
    said = {given[name]: paragraph.attrib.pop(name) for name in given if name in paragraph.attrib}
    if said:
        give(image, said)
        if line := paragraph.get(BRACED):
            image.meta[TITLE_LINE] = int(line)


def give_caption(children: Sequence[Token], *, everywhere: bool) -> None:
    """Make the description of a picture that stands alone its caption, as pandoc does.

    `everywhere`, or where its name says that it is a figure (Quarto, pandoc-crossref).
    """
    shown = [token for token in children if token.type != "text" or token.content.strip()]
    if len(shown) != 1 or shown[0].type != "image":
        return
    image = shown[0]
    given = image.meta.get(ATTRIBUTES, {})
    if "fig-alt" in given:
        given["alt"] = given.pop("fig-alt")
    caption = " ".join(image.content.split())
    if caption and (everywhere or _FIGURE.match(given.get("id", ""))):
        image.attrs.setdefault("title", caption)


def abbreviations(meanings: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return a pattern that finds abbreviations, the longest first; None if there are none."""
    if not meanings:
        return None
    names = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")
