"""HTML → blocks: the tree that HTML, DOCX, feeds and exports have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from octavo.importing.article import Block, Kind
from octavo.importing.markdown_escape import (
    escape_line,
    escape_run,
    escape_start,
    escape_verse,
    plain_words,
)
from octavo.importing.readers.html_elements import line_of
from octavo.importing.readers.html_lists import STEP, definitions, indented, list_text
from octavo.importing.readers.html_tables import table_text
from octavo.importing.readers.inline_markdown import BLOCK_TAGS, inline, is_plain, plain
from octavo.text.xhtml_names import LINE

_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}

#: The class of a paragraph that is centred, as readers of documents set it: the dialect has it.
CENTRED = "align-center"

# Elements that only hold others: all block elements but those that mean something.
_CONTAINERS = BLOCK_TAGS - frozenset(
    ("blockquote", "dd", "dir", "dl", "dt", "hr", "li", "menu", "notetext", "ol", "p", "pre",
     "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *_HEADINGS)
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block on its way: `text` is plain where `plain` says so, and Markdown otherwise."""

    kind: Kind
    text: str
    line: int = 1
    depth: int = 2
    plain: bool = False
    verse: bool = False

    @property
    def markdown(self) -> str:
        """The piece as Markdown."""
        if not self.plain:
            return self.text
        return escape_verse(self.text) if self.verse else escape_line(self.text)


#: Says whether blocks of Markdown render to the words of an element.
Check = Callable[[etree._Element, Sequence[Block]], bool]


def tree_blocks(root: etree._Element, check: Check | None = None) -> list[Block]:
    """Return the blocks of a clean tree (see `clean_html.py`), its headings on levels from 2 on.

    An `h1` among the first three blocks is the title. With a `check`, whatever
    does not pass it becomes plain paragraphs.
    """
    pieces = list(_checked(root, check) if check else _pieces(root, nested=False))
    title = next(
        (
            n
            for n, piece in enumerate(pieces[:3])
            if piece.kind is Kind.HEADING and piece.depth == 1
        ),
        None,
    )
    if title is not None:
        pieces[title] = replace(pieces[title], kind=Kind.TITLE)
    depths = [piece.depth for piece in pieces if piece.kind is Kind.HEADING]
    shift = 2 - min(depths, default=2)
    return [_block(piece, shift) for piece in _parted(pieces)]


def _checked(root: etree._Element, check: Check) -> Iterator[Piece]:
    """Yield the pieces of a tree; what stands in containers is checked one by one."""
    for child, line in _parts(root):
        if child.tag in _CONTAINERS:
            yield from _checked(child, check)
            continue
        made = [*(_paragraphs(child, line) if child.tag == "p" else _piece(child, nested=False))]
        if child.tag == "notetext" or check(child, [_block(piece, 0) for piece in made]):
            yield from made
        else:
            yield from _flat(child, line)


def _flat(element: etree._Element, line: int) -> Iterator[Piece]:
    for text in plain(element).split("\n"):
        words = plain_words(text)
        if words:
            yield Piece(kind=Kind.PARAGRAPH, text=words, line=line, plain=True)


def _block(piece: Piece, shift: int) -> Block:
    return Block(
        kind=piece.kind,
        text=piece.text,
        line=piece.line,
        verse=piece.verse,
        markdown=not piece.plain,
        depth=min(6, piece.depth + shift) if piece.kind is Kind.HEADING else 2,
    )


def _parted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, a comment between two lists or quotations, which would join."""
    last = ""
    for piece in pieces:
        sign = _sign(piece)
        if sign and sign == last:
            yield replace(piece, text=f"<!-- -->\n\n{piece.text}")
        else:
            yield piece
        last = sign


def _sign(piece: Piece) -> str:
    if piece.kind is not Kind.MARKUP:
        return ""
    found = re.match(r"(>|-   |[0-9]+\.  |:::)", piece.text)
    return re.sub("[0-9]+", "1", found[1]) if found else ""


def _pieces(element: etree._Element, *, nested: bool) -> Iterator[Piece]:
    """Yield the blocks within `element`."""
    for part, line in _parts(element):
        if part.getparent() is None:
            yield from _paragraphs(part, line)
        else:
            yield from _piece(part, nested=nested)


def _parts(element: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Yield the block elements within `element`, and what stands loose among them as paragraphs.

    Those have no parent; each comes with its line.
    """
    loose = etree.Element("p")
    loose.text = element.text
    line = _line(element)
    for child in element:
        if child.tag in BLOCK_TAGS:
            yield loose, line
            yield child, _line(child)
            loose, line = etree.Element("p"), _line(child)
            loose.text = child.tail
        else:
            if not len(loose) and not (loose.text or "").strip():
                line = line_of(child) or line
            loose.append(_copy(child))
    yield loose, line


def _copy(element: etree._Element) -> etree._Element:
    twin = etree.Element(str(element.tag))
    for name, value in element.items():
        twin.set(name, value)
    twin.text, twin.tail = element.text, element.tail
    for child in element:
        twin.append(_copy(child))
    return twin


