"""What ties the pieces of one text together: notes, addresses below the text, links within it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

from octavo.importing.article import Block, Kind
from octavo.importing.markdown_escape import plain_of
from octavo.importing.title_pages import Piece
from octavo.manuscript.slugs import letter_slug

#: The head of a note's text, or of an address that links name: `[^1]:`, `[tide]:`.
_DEFINED = re.compile(r"^ {0,3}\[(?P<label>[^\]\n]+)\]:", re.M)
_LABEL = re.compile(r"\[([^\[\]\n]+)\]")
_LINK = re.compile(r"(?P<before>\]\(\s*<?)#(?P<to>[^\s()<>\"']+)")


def with_definitions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, each with the notes and addresses that it calls.

    Those stand at the text's end most often, so in the last piece. What nobody calls stays.
    """
    defined: dict[str, Block] = {}
    bare: list[Piece] = []
    for piece in pieces:
        kept: list[Block] = []
        for block in piece.blocks:
            own = dict(_definitions(block))
            defined |= own
            kept += [] if own else [block]
        bare.append(replace(piece, blocks=tuple(kept)))
    called: set[str] = set()
    made: list[Piece] = []
    for piece in bare:
        labels = _called(piece, defined)
        called.update(labels)
        made.append(replace(piece, blocks=(*piece.blocks, *(defined[one] for one in labels))))
    left = [block for label, block in defined.items() if label not in called]
    if left and made:
        made[-1] = replace(made[-1], blocks=(*made[-1].blocks, *left))
    return made


def _definitions(block: Block) -> Iterator[tuple[str, Block]]:
    """Yield the labels of a block that holds definitions alone, each with its own text."""
    starts = [found.start() for found in _DEFINED.finditer(block.text)]
    if block.kind not in (Kind.MARKUP, Kind.PARAGRAPH) or not starts or starts[0] != 0:
        return
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        text = block.text[start:end].rstrip()
        found = _DEFINED.match(text)
        if found:
            line = block.line + block.text.count("\n", 0, start)
            yield found["label"].lower(), replace(block, kind=Kind.MARKUP, text=text, line=line)


def _called(piece: Piece, defined: Mapping[str, Block]) -> list[str]:
    """Return the labels that a piece names, and those that their own texts name."""
    texts = [block.text for block in piece.blocks]
    found: set[str] = set()
    while texts:
        for named in _LABEL.findall(texts.pop().lower()):
            if named in defined and named not in found:
                found.add(named)
                texts.append(defined[named].text)
    return [label for label in defined if label in found]


def with_links(texts: Mapping[str, str], pieces: Sequence[Piece]) -> dict[str, str]:
    """Return the chapters' texts by file, links to what stands in another one leading there."""
    homes: dict[str, str] = {}
    own: dict[str, set[str]] = {}
    for name, piece in zip(texts, pieces, strict=True):
        heads = [plain_of(each.text) for each in piece.blocks if each.kind is Kind.HEADING]
        titles = [piece.title, *(plain_of(each.text) for each in piece.head)]
        ids = {letter_slug(title) for title in (*titles, *heads)}
        ids.update(re.findall(r"\{#([\w-]+)", texts[name]))
        ids.update(re.findall(r"""\b(?:id|name)=["']([^"']+)["']""", texts[name]))
        own[name] = ids
        for each in ids:
            homes.setdefault(each, name)

    def led(name: str) -> str:
        def put(found: re.Match[str]) -> str:
            to = unquote(found["to"])
            home = homes.get(to) or homes.get(letter_slug(to), "")
            if to in own[name] or not home or home == name:
                return found[0]
            return f"{found['before']}{home}#{found['to']}"

        return _LINK.sub(put, texts[name])

    return {name: led(name) for name in texts}
