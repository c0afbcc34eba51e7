"""The attributes that an element of a book may have, and what becomes of others.

What stands here is what HTML (the Living Standard, section 4) has for text and EPUB 3.3 takes as
it is. Old attributes of looks become classes; what a book has no use for goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from octavo.text.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from octavo.text.language_tags import check_language
from octavo.text.xhtml_names import EPUB_TYPE, LINE, XML_LANG
from octavo.text.xml_characters import without_forbidden

_ANYWHERE = frozenset(["class", "dir", "id", "lang", "style", "title"])
#: Attributes by which later steps of our own know an element: the kind of a container; a formula,
#: percent-encoded, and that it is displayed; the call of a note, and its text.
CONTAINER = "data-container"
TEX, DISPLAY = "data-tex", "data-display"
CALL, NOTE = "data-note", "data-note-text"
#: The lines on which attributes in braces and an image's title stand, where it is another one.
BRACED, TITLED = "data-braced", "data-titled"
#: All of them; `clean_attributes` leaves them.
OWN = frozenset([BRACED, CALL, CONTAINER, DISPLAY, LINE, NOTE, TEX, TITLED])
_OF_ELEMENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset(["href", "hreflang"]),
        "col": frozenset(["span"]),
        "colgroup": frozenset(["span"]),
        "data": frozenset(["value"]),
        "del": frozenset(["datetime"]),
        "img": frozenset(["alt", "height", "src", "width"]),
        "ins": frozenset(["datetime"]),
        "li": frozenset(["value"]),
        "ol": frozenset(["reversed", "start", "type"]),
        "td": frozenset(["colspan", "rowspan"]),
        "th": frozenset(["colspan", "rowspan", "scope"]),
        "time": frozenset(["datetime"]),
    }
)
_NUMBERS = frozenset(["colspan", "rowspan", "span", "start", "value"])
_POSITIVE = frozenset(["colspan", "rowspan", "span"])
_NUMBER = re.compile("-?[0-9]{1,9}")
#: HTML's own limits for spans (4.9.2, 4.9.11).
_MOST_SPAN = 1000
_LENGTH = re.compile(r"([0-9]{1,4}(?:\.[0-9]+)?)(%|px|em|rem|pt|mm|cm|in)?")
_CHOICES = MappingProxyType(
    {
        "dir": frozenset(["auto", LEFT_TO_RIGHT, RIGHT_TO_LEFT]),
        "scope": frozenset(["col", "colgroup", "row", "rowgroup"]),
        "type": frozenset(["1", "a", "A", "i", "I"]),
    }
)
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)")
# Escapes (`u\72l`) could spell the same; no style in a book needs one.
_FETCHES = re.compile(r"(?:url|image-set|src|expression)\s*\(|@import|\\|javascript:", re.I)
# Words, numbers, colours and functions; a quotation mark or bracket has its partner.
_STYLE = re.compile(
    r"-?[a-zA-Z][-a-zA-Z]*\s*:(?:[-\w\s.,#%/!+*]|\([-\w\s.,#%/+*]*\)|\"[^\"{}<>&]*\"|'[^'{}<>&]*')+\Z"
)
#: An id that an address can name as it is.
_ID = re.compile(r"[^\s<>&\"'#%\[\]\\^`{|}]+")
_SEMANTICS = re.compile(r"(?:z3998:)?[a-z][a-z-]*")

#: Roles that HTML lets any text element have (ARIA in HTML, section 4; DPUB-ARIA 1.1).
_ROLES = frozenset(["group", "note", "presentation", "none", "region", "img"])
_ROLE_HOLDERS = frozenset(["aside", "div", "section", "span"])
_DECORATION = frozenset(["presentation", "none"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The attributes that an element keeps; names of those that ran a script; wrong languages."""

    kept: dict[str, str]
    scripts: tuple[str, ...]
    languages: tuple[str, ...]


def clean_attributes(tag: str, given: Mapping[str, str]) -> Cleaned:
    """Tell which attributes an element keeps, in which form.

    Names come and go as XHTML writes them (`xml:lang`, `epub:type`), and in lxml's own form.
    """
    kept: dict[str, str] = {}
    scripts: list[str] = []
    languages: list[str] = []
    for name, value in given.items():
        value = without_forbidden(value)
        if name in OWN:
            kept[name] = value
        elif name.lower().startswith("on") or "".join(value.lower().split()).startswith(
            ("javascript:", "vbscript:")
        ):
            scripts.append(name.lower())
        elif name == "lang" and value and check_language(value):
            languages.append(value)
        else:
            _keep(tag, name.lower(), value, kept)
    return Cleaned(kept=kept, scripts=tuple(scripts), languages=tuple(languages))