def _line(element: etree._Element) -> int:
    own = line_of(element)
    if own and not element.get(LINE):
        return own
    stated = (each.get(LINE) for each in element.iter())
    return int(next((line for line in stated if line), "1"))


def _piece(element: etree._Element, *, nested: bool) -> Iterator[Piece]:
    tag, line = str(element.tag), _line(element)
    if tag in _HEADINGS:
        is_text = is_plain(element)
        text = " ".join((plain(element) if is_text else inline(element)).split())
        if text:
            yield Piece(
                kind=Kind.HEADING,
                text=text if is_text else _unclosed(text),
                line=line,
                depth=_HEADINGS[tag],
                plain=is_text,
            )
    elif tag == "pre":
        yield from _code(element, line, nested=nested)
    elif tag == "hr":
        yield _markup("* * *", line)
    elif tag == "blockquote":
        inside = _inside(element)
        if inside:
            lines = "\n\n".join(inside).split("\n")
            yield _markup("\n".join(f"> {each}".rstrip() for each in lines), line)
    elif tag in ("ul", "ol", "dir", "menu"):
        text = list_text(element, _inside)
        yield from [_markup(text, line)] if text else []
    elif tag == "dl":
        text = definitions(element, _inside)
        yield from [_markup(text, line)] if text else []
    elif tag == "table":
        yield from _table(element, line, nested=nested)
    elif tag == "p" and element.get("class") == CENTRED:
        text = "\n\n".join(piece.markdown for piece in _paragraphs(element, line))
        yield from [_markup(f"::: {CENTRED}\n\n{text}\n\n:::", line)] if text else []
    elif tag == "notetext":
        inside = _inside(element)
        label = f"[^{element.get('label')}]: "
        yield _markup(label + indented(inside), line)
    else:
        yield from _pieces(element, nested=nested)


def _unclosed(text: str) -> str:
    return re.sub(r"#+$", lambda found: "\\#" * len(found[0]), text)


def _markup(text: str, line: int) -> Piece:
    return Piece(kind=Kind.MARKUP, text=text, line=line)


def _inside(element: etree._Element) -> list[str]:
    """Return the blocks within as Markdown; headings in lists and quotations are bold lines."""
    found = []
    for piece in _pieces(element, nested=True):
        if piece.kind is Kind.HEADING:
            text = escape_run(piece.text) if piece.plain else piece.text
            piece = replace(piece, kind=Kind.PARAGRAPH, text=f"**{text}**", plain=False)
        found.append(piece.markdown)
    return found


def _paragraphs(element: etree._Element, line: int) -> Iterator[Piece]:
    """Yield the paragraphs of inline content; two line breaks in a row part them."""
    said, is_text = plain(element), is_plain(element)
    source = (said if is_text else inline(element)).strip()
    if not source:
        return
    for run in re.split(r"\n[ \t]*(?:\n[ \t]*)+", source):
        lines = [plain_words(each) for each in run.split("\n")]
        lines = [each for each in lines if each]
        if not lines:
            continue
        if is_text:
            text = "\n".join(lines)
            yield Piece(kind=Kind.PARAGRAPH, text=text, line=line, plain=True, verse=len(lines) > 1)
        else:
            text = "  \n".join(map(escape_start, lines))
            kind = Kind.PARAGRAPH if said.strip() else Kind.MARKUP
            yield Piece(kind=kind, text=text, line=line, verse=len(lines) > 1)


def _code(element: etree._Element, line: int, *, nested: bool) -> Iterator[Piece]:
    text = _verbatim(element).strip("\n").expandtabs(4)
    if not text.strip():
        return
    if nested:
        lines = text.split("\n")
        yield _markup("\n".join(f"{STEP}{each}".rstrip() for each in lines), line)
        return
    runs = [len(run) for run in re.findall(r"`{3,}", text)]
    fence = "`" * max(3, *(run + 1 for run in runs), 3)
    holders = [element, *element.iterdescendants("code")]
    classes = " ".join(each.get("class") or "" for each in holders)
    named = re.search(r"(?:language|lang|brush:)-? ?([A-Za-z][\w+#-]*)", classes)
    yield _markup(f"{fence}{named[1] if named else ''}\n{text}\n{fence}", line)


def _verbatim(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\n" if child.tag == "br" else _verbatim(child), child.tail or ""]
    return "".join(pieces)


def _table(element: etree._Element, line: int, *, nested: bool) -> Iterator[Piece]:
    cells = [cell for cell in element.iter("td", "th") if _table_of(cell) is element]
    if next(element.iterdescendants("table"), None) is not None or len(cells) == 1:
        for cell in cells:  # a table that only lays out the page
            yield from _pieces(cell, nested=nested)
        return
    for caption in element.findall("caption"):
        yield from _pieces(caption, nested=nested)
    text = table_text(element)
    if text:
        yield _markup(text, line)


def _table_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("table"), None)
