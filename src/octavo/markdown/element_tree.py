"""Tokens → the tree of elements that Python-Markdown hands on, each block with its line.

What later steps give a final form carries what they need: containers `data-container`, formulas
`data-tex`, calls of notes `data-note`, the notes themselves `data-note-text`, in a division at
the end. Raw HTML is stashed, as Python-Markdown does it, and put in when the tree is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from markdown_it.token import Token

from octavo.markdown.attribute_lists import meant_word, merge
from octavo.markdown.block_attributes import ATTRIBUTES, BRACES_LINE
from octavo.markdown.container_openings import Opening, container_attributes
from octavo.markdown.dialect import Parsed, Writing
from octavo.markdown.fence_info import FenceInfo, read_info, take_language
from octavo.markdown.html_attributes import BRACED, CALL, DISPLAY, NOTE, TEX, TITLED
from octavo.markdown.inline_tokens import (
    abbreviations,
    give_caption,
    give_picture,
    made_ready,
    plain,
)
from octavo.markdown.positions import AT, TITLE_LINE, LineCount, lines_to_title
from octavo.markdown.reference_marks import SILENT_COMMAND
from octavo.markdown.said_words import SaidWords
from octavo.text.xhtml_names import LINE

#: The class of a tag that another tool would have followed.
FOREIGN_TAG = "foreign-tag"

_ALIGN = re.compile(r"text-align:(\w+)")
_MEANT = re.compile(r"(?:\]|(?<=\S) (?=\{[^{}\n]*\}\Z))\{:?[ ]*([^{}\n]*)\}")


class TreeBuilder:
    """Builds the tree of one chapter. `stash` keeps raw HTML and gives what stands for it."""

    def __init__(self, parsed: Parsed, writing: Writing, stash: Callable[[str, int], str]) -> None:
        self._parsed, self._writing, self._stash = parsed, writing, stash
        self._root = Element("div")
        self._open: list[Element] = [self._root]
        self._languages = [writing.language]
        self._notes: list[Element] = []
        self._line_notes: dict[int, int] = {}
        self._base = 0
        self._words_said = SaidWords(self._root)
        self._abbreviations = abbreviations(parsed.reading.abbreviations)

    def build(self) -> Element:
        """Return the root, a `div` without attributes."""
        for token in self._parsed.tokens:
            self._block(token)
        for number, data in self._parsed.notes.items():
            if "tokens" in data:
                self._line_note(number, data["tokens"], data["content"])
        self._words_said.write()
        self._root.extend(self._notes)
        return self._root

    # Blocks

    def _block(self, token: Token) -> None:
        if token.type in _BLOCKS:
            _BLOCKS[token.type](self, token)
        elif token.type == "inline":
            if not token.hidden:
                self._inline(token)
        elif token.nesting == 1 and not token.hidden:
            self._start(token, token.tag, self._own(token))
        elif token.nesting == -1 and not token.hidden:
            self._end()
        elif token.nesting == 0 and token.tag:
            self._start(token, token.tag, self._own(token))
            self._end()

    def _own(self, token: Token) -> dict[str, str]:
        """Return a token's attributes, markdown-it's and the author's."""
        own = {name: str(value) for name, value in token.attrs.items()}
        own |= {name: value.replace("\n", " ") for name, value in own.items() if name != "title"}
        merge(own, token.meta.get(ATTRIBUTES, {}))
        return own

    def _placed(self, token: Token, line: int) -> dict[str, str]:
        """Return a mark's attributes, with its line: something may be wrong with them."""
        own = self._own(token)
        return {**own, LINE: str(line)} if own and self._writing.places else own

    def _start(self, token: Token, tag: str, attributes: dict[str, str]) -> Element:
        element = SubElement(self._open[-1], tag, attributes)
        if token.map and self._writing.places:
            element.set(LINE, str(self._line(token.map[0])))
            if (braces := token.meta.get(BRACES_LINE, token.map[0])) != token.map[0]:
                element.set(BRACED, str(self._line(braces)))
        self._push(element)
        return element

    def _push(self, element: Element) -> None:
        self._open.append(element)
        self._languages.append(element.get("lang") or self._languages[-1])

    def _end(self) -> None:
        self._open.pop()
        self._languages.pop()

    def _line(self, number: int) -> int:
        return self._writing.first_line + number

    def _cell(self, token: Token) -> None:
        attributes = self._own(token)
        found = _ALIGN.fullmatch(attributes.pop("style", ""))
        if found:
            attributes["align"] = found[1]
        self._start(token, token.tag, attributes)

    def _list(self, token: Token) -> None:
        attributes = self._own(token)
        if attributes.get("start") == "1":
            del attributes["start"]
        line = token.map[0] if token.map else -1
        kind = self._parsed.reading.fancy_lists.get(line, "1")
        if kind != "1":
            attributes["type"] = kind
        self._start(token, token.tag, attributes)

    def _item(self, token: Token) -> None:
        self._start(token, token.tag, self._own(token))
        if "checked" in token.meta:
            # A book has nothing to tick, so the box of a task is a character.
            self._say(AtomicString("☑\u00a0" if token.meta["checked"] else "☐\u00a0"))

    def _fence(self, token: Token) -> None:
        info = read_info(token.info) if token.type == "fence" else FenceInfo()
        if token.meta.get("open") and token.map:
            self._parsed.reading.open_fences.append(token.map[0])
        attributes = dict(info.attributes)
        merge(attributes, token.meta.get(ATTRIBUTES, {}))
        if info.is_math:
            self._display(token, token.content, attributes)
            return
        language = info.language or take_language(attributes)
        pre = self._start(token, "pre", attributes)
        named = {"class": f"language-{language}"} if language else {}
        text = token.content.expandtabs(self._writing.tab) if self._writing.tab else token.content
        SubElement(pre, "code", named).text = AtomicString(text)
        self._end()

    def _display(self, token: Token, tex: str, attributes: dict[str, str]) -> None:
        self._start(token, "div", {TEX: quote(tex.strip(), safe=""), **attributes})
        self._end()

    def _amsmath(self, token: Token) -> None:
        self._display(token, token.content, self._own(token))

    def _container(self, token: Token) -> None:
        opening: Opening = token.meta["opening"]
        attributes = container_attributes(opening)
        merge(attributes, token.meta.get(ATTRIBUTES, {}))
        self._start(token, "div", attributes)

    def _paragraph_of(self, token: Token) -> None:
        name = token.type.removesuffix("_open").replace("_", "-")
        self._start(token, "p", {"class": name})

    def _note(self, token: Token) -> None:
        holder = Element("div", {NOTE: token.meta["label"]})
        if token.map and self._writing.places:
            holder.set(LINE, str(self._line(token.map[0])))
        self._notes.append(holder)
        self._push(holder)

    def _end_note(self, token: Token) -> None:
        self._end()

    def _html(self, token: Token) -> None:
        line = self._line(token.map[0]) if token.map else 0
        self._say(AtomicString(self._stash(token.content, line)))

    # Lines

    def _inline(self, token: Token) -> None:
        self._base = token.map[0] if token.map else self._base
        children = token.children or []
        if [child.type for child in children] == ["image"]:
            give_picture(children[0], self._open[-1])
        unread = token.meta.get("unread")
        if unread:
            words, lines = unread
            self._parsed.reading.unread_captions.append((words, self._line(self._base + lines)))
        noticed = len(self._parsed.reading.unread_attributes)
        self._marks(children, token.content)
        if unread:  # it is said already
            del self._parsed.reading.unread_attributes[noticed:]

    def _marks(self, children: list[Token], text: str) -> None:
        language = self._languages[-1]
        lines = LineCount(text)
        children = made_ready(children, language, typographer=self._writing.typographer)
        if self._open[-1].tag == "p":
            give_caption(children, everywhere=self._writing.figures)
        for token in children:
            line = self._line(self._base + lines.before(token.meta.get(AT, 0)))
            if token.type == "image" and "title" in token.attrs:
                token.meta.setdefault(TITLE_LINE, line + lines_to_title(token, text))
            self._mark(token, line)

    def _mark(self, token: Token, line: int) -> None:
        if token.type in _MARKS:
            _MARKS[token.type](self, token, line)
        elif token.content and token.nesting == 0 and not token.tag:
            self._look_for_attributes(token.content, line)
            self._words(token.content)
        elif token.nesting == 1:
            self._push(SubElement(self._open[-1], token.tag, self._placed(token, line)))
        elif token.nesting == -1:
            self._end()

    def _look_for_attributes(self, text: str, line: int) -> None:
        """Note braces that were meant as attributes, though they stay text."""
        for found in _MEANT.finditer(text) if "{" in text else ():
            if word := meant_word(found[1]):
                at = line + text.count("\n", 0, found.start())
                self._parsed.reading.unread_attributes.append((found[0].lstrip("] "), word, at))

    def _words(self, text: str) -> None:
        """Add words; abbreviations in them say what they stand for."""
        at = 0
        for found in self._abbreviations.finditer(text) if self._abbreviations else ():
            self._say(text[at : found.start()])
            meaning = self._parsed.reading.abbreviations[found[0]]
            SubElement(self._open[-1], "abbr", {"title": meaning}).text = found[0]
            at = found.end()
        self._say(text[at:])

    def _say(self, text: str) -> None:
        self._words_said.say(self._open[-1], text)

    def _special(self, token: Token, line: int) -> None:
        """Add what was escaped, or a reference to a character."""
        if token.content == "\ufffd" and token.info == "entity":
            self._parsed.reading.unknown_references.append((token.markup, line))
        else:
            self._say(token.content)

    def _soft_break(self, token: Token, line: int) -> None:
        if not token.hidden:
            self._say("\n")

    def _hard_break(self, token: Token, line: int) -> None:
        SubElement(self._open[-1], "br").tail = "\n"

    def _code(self, token: Token, line: int) -> None:
        code = SubElement(self._open[-1], "code", self._placed(token, line))
        code.text = AtomicString(token.content)

    def _formula(self, token: Token, line: int) -> None:
        attributes = {TEX: quote(token.content, safe=""), **self._own(token)}
        if token.meta.get("display"):
            attributes[DISPLAY] = "block"
        if self._writing.places:
            attributes[LINE] = str(line)
        element = SubElement(self._open[-1], "span", attributes)
        element.text = AtomicString(token.content)  # for what asks whether a title has words

    def _component(self, token: Token, line: int) -> None:
        if token.info:
            self._parsed.reading.components.append((token.info, line - self._line(0)))

    def _tag(self, token: Token, line: int) -> None:
        kind, name = token.meta.get("kind", ""), token.meta.get("name")
        if kind == SILENT_COMMAND:
            self._parsed.reading.commands.append((token.content, line))
            return
        attributes = {"class": f"{FOREIGN_TAG} {kind}".strip(), LINE: str(line)}
        if name:
            attributes |= {"class": kind, "href": f"#{name}"}
        given = attributes if self._writing.places else {}
        element = SubElement(self._open[-1], "a" if name and given else "span", given)
        element.text = AtomicString(token.content)

    def _image(self, token: Token, line: int) -> None:
        attributes = self._own(token)
        attributes.setdefault("alt", "")
        alt = plain(token.children or [], self._languages[-1]).replace("\n", " ")
        attributes["alt"] = attributes["alt"] or alt
        if "title" in token.attrs:
            attributes["title"] = str(token.attrs["title"])  # its lines are a caption's
        if self._writing.places:
            attributes[LINE] = str(line)
            if (titled := token.meta.get(TITLE_LINE, line)) != line:
                attributes[TITLED] = str(titled)
        SubElement(self._open[-1], "img", attributes)

    def _call(self, token: Token, line: int) -> None:
        label = token.meta.get("label")
        if label is None:
            label = _number(token.meta["id"])
            self._line_notes.setdefault(token.meta["id"], line)
        attributes = {"class": "noteref", CALL: label, LINE: str(line)}
        SubElement(self._open[-1], "a", attributes).text = "*"

    def _line_note(self, number: int, tokens: list[Token], text: str) -> None:
        line = self._line_notes.get(number, self._writing.first_line)
        holder = Element("div", {NOTE: _number(number)})
        paragraph = SubElement(holder, "p")
        if self._writing.places:
            holder.set(LINE, str(line))
            paragraph.set(LINE, str(line))
        self._notes.append(holder)
        self._base = line - self._writing.first_line
        self._push(paragraph)
        self._marks(tokens, text)
        self._end()

    def _html_mark(self, token: Token, line: int) -> None:
        self._say(AtomicString(self._stash(token.content, line)))


