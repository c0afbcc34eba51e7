"""Pictures with captions in blocks of their own → figures."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.importing.ebooks.braces import classes
from octavo.importing.ebooks.ebook_pages import add_keys, keys_of
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS
from octavo.text.xhtml_names import MATHML

_CAPTIONS = frozenset("caption figcaption illocaption image-caption figure-caption".split())
_FIGURES = frozenset("figcenter figleft figright figure image illustration fig illo".split())


def mend_figures(body: etree._Element) -> None:
    """Make figures of pictures with a caption in a block of their own, as Gutenberg has them."""
    for element in list(body.iter("div", "figure")):
        pictures = [*element.iter("img")]
        named = element.tag == "figure" or _FIGURES & set(classes(element))
        if not named or len(pictures) != 1 or _holds_more(element):
            continue
        captions = [*_captions(element)]
        lines = [line for each in captions for line in _lines_of(each)]
        said = "".join(text_of(line) for line in lines)
        if "".join(said.split()) == "".join(text_of(element).split()):
            _figure(element, pictures[0], lines)


def _holds_more(element: etree._Element) -> bool:
    """Return whether a figure holds what no figure of a book does."""
    others = ("figure", "table", "blockquote", "ul", "ol", "pre", f"{{{MATHML}}}math")
    return next(element.iterdescendants(*others), None) is not None


def _captions(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the outermost captions within an element."""
    for child in element:
        if child.tag == "figcaption" or (
            child.tag in ("p", "div") and _CAPTIONS & set(classes(child))
        ):
            if next(child.iter("img"), None) is None:
                yield child
        else:
            yield from _captions(child)


def _lines_of(caption: etree._Element) -> list[etree._Element]:
    """Return the blocks of a caption that hold words alone."""
    blocks = [
        each for each in caption.iter(etree.Element) if each is caption or each.tag in BLOCK_TAGS
    ]
    return [each for each in blocks if not any(child.tag in BLOCK_TAGS for child in each)]


def _figure(element: etree._Element, image: etree._Element, lines: list[etree._Element]) -> None:
    keys = [key for each in element.iter(etree.Element) for key in keys_of(each)]
    caption = etree.Element("figcaption")
    for line in lines:
        _pour(line, caption)
    image.tail = None
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "figure", None
    element.append(image)
    if text_of(caption).strip():
        element.append(caption)
    add_keys(element, keys)


def _pour(source: etree._Element, into: etree._Element) -> None:
    """Add the words of an element behind those of another."""
    text = (source.text or "") if not (len(into) or into.text) else f" {source.text or ''}"
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text
    into.extend(list(source))
