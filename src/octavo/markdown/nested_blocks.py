"""Code, formulas and containers inside lists, quotations, definitions and notes.

Python-Markdown reads fences at the beginning of a line alone. So a fence that
stands behind `>` or is set in is read here: code and formulas by the same
preprocessors as elsewhere, a container by marks around its blocks, which become
its `div` when the tree stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from octavo.markdown.containers import block_attributes, fence
from octavo.markdown.fences import Piece, pieces
from octavo.markdown.verse import verse_lines

# Noncharacters (Unicode 16, 23.7): a block's or a paragraph's attributes, their end, a block's
# end, and a line's end in a paragraph whose lines Markdown must not read as blocks.
_BLOCK, _PARAGRAPH, _END, _CLOSE, _BREAK = "\ufde1\ufde2\ufde3\ufde4\ufde5"
_MARKED = re.compile(rf"([{_BLOCK}{_PARAGRAPH}])(\d+){_END}")
# How `verse_lines` and `title_line` write a paragraph.
_RAW = re.compile(r'<p class="([\w-]+)" markdown="span">(.*)</p>', re.S)


class Nested(Extension):
    """Registers the nested blocks."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Add the preprocessor behind examples (29) and before formulas (27).

        The treeprocessor comes behind the notes (50) and before words in a line (20).
        """
        blocks = _Blocks(md)
        md.preprocessors.register(blocks, "octavo-nested", 28)
        md.treeprocessors.register(_Assembly(md, blocks), "octavo-nested", 40)


class _Blocks(Preprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.attributes: list[dict[str, str]] = []

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        spaced = False  # two blank lines would end a note
        for piece in pieces(lines):
            bare = piece.prefix.rstrip()
            made = list(self._blocks(piece)) if piece.kind else list(piece.lines)
            written = [f"{piece.prefix}{line}" if line else bare for line in made]
            if not piece.kind:
                if spaced and not written[0].strip(" >"):
                    result.pop()
                result += written
                spaced = False
                continue
            if result and result[-1].strip(" >"):
                result.append(bare)
            result += [*written, bare]
            spaced = True
        return result

    def _blocks(self, piece: Piece) -> Iterator[str]:
        if piece.kind == "code":
            yield from self._code(piece)
        elif piece.kind == "close":
            yield _CLOSE
        else:
            words = fence(piece.lines[0]) or ""
            attributes, title = block_attributes(words)
            yield self._mark(_BLOCK, attributes)
            if piece.kind == "verse":
                stanzas = [text for text in verse_lines(piece.lines[1:-1]) if text]
                for text in stanzas:
                    yield from ("", self._paragraph(text))
                yield from ("", _CLOSE)
            elif title:
                yield from ("", self._paragraph(title.strip()))

    def _code(self, piece: Piece) -> list[str]:
        """Return the stand-in of what the preprocessors of code and formulas make of it."""
        done = list(piece.lines)
        if not piece.prefix:
            return done
        for name in ("octavo-math", "fenced_code_block"):
            done = self.md.preprocessors[name].run(done)
        return [line for line in done if line]

    def _paragraph(self, raw: str) -> str:
        found = _RAW.fullmatch(raw)
        if found is None:
            return raw
        return self._mark(_PARAGRAPH, {"class": found[1]}) + found[2].replace("\n", _BREAK)

    def _mark(self, sign: str, attributes: dict[str, str]) -> str:
        self.attributes.append(attributes)
        return f"{sign}{len(self.attributes) - 1}{_END}"


class _Assembly(Treeprocessor):
    def __init__(self, md: Markdown, blocks: _Blocks) -> None:
        super().__init__(md)
        self._known = blocks

    def run(self, root: Any) -> None:
        if self._known.attributes:
            for parent in list(root.iter()):
                self._assemble(parent)

    def _assemble(self, parent: Any) -> None:
        """Put the blocks between two marks into a `div`; what is never closed ends with them."""
        children = list(parent)
        if not any(_is_mark(child) for child in children):
            return
        for child in children:
            parent.remove(child)
        opened = [parent]
        for child in children:
            words = (child.text or "").strip() if child.tag == "p" else ""
            found = _MARKED.match(words)
            if words == _CLOSE:
                del opened[max(len(opened) - 1, 1) :]
            elif found is None:
                opened[-1].append(child)
            elif found[1] == _BLOCK:
                attributes = self._known.attributes[int(found[2])]
                opened.append(ElementTree.SubElement(opened[-1], "div", attributes))
            else:
                child.text = words[found.end() :].replace(_BREAK, "\n")
                child.attrib.update(self._known.attributes[int(found[2])])
                opened[-1].append(child)


def _is_mark(element: Any) -> bool:
    return element.tag == "p" and (element.text or "").strip()[:1] in (_BLOCK, _PARAGRAPH, _CLOSE)
