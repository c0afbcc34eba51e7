"""What a file of the book holds, read from the file itself.

One reading of each file serves both the manifest's properties and the
accessibility claims, so that neither can say what the file does not show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from PIL import Image, UnidentifiedImageError

from octavo.core.model import Asset
from octavo.epub.flashes import flashes
from octavo.epub.xhtml_pages import parse
from octavo.text.alt_text import describes
from octavo.text.xhtml_names import MATHML, SVG, XHTML, XLINK

_H = f"{{{XHTML}}}"
_S = f"{{{SVG}}}"
_MATH = f"{{{MATHML}}}math"
_HEADINGS = frozenset(f"{_H}h{level}" for level in range(1, 7))
_FRAMES = frozenset(f"{_H}{tag}" for tag in ("canvas", "embed", "iframe", "object"))
_MOVING_SVG = frozenset(
    f"{_S}{tag}" for tag in ("animate", "animateMotion", "animateTransform", "set")
)
#: Attributes that fetch something into the page (a link that is only followed does not count).
_FETCHING = ("src", "poster", "data", "srcset", f"{{{XLINK}}}href")
_FETCHING_BY_HREF = frozenset({f"{_H}link", f"{_S}image", f"{_S}use", f"{_S}script"})
_REMOTE = re.compile(r"(?!\s*data:)(?:.*[\s,])?(?:https?:)?//", re.IGNORECASE | re.S)
_REMOTE_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?:https?:)?//""", re.IGNORECASE)
_MOVING_CSS = re.compile(r"@(?:-\w+-)?keyframes\b|(?:^|[\s;{])(?:-\w+-)?animation(?:-name)?\s*:")
_FLICKERING = frozenset({"image/gif", "image/png", "image/apng", "image/webp", "image/avif"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What one file holds.

    `described`, `decorative` and `bare` count its images: with alternative
    text, said to be decoration (`alt=""` and `role="presentation"`), with
    neither. `frames` are objects whose content nobody can vouch for;
    `headings` are its heading levels in order; `aria` says whether it names
    roles of its parts; `bare_mathml` whether a formula lacks its `alttext`.
    """

    described: int = 0
    decorative: int = 0
    bare: int = 0
    svg: bool = False
    mathml: bool = False
    bare_mathml: bool = False
    scripted: bool = False
    remote: bool = False
    moving: bool = False
    flashing: bool = False
    audio: bool = False
    video: bool = False
    frames: bool = False
    aria: bool = False
    headings: tuple[int, ...] = ()

    @property
    def properties(self) -> tuple[str, ...]:
        """The manifest properties that EPUB 3.3 wants for the file (appendix D.6)."""
        marks = {
            "mathml": self.mathml,
            "remote-resources": self.remote,
            "scripted": self.scripted,
            "svg": self.svg,
        }
        return tuple(name for name, present in marks.items() if present)


def survey_page(xhtml: bytes, name: str) -> Survey:
    """Survey an XHTML document; OctavoError if it is not well-formed."""
    elements = list(parse(xhtml, name).iter(etree.Element))
    tags = {str(element.tag) for element in elements}
    kinds = [kind for kind in map(_image_kind, elements) if kind]
    return Survey(
        described=kinds.count("described"),
        decorative=kinds.count("decorative"),
        bare=kinds.count("bare"),
        svg=f"{_S}svg" in tags,
        mathml=_MATH in tags,
        bare_mathml=any(e.tag == _MATH and not e.get("alttext", "").strip() for e in elements),
        scripted=any(map(_is_scripted, elements)),
        remote=any(map(_is_remote, elements)),
        moving=any(map(_is_moving, elements)),
        audio=f"{_H}audio" in tags,
        video=f"{_H}video" in tags,
        frames=not tags.isdisjoint(_FRAMES),
        aria=any(element.get("role", "").startswith("doc-") for element in elements),
        headings=tuple(int(str(e.tag)[-1]) for e in elements if e.tag in _HEADINGS),
    )


def survey_asset(asset: Asset) -> Survey:
    """Survey an image or another file: does it move, flash, run, or fetch from elsewhere?"""
    if asset.media_type == "image/svg+xml":
        page = survey_page(asset.data, asset.name)
        return Survey(scripted=page.scripted, remote=page.remote, moving=page.moving)
    moving = asset.media_type in _FLICKERING and _has_frames(asset.data)
    return Survey(moving=moving, flashing=moving and flashes(asset.data))


def survey_css(css: str) -> Survey:
    """Survey a stylesheet: does it move anything, or fetch from elsewhere?"""
    return Survey(
        remote=_REMOTE_CSS.search(css) is not None, moving=_MOVING_CSS.search(css) is not None
    )


def _image_kind(element: etree._Element) -> str:
    """Return `described`, `decorative` or `bare` for an image, nothing for another element."""
    if element.tag == f"{_H}img":
        return _described(element, element.get("alt"))
    if element.tag == f"{_S}svg" and not _inside_svg(element):
        title = element.find(f"{_S}title")
        return _described(element, "" if title is None else "".join(map(str, title.itertext())))
    return ""


def _described(element: etree._Element, text: str | None) -> str:
    labels = (element.get("aria-label"), element.get("aria-labelledby"))
    hidden = element.get("aria-hidden") == "true"
    presentation = element.get("role") in {"presentation", "none"}
    named = describes(text or "") or any(label and label.strip() for label in labels)
    if named and not hidden:
        return "described"
    return "decorative" if hidden or (presentation and text == "") else "bare"


def _inside_svg(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{_S}svg"), None) is not None


def _is_scripted(element: etree._Element) -> bool:
    """Find a script, a form, an `on…` attribute or a `javascript:` address (EPUB 3.3, 6.1.2)."""
    if element.tag in {f"{_H}script", f"{_S}script"}:
        kind = element.get("type", "").strip().lower()
        return kind in {"", "module"} or "javascript" in kind or "ecmascript" in kind
    if element.tag == f"{_H}form":
        return True
    address = element.get("href", "").strip().lower()
    return address.startswith("javascript:") or any(
        str(name).startswith("on") for name in element.attrib
    )


def _is_remote(element: etree._Element) -> bool:
    names = (*_FETCHING, "href") if element.tag in _FETCHING_BY_HREF else _FETCHING
    followed = element.tag in {f"{_H}a", f"{_S}a"}
    fetches = not followed and any(_REMOTE.match(element.get(name, "")) for name in names)
    return fetches or _REMOTE_CSS.search(_own_css(element)) is not None


def _is_moving(element: etree._Element) -> bool:
    return element.tag in _MOVING_SVG or bool(_MOVING_CSS.search(_own_css(element)))


def _own_css(element: etree._Element) -> str:
    inner = element.text or "" if element.tag in {f"{_H}style", f"{_S}style"} else ""
    return f"{element.get('style', '')} {inner}"


def _has_frames(data: bytes) -> bool:
    """Return whether a bitmap is an animation; one that cannot be read counts as one."""
    try:
        with Image.open(BytesIO(data)) as image:
            return bool(getattr(image, "is_animated", False))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return True
