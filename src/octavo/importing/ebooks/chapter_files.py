"""Stretches of an e-book → chapter files: links that lead there, Markdown, proved word by word."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml
from lxml import etree

from octavo.core.model import Matter
from octavo.importing.ebooks.braces import classes
from octavo.importing.ebooks.ebook_inline import Hand, one_line
from octavo.importing.ebooks.ebook_pages import KEYS, PICTURE, TO, keys_of
from octavo.importing.ebooks.ebook_proof import Proved, proved_text
from octavo.importing.ebooks.stretches import Stretch
from octavo.importing.readers.html_elements import drop, text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS
from octavo.manuscript.chapter_file import implied_kind
from octavo.manuscript.slugs import Names, free_name, letter_slug
from octavo.markdown.heading_ids import is_reserved

#: Blocks that carry a name in braces.
_NAMED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_FOLDERS = {Matter.FRONT: "front/", Matter.BODY: "", Matter.BACK: "back/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterFile:
    """A chapter on its way: its path below `manuscript/`, its stretch, its text."""

    name: str
    stretch: Stretch
    text: str
    proved: Proved


def chapter_files(
    stretches: Sequence[Stretch], pictures: Mapping[str, str], *, exact: bool, language: str
) -> list[ChapterFile]:
    """Return the chapter files; `pictures` are the paths of pictures by those in the e-book.

    An `exact` hand keeps straight marks as they are.
    """
    names = [*_names(stretches)]
    _set_links(stretches, names)
    for name, stretch in zip(names, stretches, strict=True):
        _set_pictures(stretch, pictures, posixpath.dirname(name))
    return [
        _file(name, stretch, Hand(exact=exact, language=stretch.front.get("language", language)))
        for name, stretch in zip(names, stretches, strict=True)
    ]


def _names(stretches: Sequence[Stretch]) -> Iterator[str]:
    """Yield the files' names; of two of one name the stems differ, too: ids are made of them."""
    taken: set[str] = set()
    for stretch in stretches:
        stem = free_name(stretch.name, taken)
        taken.add(stem)
        yield f"{_FOLDERS[stretch.matter]}{stem}.md"


def _set_links(stretches: Sequence[Stretch], names: Sequence[str]) -> None:
    """Give links within the book their addresses, and the places that they lead to names."""
    homes: dict[str, tuple[str, str]] = {}
    wanted = {link.get(TO, "") for stretch in stretches for link in _links(stretch)}
    for name, stretch in zip(names, stretches, strict=True):
        homes |= dict.fromkeys(stretch.keys, (name, ""))
        ids = Names({each.get("id", "") for each in stretch.body.iter() if each.get("id")})
        for element in [*stretch.title.iter(etree.Element), *stretch.body.iter(etree.Element)]:
            keys = [key for key in keys_of(element) if key in wanted and key not in homes]
            if keys:
                homes |= {key: (name, _named(element, keys[0], ids)) for key in keys}
    for name, stretch in zip(names, stretches, strict=True):
        for link in _links(stretch):
            _lead(link, homes, name)
        for element in [*stretch.title.iter(etree.Element), *stretch.body.iter(etree.Element)]:
            element.attrib.pop(KEYS, "")


def _links(stretch: Stretch) -> Iterator[etree._Element]:
    for root in (stretch.title, stretch.body):
        for link in root.iter("a"):
            if link.get(TO):
                yield link


def _named(element: etree._Element, key: str, ids: Names) -> str:
    """Return the name of a place that is linked to, which it gets if it has none."""
    if not (element.get("data-slug") or element.get("id")):
        element = _held(element)
    known = element.get("data-slug") or element.get("id")
    if known:
        return known
    slug = letter_slug(key.partition("#")[2]) or "place"
    name = ids.take(f"place-{slug}" if is_reserved(slug) or not slug[0].isalpha() else slug)
    element.set("id", name)
    return name


def _held(element: etree._Element) -> etree._Element:
    """Return the element that carries the name of a place, where Markdown has room for one."""
    while element.tag in ("div", "section", "body") and len(element) and not classes(element):
        first = element[0]
        if first.tag not in BLOCK_TAGS:
            break
        element = first
    if element.tag in ("tr", "tbody", "thead", "td", "th", "caption", "tfoot"):
        return next(element.iterancestors("table"), element)
    parent = element.getparent()
    if text_of(element).strip() or len(element) or parent is None or element.tag in BLOCK_TAGS:
        return _inside_of(element)
    if parent.tag in _NAMED:
        return parent
    after = element.getnext()
    if parent.tag in ("div", "body", "section") and after is not None and after.tag in BLOCK_TAGS:
        drop(element)
        return _held(after)
    return element


def _inside_of(element: etree._Element) -> etree._Element:
    """Return a place within an item of a list, which has no room for a name itself."""
    if element.tag not in ("li", "dt", "dd"):
        return element
    first = element[0] if len(element) and not (element.text or "").strip() else None
    if first is not None and (first.tag == "p" or (first.tag == "span" and first.get("id"))):
        return first
    anchor = etree.Element("span")
    anchor.tail, element.text = element.text, None
    element.insert(0, anchor)
    return anchor


def _lead(link: etree._Element, homes: Mapping[str, tuple[str, str]], here: str) -> None:
    key = str(link.attrib.pop(TO))
    home = homes.get(key) or homes.get(key.partition("#")[0])
    if home is None:
        link.tag = "span"
        return
    name, place = home
    path = "" if name == here and place else os.path.relpath(name, posixpath.dirname(here) or ".")
    link.set("href", path + (f"#{place}" if place else ""))


def _set_pictures(stretch: Stretch, pictures: Mapping[str, str], folder: str) -> None:
    for root in (stretch.title, stretch.body):
        for image in root.iter("img"):
            path = pictures.get(str(image.attrib.pop(PICTURE, "")), "")
            if path:
                image.set("src", os.path.relpath(path, folder or "."))


def _file(name: str, stretch: Stretch, hand: Hand) -> ChapterFile:
    title = one_line(stretch.title, hand, between=" ") or text_of(stretch.title)
    proved = proved_text(stretch, title, hand)
    return ChapterFile(
        name=name, stretch=stretch, text=_head(name, stretch) + proved.text, proved=proved
    )


def _head(name: str, stretch: Stretch) -> str:
    """Return what stands at the head of the file, between its lines of hyphens."""
    about = dict(stretch.front)
    stem = posixpath.basename(name).removesuffix(".md")
    if stretch.kind and implied_kind(stem, stretch.matter) != stretch.kind:
        about["kind"] = stretch.kind
    if not about:
        return ""
    lines = yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{lines}---\n\n"