def _keep(tag: str, name: str, value: str, kept: dict[str, str]) -> None:
    """Add an attribute to those that are kept, in the form that it takes."""
    if name in _MAPPED:
        _MAPPED[name](tag, value, kept)
    elif name in _ANYWHERE or name in _OF_ELEMENTS.get(tag, frozenset()):
        checked = _checked(name, value)
        if checked is not None:
            kept[name] = checked


def _checked(name: str, value: str) -> str | None:
    """Return an attribute's value in its right spelling; None if it may not stand so."""
    if name == "datetime":
        return value if _DATE.fullmatch(value) else None
    if name == "style":
        rules = [each.strip() for each in value.split(";") if each.strip()]
        good = [each for each in rules if _STYLE.match(each) and not _FETCHES.search(each)]
        return "; ".join(good) or None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name == "class":
        return " ".join(value.split()) or None
    if name in ("lang", "hreflang"):
        return value if value and check_language(value) is None else None
    if name in _NUMBERS:
        return _whole(name, value)
    if name == "reversed":
        return "reversed"
    if name in _CHOICES:
        return value if value in _CHOICES[name] else None
    return value


def _whole(name: str, value: str) -> str | None:
    found = _NUMBER.fullmatch(value.strip())
    if found is None:
        return None
    number = int(found[0])
    if name in _POSITIVE:
        return str(min(number, _MOST_SPAN)) if number > 0 else None
    return str(number)


def _add_class(kept: dict[str, str], name: str) -> None:
    names = kept.get("class", "").split()
    if name not in names:
        kept["class"] = " ".join([*names, name])


def _align(tag: str, value: str, kept: dict[str, str]) -> None:
    side = {"middle": "center", "centre": "center"}.get(
        value.strip().lower(), value.strip().lower()
    )
    # A cell's words begin at the left without being told.
    if side in ("center", "right") or (side == "left" and tag not in ("td", "th")):
        _add_class(kept, f"align-{side}")


def _name(tag: str, value: str, kept: dict[str, str]) -> None:
    if tag == "a" and "id" not in kept and _ID.fullmatch(value):
        kept["id"] = value


def _language(tag: str, value: str, kept: dict[str, str]) -> None:
    if "lang" not in kept and value and check_language(value) is None:
        kept["lang"] = value


def _semantics(tag: str, value: str, kept: dict[str, str]) -> None:
    names = [name for name in value.split() if _SEMANTICS.fullmatch(name)]
    if names:
        kept[EPUB_TYPE] = " ".join(names)


def _role(tag: str, value: str, kept: dict[str, str]) -> None:
    if (tag == "img" and value in _DECORATION) or (tag in _ROLE_HOLDERS and value in _ROLES):
        kept["role"] = value


def _label(tag: str, value: str, kept: dict[str, str]) -> None:
    if value.strip() and tag in ("a", "section", "table"):
        kept["aria-label"] = value


def _size(name: str, tag: str, value: str, kept: dict[str, str]) -> None:
    """Keep a picture's size: whole pixels as an attribute, other lengths as a style."""
    found = _LENGTH.fullmatch(value.strip())
    if tag != "img" or found is None:
        return
    number, unit = found[1], found[2] or "px"
    if unit == "px" and "." not in number:
        kept[name] = number
    elif float(number):
        rules = [kept["style"]] if kept.get("style") else []
        kept["style"] = "; ".join([*rules, f"{name}: {number}{unit}"])


def _width(tag: str, value: str, kept: dict[str, str]) -> None:
    _size("width", tag, value, kept)


def _height(tag: str, value: str, kept: dict[str, str]) -> None:
    _size("height", tag, value, kept)


_MAPPED = MappingProxyType(
    {
        "align": _align,
        "aria-label": _label,
        "epub:type": _semantics,
        EPUB_TYPE.lower(): _semantics,
        "height": _height,
        "name": _name,
        "role": _role,
        "width": _width,
        "xml:lang": _language,
        XML_LANG.lower(): _language,
    }
)
