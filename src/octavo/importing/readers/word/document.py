"""A Word file → a tree of HTML, and what stands apart from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, TypeGuard

from lxml import etree

from octavo.importing.article import Apart
from octavo.importing.prose import ends_in_stop
from octavo.importing.readers.word.body import Item, Paragraph, items_in
from octavo.importing.readers.word.names import W, value
from octavo.importing.readers.word.package import Package
from octavo.importing.readers.word.reading import Reading
from octavo.importing.readers.word.runs import text_in
from octavo.importing.readers.word.shape import Shaper, heading_levels
from octavo.importing.readers.word.spans import words_of
from octavo.importing.readers.word.styles import Role
from octavo.text.added_words import said_everywhere
from octavo.text.shorten import first_words

#: What stands above contents, besides the word that a book itself puts there, in any language.
_CONTENTS = re.compile(
    r"table of contents|list of (?:figures|tables)|inhaltsverzeichnis|sommaire|sumário|sommario"
    r"|contenidos?|inhoudsopgave|innehållsförteckning|sisällysluettelo|оглавление|فهرست مطالب"
)


class Document(NamedTuple):
    """What a Word file says.

    `left` are all words of the text that are not in `root`.
    """

    root: etree._Element
    apart: tuple[Apart, ...]
    left: tuple[str, ...]

    @property
    def body(self) -> etree._Element:
        """The element that holds all that the file says."""
        return self.root[0]


def read_document(package: Package) -> Document:
    """Read the text of a Word file, and its notes behind it."""
    reading = Reading(package)
    main = package.tree(package.main)
    bodies = main.iter(f"{W}body") if main is not None else ()
    items = [item for body in bodies for item in items_in(body, reading)]
    reading.tell_now()
    items = _without_heads_of_contents(items, reading)
    root = etree.Element("html")
    home = etree.SubElement(root, "body")
    shaper = Shaper(heading_levels(items))
    shaper.put(home, items)
    _put_notes(home, shaper, reading)
    _tell_rest(reading)
    reading.left += shaper.ornaments
    return Document(
        root=root,
        apart=(*reading.apart, *_scenes(items)),
        left=tuple(reading.left),
    )


def _without_heads_of_contents(items: list[Item], reading: Reading) -> list[Item]:
    """Return the items without the titles of contents that were left out right below them."""
    lines = {each.line for each in reading.apart if each.kind == "contents"}
    titles = {each.lower() for each in said_everywhere("contents")} if lines else set()
    made = []
    for each in items:
        words = words_of(each.spans) if isinstance(each, Paragraph) else ""
        style = each.look.chain[:1] if isinstance(each, Paragraph) else ()
        is_head = style in (("toc heading",), ("toa heading",))
        named = is_head or words.lower() in titles or _CONTENTS.fullmatch(words.lower())
        if named and lines & set(range(each.line + 1, each.line + 4)):
            reading.left.append(words)
            reading.apart.append(Apart(line=each.line, kind="contents", text=words))
        else:
            made.append(each)
    return made


def _put_notes(home: etree._Element, shaper: Shaper, reading: Reading) -> None:
    """Put the notes that the text calls behind it, and name those that nobody calls."""
    texts = {kind: _notes(kind, reading.package) for kind in ("footnote", "endnote")}
    for at, (kind, name) in enumerate(reading.notes, 1):
        note = texts[kind].pop(name, None)
        element = etree.SubElement(home, "notetext", label=str(at))
        if note is None:
            reading.note("note", f"{kind} {name}")
            element.text = "—"
            continue
        with reading.within(reading.package.related(f"{kind}s")):
            shaper.put(element, [*items_in(note, reading)])
            reading.tell_now()
    for each in (note for kind in texts.values() for note in kind.values()):
        reading.leave("note", text_in(each))
        reading.tell_now()


def _notes(kind: str, package: Package) -> dict[str, etree._Element]:
    root = package.tree(package.related(f"{kind}s"))
    found = root.iter(f"{W}{kind}") if root is not None else ()
    return {value(each, "id"): each for each in found if value(each, "type") in ("", "normal")}


def _tell_rest(reading: Reading) -> None:
    """Name what stands in other parts of the file: comments without a place, heads and feet."""
    for name in [*reading.comments]:
        reading.end_comment(name)
    said: set[str] = set()
    for each in reading.package.relations(reading.package.main).values():
        root = reading.package.tree(each.target) if each.kind in ("header", "footer") else None
        words = " ".join(text_in(root).split()) if root is not None else ""
        if words not in said and any(one.isalpha() for one in words):
            said.add(words)
            reading.note("running-head", words)


#: Of the paragraphs of a text, no more than one in so many may follow a blank one: otherwise
#: blank paragraphs are how the author parts all of them.
_RARE = 8
#: A story has as many paragraphs of prose at least, and they are most of it; each has some words.
_LEAST, _PROSE_WORDS = 20, 12
#: Characters of a paragraph behind a blank one that name it.
_BEGINNING = 60


def _scenes(items: list[Item]) -> Iterator[Apart]:
    """Yield the beginnings of paragraphs that a blank one parts from the prose above."""
    told = [each for each in items if _is_prose(each)]
    found = [
        behind
        for before, behind in pairwise(items)
        if _is_prose(before) and _is_prose(behind) and behind.follows_blank
    ]
    usual = len(told) * 2 > len(items) and len(told) >= _LEAST
    if usual and len(found) * _RARE <= len(told):
        for each in found:
            text = first_words(words_of(each.spans), _BEGINNING)
            yield Apart(line=each.line, kind="blank-line", text=text)


def _is_prose(item: Item) -> TypeGuard[Paragraph]:
    if not isinstance(item, Paragraph) or item.item is not None:
        return False
    words = words_of(item.spans)
    is_text = item.look.role is Role.TEXT and not item.look.is_centred and not item.starts_page
    return is_text and ends_in_stop(words) and len(words.split()) >= _PROSE_WORDS
