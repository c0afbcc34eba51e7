"""What is known while a Word file is read: its parts, how far it has come, what stands apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from octavo.importing.article import Apart
from octavo.importing.readers.inner_links import place_id
from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.word.fields import Field, link_of
from octavo.importing.readers.word.names import W, value
from octavo.importing.readers.word.numbering import Counters, read_numbering
from octavo.importing.readers.word.package import Package, Relation
from octavo.importing.readers.word.styles import read_styles


class Reading:
    """A Word file that is being read.

    `line` counts the paragraphs of its text; `left` are the words of it that were left out,
    each of which `apart` names; `notes` are those that were called, in order.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sheet = read_styles(package.tree(package.related("styles")))
        self.numbering = read_numbering(package.tree(package.related("numbering")))
        self.counters = Counters(self.numbering)
        self.line = 0
        self.apart: list[Apart] = []
        self.left: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.fields: list[Field] = []
        self.carried: list[Run] = []
        self.boxes: list[etree._Element] = []
        self.opens_page = False
        self.size = 0.0
        self.comments = _comments(package.tree(package.related("comments")))
        self.commented: dict[str, list[str]] = {}
        self.wanted = _wanted(package)
        self._relations = [package.relations(package.main)]
        self._now: dict[tuple[str, str], list[str]] = {}

    @contextmanager
    def within(self, part: str) -> Iterator[None]:
        """Read what lies in another part: its ids lead elsewhere, its lines are not counted."""
        line, fields = self.line, self.fields
        self._relations.append(self.package.relations(part))
        self.fields = []
        yield
        self._relations.pop()
        self.line, self.fields = line, fields

    @property
    def is_main(self) -> bool:
        """Tell whether it is the text that is read, and no note."""
        return len(self._relations) == 1

    def relation(self, name: str) -> Relation | None:
        """Return what an id of the part that is read leads to."""
        return self._relations[-1].get(name)

    def leave(self, kind: str, text: str, *, author: str = "") -> None:
        """Leave words of the text out; what stands in one paragraph is told at once."""
        self.left.append(text)
        self.tell(kind, text, author=author)

    def tell(self, kind: str, text: str, *, author: str = "") -> None:
        """Put words of a paragraph apart, which are no words of the text that is read."""
        self._now.setdefault((kind, author), []).append(text)

    def tell_now(self) -> None:
        """End a paragraph: what was left out of it becomes one entry a kind."""
        for (kind, author), texts in self._now.items():
            self.note(kind, "".join(texts), author=author)
        self._now.clear()

    def note(self, kind: str, text: str, *, author: str = "", about: str = "") -> None:
        """Put words apart: their kind, whose they are, and the words that they are about."""
        words, about = " ".join(text.split()), " ".join(about.split())
        if words or kind in ("object", "chart"):
            each = Apart(line=max(1, self.line), kind=kind, text=words, author=author, about=about)
            self.apart.append(each)

    @property
    def left_as(self) -> str:
        """What the text now is, if a field around it is left out; empty if it is text."""
        return next(filter(None, (each.left_as for each in self.fields)), "")

    @property
    def link(self) -> str:
        """Where the innermost field leads that leads anywhere; a place only if it is there."""
        links = (each.link for each in reversed(self.fields))
        return self.place(next(filter(None, links), ""))

    def place(self, link: str) -> str:
        """Return a link as it can be kept: no link to a place that the document does not have."""
        if not link.startswith("#"):
            return link
        return f"#{place_id(link[1:])}" if link[1:] in self.wanted else ""

    def end_comment(self, name: str) -> None:
        """Tell a comment, and the words that it stands beside."""
        if name in self.comments:
            author, text = self.comments.pop(name)
            self.note("comment", text, author=author, about="".join(self.commented.pop(name, [])))


def _comments(root: etree._Element | None) -> dict[str, tuple[str, str]]:
    """Return the author and words of each comment."""
    found = {}
    for each in root.iter(f"{W}comment") if root is not None else ():
        lines = ("".join(map(_text, line.iter(f"{W}t"))) for line in each.iter(f"{W}p"))
        found[value(each, "id")] = (value(each, "author"), " ".join(lines))
    return found


def _text(element: etree._Element) -> str:
    return element.text or ""


def _wanted(package: Package) -> frozenset[str]:
    """Return the names of places in the text that something in it leads to."""
    root = package.tree(package.main)
    if root is None:
        return frozenset()
    there = {value(each, "name") for each in root.iter(f"{W}bookmarkStart")}
    links = {value(each, "anchor") for each in root.iter(f"{W}hyperlink")}
    codes = [value(each, "instr") for each in root.iter(f"{W}fldSimple")]
    # An instruction may stand in several runs.
    codes += "".join(map(_code, root.iter(f"{W}instrText", f"{W}fldChar"))).split("\0")
    links |= {link_of(code).partition("#")[2] for code in codes}
    return frozenset(there & links)


def _code(element: etree._Element) -> str:
    return "\0" if element.tag == f"{W}fldChar" else element.text or ""
