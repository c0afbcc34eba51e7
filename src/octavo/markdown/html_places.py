"""Blocks, phrases, figures and paragraphs: each stands where its content model lets it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from octavo.markdown.html_attributes import CALL
from octavo.markdown.html_names import BLOCKS
from octavo.markdown.mended_tree import (
    Mended,
    add_text,
    add_text_before,
    as_lines,
    is_alone,
    is_block,
    is_foreign,
    line_of,
    tag_around,
    text_before,
    unwrap,
)
from octavo.markdown.xhtml_tree import drop
from octavo.text.xhtml_names import HEADINGS, LINE

#: Elements that hold text and phrases, but no blocks.
_LINES = frozenset(
    "abbr b bdi bdo cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd mark p pre q rp rt ruby s samp"
    " small span strong sub sup time u var".split()
)
#: Elements that hold what the element around them may hold.
_TRANSPARENT = frozenset(["a", "del", "ins"])


def set_lines(root: etree._Element) -> None:
    """Blocks leave the phrases that they stand in: the phrase goes, the words stay."""
    for element in list(root.iter(etree.Element)):
        if element is root or element.getparent() is None or is_foreign(element):
            continue
        tag = str(element.tag)
        if tag in HEADINGS or tag in ("p", "pre"):
            for child in list(element.iterdescendants(etree.Element)):
                if child.tag in BLOCKS and not is_foreign(child):
                    _as_phrase(child)
        elif tag in _LINES or tag in _TRANSPARENT:
            inner = [
                child for child in element.iterdescendants(etree.Element) if child.tag in BLOCKS
            ]
            if inner and tag == "a":
                for child in inner:
                    _as_phrase(child)
            elif inner and (tag in _LINES or _in_a_line(element)):
                unwrap(element)


def _in_a_line(element: etree._Element) -> bool:
    return any(holder.tag in _LINES for holder in element.iterancestors())


def _as_phrase(block: etree._Element) -> None:
    """Make a block a phrase, where only that can stand: its words, apart from those before."""
    if block.tag == "hr":
        drop(block)
        return
    before = text_before(block)
    if before and not before[-1:].isspace():
        add_text_before(block, " ")
    block.tag = "span"
    _keep_only(block, ("class", "id", "lang", "title", LINE))


def _keep_only(element: etree._Element, names: Iterable[str]) -> None:
    for name in [each for each in element.attrib if str(each) not in names]:
        del element.attrib[name]


def set_figures(root: etree._Element, mended: Mended) -> None:
    """Have captions stand in figures, one in each, and readings in ruby."""
    for caption in list(root.iter("figcaption")):
        if tag_around(caption) != "figure":
            mended.moved.append(("figcaption", line_of(caption)))
            as_lines(caption)
    for figure in list(root.iter("figure")):
        captions = figure.findall("figcaption")
        for other in captions[1:]:
            as_lines(other)
        if captions and not _is_at_end(captions[0], figure):
            _move_last(captions[0], figure)
    for bracket in list(root.iter("rp")):
        said = any(sign.isalnum() for sign in "".join(map(str, bracket.itertext())))
        if said or tag_around(bracket) != "ruby":
            bracket.tag = "span"
        else:
            drop(bracket)  # readers know ruby
    for ruby in list(root.iter("ruby")):
        _set_ruby(ruby)
    for line in list(root.iter("rt")):
        if tag_around(line) != "ruby":
            line.tag = "span"


def _is_at_end(caption: etree._Element, figure: etree._Element) -> bool:
    """Whether a caption stands first or last in its figure, words of the figure's own included."""
    first = caption.getprevious() is None and not (figure.text or "").strip()
    return first or (caption.getnext() is None and not (caption.tail or "").strip())


def _move_last(element: etree._Element, parent: etree._Element) -> None:
    drop(element)
    element.tail = None
    parent.append(element)


def _set_ruby(ruby: etree._Element) -> None:
    """Have a reading follow each piece of a ruby's words; what has none stands behind it."""
    first = next((child for child in ruby if child.tag == "rt"), None)
    if first is not None and first is ruby[0] and not (ruby.text or "").strip():
        first.tag = "span"
    readings = [child for child in ruby if child.tag == "rt"]
    if not readings:
        return
    behind = list(readings[-1].itersiblings())
    for child in reversed(behind):
        ruby.addnext(child)
    if readings[-1].tail:
        ruby.tail, readings[-1].tail = f"{readings[-1].tail}{ruby.tail or ''}", None


def set_phrases(root: etree._Element, mended: Mended) -> None:
    """No link in a link, no definition in a definition, nothing in a void element."""
    for tag in ("a", "dfn"):
        for element in list(root.iter(tag)):
            around = next(element.iterancestors(tag), None)
            if around is not None:
                mended.moved.append((tag, line_of(element)))
                # A note's call stays, though a link that was never closed runs round it.
                unwrap(element if element.get(CALL) is None else around)
    for link in list(root.iter("a")):
        if "href" not in link.attrib:
            link.attrib.pop("hreflang", "")
        elif not len(link) and not (link.text or "").strip() and not link.get("id"):
            drop(link)  # a voice would say: link
    for ruby in list(root.iter("ruby")):
        if ruby.find("rt") is None:
            ruby.tag = "span"


def set_paragraphs(root: etree._Element) -> None:
    """Words that stand beside blocks become paragraphs; an empty anchor becomes its block's id."""
    for holder in [root, *root.iter("div", "blockquote", "aside", "section", "figure")]:
        if holder is not root and not any(is_block(child) for child in holder):
            continue
        _wrap_lines(holder)
    for anchor in list(root.iter("a", "span")):
        paragraph = anchor.getparent()
        if paragraph is None or paragraph.tag != "p" or not is_alone(anchor) or len(anchor):
            continue
        words = f"{paragraph.text or ''}{anchor.text or ''}{anchor.tail or ''}".strip()
        below = paragraph.getnext()
        is_anchor = not words and anchor.get("id") and not anchor.get("href")
        if is_anchor and below is not None and not below.get("id"):
            below.set("id", str(anchor.get("id")))
            drop(paragraph)
    for paragraph in list(root.iter("p")):
        # A no-break space alone is an empty line that somebody asked for.
        words = (paragraph.text or "").strip(" \t\n\r\f")
        if not len(paragraph) and not words and not paragraph.get("id"):
            drop(paragraph)


def _wrap_lines(holder: etree._Element) -> None:
    run: etree._Element | None = None
    if (holder.text or "").strip():
        run = etree.Element("p")
        run.text, holder.text = holder.text, None
        holder.insert(0, run)
    for child in [each for each in holder if each is not run]:
        tail, child.tail = child.tail, None
        if is_block(child):
            run = None
        else:
            if run is None:
                run = etree.Element("p")
                child.addprevious(run)
            run.append(child)
        if (tail or "").strip():
            if run is None:
                run = etree.Element("p")
                child.addnext(run)
                run.text = tail
            else:
                add_text(run, str(tail))
        elif run is not None and tail:
            add_text(run, " ")
