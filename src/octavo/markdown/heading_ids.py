"""The chapter's title, its headings, and ids that are unique in the book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from octavo.core.model import Heading, Note
from octavo.manuscript.slugs import Names, letter_slug
from octavo.markdown.xhtml_tree import drop, text_of, write
from octavo.text.xhtml_names import OPS, id_within

#: Ids that a section's title and its notes have, behind the section's own.
_RESERVED = re.compile(r"title|note(?:ref)?-\d+(?:-\d+)?")
_LEVELS = ("h2", "h3", "h4", "h5", "h6")


def take_title(root: etree._Element) -> etree._Element | None:
    """Take the top heading out of the tree."""
    title = next(root.iter("h1"), None)
    if title is not None:
        drop(title)
        title.tail = None
    return title


def title_markup(title: etree._Element) -> str:
    """Return the title's inline XHTML, its attributes on a span around it.

    Its element is made anew for each edition, so an id or a language would be lost on it.
    """
    span = etree.Element("span", _kept(title))
    if not len(span.attrib):
        return write(title)
    span.text = title.text
    span.extend(list(title))
    holder = etree.Element("div")
    holder.append(span)
    return write(holder)


def _kept(title: etree._Element) -> dict[str, str]:
    # What the element is for assistive technology, each edition says itself.
    skipped = ("role", f"{{{OPS}}}type")
    return {str(name): str(value) for name, value in title.attrib.items() if name not in skipped}


def title_from_headings(root: etree._Element) -> bool:
    """Make the first heading the title, and raise those of its level and below; False if none is.

    Call it for a chapter without a heading of the first level.
    """
    headings = list(root.iter(*_LEVELS))
    if not headings:
        return False
    above = int(str(headings[0].tag)[1]) - 1
    for element in headings:
        element.tag = f"h{max(1, int(str(element.tag)[1]) - above)}"
    return True


def lower_titles(root: etree._Element) -> None:
    """Lower every top heading but the first by a level, and the headings below those with it."""
    below = False
    seen = False
    for element in root.iter("h1", *_LEVELS):
        level = int(str(element.tag)[1])
        if level == 1 and not seen:
            seen = True
        elif level == 1 or below:
            below = True
            element.tag = f"h{min(level + 1, 6)}"


def is_subtitle(element: etree._Element) -> bool:
    """Tell whether a heading belongs to the one above it, so that it opens no section."""
    return "subtitle" in element.get("class", "").split()


def name_headings(
    root: etree._Element, section: str, notes: Iterable[Note] = ()
) -> tuple[Heading, ...]:
    """Give each heading an id made of its words, and list them.

    An id that an element, a note or the section's title has already gets a number.
    """
    taken = {str(element.get("id")) for element in root.iter() if element.get("id")}
    names = Names(taken | {id_within(section, "title"), *(note.id for note in notes)})
    headings = []
    for element in root.iter(*_LEVELS):
        words = text_of(element)
        name = element.get("id") or names.take(f"{section}--{letter_slug(words) or 'section'}")
        element.set("id", name)
        headings.append(Heading(id=name, level=int(str(element.tag)[1]), text=words))
    return tuple(headings)


def prefix_ids(root: etree._Element, section: str) -> None:
    """Put the section's id before every id, so that no two chapters share one."""
    for element in root.iter(etree.Element):
        given = element.get("id")
        if given:
            element.set("id", f"{section}--{given}")


def drop_double_ids(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Take ids away that an element before has, or that Octavo gives itself; yield each with it."""
    taken: set[str] = set()
    for element in root.iter(etree.Element):
        name = element.get("id")
        if not name:
            continue
        if name in taken or _RESERVED.fullmatch(name):
            del element.attrib["id"]
            yield element, name
        taken.add(name)


def is_reserved(name: str) -> bool:
    """Tell whether an id is one that Octavo gives itself."""
    return _RESERVED.fullmatch(name) is not None
