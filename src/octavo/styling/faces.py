"""Fonts: one static face, cut to the characters that are needed.

HarfBuzz subsets a variable font and pins its axes in one step: a face of EB
Garamond takes about 0.01 s, where fontTools takes 1 to 10 s. So nothing has to
be kept in a cache of the user's, and the first build is as fast as the next.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Face
from octavo.manuscript.slugs import ascii_slug
from octavo.styling.stand_in_face import DASHES, STAND_IN, stand_in_font
from octavo.styling.theme import CODE, DISPLAY, MORE, SCRIPT, TEXT, FontSource, Theme
from octavo.text.shown_characters import needs_glyph

#: OpenType features a book uses; stylistic sets and swashes are left behind.
FEATURES = (
    "abvm blwm c2sc calt ccmp clig cpsp cv01 fina frac init isol kern liga lnum locl mark medi mkmk"
    " numr dnom onum ordn pnum rclt rlig sinf smcp subs sups tnum vert zero"
    # What Indic and Khmer letters are joined by, and Hangul's.
    " abvf abvs akhn blwf blws cfar cjct dist half haln ljmo nukt pref pres pstf psts rkrf rphf"
    " tjmo vatu vjmo"
).split()

#: What HarfBuzz sets two characters for: Thai and Lao SARA AM.
_PARTED = {0x0E33: (0x0E4D, 0x0E32), 0x0EB3: (0x0ECD, 0x0EB2)}

#: Characters a face always keeps: what Octavo itself may set (folios, quotation
#: marks, ornaments) and the letters of Latin scripts, so that a new word in a
#: chapter seldom changes the fonts of a printed book.
PRINT_BLOCKS = (
    range(0x0020, 0x007F),  # Basic Latin
    range(0x00A0, 0x0180),  # Latin-1 Supplement, Latin Extended-A
    range(0x2000, 0x2040),  # General Punctuation
    range(0x20AC, 0x20AD),  # the euro
)

#: What a face that stands in keeps beside its own characters: spaces, joiners, selectors, the
#: enclosing keycap, and the tags that make a flag.
_JOINERS = (
    range(0x0020, 0x0021),
    range(0x00A0, 0x00A1),
    range(0x200B, 0x2010),
    range(0x20E3, 0x20E4),
    range(0x25CC, 0x25CD),
    range(0xFE00, 0xFE10),
    range(0xE0020, 0xE0080),
)

#: What an e-book's face keeps besides the book's own characters.
EREADER_BLOCKS = (range(0x0020, 0x007F), range(0x2003, 0x2004), range(0x2010, 0x2027))


def cut_faces(
    theme: Theme, characters: frozenset[str], blocks: Iterable[range], *, keep_ids: bool = False
) -> tuple[Face, ...]:
    """Cut the theme's faces to `characters`, their other case, and `blocks` of code points.

    `keep_ids` leaves every glyph the number that it has in the font's file, so that pages that
    were drawn with fewer characters can be joined with pages that have more.
    """
    wanted = {ord(form) for char in characters for form in {char, *char.upper(), *char.lower()}}
    for block in blocks:
        wanted.update(block)
    if keep_ids:
        wanted |= _composed(wanted)
    needed = _with_parts(wanted)
    faces = [
        _cut(font, _with_joiners(font.only) if font.only else needed, keep_ids=keep_ids)
        for font in theme.fonts
    ]
    return (*faces, *_stand_ins(theme))


def _with_joiners(characters: str) -> frozenset[int]:
    """Return the characters with those that join, part and vary them."""
    return _with_parts(map(ord, characters)).union(*_JOINERS)


def _with_parts(codes: Iterable[int]) -> frozenset[int]:
    codes = frozenset(codes)
    return codes.union(*(parts for code, parts in _PARTED.items() if code in codes))


def _stand_ins(theme: Theme) -> tuple[Face, ...]:
    """Return the face that is made for what no other has; none if there is nothing."""
    if not theme.stand_ins or not theme.fonts:
        return ()
    paths = {font.role: font.path for font in reversed(theme.fonts)}
    # An e-book without code has no face for it.
    text = paths.get(TEXT, theme.fonts[0].path)
    data = stand_in_font(theme.stand_ins, text, paths.get(CODE, text))
    asset = Asset(name="fonts/octavo-stand-in.ttf", media_type="font/ttf", data=data)
    origin = hashlib.sha256(data).hexdigest()
    return (Face(family=STAND_IN, weight=400, style="normal", asset=asset, origin=origin),)


def _composed(wanted: set[int]) -> set[int]:
    """Return the letters with marks that can be made of `wanted`.

    HarfBuzz sets a letter and a mark as the one character that means both, if the face has it:
    whether it does must not depend on what else is in the book.
    """
    composed: set[int] = set()
    if any(unicodedata.combining(chr(code)) for code in wanted):
        for code, parts in _compositions():
            if parts <= wanted | composed:
                composed.add(code)
    return composed


@lru_cache(maxsize=1)
def _compositions() -> tuple[tuple[int, frozenset[int]], ...]:
    """Return the characters that are canonically two others, below U+3100; short ones first."""
    pairs = []
    for code in range(0xC0, 0x3100):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            whole = len(unicodedata.normalize("NFD", chr(code)))
            pairs.append((whole, code, frozenset(int(part, 16) for part in parts)))
    return tuple((code, parts) for _, code, parts in sorted(pairs, key=lambda pair: pair[:2]))


def missing_characters(
    theme: Theme, characters: frozenset[str], *, code: bool = False
) -> frozenset[str]:
    """Return those that no face of the theme has for running text (or for code).

    Controls, spaces and joiners are not asked for, nor are dashes that can be made.
    """
    covered: set[int] = set(map(ord, DASHES))
    roles = (CODE if code else TEXT, SCRIPT, MORE)
    for path, only in {(font.path, font.only) for font in theme.fonts if font.role in roles}:
        covered.update(map(ord, only) if only else open_font(path).unicodes)
    return frozenset(char for char in characters if ord(char) not in covered and needs_glyph(char))


def _cut(font: FontSource, wanted: frozenset[int], *, keep_ids: bool) -> Face:
    face = open_font(font.path)
    forbidden = licence_fault(face)
    if forbidden:
        raise OctavoError(
            f"the font {font.path.name} {forbidden}.",
            hint="Use a font whose licence allows it, such as the SIL Open Font License.",
        )
    settings = hb.SubsetInput()
    if keep_ids:
        settings.flags = hb.SubsetFlags.RETAIN_GIDS
    settings.unicode_set.update(wanted)
    settings.layout_feature_tag_set.clear()
    settings.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in FEATURES)
    settings.pin_all_axes_to_default(face)
    for tag, place in _places(font):
        settings.pin_axis_location(face, tag, place)
    data = bytes(hb.subset(face, settings).blob.data)
    # OpenType 1.9, "Organization of an OpenType Font": outlines of PostScript begin with OTTO.
    kind = "otf" if data.startswith(b"OTTO") else "ttf"
    name = f"fonts/{_stem(font.family)}-{font.weight}-{font.style}.{kind}"
    return Face(
        family=font.family,
        weight=font.weight,
        style=font.style,
        asset=Asset(name=name, media_type=f"font/{kind}", data=data),
        origin=_origin(font),
    )


def _places(font: FontSource) -> tuple[tuple[str, float], ...]:
    """Return where a variable font's axes are pinned."""
    return (*font.axes, ("wght", float(font.weight)))


