"""The one door through which Markdown becomes XHTML: `markdown.Markdown.convert`.

Python-Markdown keeps the frame: its preprocessors, tree processors, patterns and postprocessors,
so that an extension of a third party works in a chapter. Below it markdown-it reads blocks and
marks, because Python-Markdown's own are not CommonMark's and forget their lines.

Of an extension its preprocessors, patterns, tree processors and postprocessors are run as they are.
Its block processors see paragraphs alone, without what they were set in by; what they parse within
them markdown-it reads. A preprocessor that adds lines moves the numbers of those below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any, Self
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import ETX, STX, Registry
from markdown_it import MarkdownIt

from octavo.markdown.component_rules import without_components
from octavo.markdown.dialect import Parsed, Writing, commonmark, dialect, parse
from octavo.markdown.element_tree import TreeBuilder
from octavo.markdown.html_names import BLOCKS, VOID
from octavo.markdown.raw_html import in_book, put_in
from octavo.markdown.reading import TooDeepError
from octavo.text.xhtml_names import LINE

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"}
)
#: Marks in each other are not counted as they are read; libxml2 reads 255 elements.
_DEEPEST = 240
_CONTROL = re.compile(f"[{STX}{ETX}]")


class Reader:
    """Reads Markdown of one kind: all that Octavo reads, or CommonMark alone (`plain`).

    After `convert`, `parsed` holds what was noticed, and `has_html` whether the XHTML may hold tags
    that Octavo did not make: the author's, or an extension's.
    """

    def __init__(self, writing: Writing | None = None, *, plain: bool = False) -> None:
        self._writing = writing or Writing()
        self.is_plain = plain
        self.parsed: Parsed | None = None
        self.has_html = bool(self._writing.extensions)

    def convert(self, text: str) -> str:
        """Return the XHTML of a text, without an element around it.

        With raw HTML in it, it need not be well-formed: `html_tree.py` reads it as browsers do.
        """
        return _Frame(self, self._writing).convert(text)


@cache
def _parser(*, plain: bool) -> MarkdownIt:
    """Return the parser, which takes a while to make; what it reads it keeps in its states."""
    md = commonmark() if plain else dialect()
    for ruler in (md.core.ruler, md.block.ruler, md.inline.ruler, md.inline.ruler2):
        ruler.getRules()  # they are listed when they are asked for first: not by two threads
    return md


class _Frame(Markdown):
    """Python-Markdown with markdown-it in the place of its own parsing."""

    def __init__(self, reader: Reader, writing: Writing) -> None:
        self._reader, self._writing = reader, writing
        super().__init__(extensions=writing.extensions, output_format="xhtml")
        self.serializer = write  # the constructor sets its own, behind the extensions

    def build_parser(self) -> Self:
        """Put in what parses, and nothing of its own."""
        self.preprocessors, self.treeprocessors = Registry(), Registry()
        self.inlinePatterns, self.postprocessors = Registry(), Registry()
        self.parser = _Blocks(self, self._reader, self._writing)
        self.treeprocessors.register(_Patterns(self), "inline", 20)
        self.postprocessors.register(_RawHtml(self, self._reader), "raw_html", 30)
        return self


class _Blocks(BlockParser):
    """Builds the whole tree from markdown-it's tokens."""

    def __init__(self, md: Markdown, reader: Reader, writing: Writing) -> None:
        super().__init__(md)
        self._reader, self._writing = reader, writing
        self._it = _parser(plain=reader.is_plain)

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """Parse a chapter's lines."""
        parsed = parse(
            self._it, "\n".join(lines), self._writing.first_line, is_line=self._writing.is_line
        )
        self._reader.parsed = parsed
        self.root = TreeBuilder(parsed, self._writing, self._stash).build()
        self._run_others(self.root)
        return ElementTree(self.root)

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse what a block processor of a third party found within its block."""
        parsed = parse(self._it, "\n\n".join(blocks))
        blocks.clear()
        writing = replace(self._writing, places=False)
        parent.extend(TreeBuilder(parsed, writing, self._stash).build())

    def _stash(self, html: str, line: int) -> str:
        if not self._reader.is_plain:
            html, taken = without_components(html)
            if self._reader.parsed is not None:
                at = line - self._writing.first_line
                self._reader.parsed.reading.components += [(name, at + n) for name, n in taken]
            html = in_book(html, line if self._writing.places else None)
        return str(self.md.htmlStash.store(html))

    def _run_others(self, root: Element) -> None:
        """Give the block processors of third parties the paragraphs that they ask for."""
        if not len(self.blockprocessors):
            return
        for parent in list(root.iter()):
            for number, child in enumerate(list(parent)):
                if child.tag != "p" or len(child) or not child.text:
                    continue
                taken = next(
                    (each for each in self.blockprocessors if each.test(parent, child.text)), None
                )
                holder = Element("div")
                if taken is not None and taken.run(holder, [child.text]) is not False:
                    parent.remove(child)
                    for offset, made in enumerate(list(holder)):
                        parent.insert(number + offset, made)


class _Patterns(Treeprocessor):
    """Reads the inline patterns of third parties in the words of the tree."""

    def run(self, root: Element) -> Element | None:
        """Run Python-Markdown's own processor, if there is a pattern to be read."""
        if not len(self.md.inlinePatterns):
            return None
        return InlineProcessor(self.md).run(root)


class _RawHtml(Postprocessor):
    """Puts raw HTML in the place of what stands for it."""

    def __init__(self, md: Markdown, reader: Reader) -> None:
        super().__init__(md)
        self._reader = reader

    def run(self, text: str) -> str:
        """Return the text with the author's tags."""
        stash: list[Any] = self.md.htmlStash.rawHtmlBlocks
        if not stash:
            return _CONTROL.sub("", text)
        self._reader.has_html = True
        return _CONTROL.sub("", put_in(text, [str(each) for each in stash]))


def write(root: Element) -> str:
    """Write a tree as XHTML that HTML's parsers read alike: only void elements close themselves.

    Raises `TooDeepError` for one that no parser would read again.
    """
    parts = [f"<{root.tag}>", (root.text or "").translate(_ESCAPES)]
    for block in root:
        try:
            _write(block, parts, 0)
        except TooDeepError:
            raise TooDeepError(int(block.get(LINE, "0")) or None) from None
    return "".join([*parts, f"</{root.tag}>"])


def _write(element: Element, parts: list[str], depth: int) -> None:
    if depth > _DEEPEST:
        raise TooDeepError(None)
    tag = element.tag
    given = "".join(
        f' {name}="{value.translate(_ATTRIBUTE_ESCAPES)}"'
        for name, value in sorted(element.items())
    )
    if tag in VOID:
        parts.append(f"<{tag}{given} />")
    else:
        parts.append(f"<{tag}{given}>")
        if element.text:
            parts.append(element.text.translate(_ESCAPES))
        elif tag in BLOCKS and len(element) and element[0].tag in BLOCKS:
            parts.append("\n")
        for child in element:
            _write(child, parts, depth + 1)
        parts.append(f"</{tag}>")
    if element.tail:
        parts.append(element.tail.translate(_ESCAPES))
    elif tag in BLOCKS:
        parts.append("\n")  # a line a block: whoever opens the file can read it
