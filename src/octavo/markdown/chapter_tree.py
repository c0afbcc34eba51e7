"""Markdown → the tree of a chapter: read, its tags mended, its attributes looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from octavo.markdown.dialect import Writing
from octavo.markdown.html_attributes import OWN
from octavo.markdown.html_elements import set_cleaned
from octavo.markdown.html_tree import read_html
from octavo.markdown.mended_tree import Mended
from octavo.markdown.reader import Reader
from octavo.markdown.reading import Reading
from octavo.markdown.xhtml_tree import read, write
from octavo.text.xml_characters import without_noncharacters

#: A title without the space that CommonMark asks for; elsewhere such a line may be a hashtag.
_UNSPACED_TITLE = re.compile(r"(?<=\A)#(?=[^\s#!])|(?<=\A\n)#(?=[^\s#!])")
#: Ends of lines and paragraphs that no Markdown knows (Unicode 16, 5.8): they come along with words
#: from word processors, no font has them, and browsers show a space.
_SEPARATORS = ("\u0085", "\u2028", "\u2029")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterTree:
    """A chapter's tree inside a `div`, and what was noticed on the way.

    Blocks, links, pictures and formulas carry `data-line`, their line in the file.
    """

    root: etree._Element
    reading: Reading
    mended: Mended


def read_chapter(text: str, writing: Writing) -> ChapterTree:
    """Read a chapter's Markdown. Raises `RecursionError` if blocks stand too deep in each other."""
    reader = Reader(writing)
    if not writing.is_line:
        text = _UNSPACED_TITLE.sub("# ", text, count=1)
    for sign in _SEPARATORS:
        text = text.replace(sign, " ")
    xhtml = reader.convert(without_noncharacters(text))
    if reader.has_html:
        root, mended = read_html(xhtml)
    else:
        root, mended = read(xhtml), Mended()
        _look_at_attributes(root, mended)
    return ChapterTree(
        root=root, reading=reader.parsed.reading if reader.parsed else Reading(), mended=mended
    )


def _look_at_attributes(root: etree._Element, mended: Mended) -> None:
    """Attributes that authors wrote in braces: those that a book can have."""
    for element in root.iter(etree.Element):
        names = [str(name) for name in element.attrib if str(name) not in OWN]
        if not names or (names == ["href"] and element.tag == "a"):
            continue
        given = {str(name): str(value) for name, value in element.attrib.items()}
        set_cleaned(element, given, mended)


def to_xhtml(text: str, language: str) -> str:
    """Return the XHTML of some Markdown, with quotation marks of its language."""
    return write(read_chapter(text, Writing(language=language, places=False)).root)
