"""Pictures that stand alone: figures, with their titles as captions."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from octavo.markdown.chapter_tree import ChapterTree, read_chapter
from octavo.markdown.dialect import Writing
from octavo.markdown.html_attributes import TITLED
from octavo.markdown.mended_tree import is_alone
from octavo.text.xhtml_names import LINE

#: The class of a stanza, which stays one though it is a picture.
_STANZA = "stanza"


def set_figures(tree: ChapterTree, writing: Writing) -> None:
    """Make each image alone in its paragraph a figure, its title the caption.

    Call it before anything is found out about the tree: captions have marks as any other line.
    What is noticed in them joins what was noticed in the chapter.
    """
    for image in list(tree.root.iter("img")):
        line = str(image.attrib.pop(TITLED, "")) or image.get(LINE, "")
        paragraph = image.getparent()
        if paragraph is not None and _is_alone(image, paragraph):
            caption = _set_figure(image, paragraph)
            if caption:
                at = replace(writing, first_line=int(line or 1), is_line=True)
                image.addnext(_caption(caption, tree, at))
        elif "\n" in image.get("title", ""):
            image.set("title", " ".join(image.get("title", "").split()))


def _is_alone(image: etree._Element, paragraph: etree._Element) -> bool:
    return (
        paragraph.tag == "p"
        and paragraph.get("class") != _STANZA
        and is_alone(image)
        and not (paragraph.text or "").strip()
        and not (image.tail or "").strip()
    )


def _set_figure(image: etree._Element, paragraph: etree._Element) -> str:
    """Make a paragraph a figure; return its caption, which is Markdown."""
    paragraph.tag = "figure"
    paragraph.text = image.tail = None
    for name in ("class", "id"):
        if name in image.attrib:
            paragraph.set(name, image.attrib.pop(name))
    return str(image.attrib.pop("title", ""))


def _caption(markdown: str, tree: ChapterTree, writing: Writing) -> etree._Element:
    """Make a line of Markdown a `figcaption`."""
    read = read_chapter(markdown, writing)
    tree.reading.join(read.reading)
    tree.mended.join(read.mended)
    holder = read.root
    element = holder[0] if len(holder) == 1 and holder[0].tag == "p" else holder
    element.tag = "figcaption"
    element.tail = None
    element.set(LINE, str(writing.first_line))
    return element
