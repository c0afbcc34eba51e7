"""HTML as people write it → HTML that a book can hold; no word is lost on the way.

`mend` takes the tree that an HTML parser made and gives each element a place that its content
model allows (HTML, the Living Standard, section 4): a list holds items, a table rows, a line of
text no blocks. Elements that mean nothing in a book become what they are nearest to, or go and
leave their content: `<details>` its words, `<video>` and `<iframe>` a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from octavo.markdown.html_attributes import clean_attributes
from octavo.markdown.html_names import BLOCKS, ELEMENTS
from octavo.text.xhtml_names import MATH

LINE = "data-line"

#: Elements that go with all that is in them: nothing of it is a word of the book.
_GONE = frozenset(
    "applet area base basefont bgsound canvas frame frameset head link map meta noembed noframes"
    " param script source style svg template title track".split()
)
#: Elements that become others: tag, and class.
_INSTEAD = MappingProxyType(
    {
        "acronym": ("abbr", ""), "address": ("div", "address"), "big": ("span", "big"),
        "center": ("div", "align-center"), "details": ("div", "details"), "dir": ("ul", ""),
        "font": ("span", ""), "footer": ("div", ""), "header": ("div", ""), "hgroup": ("div", ""),
        "legend": ("p", ""), "listing": ("pre", ""), "main": ("div", ""), "menu": ("ul", ""),
        "nav": ("div", ""), "nobr": ("span", ""), "optgroup": ("span", ""),
        "option": ("span", ""), "plaintext": ("pre", ""), "search": ("div", ""),
        "section": ("div", ""), "article": ("div", ""), "strike": ("s", ""),
        "summary": ("p", "summary"), "textarea": ("pre", ""), "tt": ("code", ""),
        "xmp": ("pre", ""), "fieldset": ("div", ""), "form": ("div", ""), "dialog": ("div", ""),
        "blink": ("span", ""), "marquee": ("span", ""), "label": ("span", ""),
        "button": ("span", ""), "output": ("span", ""), "meter": ("span", ""),
        "progress": ("span", ""), "select": ("span", ""), "datalist": ("span", ""),
    }
)  # fmt: skip
#: Elements that show something from elsewhere: a link to it stays.
_SHOWING = frozenset(["audio", "embed", "iframe", "object", "video"])

#: Elements that hold text and phrases, but no blocks.
_LINES = frozenset(
    "abbr b bdi bdo cite code data dfn em h1 h2 h3 h4 h5 h6 i kbd mark p pre q rp rt ruby s samp"
    " small span strong sub sup time u var".split()
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
#: Elements that hold what the element around them may hold.
_TRANSPARENT = frozenset(["a", "del", "ins"])
_ROWS = ("thead", "tbody", "tfoot")


@dataclass(slots=True)
class Mended:
    """What was done that an author should know: what, and on which line (0 if it is unknown)."""

    gone: list[tuple[str, int]] = field(default_factory=list)
    linked: list[tuple[str, int]] = field(default_factory=list)
    moved: list[tuple[str, int]] = field(default_factory=list)
    scripts: list[tuple[str, int]] = field(default_factory=list)
    languages: list[tuple[str, int]] = field(default_factory=list)


def mend(root: etree._Element) -> Mended:
    """Mend a tree in its place; `root` itself is a `div` that may hold anything."""
    mended = Mended()
    _rename(root, mended)
    _set_lines(root)
    _set_lists(root, mended)
    _set_tables(root, mended)
    _set_figures(root, mended)
    _set_phrases(root, mended)
    _set_paragraphs(root)
    return mended


def line_of(element: etree._Element) -> int:
    """Return the line that an element or the nearest one around it states; 0 if none does."""
    for each in (element, *element.iterancestors()):
        if (stated := each.get(LINE)) and stated.isdigit():
            return int(stated)
    return 0


# Elements and their attributes


def _rename(root: etree._Element, mended: Mended) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            drop(element)
        elif element is not root and element.getroottree().getroot() is not None:
            _rename_one(element, mended)


def _rename_one(element: etree._Element, mended: Mended) -> None:
    if _is_foreign(element):
        return
    tag = str(element.tag).lower()
    if tag in _GONE:
        if element.getparent() is not None:
            mended.gone.append((tag, line_of(element)))
            drop(element)
        return
    if tag in _SHOWING:
        _link_instead(element, tag, mended)
        return
    if tag == "input":
        _tick(element)
        return
    if tag == "picture":
        _one_picture(element)
        return
    if tag == "hgroup":
        for line in [each for each in element if each.tag in _HEADINGS][1:]:
            line.set("class", f"{line.get('class', '')} subtitle".strip())
    name, added = _INSTEAD.get(tag, (tag, ""))
    if name not in ELEMENTS:
        unwrap(element)
        return
    _set_attributes(element, name, added, mended)
    _bare_without(element)


def _is_foreign(element: etree._Element) -> bool:
    return element.tag == MATH or next(element.iterancestors(MATH), None) is not None


def _set_attributes(element: etree._Element, name: str, added: str, mended: Mended) -> None:
    given = {str(key): str(value) for key, value in element.attrib.items()}
    if added:
        given["class"] = f"{given.get('class', '')} {added}".strip()
    element.tag = name
    set_cleaned(element, given, mended)


def set_cleaned(element: etree._Element, given: Mapping[str, str], mended: Mended) -> None:
    """Give an element those of the attributes that it may have, and note what was wrong."""
    line = line_of(element)
    cleaned = clean_attributes(str(element.tag), given)
    mended.scripts += [(script, line) for script in cleaned.scripts]
    mended.languages += [(language, line) for language in cleaned.languages]
    if cleaned.kept != {str(key): str(value) for key, value in element.attrib.items()}:
        element.attrib.clear()
        for key, value in cleaned.kept.items():
            element.set(key, value)


def _bare_without(element: etree._Element) -> None:
    """Elements that mean something only with an attribute are bare spans without it."""
    tag = str(element.tag)
    if (
        (tag == "bdo" and not element.get("dir"))
        or (tag == "data" and "value" not in element.attrib)
        or (tag == "time" and "datetime" not in element.attrib)
    ):
        element.tag = "span"
    elif tag == "img":
        if "alt" not in element.attrib:
            element.set("alt", "")
        if not element.get("src"):
            drop(element)


def _link_instead(element: etree._Element, tag: str, mended: Mended) -> None:
    """Link to what would be shown, without its own words for readers that cannot show it."""
    sources = [element, *element.iter("source", "param", "embed")]
    found = [
        each.get(name) for each in sources for name in ("src", "data", "href") if each.get(name)
    ]
    address = str(found[0]) if found else ""
    if not address or address.lower().startswith(("javascript:", "data:", "about:")):
        mended.gone.append((tag, line_of(element)))
        unwrap(element)
        return
    mended.linked.append((tag, line_of(element)))
    link = etree.Element("a", {"href": address})
    if line := line_of(element):
        link.set(LINE, str(line))
    link.text = element.get("title") or address
    link.tail = element.tail
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, link)


def _tick(element: etree._Element) -> None:
    """Make a box to tick a character; other fields to fill in go."""
    if element.get("type", "").lower() in ("checkbox", "radio"):
        add_text_before(element, "☑" if "checked" in element.attrib else "☐")
    drop(element)


def _one_picture(element: etree._Element) -> None:
    image = next(element.iter("img"), None)
    if image is None:
        source = next(
            (each.get("srcset") for each in element.iter("source") if each.get("srcset")), ""
        )
        image = etree.Element("img", {"src": str(source).split(",")[0].split(" ")[0], "alt": ""})
    for child in list(element):
        if child is not image:
            element.remove(child)
    if image.getparent() is None:
        element.append(image)
    unwrap(element)


# Places


def _set_lines(root: etree._Element) -> None:
    """Blocks leave the phrases that they stand in: the phrase goes, the words stay."""
    for element in list(root.iter(etree.Element)):
        if element is root or element.getparent() is None or _is_foreign(element):
            continue
        tag = str(element.tag)
        if tag in _HEADINGS or tag in ("p", "pre"):
            for child in list(element.iterdescendants(etree.Element)):
                if child.tag in BLOCKS and not _is_foreign(child):
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
    if block.tag in ("hr", "col", "colgroup"):
        drop(block)
        return
    before = _text_before(block)
    if before and not before[-1:].isspace():
        add_text_before(block, " ")
    block.tag = "span"
    _keep_only(block, ("class", "id", "lang", "title", LINE))


def _keep_only(element: etree._Element, names: Iterable[str]) -> None:
    for name in [each for each in element.attrib if str(each) not in names]:
        del element.attrib[name]


def _set_lists(root: etree._Element, mended: Mended) -> None:
    for item in list(root.iter("li")):
        if _tag_around(item) not in ("ul", "ol"):
            mended.moved.append(("li", line_of(item)))
            _gather(item, ("li",), "ul")
    for item in list(root.iter("dt", "dd")):
        if _tag_around(item) != "dl":
            mended.moved.append((str(item.tag), line_of(item)))
            _gather(item, ("dt", "dd"), "dl")
    for listing in list(root.iter("ul", "ol")):
        _wrap_loose(listing, ("li",), "li")
        if not len(listing):
            drop(listing)
    for listing in list(root.iter("dl")):
        _set_definitions(listing, mended)


def _set_definitions(listing: etree._Element, mended: Mended) -> None:
    """Terms, each with a definition behind it; a list that has no such pairs is a division."""
    for group in [each for each in listing if each.tag == "div"]:
        unwrap(group)
    _wrap_loose(listing, ("dt", "dd"), "dd")
    tags = [str(child.tag) for child in listing]
    if tags and tags[0] == "dt" and tags[-1] == "dd":
        return
    mended.moved.append(("dl", line_of(listing)))
    listing.tag = "div"
    for child in listing:
        child.tag = "div"
    if not len(listing) and not (listing.text or "").strip():
        drop(listing)


def _wrap_loose(holder: etree._Element, allowed: Iterable[str], wrapper: str) -> None:
    """Put what stands directly in a holder, and may not, into an element that may."""
    allowed = tuple(allowed)
    loose: list[etree._Element] = []
    children = list(holder)
    if (holder.text or "").strip():
        made = etree.Element(wrapper)
        made.text, holder.text = holder.text, None
        holder.insert(0, made)
        children.insert(0, made)
    else:
        holder.text = None
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in allowed:
            loose = []
        else:
            if not loose:
                made = etree.Element(wrapper)
                child.addprevious(made)
                loose = [made]
            loose[0].append(child)
        if (tail or "").strip():
            if not loose:
                made = etree.Element(wrapper)
                child.addnext(made)
                made.text = tail
                loose = [made]
            else:
                child.tail = tail


def _gather(first: etree._Element, tags: tuple[str, ...], wrapper: str) -> None:
    """Put an element and its like that follow at once into a holder of their own."""
    if first.getparent() is None or _tag_around(first) == wrapper:
        return
    holder = etree.Element(wrapper)
    first.addprevious(holder)
    each: etree._Element | None = first
    while each is not None and each.tag in tags:
        following = each.getnext()
        ends = bool((each.tail or "").strip())
        tail, each.tail = each.tail, None
        holder.append(each)
        if ends:
            holder.tail = tail
            return
        each = following


def _set_tables(root: etree._Element, mended: Mended) -> None:
    for table in reversed(list(root.iter("table"))):
        _set_table(table, mended)
    for part in list(root.iter("caption", "colgroup", "col", *_ROWS, "tr", "td", "th")):
        if part.getparent() is not None and _tag_around(part) not in _AROUND[str(part.tag)]:
            mended.moved.append((str(part.tag), line_of(part)))
            if part.tag in ("col", "colgroup"):
                drop(part)
            else:
                part.tag = "p" if part.tag in ("caption", "td", "th") else "div"
                for name in [
                    each for each in part.attrib if each not in ("class", "id", "lang", LINE)
                ]:
                    del part.attrib[name]


_AROUND = MappingProxyType(
    {
        "caption": ("table",), "col": ("colgroup",), "colgroup": ("table",), "tbody": ("table",),
        "td": ("tr",), "tfoot": ("table",), "th": ("tr",), "thead": ("table",),
        "tr": (*_ROWS, "table"),
    }
)  # fmt: skip


def _set_table(table: etree._Element, mended: Mended) -> None:
    """Order a table: a caption, columns, a head, bodies and a foot, and rows in them."""
    parts: dict[str, list[etree._Element]] = {
        "caption": [],
        "colgroup": [],
        "thead": [],
        "tfoot": [],
    }
    bodies: list[etree._Element] = []
    loose: list[etree._Element] = []
    _texts_out(table)
    for child in list(table):
        tag = str(child.tag)
        if tag == "tr":
            if not bodies or bodies[-1].get("data-made") is None:
                bodies.append(etree.Element("tbody", {"data-made": "1"}))
            bodies[-1].append(child)
        elif tag == "col":
            parts["colgroup"].append(_holding("colgroup", child))
        elif tag in parts and not (tag != "colgroup" and parts[tag]):
            parts[tag].append(child)
        elif tag in _ROWS:
            child.tag = "tbody"
            bodies.append(child)
        elif tag in ("td", "th"):
            bodies.append(_holding("tbody", _holding("tr", child)))
        else:
            loose.append(child)
    for child in list(table):
        table.remove(child)
    for body in bodies:
        body.attrib.pop("data-made", "")
    ordered = [*parts["caption"], *parts["colgroup"], *parts["thead"], *bodies, *parts["tfoot"]]
    table.extend(ordered)
    for part in [*parts["thead"], *bodies, *parts["tfoot"]]:
        _set_rows(part)
    for other in loose:
        mended.moved.append((str(other.tag), line_of(table)))
        table.addprevious(other)
    if next(table.iter("td", "th"), None) is None:
        for caption in parts["caption"]:
            caption.tag = "p"
            table.addprevious(caption)
        drop(table)


def _set_rows(part: etree._Element) -> None:
    _texts_out(part)
    for child in list(part):
        if child.tag != "tr":
            row = _holding("tr", etree.Element("td"))
            child.addprevious(row)
            row[0].append(child) if child.tag not in ("td", "th") else row.replace(row[0], child)
    for row in list(part):
        _texts_out(row)
        for child in list(row):
            if child.tag not in ("td", "th"):
                cell = etree.Element("td")
                child.addprevious(cell)
                cell.append(child)
        if not len(row):
            part.remove(row)


def _holding(tag: str, child: etree._Element) -> etree._Element:
    element = etree.Element(tag)
    element.append(child)
    return element


def _texts_out(element: etree._Element) -> None:
    """Words that stand directly in a table or a row go before the table."""
    table = element if element.tag == "table" else next(element.iterancestors("table"), None)
    words = [element.text or "", *(child.tail or "" for child in element)]
    element.text = None
    for child in element:
        child.tail = None
    said = " ".join(" ".join(words).split())
    if said and table is not None:
        paragraph = etree.Element("p")
        paragraph.text = said
        table.addprevious(paragraph)


def _set_figures(root: etree._Element, mended: Mended) -> None:
    for caption in list(root.iter("figcaption")):
        if _tag_around(caption) != "figure":
            mended.moved.append(("figcaption", line_of(caption)))
            caption.tag = "p"
    for figure in root.iter("figure"):
        captions = figure.findall("figcaption")
        for other in captions[1:]:
            other.tag = "p"
        if captions and captions[0].getprevious() is not None and captions[0].getnext() is not None:
            _move_last(captions[0], figure)
    for line in list(root.iter("rt", "rp")):
        if _tag_around(line) != "ruby":
            line.tag = "span"


def _move_last(element: etree._Element, parent: etree._Element) -> None:
    drop(element)
    element.tail = None
    parent.append(element)


def _set_phrases(root: etree._Element, mended: Mended) -> None:
    """No link in a link, no definition in a definition, nothing in a void element."""
    for tag in ("a", "dfn"):
        for element in list(root.iter(tag)):
            if next(element.iterancestors(tag), None) is not None:
                mended.moved.append((tag, line_of(element)))
                unwrap(element)
    for link in list(root.iter("a")):
        if "href" not in link.attrib:
            link.attrib.pop("hreflang", "")
        elif not len(link) and not (link.text or "").strip() and not link.get("id"):
            drop(link)  # a voice would say: link
    for ruby in list(root.iter("ruby")):
        if ruby.find("rt") is None:
            ruby.tag = "span"


def _set_paragraphs(root: etree._Element) -> None:
    """Words that stand beside blocks become paragraphs; an empty anchor becomes its block's id."""
    for holder in [root, *root.iter("div", "blockquote", "aside", "section", "figure")]:
        if holder is not root and not any(_is_block(child) for child in holder):
            continue
        _wrap_lines(holder)
    for anchor in list(root.iter("a", "span")):
        paragraph = anchor.getparent()
        if paragraph is None or paragraph.tag != "p" or len(paragraph) > 1 or len(anchor):
            continue
        words = f"{paragraph.text or ''}{anchor.text or ''}{anchor.tail or ''}".strip()
        below = paragraph.getnext()
        is_anchor = not words and anchor.get("id") and not anchor.get("href")
        if is_anchor and below is not None and not below.get("id"):
            below.set("id", str(anchor.get("id")))
            drop(paragraph)
    for paragraph in list(root.iter("p")):
        if not len(paragraph) and not (paragraph.text or "").strip() and not paragraph.get("id"):
            drop(paragraph)


def _wrap_lines(holder: etree._Element) -> None:
    run: etree._Element | None = None
    if (holder.text or "").strip():
        run = etree.Element("p")
        run.text, holder.text = holder.text, None
        holder.insert(0, run)
    for child in [each for each in holder if each is not run]:
        tail, child.tail = child.tail, None
        if _is_block(child):
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


def _is_block(element: etree._Element) -> bool:
    tag = str(element.tag)
    if tag in BLOCKS or element.get("data-note-text") is not None:
        return True
    return tag in ("ins", "del") and any(_is_block(child) for child in element)


# Trees


def drop(element: etree._Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        add_text_before(element, element.tail)
        element.tail = None
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Take an element out and leave its content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.text:
        add_text_before(element, element.text)
    for child in list(element):
        element.addprevious(child)
    drop(element)


def add_text_before(element: etree._Element, text: str) -> None:
    """Add text in front of an element."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def add_text(element: etree._Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _text_before(element: etree._Element) -> str:
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or "".join(map(str, before.itertext()))
    return (parent.text or "") if parent is not None else ""


def _tag_around(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)