def _origin(font: FontSource) -> str:
    """Return a digest of what a face is cut from and how, whatever the characters."""
    about = font.path.stat()
    source = _digest(font.path, about.st_size, about.st_mtime_ns)
    return hashlib.sha256(repr((source, _places(font), FEATURES)).encode()).hexdigest()


@lru_cache(maxsize=32)
def _digest(path: Path, size: int, changed: int) -> str:
    """Return the SHA-256 of a file as it was when it had this size and date."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stem(family: str) -> str:
    """Return a name for a family's files; its characters' numbers where none is a Latin letter."""
    return ascii_slug(family) or "-".join(f"{ord(character):x}" for character in family)


def licence_fault(face: hb.Face) -> str:
    """Say why a font may not be in a book, or empty: its maker does not let it, or not in part.

    OS/2.fsType, bytes 8 and 9 of the table: of bits 1 to 3 the least
    restrictive counts, bit 8 forbids subsets, bit 9 outlines (OpenType 1.9).
    """
    permissions = permissions_of(face)
    if permissions & 0x000E == 0x0002:
        problem = "may not be embedded"
    elif permissions & 0x0100:
        problem = "may not be subset"
    elif permissions & 0x0200:
        problem = "may only be embedded as bitmaps"
    else:
        return ""
    return f"{problem}: its maker forbids it (OS/2.fsType is 0x{permissions:04X})"


def permissions_of(face: hb.Face) -> int:
    """Return OS/2.fsType, which says what a font's maker allows."""
    return int.from_bytes(face.reference_table("OS/2").data[8:10])


