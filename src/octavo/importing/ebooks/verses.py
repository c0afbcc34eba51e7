"""Poems in e-books → verse: stanzas that are `p.stanza`, lines in them `span.line`, as ours are."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from octavo.importing.ebooks.braces import classes
from octavo.importing.ebooks.ebook_pages import add_keys, keys_of, types_of
from octavo.importing.readers.html_elements import text_of

_TYPES = frozenset(f"z3998:{name}" for name in ("verse", "poem", "song", "hymn", "lyrics"))
_POEMS = frozenset("poem poetry poetry-container verse lg linegroup song hymn poetryblock".split())
_STANZAS = frozenset("stanza strophe lg linegroup verse-group stanza-container".split())
_LINE = re.compile(r"(?:i|indent|line-?indent|in)-?(\d{1,2})")
_LINES = frozenset("line l verse vers verse-line poetry-line poem-line".split())
#: What stands in a poem and is no stanza.
_APART = frozenset(
    "h1 h2 h3 h4 h5 h6 hr blockquote table figure ul ol dl header footer img".split()
)


def set_verse(body: etree._Element) -> None:
    """Give the poems of a page the form of verse, in place."""
    for root in list(body.iter("div", "blockquote", "section", "article", "p", "ol", "ul")):
        if root.getparent() is not None and _is_poem(root) and not _in_verse(root):
            _set(root)


def _is_poem(element: etree._Element) -> bool:
    types = set(types_of(element))
    return bool(types & _TYPES) or bool(set(classes(element)) & _POEMS)


def _in_verse(element: etree._Element) -> bool:
    """Return whether an element has the form of verse already, or stands in what has."""
    if element.find("p[@class='stanza']") is not None:
        return True
    return any(
        "stanza" in classes(each) and each.tag == "p"
        for each in [element, *element.iterancestors()]
    )


def _set(root: etree._Element) -> None:
    if root.tag in ("ol", "ul"):
        return
    if not any(
        isinstance(child.tag, str) and child.tag in ("p", "div", "section", "blockquote", *_APART)
        for child in root
    ):
        _alone(root)
        return
    if _is_one_stanza(root):
        _alone(root)
        return
    for group in list(_groups(root)):
        # Of copies: what turns out to be no verse stays as it is.
        copies = [copy.deepcopy(each) for each in group]
        if len(group) > 1 and all(map(_is_bare_line, group)):
            stanzas = [_stanza([line for each in copies for line in _lines(each)])]
        else:
            stanzas = [made for each in copies for made in _stanzas(each)]
        if not any(len(stanza) > 1 for stanza in stanzas) and not _is_sure(group):
            continue
        holder = etree.Element("div", {"class": "verse"})
        group[0].addprevious(holder)
        for each in group:
            add_keys(holder, [key for inner in each.iter(etree.Element) for key in keys_of(inner)])
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
        holder.extend(stanzas)
    for quote in root.findall("blockquote"):
        _set(quote)
    if root.tag == "blockquote":
        _open_quote(root)


def _open_quote(root: etree._Element) -> None:
    """Make a quotation that is a verse and who wrote it, and no more, the verse itself."""
    first, *rest = [*root] or [None]
    if first is None or first.get("class") != "verse" or (root.text or "").strip():
        return
    if len(rest) > 1 or any(each.tag not in ("p", "cite", "footer") for each in rest):
        return
    for each in rest:
        each.tag = "p"
        each.set("class", "attribution")
        first.append(each)
    stanzas, keys = list(first), keys_of(first)
    _make_verse(root, keys)
    root.extend(stanzas)


def _make_verse(root: etree._Element, keys: list[str]) -> None:
    """Make an element an empty verse of the same language, with the places that it has."""
    own, tail, language = keys_of(root), root.tail, root.get("lang")
    root.clear()
    root.tag, root.tail = "div", tail
    root.set("class", "verse")
    if language:
        root.set("lang", language)
    add_keys(root, [*own, *keys])


def _is_one_stanza(root: etree._Element) -> bool:
    """Return whether each block in a poem is a line: blocks of words alone, without a break."""
    named = bool(set(classes(root)) & _STANZAS)
    return (
        all(
            (child.tag == "div" or (child.tag == "p" and named))
            and not any(
                inner.tag in ("div", "p", "br", *_APART) for inner in child.iterdescendants()
            )
            for child in root
        )
        and not (root.text or "").strip()
        and len(root) > 1
    )


def _is_bare_line(block: etree._Element) -> bool:
    """Return whether a block is one line of a poem: a division of words alone."""
    return block.tag == "div" and not any(
        inner.tag in ("div", "p", "br", *_APART) for inner in block.iterdescendants()
    )


def _is_sure(group: list[etree._Element]) -> bool:
    """Return whether lines that stand alone are verse: they are marked as lines."""
    return all(
        set(classes(each)) & (_LINES | _STANZAS) or any(_is_line(inner) for inner in each)
        for each in group
    )


def _alone(root: etree._Element) -> None:
    """Make a poem that is all one stanza a verse."""
    stanza = _stanza(_lines(root))
    if len(stanza) == 0:
        return
    _make_verse(root, [])
    root.append(stanza)


def _groups(root: etree._Element) -> Iterator[list[etree._Element]]:
    """Yield runs of stanzas: what stands between headings and other blocks of a poem."""
    group: list[etree._Element] = []
    for child in list(root):
        if child.tag in ("p", "div") and not _is_apart(child) and text_of(child).strip():
            group.append(child)
        else:
            if group:
                yield group
            group = []
            if child.tag in ("div", "section", "blockquote") and _is_nested(child):
                yield from _groups(child)
    if group:
        yield group


def _is_nested(child: etree._Element) -> bool:
    return child.tag != "blockquote" and text_of(child).strip() != ""


def _is_apart(child: etree._Element) -> bool:
    names = set(classes(child))
    if names & {"attribution", "caption", "poem-title", "title", "byline"} or (
        child.tag == "p"
        and child.find("cite") is not None
        and len(child) == 1
        and not (child.text or "").strip()
    ):
        return True
    return any(each.tag in _APART for each in child.iter() if each is not child)


def _stanzas(block: etree._Element) -> Iterator[etree._Element]:
    """Yield the stanzas of a block: it is one, or holds several."""
    inner = [child for child in block if child.tag in ("div", "p")]
    grouped = [
        child
        for child in inner
        if set(classes(child)) & _STANZAS
        or any(grand.tag in ("div", "p") or _is_line(grand) for grand in child)
    ]
    if inner and grouped and len(grouped) == len(inner):
        for child in inner:
            yield from _stanzas(child)
        return
    made = _stanza(_lines(block))
    if len(made):
        yield made


def _is_line(element: etree._Element) -> bool:
    names = classes(element)
    return any(_LINE.fullmatch(name) or name in _LINES for name in names)


def _lines(block: etree._Element) -> list[tuple[int, etree._Element]]:
    """Return the lines of a stanza, each with the steps by which it is set in."""
    lines: list[tuple[int, etree._Element]] = [(_depth(block), etree.Element("span"))]

    def line(depth: int = 0) -> etree._Element:
        lines.append((depth, etree.Element("span")))
        return lines[-1][1]

    _say(lines[-1][1], block.text)
    whole = {child for child in block if child.tag == "span" and _is_whole(child)}
    for child in list(block):
        tail, child.tail = child.tail, None
        if child.tag == "br":
            line()
        elif child.tag in ("div", "p") or child in whole:
            inner = _lines(child)
            for number, (depth, made) in enumerate(inner):
                own = depth or (_depth(child) if not number else 0)
                lines.append((own, made))
            line()
        else:
            lines[-1][1].append(child)
        _say(lines[-1][1], tail)
    return [(depth, made) for depth, made in lines if text_of(made).strip() or len(made)]


def _is_whole(span: etree._Element) -> bool:
    """Return whether a span is a line by itself: breaks or nothing stand beside it."""
    if _is_line(span):
        return True
    before, after = span.getprevious(), span.getnext()
    parent = span.getparent()
    lead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    beside = all(each is None or each.tag in ("br", "span") for each in (before, after))
    return (
        beside
        and not lead.strip()
        and not (span.tail or "").strip()
        and "small-caps" not in classes(span)
    )


def _say(line: etree._Element, text: str | None) -> None:
    if not text:
        return
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text


def _depth(element: etree._Element) -> int:
    found = (_LINE.fullmatch(name) for name in classes(element))
    return next((int(each[1]) for each in found if each), 0)


def _stanza(lines: list[tuple[int, etree._Element]]) -> etree._Element:
    stanza = etree.Element("p", {"class": "stanza"})
    depths = sorted({depth for depth, _ in lines if depth})
    # Gutenberg counts half steps: 2, 4, 6.
    step = 2 if depths and all(depth % 2 == 0 for depth in depths) else 1
    for number, (depth, line) in enumerate(lines):
        if number:
            etree.SubElement(stanza, "br")
        line.set("class", f"line i{depth // step}" if depth else "line")
        stanza.append(line)
    return stanza
