"""The blocks of an e-book's chapter → Markdown: a tree that `tidy_pages.py` or `own_pages.py` has
put in order, element by element.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from lxml import etree

from octavo.importing.ebooks.braces import braces, classes
from octavo.importing.ebooks.ebook_inline import Hand, image, lines_of, mathml, one_line, tex_of
from octavo.importing.ebooks.ebook_lists import definitions_text, escape_start, indented, list_text
from octavo.importing.ebooks.ebook_tables import table_text
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS
from octavo.text.xhtml_names import MATH

#: Steps by which a verse's line is set in; the class of a line says how many.
_STEP = "  "
_INDENT = re.compile(r"i(\d{1,2})")
_HEADINGS = MappingProxyType({f"h{depth}": depth for depth in range(1, 7)})
#: Blocks that have a fence of their name, and what of theirs the fence says without words.
_FENCED = ("letter", "epigraph", "quote", "verse")
_CALLOUTS = ("note", "tip", "warning", "important")
#: A callout's title, which `own_pages.py` has set apart.
_TITLE = "callouttitle"
#: Two of these side by side would be one.
_JOINING = frozenset(("ul", "ol", "dl"))
_APART = "<!-- -->"


def blocks_of(holder: etree._Element, hand: Hand) -> list[str]:
    """Return the blocks within an element as Markdown, one by one."""
    return [text for _, text in placed_blocks(holder, hand)]


def placed_blocks(holder: etree._Element, hand: Hand) -> list[tuple[etree._Element, str]]:
    """Return the blocks within an element, each with the element that it is of."""
    made: list[tuple[etree._Element, str]] = []
    for element in parts_of(holder):
        text = block(element, hand)
        if not text:
            continue
        if made and element.tag == made[-1][0].tag and element.tag in _JOINING:
            text = f"{_APART}\n\n{text}"
        made.append((element, text))
    return made


def parts_of(holder: etree._Element) -> list[etree._Element]:
    """Return the blocks within an element, containers that say nothing opened.

    What stands loose among them is put into paragraphs, in place.
    """
    _wrap_loose(holder)
    parts: list[etree._Element] = []
    for child in holder:
        if child.tag == _TITLE:
            continue
        parts += parts_of(child) if _only_holds(child) else [child]
    return parts


def holds_blocks(element: etree._Element) -> bool:
    """Return whether an element holds blocks, and not words alone."""
    return any(child.tag in BLOCK_TAGS for child in element)


def _only_holds(element: etree._Element) -> bool:
    if element.tag not in ("div", "section", "article", "header", "main", "body", "footer"):
        return False
    return not braces(element, but=("epub:type", "role", "style", "title")) and (
        holds_blocks(element) or not len(element)
    )


def _wrap_loose(holder: etree._Element) -> None:
    """Put words that stand between blocks into paragraphs."""
    if not holds_blocks(holder) and holder.tag not in ("div", "section", "body"):
        return
    loose = etree.Element("p")
    loose.text, holder.text = holder.text, None
    for child in list(holder):
        if child.tag in BLOCK_TAGS or child.tag == _TITLE:
            tail, child.tail = child.tail, None
            if _says(loose):
                child.addprevious(loose)
            loose = etree.Element("p")
            loose.text = tail
        else:
            loose.append(child)
    if _says(loose):
        holder.append(loose)


def _says(element: etree._Element) -> bool:
    return bool(text_of(element).strip()) or len(element) > 0


def block(element: etree._Element, hand: Hand) -> str:
    """Return a block as Markdown; empty if it says nothing."""
    tag = str(element.tag)
    if tag in _HEADINGS:
        return _heading(element, hand)
    if tag == "p" and "stanza" in classes(element):
        return _stanza(element, hand)
    write = _WRITERS.get(tag)
    if write is not None:
        return write(element, hand)
    return _paragraph(element, hand) if not holds_blocks(element) else _fence(element, hand)


def _heading(element: etree._Element, hand: Hand) -> str:
    words = one_line(element, hand)
    if not words:
        return ""
    words = re.sub(r"#+$", lambda found: "\\#" * len(found[0]), words)
    said = braces(element)
    if not said and words.endswith("}"):
        words += " <!-- -->"
    return f"{'#' * _HEADINGS[str(element.tag)]} {words}" + (f" {said}" if said else "")


def _paragraph(element: etree._Element, hand: Hand) -> str:
    attribution = "attribution" in classes(element)
    lines = lines_of(element, hand)
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    if not lines:
        return ""
    if attribution and (found := re.match(r"(?:[–—]|\\-\\-)[ \u00a0]*(?=\S)", lines[0])):
        return f"-- {'<br/>'.join(lines)[found.end() :]}"
    said = braces(element)
    if any(not line for line in lines):
        text = escape_start("<br/>".join(lines))
    else:
        text = "\\\n".join(map(escape_start, lines))
    return f"{text}\n{said}" if said else text


def _quote(element: etree._Element, hand: Hand) -> str:
    if _fence_name(element):
        return _fence(element, hand)
    inside = _inside(element, hand)
    lines = "\n\n".join(inside).split("\n")
    said = braces(element)
    text = "\n".join(f"> {line}".rstrip() for line in lines) if inside else ""
    return f"{said}\n\n{text}" if said and text else text


def _inside(element: etree._Element, hand: Hand) -> list[str]:
    """Return the blocks of an element that may hold words alone."""
    if holds_blocks(element):
        return blocks_of(element, hand)
    alone = etree.Element("p")
    alone.text = element.text
    alone.extend(list(element))
    text = _paragraph(alone, hand)
    element.text = alone.text
    element.extend(list(alone))
    return [text] if text else []


def _fence_name(element: etree._Element) -> str:
    """Return the name of the fence that a block has, its first class if nothing better."""
    names = classes(element)
    kind = next((name for name in _CALLOUTS if name in names and "callout" in names), "")
    return kind or next((name for name in names if name in _FENCED), "")


def _fence(element: etree._Element, hand: Hand) -> str:
    names = classes(element)
    name = _fence_name(element)
    if not name and names and re.fullmatch(r"[a-z][a-z0-9-]*", names[0]):
        name = names[0]
    known = {"role", "epub:type", f".{name}", ".callout", "title"}
    said = braces(element, but=known)
    opening = " ".join(filter(None, [":::", name, _title(element, hand), said]))
    inside = _verse(element, hand) if name == "verse" else _inside(element, hand)
    if not inside:
        return ""
    return (
        f"{opening}\n\n" + "\n\n".join(inside) + "\n\n:::"
        if opening != ":::"
        else "\n\n".join(inside)
    )


def _title(element: etree._Element, hand: Hand) -> str:
    """Return the title of a callout, which `own_pages.py` has set apart."""
    title = element.find(_TITLE)
    if title is None:
        return ""
    return one_line(title, hand)


def _verse(element: etree._Element, hand: Hand) -> list[str]:
    """Return the stanzas of a verse, and who wrote it."""
    return [text for part in parts_of(element) if (text := block(part, hand))]


def _stanza(element: etree._Element, hand: Hand) -> str:
    lines = []
    for line in element:
        if line.tag != "span":
            continue
        depth = next(
            (int(found[1]) for each in classes(line) if (found := _INDENT.fullmatch(each))), 0
        )
        words = " ".join(filter(None, lines_of(line, hand)))
        lines.append(_STEP * depth + escape_start(words) if words else "")
    return "\n".join(filter(None, lines))


def _rule(element: etree._Element, hand: Hand) -> str:
    return "* * *"


def _code(element: etree._Element, hand: Hand) -> str:
    text = _verbatim(element).strip("\n").expandtabs(4)
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=0)
    fence = "`" * max(3, longest + 1)
    holders = [element, *element.iterdescendants("code")]
    named = re.search(
        r"(?:language|lang)-([A-Za-z][\w+#.-]*)",
        " ".join(each.get("class") or "" for each in holders),
    )
    said = braces(element, but=("class",))
    above = f"{said}\n\n" if said else ""
    return f"{above}{fence}{named[1] if named else ''}\n{text}\n{fence}"


def _verbatim(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\n" if child.tag == "br" else _verbatim(child), child.tail or ""]
    return "".join(pieces)


def _list(element: etree._Element, hand: Hand) -> str:
    return list_text(element, hand, _inside)


def _definitions(element: etree._Element, hand: Hand) -> str:
    return definitions_text(element, hand, _inside)


def _figure(element: etree._Element, hand: Hand) -> str:
    pictures, captions = [*element.iter("img")], [*element.iter("figcaption")]
    simple = len(pictures) == 1 and len(captions) < 2 and len(element) == 1 + len(captions)
    if simple and not (captions and holds_blocks(captions[0])):
        caption = one_line(captions[0], hand, between=" ") if captions else ""
        said = _joined(braces(element, but=("epub:type",)), braces(pictures[0], but=("title",)))
        return image(pictures[0], caption=caption, said=said)
    return "\n\n".join(_inside(element, hand))


def _joined(one: str, other: str) -> str:
    words = [each[1:-1] for each in (one, other) if each]
    return f"{{{' '.join(words)}}}" if words else ""


def _div(element: etree._Element, hand: Hand) -> str:
    names = classes(element)
    math = element.find(MATH)
    if (
        math is not None
        and len(element) == 1
        and not text_of(element).replace(text_of(math), "").strip()
    ):
        return _display(element, math)
    if "source-of-example" in names:
        return f"::: example\n{_verbatim(element).strip(chr(10))}\n:::"
    return _fence(element, hand) if holds_blocks(element) or names else _paragraph(element, hand)


def _display(element: etree._Element, math: etree._Element) -> str:
    tex, said = tex_of(math), braces(element, but=("class", "role", "title"))
    if not tex or "```" in tex:
        return mathml(math)
    return f"```math{' ' + said if said else ''}\n{tex}\n```"


def _note(element: etree._Element, hand: Hand) -> str:
    blocks = _inside(element, hand)
    return f"[^{element.get('label')}]: " + indented(blocks, 4, tight=False) if blocks else ""


def _table(element: etree._Element, hand: Hand) -> str:
    return table_text(element, hand, _inside)


def _picture(element: etree._Element, hand: Hand) -> str:
    return image(element)


def _formula(element: etree._Element, hand: Hand) -> str:
    return _display(etree.Element("div"), element)


_WRITERS: MappingProxyType[str, Callable[[etree._Element, Hand], str]] = MappingProxyType(
    {
        "p": _paragraph,
        "blockquote": _quote,
        "hr": _rule,
        "pre": _code,
        "ul": _list,
        "ol": _list,
        "dl": _definitions,
        "figure": _figure,
        "div": _div,
        "table": _table,
        "notetext": _note,
        "img": _picture,
        MATH: _formula,
    }
)
