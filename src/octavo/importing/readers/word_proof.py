"""The proof that what a reader wrote says the words it read, through the book's own parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from lxml import etree

from octavo.core.errors import EXIT_FAULT, OctavoError
from octavo.importing.article import Block, Kind
from octavo.importing.markdown_escape import escape_heading, escape_line, escape_verse
from octavo.importing.readers.html_blocks import tree_blocks
from octavo.importing.readers.html_elements import drop
from octavo.importing.readers.sure_words import sure_lines, sure_words
from octavo.markdown.chapter_tree import read_chapter
from octavo.markdown.dialect import Writing
from octavo.markdown.html_attributes import CALL, TEX

# What typography changes, but for spaces: quotes, hyphens and dots. The dollars around a formula
# are no text.
_TYPOGRAPHY = re.compile(r"['\"‘’“”„‚«»‹›「」『』`\-–—.…$]+")


# Characters for private use: a note's stub, a paragraph's place. (`markdown/` uses noncharacters.)
_STUB, _PLACE = "\U000f1f18", "\U000f1f19"


def letters(root: etree._Element) -> str:
    """Return all that a tree says, without what typography changes; captions count as said."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            pieces.append(element.text or "")
            if element.tag == "img":
                pieces.append(element.get("title") or "")
        elif element is not root:
            pieces.append(element.tail or "")
    return letters_of("".join(pieces))


def letters_of(text: str) -> str:
    """Return a text without what typography changes, and without spaces."""
    return _TYPOGRAPHY.sub("", "".join(text.split()))


def rendered(blocks: Sequence[Block]) -> str:
    """Return what the chapter of these blocks will say, in the order in which they stand.

    Plain paragraphs, and blocks that are sure, are rendered as a word that stands for those in a
    row: `markdown_escape.py` and `sure_words.py` answer for theirs, and Markdown takes long over
    them.
    """
    texts: list[str] = []
    words: dict[str, list[str]] = {}
    stands = ""
    for number, block in enumerate(blocks):
        said = _sure(block)
        if said is None:
            texts.append(as_markdown(block))
            stands = ""
            continue
        if not stands:
            stands = str(number)
            texts.append(f"{_PLACE}{stands}{_PLACE}")
        words.setdefault(stands, []).append(letters_of(said))
    text = "\n\n".join(texts)
    try:
        root = read_chapter(text, Writing(places=False)).root
    except etree.XMLSyntaxError:
        return "\ufffe"  # no text is that
    for element in root.iter("div"):
        if element.get(TEX):  # a formula of several lines keeps its letters there alone
            element.text = unquote(element.get(TEX) or "")
    for element in [*root.iter("a")]:
        if element.get(CALL) is not None:
            drop(element)
    places = re.compile(f"{_PLACE}([0-9]+){_PLACE}")
    return places.sub(lambda found: "".join(words.get(found[1], [found[0]])), letters(root))


def _sure(block: Block) -> str | None:
    """Return the words of a block that need no parse; None for one that does."""
    if block.kind is Kind.PARAGRAPH:
        return sure_words(block.text) if block.markdown else block.text
    if block.kind in (Kind.TITLE, Kind.HEADING):
        return sure_words(block.text if block.markdown else escape_heading(block.text))
    return sure_lines(block.text) if block.kind is Kind.MARKUP else None


def as_markdown(block: Block) -> str:
    """Return a block as the chapter holds it."""
    if block.kind in (Kind.TITLE, Kind.HEADING):
        return "## " + (block.text if block.markdown else escape_heading(block.text))
    if block.markdown:
        return block.text
    return escape_verse(block.text) if block.verse else escape_line(block.text)


def proved_blocks(root: etree._Element, where: str) -> tuple[list[Block], bool]:
    """Return the blocks of a clean tree; they render to all that it says, in order.

    Where its structure cannot be written so, plain paragraphs take its place;
    the second value says that this happened.
    Raises `OctavoError` (a fault of ours) if not even these do.
    """
    blocks = tree_blocks(root)
    wanted = letters(root)
    if rendered(blocks) == wanted:
        return blocks, False
    blocks = tree_blocks(root, _renders)
    got = rendered(blocks)
    if got == wanted:
        return blocks, True
    at = next(
        (n for n, pair in enumerate(zip(wanted, got, strict=False)) if pair[0] != pair[1]),
        min(len(wanted), len(got)),
    )
    raise OctavoError(
        f"the word account does not add up: “{wanted[max(0, at - 10) : at + 20]}” became"
        f" “{got[max(0, at - 10) : at + 20]}”.",
        where=where,
        hint="This is a fault of Octavo's and nothing was written; please report it.",
        exit_code=EXIT_FAULT,
    )


def _renders(element: etree._Element, blocks: Sequence[Block]) -> bool:
    """Return whether blocks say the words of `element` on their own; calls of notes get a stub."""
    stubs = [
        Block(kind=Kind.MARKUP, text=f"[^{note.get('label')}]: {_STUB}", line=1, markdown=True)
        for note in element.iter("note")
    ]
    alone = element.tail
    element.tail = None
    try:
        return rendered([*blocks, *stubs]).replace(_STUB, "") == letters(element)
    finally:
        element.tail = alone