def _number(number: int) -> str:
    """Return the label of a note within a line; no label of an author's has a space."""
    return f"in line {number}"


_BLOCKS: MappingProxyType[str, Callable[[TreeBuilder, Token], None]] = MappingProxyType(
    {
        "amsmath": TreeBuilder._amsmath,
        "attribution_open": TreeBuilder._paragraph_of,
        "bullet_list_open": TreeBuilder._list,
        "callout_title_open": TreeBuilder._paragraph_of,
        "code_block": TreeBuilder._fence,
        "container_open": TreeBuilder._container,
        "fence": TreeBuilder._fence,
        "footnote_reference_close": TreeBuilder._end_note,
        "footnote_reference_open": TreeBuilder._note,
        "html_block": TreeBuilder._html,
        "list_item_open": TreeBuilder._item,
        "ordered_list_open": TreeBuilder._list,
        "stanza_open": TreeBuilder._paragraph_of,
        "summary_open": TreeBuilder._paragraph_of,
        "td_open": TreeBuilder._cell,
        "th_open": TreeBuilder._cell,
    }
)

_MARKS: MappingProxyType[str, Callable[[TreeBuilder, Token, int], None]] = MappingProxyType(
    {
        "code_inline": TreeBuilder._code,
        "component": TreeBuilder._component,
        "footnote_ref": TreeBuilder._call,
        "foreign_tag": TreeBuilder._tag,
        "hardbreak": TreeBuilder._hard_break,
        "html_inline": TreeBuilder._html_mark,
        "image": TreeBuilder._image,
        "math_inline": TreeBuilder._formula,
        "softbreak": TreeBuilder._soft_break,
        "text_special": TreeBuilder._special,
    }
)
