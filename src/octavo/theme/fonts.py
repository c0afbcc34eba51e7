"""Fonts: one static face, cut to the characters that are needed.

HarfBuzz subsets a variable font and pins its axes in one step: a face of EB
Garamond takes about 0.01 s, where fontTools takes 1 to 10 s. So nothing has to
be kept in a cache of the user's, and the first build is as fast as the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb

from octavo.errors import OctavoError
from octavo.manuscript.slug import ascii_slug
from octavo.model import Asset, Face
from octavo.theme.theme import FontSource, Theme

#: OpenType features a book uses; stylistic sets and swashes are left behind.
FEATURES = (
    "abvm blwm c2sc calt ccmp clig cpsp cv01 fina frac init isol kern liga lnum locl mark medi mkmk"
    " numr dnom onum ordn pnum rclt rlig sinf smcp subs sups tnum vert zero"
).split()

#: Characters a face always keeps: what Octavo itself may set (folios, quotation
#: marks, ornaments) and the letters of Latin scripts, so that a new word in a
#: chapter seldom changes the fonts of a printed book.
PRINT_BLOCKS = (
    range(0x0020, 0x007F),  # Basic Latin
    range(0x00A0, 0x0180),  # Latin-1 Supplement, Latin Extended-A
    range(0x2000, 0x2040),  # General Punctuation
    range(0x20AC, 0x20AD),  # the euro
)

#: What an e-book's face keeps besides the book's own characters.
EREADER_BLOCKS = (range(0x0020, 0x007F), range(0x2003, 0x2004), range(0x2010, 0x2027))


def cut_faces(
    theme: Theme, characters: frozenset[str], blocks: Iterable[range]
) -> tuple[Face, ...]:
    """The theme's faces with `characters`, their other case, and `blocks` of code points."""
    wanted = {ord(form) for char in characters for form in {char, *char.upper(), *char.lower()}}
    for block in blocks:
        wanted.update(block)
    return tuple(_cut(font, frozenset(wanted)) for font in theme.fonts)


def missing_characters(
    theme: Theme, characters: frozenset[str], *, code: bool = False
) -> frozenset[str]:
    """Those that no face of the theme has for running text (or for code).

    Controls and spaces are not asked for.
    """
    covered: set[int] = set()
    for font in theme.fonts:
        if font.code == code:
            covered.update(_open(font.path).unicodes)
    return frozenset(char for char in characters if ord(char) not in covered and char.isprintable())


def _cut(font: FontSource, wanted: frozenset[int]) -> Face:
    face = _open(font.path)
    _check_licence(face, font.path.name)
    settings = hb.SubsetInput()
    settings.unicode_set.update(wanted)
    settings.layout_feature_tag_set.clear()
    settings.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in FEATURES)
    settings.pin_all_axes_to_default(face)
    settings.pin_axis_location(face, "wght", float(font.weight))
    data = hb.subset(face, settings).blob.data
    name = f"fonts/{ascii_slug(font.family)}-{font.weight}-{font.style}.ttf"
    return Face(
        family=font.family,
        weight=font.weight,
        style=font.style,
        asset=Asset(name=name, media_type="font/ttf", data=bytes(data)),
    )


def _check_licence(face: hb.Face, name: str) -> None:
    """Refuses a font whose maker does not let it into documents, or not in part.

    OS/2.fsType, bytes 8 and 9 of the table: of bits 1 to 3 the least
    restrictive counts, bit 8 forbids subsets, bit 9 outlines (OpenType 1.9).
    """
    permissions = int.from_bytes(face.reference_table("OS/2").data[8:10])
    if permissions & 0x000E == 0x0002:
        problem = "may not be embedded"
    elif permissions & 0x0100:
        problem = "may not be subset"
    elif permissions & 0x0200:
        problem = "may only be embedded as bitmaps"
    else:
        return
    raise OctavoError(
        f"the font {name} {problem}: its maker forbids it (OS/2.fsType is 0x{permissions:04X}).",
        hint="Use a font whose licence allows it, such as the SIL Open Font License.",
    )


def text_width(theme: Theme, text: str) -> float:
    """The width of a line in the theme's first face, in ems of its size."""
    face = _open(theme.fonts[0].path)
    font = hb.Font(face)
    font.set_variations({"wght": float(theme.fonts[0].weight)})
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions)
    return float(advance / face.upem)


def _open(path: Path) -> hb.Face:
    try:
        return hb.Face(hb.Blob.from_file_path(str(path)))
    except OSError as error:
        raise OctavoError(
            f"the font {path.name} cannot be read ({error}).", hint="Install its package again."
        ) from None


def font_face_rules(faces: Iterable[Face], base: str) -> str:
    """The `@font-face` rules of the faces; `base` stands before each asset's name."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f' font-style: {face.style}; src: url("{base}{face.asset.name}"); }}\n'
        for face in faces
    )
