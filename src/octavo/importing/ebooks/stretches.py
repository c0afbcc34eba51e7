"""What an e-book is taken apart into: stretches that become chapters, and what is left out."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from octavo.core.model import Matter
from octavo.importing.readers.html_elements import drop
from octavo.importing.readers.inline_markdown import plain
from octavo.text.xhtml_names import ANNOTATION, MATH


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the e-book that becomes a chapter.

    `title` holds the words of its title, `body` its blocks and below them its notes (`notetext`).
    `name` is the file name that it would have, without folder and ending; `keys` are the places
    that mean its beginning, `pages` the paths of the pages that it comes from. `front` is what
    its file says at its head.
    """

    title: etree._Element
    body: etree._Element
    name: str
    kind: str = ""
    matter: Matter = Matter.BODY
    part: str = ""
    keys: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    front: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Words of the e-book that are in no chapter: where they stood, why they go, the words."""

    page: str
    why: str
    words: str


@dataclass(slots=True, kw_only=True)
class Leavings:
    """Collects what is left out of an e-book, so that the account can be closed.

    `drawings` are those that stood in its text, by the paths that pictures of them have.
    """

    found: list[LeftOut] = field(default_factory=list)
    drawings: dict[str, bytes] = field(default_factory=dict)

    def words(self, page: str, why: str, words: str) -> None:
        """Note words that go."""
        if words.strip():
            self.found.append(LeftOut(page=page, why=why, words=" ".join(words.split())))

    def draw(self, page: str, data: bytes) -> str:
        """Keep a drawing that stood in a page; return the path of its picture."""
        stem = posixpath.splitext(posixpath.basename(page))[0]
        path = f"{page}/{stem}-drawing-{len(self.drawings) + 1}.svg"
        self.drawings[path] = data
        return path

    def element(self, element: etree._Element, page: str, why: str) -> None:
        """Take an element out, what stands behind it stays."""
        self.words(page, why, plain(element))
        drop(element)


def without_formulas(root: etree._Element) -> etree._Element:
    """Take the formulas out of a tree: their signs are made anew, and are no words."""
    for each in [*root.iter(MATH, ANNOTATION)]:
        drop(each)
    return root
