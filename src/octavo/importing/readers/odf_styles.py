"""The styles of an OpenDocument text: what a paragraph or a word looks like, and so what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from octavo.importing.readers.odf_package import OFFICE, STYLE, TEXT

#: A style stands on another, and that on a third; no chain of people's styles is this long.
_LONGEST_CHAIN = 30

_HEADING = re.compile(r"heading (\d{1,2})\b", re.I)
_ROLES = (
    (re.compile(r"title\Z", re.I), "title"),
    (re.compile(r"(?:quotations?|(?:intense )?quote|block ?(?:text|quote))\b", re.I), "quote"),
    (re.compile(r"(?:preformatted text|html preformatted|source code)\b", re.I), "code"),
    (re.compile(r"horizontal line\b", re.I), "rule"),
)
_MONO = re.compile(r"(?:source[ _]text|teletype|verbatim|(?:html )?code)\b", re.I)
_SIZE = re.compile(r"([\d.]+)(pt|%)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a style says: of a paragraph what it is, of its words how they are set.

    `level` is a heading's, 0 for none. `role` is title, quote, code, rule or nothing. `marks`
    are those of `marked_runs.py` that are on, `off` those that are said to be off. `size` is
    the type's in points, 0 if nothing is said.
    """

    level: int = 0
    role: str = ""
    centred: bool = False
    page: bool = False
    hidden: bool = False
    size: float = 0.0
    marks: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document, by family and name."""

    known: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    lists: dict[str, etree._Element] = field(default_factory=dict)
    outline: dict[int, etree._Element] = field(default_factory=dict)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def look(self, family: str, name: str | None) -> Look:
        """Return what a style says with all that it stands on."""
        key = (family, name or "")
        if key not in self.looks:
            self.looks[key] = _look([*self._chain(family, name or "")], family)
        return self.looks[key]

    def level_style(self, name: str, level: int) -> etree._Element | None:
        """Return how the items of a list are marked on a level from 1 on."""
        listing = self.lists.get(name)
        for each in listing if listing is not None else ():
            if each.get(f"{TEXT}level") == str(level):
                return each
        return None

    def list_of(self, name: str | None) -> str:
        """Return the list style that a paragraph's style asks for; empty for none."""
        for each in self._chain("paragraph", name or ""):
            found = each.get(f"{STYLE}list-style-name")
            if found is not None:
                return found
        return ""

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """Yield a style and those that it stands on."""
        for _ in range(_LONGEST_CHAIN):
            style = self.known.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name") or ""


def read_styles(roots: Iterable[etree._Element]) -> Styles:
    """Gather the styles below the roots of a document; those of its content come first."""
    styles = Styles()
    for root in roots:
        for group in ("automatic-styles", "styles"):
            for style in root.iterfind(f"{OFFICE}{group}/{STYLE}style"):
                key = (style.get(f"{STYLE}family") or "", style.get(f"{STYLE}name") or "")
                styles.known.setdefault(key, style)
            for style in root.iterfind(f"{OFFICE}{group}/{TEXT}list-style"):
                styles.lists.setdefault(style.get(f"{STYLE}name") or "", style)
        for each in root.iterfind(f"{OFFICE}styles/{TEXT}outline-style/*"):
            level = each.get(f"{TEXT}level") or ""
            if level.isdigit():
                styles.outline.setdefault(int(level), each)
    return styles


def _look(chain: list[etree._Element], family: str) -> Look:
    said = _properties(chain)
    names = [*_names(chain)]
    marks, off = _marks(said, names)
    if family != "paragraph":
        return Look(marks=marks, off=off, hidden=said.get("display") == "none", size=_size(said))
    own = chain[0].get(f"{STYLE}master-page-name") if chain else None
    return Look(
        level=_level(chain, names),
        role=next((role for name in names for sign, role in _ROLES if sign.match(name)), ""),
        centred=said.get("text-align") == "center",
        page=said.get("break-before") == "page" or bool(own),
        hidden=said.get("display") == "none",
        size=_size(said),
        marks=marks,
        off=off,
    )


def _names(chain: list[etree._Element]) -> Iterator[str]:
    for style in chain:
        name = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name") or ""
        yield re.sub(r"_([0-9a-f]{2})_", lambda found: chr(int(found[1], 16)), name)


def _properties(chain: list[etree._Element]) -> dict[str, str]:
    """Return the properties of a style by their names, the nearest style's word the last."""
    said: dict[str, str] = {}
    for style in reversed(chain):
        for kind in ("paragraph-properties", "text-properties"):
            for properties in style.iterfind(f"{STYLE}{kind}"):
                said |= {
                    etree.QName(key).localname: str(value) for key, value in properties.items()
                }
    return said


def _level(chain: list[etree._Element], names: list[str]) -> int:
    for style, name in zip(chain, names, strict=True):
        stated = style.get(f"{STYLE}default-outline-level")
        if stated is not None:
            return int(stated) if stated.isdigit() else 0
        found = _HEADING.match(name)
        if found:
            return int(found[1])
    return 0


def _size(said: Mapping[str, str]) -> float:
    found = _SIZE.fullmatch(said.get("font-size", ""))
    return float(found[1]) if found and found[2] == "pt" else 0.0


def _marks(said: Mapping[str, str], names: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the marks that are on, and those that are said to be off."""
    weight = said.get("font-weight", "")
    position = said.get("text-position", "").split(" ")[0]
    states = {
        "em": _state(said.get("font-style"), ("italic", "oblique")),
        "strong": weight in _BOLD if weight else None,
        "small-caps": _state(said.get("font-variant"), ("small-caps",)),
        "u": _line(said, "text-underline"),
        "s": _line(said, "text-line-through"),
        "sup": position == "super" or (position[:1].isdigit() and position != "0%")
        if position else None,
        "sub": position == "sub" or position.startswith("-") if position else None,
        "code": True if any(_MONO.match(name) for name in names) else None,
    }  # fmt: skip
    on = frozenset(mark for mark, state in states.items() if state)
    return on, frozenset(mark for mark, state in states.items() if state is False)


_BOLD = frozenset(("bold", "600", "700", "800", "900"))


def _state(value: str | None, on: tuple[str, ...]) -> bool | None:
    return None if value is None else value in on


def _line(said: Mapping[str, str], name: str) -> bool | None:
    """Return whether a line is drawn: by its style, or in older documents by its type."""
    found = said.get(f"{name}-style") or said.get(f"{name}-type")
    return None if found is None else found != "none"
