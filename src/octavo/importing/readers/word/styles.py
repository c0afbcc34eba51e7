"""Styles: what a paragraph and a run look like, by their own properties and all below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from octavo.importing.readers.word.names import W, child_value, is_on, number, value


class Role(StrEnum):
    """What a paragraph is by its style or its look."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    QUOTE = "quote"
    CODE = "code"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paragraph looks. `depth` is a heading's level from 1; `numbered` its list and level.

    `carried` are the toggles that its style gives to the runs in it.
    """

    role: Role = Role.TEXT
    depth: int = 0
    numbered: tuple[str, int] | None = None
    is_centred: bool = False
    starts_page: bool = False
    is_ruled: bool = False
    drops_capital: bool = False
    carried: frozenset[str] = frozenset()
    chain: tuple[str, ...] = ()


#: What runs may be, by Word's name of the property (ISO/IEC 29500-1, 17.7.3: these toggle).
_TOGGLES = {"b": "strong", "i": "em", "smallCaps": "small-caps", "caps": "caps", "strike": "s",
            "dstrike": "s", "vanish": "hidden"}  # fmt: skip

#: Levels of headings, as word processors in other languages call them.
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek"
    r"|nadpis|címsor|titlu|заголовок|επικεφαλίδα|başlık|標題|标题|見出し|제목)\s*([1-9])"
)
_TITLES = frozenset(("title", "titel", "titre du document", "book title"))
_QUOTES = frozenset(
    ("quote", "intense quote", "block text", "quotations", "block quote", "blockquote",
     "block quotation", "zitat", "intensives zitat", "citation", "citation intense", "cita",
     "citazione")
)  # fmt: skip
_CODE = frozenset(("preformatted text", "html preformatted", "source code"))
_CODE_RUNS = frozenset(("html code", "verbatim char", "source text", "code", "inline code"))
_CONTENTS = re.compile(r"toc [1-9]|table of figures|contents [1-9]")
#: Styles for headings that no contents name: a preface has them, too.
_UNLISTED = frozenset(("toc heading", "toa heading", "contents heading"))
#: What stands on a title page beside the title; its styles often rest on the title's.
_BESIDE_TITLE = re.compile(
    r"(?:sub-?title|untertitel|sous-titre|author|autor|auteur|byline|date|datum|affiliation"
    r"|institution|abstract|keywords|publisher)s?\b.*"
)
_NAMED_RUNS = {"emphasis": "em", "intense emphasis": "em", "subtle emphasis": "em",
               "strong": "strong"}  # fmt: skip

#: What stands further in than this on both sides is a quotation, in twentieths of a point.
_QUOTE_INDENT = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    name: str
    based_on: str
    element: etree._Element


class Sheet:
    """The styles of a document by id; `default` is the id of the one of plain paragraphs."""

    def __init__(self, styles: dict[str, _Style], default: str, size: int) -> None:
        self.styles = styles
        self.default = default
        self._size = size
        self._toggles: dict[str, dict[str, bool]] = {}
        self._usual = _indents([*self._properties(default)])

    def chain(self, style_id: str) -> tuple[str, ...]:
        """Return the names of a style and of those that it rests on, in small letters."""
        return tuple(style.name for style in self._line(style_id))

    def _line(self, style_id: str) -> Iterator[_Style]:
        seen: set[str] = set()
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            yield self.styles[style_id]
            style_id = self.styles[style_id].based_on

    def _own_line(self, style_id: str) -> Iterator[_Style]:
        """Yield a style and those below it, but for the one of plain paragraphs."""
        plain = self.styles.get(self.default)
        yield from (style for style in self._line(style_id) if style is not plain)

    def toggles(self, style_id: str) -> dict[str, bool]:
        """Return what a style says of the runs in it; the nearest style that speaks counts."""
        if style_id not in self._toggles:
            self._toggles[style_id] = self._read_toggles(style_id)
        return self._toggles[style_id]

    def _read_toggles(self, style_id: str) -> dict[str, bool]:
        said: dict[str, bool] = {}
        for style in self._own_line(style_id):
            own = marks_said(style.element.find(f"{W}rPr"))
            if style.name in _NAMED_RUNS and not own:
                own = {_NAMED_RUNS[style.name]: True}
            said = {**own, **said}
            if style.name in _CODE_RUNS:
                said.setdefault("code", True)
            if style.name in ("hyperlink", "internet link", "visited internet link"):
                said["u"] = False
        return said

    def size(self, style_id: str) -> float:
        """Return the size that a style sets letters in, in points."""
        said = (
            child_value(each.element.find(f"{W}rPr"), "sz")
            for each in self._line(style_id or self.default)
        )
        return number(next(filter(None, said), ""), self._size) / 2

    def look(self, props: etree._Element | None) -> Look:
        """Return how a paragraph with these properties looks."""
        style_id = child_value(props, "pStyle") or self.default
        chain = self.chain(style_id)
        held = [each for each in (props, *self._properties(style_id)) if each is not None]
        role, depth = self._role(chain, held)
        carried = self.toggles(style_id)
        if role is not Role.TEXT:
            carried = {"hidden": carried.get("hidden", False)}
        frame = _first(held[:1], "framePr")
        return Look(
            role=role,
            depth=depth,
            numbered=_numbered(held),
            is_centred=value(_first(held, "jc")) == "center",
            starts_page=is_on(_first(held, "pageBreakBefore")) is True,
            is_ruled=_is_ruled(_first(held, "pBdr")),
            drops_capital=value(frame, "dropCap") in ("drop", "margin"),
            carried=frozenset(name for name, on in carried.items() if on),
            chain=chain,
        )

    def _properties(self, style_id: str) -> Iterator[etree._Element]:
        for style in self._line(style_id):
            props = style.element.find(f"{W}pPr")
            if props is not None:
                yield props

    def _role(self, chain: Sequence[str], held: Sequence[etree._Element]) -> tuple[Role, int]:
        levels = (_HEADING.fullmatch(name) for name in chain)
        level = next((int(found[1]) for found in levels if found), 0)
        if any(map(_CONTENTS.fullmatch, chain)):
            return Role.CONTENTS, 0
        if _UNLISTED.intersection(chain):
            return Role.HEADING, level or 1
        if chain and chain[0] in _TITLES:
            return Role.TITLE, 1
        outline = value(_first(held, "outlineLvl"))
        if outline.isdecimal():
            level = int(outline) + 1 if int(outline) < 9 else 0
        if level:
            return Role.HEADING, level
        if _TITLES.intersection(chain) and not any(map(_BESIDE_TITLE.fullmatch, chain)):
            return Role.TITLE, 1
        if _QUOTES.intersection(chain) or self._is_far_in(held):
            return Role.QUOTE, 0
        return (Role.CODE, 0) if _CODE.intersection(chain) else (Role.TEXT, 0)

    def _is_far_in(self, held: Sequence[etree._Element]) -> bool:
        """Tell whether a paragraph stands further in than others, on both sides."""
        if not any(each.find(f"{W}ind") is not None for each in held):
            return False
        left, right = _indents(held)
        return min(left - self._usual[0], right - self._usual[1]) >= _QUOTE_INDENT


def read_styles(root: etree._Element | None) -> Sheet:
    """Return the styles that the part `styles.xml` holds."""
    styles: dict[str, _Style] = {}
    default = ""
    for each in root.iter(f"{W}style") if root is not None else ():
        style_id = value(each, "styleId")
        name = " ".join(child_value(each, "name").lower().split())
        based_on = child_value(each, "basedOn")
        styles[style_id] = _Style(name=name, based_on=based_on, element=each)
        if value(each, "type") == "paragraph" and value(each, "default") in ("1", "true", "on"):
            default = style_id
    props = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
    return Sheet(styles, default, number(child_value(props, "sz"), 20))


def marks_said(props: etree._Element | None) -> dict[str, bool]:
    """Return what properties of a run say outright: emphasis, capitals, lines, height."""
    said: dict[str, bool] = {}
    for each in props if props is not None else ():
        tag = str(each.tag).removeprefix(W)
        on = is_on(each) is True
        if tag in _TOGGLES:
            said[_TOGGLES[tag]] = on or (tag == "dstrike" and said.get("s", False))
        elif tag == "u":
            said["u"] = on
        elif tag == "em":
            said["em"] = said.get("em", False) or on
        elif tag == "vertAlign":
            said["sup"] = value(each) == "superscript"
            said["sub"] = value(each) == "subscript"
    return said


def run_marks(sheet: Sheet, props: etree._Element | None, look: Look) -> frozenset[str]:
    """Return what a run is, by its own properties, its style and the style of its paragraph.

    What toggles is on where one of the two styles says so, and off where both do.
    """
    direct = marks_said(props)
    by_style = sheet.toggles(child_value(props, "rStyle"))
    marks = set()
    for name in {*direct, *by_style, *look.carried}:
        carried = name in look.carried
        both = by_style.get(name, False) != carried
        toggled = both if name in _TOGGLES.values() else by_style.get(name, carried)
        if direct.get(name, toggled):
            marks.add(name)
    return frozenset(marks)


def _first(held: Sequence[etree._Element], tag: str) -> etree._Element | None:
    return next((found for each in held if (found := each.find(W + tag)) is not None), None)


def _numbered(held: Sequence[etree._Element]) -> tuple[str, int] | None:
    num_id = level = ""
    for each in held:
        props = each.find(f"{W}numPr")
        num_id = num_id or child_value(props, "numId")
        level = level or child_value(props, "ilvl")
    return (num_id, number(level)) if num_id not in ("", "0") else None


def _indents(held: Sequence[etree._Element]) -> tuple[int, int]:
    """Return how far in a paragraph stands at its two sides, each by the nearest that speaks."""
    found = []
    for names in (("start", "left"), ("end", "right")):
        own = (value(each.find(f"{W}ind"), name) for each in held for name in names)
        found.append(number(next(filter(None, own), "0")))
    return found[0], found[1]


def _is_ruled(borders: etree._Element | None) -> bool:
    """Tell whether a line runs above or below a paragraph, and no box around it."""
    lines = (
        {str(each.tag).removeprefix(W) for each in borders if _is_line(each)}
        if borders is not None
        else set()
    )
    return bool(lines & {"top", "bottom", "between"}) and not lines & {"left", "right"}


def _is_line(border: etree._Element) -> bool:
    return value(border) not in ("", "nil", "none")