def text_width(theme: Theme, text: str, role: str = DISPLAY) -> float:
    """Return a line's width in the theme's first face for headings (or the text), in ems."""
    source = next((font for font in theme.fonts if font.role == role), theme.fonts[0])
    return shaped(source, text).width


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A line set in one face: HarfBuzz's `font` and `glyphs`; `upem` are the units of an em."""

    font: hb.Font
    glyphs: hb.Buffer
    upem: int

    @property
    def width(self) -> float:
        """Return the line's width in ems."""
        places = self.glyphs.glyph_positions or ()  # HarfBuzz has none for an empty line
        return float(sum(place.x_advance for place in places) / self.upem)


def shaped(source: FontSource, text: str, features: Mapping[str, bool] | None = None) -> Shaped:
    """Set a line in a face of a theme, with OpenType features besides the usual ones."""
    face = open_font(source.path)
    font = hb.Font(face)
    font.set_variations({**dict(source.axes), "wght": float(source.weight)})
    glyphs = hb.Buffer()
    glyphs.add_str(text)
    glyphs.guess_segment_properties()
    hb.shape(font, glyphs, dict(features or {}))
    return Shaped(font=font, glyphs=glyphs, upem=face.upem)


def open_font(path: Path) -> hb.Face:
    """Open a font file, also one packed as WOFF. Raises `OctavoError` if it is none."""
    try:
        about = path.stat()
        return _face(path, about.st_size, about.st_mtime_ns)
    except Exception as error:
        # What a broken WOFF raises is not fontTools' to promise.
        raise OctavoError(
            f"the font {path.name} cannot be read ({str(error) or type(error).__name__}).",
            hint="Install its package again, or give another file.",
        ) from None


@lru_cache(maxsize=32)  # asked for once a word of a cover, and a WOFF2 takes a second to unpack
def _face(path: Path, size: int, changed: int) -> hb.Face:
    """Return the font of a file as it was when it had this size and date."""
    data = path.read_bytes()
    if data.startswith((b"wOFF", b"wOF2")):
        data = _unpacked(data)
    face = hb.Face(hb.Blob(data))
    if not face.glyph_count or not face.unicodes:
        raise ValueError("it holds no characters")
    return face


def _unpacked(data: bytes) -> bytes:
    """Unpack the TrueType or OpenType font of a WOFF or WOFF2 file."""
    from fontTools.ttLib import TTFont  # half a second to load, and seldom needed

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    target = io.BytesIO()
    font.save(target, reorderTables=None)
    return target.getvalue()


def font_face_rules(faces: Iterable[Face], base: str) -> str:
    """Write the `@font-face` rules of the faces; `base` stands before each asset's name."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f' font-style: {face.style}; src: url("{base}{face.asset.name}"); }}\n'
        for face in faces
    )
