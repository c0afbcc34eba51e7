"""The theme's fonts in a book that is joined of pieces: each once, cut to the glyphs in use.

Fonts are written as WeasyPrint writes them (ISO 32000-2, 9.7): a composite font whose codes are
the glyphs' numbers, with its widths and the text that each glyph stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, String

from octavo.core.model import Asset
from octavo.layout.unembedded_type import UsedFont
from octavo.text.shown_characters import as_copied

#: What a PDF does not need of a font: shaping is done, bitmaps and signatures are not for it.
_DROPPED = "BASE DSIG EBDT EBLC EBSC GPOS GSUB JSTF LTSH PCLT SVG".split()

_FIXED_PITCH = 1

_CMAP_HEAD = b"""\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""

_CMAP_TAIL = b"""\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def united(uses: Iterable[UsedFont]) -> UsedFont:
    """Return one font with the glyphs of all uses; the first that has a glyph says what it is."""
    first, *rest = uses
    glyphs = {glyph[0]: glyph for glyph in first.glyphs}
    for use in rest:
        for glyph in use.glyphs:
            glyphs.setdefault(glyph[0], glyph)
    return replace(first, glyphs=tuple(glyphs[number] for number in sorted(glyphs)))


def embed(
    document: pikepdf.Pdf, fonts: Sequence[UsedFont], assets: Mapping[str, Asset]
) -> list[pikepdf.Object]:
    """Write the fonts' dictionaries, in order. Fonts of one face share its file."""
    files: dict[str, pikepdf.Object] = {}
    for face in dict.fromkeys(font.face for font in fonts):
        glyphs = {glyph for font in fonts if font.face == face for glyph, _, _ in font.glyphs}
        files[face] = _file(document, assets[face].data, glyphs)
    return [_composite(document, font, files[font.face]) for font in fonts]


def cut(data: bytes, glyphs: Iterable[int]) -> bytes:
    """Cut a font to these glyphs, each under the number it had; nothing after the last one."""
    wanted = set(glyphs) or {0}
    settings = hb.SubsetInput()
    settings.glyph_set.update(wanted)
    settings.flags = _FLAGS | hb.SubsetFlags.RETAIN_GIDS
    settings.drop_table_tag_set.update(_tag(table) for table in _DROPPED)
    face = hb.subset(hb.Face(data), settings)
    settings = hb.SubsetInput()
    settings.glyph_set.update(range(max(wanted) + 1))
    settings.flags = _FLAGS | hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(face, settings).blob.data)


_FLAGS = hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE


def _tag(table: str) -> int:
    return int.from_bytes(table.ljust(4).encode())


def _file(document: pikepdf.Pdf, data: bytes, glyphs: set[int]) -> pikepdf.Object:
    content = cut(data, glyphs)
    if content.startswith(b"OTTO"):
        return pikepdf.Stream(document, content, Subtype=Name.OpenType)
    return pikepdf.Stream(document, content, Length1=len(content))


def _composite(document: pikepdf.Pdf, font: UsedFont, file: pikepdf.Object) -> pikepdf.Object:
    postscript = "/Subtype" in file
    widths = {glyph: width for glyph, width, _ in font.glyphs}
    fixed = len(widths) > 1 and len(set(widths.values())) == 1
    name = Name(f"/{font.base}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFamily=String(font.family),
        Flags=font.flags | (_FIXED_PITCH if fixed else 0),
        FontBBox=Array([0, font.descent, max(widths.values(), default=0), font.ascent]),
        ItalicAngle=font.angle,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.ascent,
        StemV=font.stem_v,
        StemH=font.stem_h,
    )
    descriptor["/FontFile3" if postscript else "/FontFile2"] = file
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if postscript else Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=system,
        CIDToGIDMap=Name.Identity,
        W=Array(_runs(widths)),
        FontDescriptor=document.make_indirect(descriptor),
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            ToUnicode=pikepdf.Stream(document, _to_unicode(font)),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(descendant)]),
        )
    )


def _runs(widths: Mapping[int, float]) -> Iterator[int | Array]:
    """Yield the widths as /W has them: the first glyph of a run, and the widths of the run."""
    run: list[float] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            if run:
                yield Array(run)
            run = []
            yield glyph
        run.append(widths[glyph])
    if run:
        yield Array(run)


def _to_unicode(font: UsedFont) -> bytes:
    lines = []
    for batch in _batches(font.glyphs):
        lines.append(f"{len(batch)} beginbfchar\n")
        for glyph, _, text in batch:
            lines.append(f"<{glyph:04x}> <{as_copied(text).encode('utf-16-be').hex()}>\n")
        lines.append("endbfchar\n")
    return _CMAP_HEAD + "".join(lines).encode("ascii") + _CMAP_TAIL


def _batches(
    glyphs: Sequence[tuple[int, float, str]],
) -> Iterator[Sequence[tuple[int, float, str]]]:
    """Yield at most a hundred at a time: more, a CMap must not have in one block."""
    for start in range(0, len(glyphs), 100):
        yield glyphs[start : start + 100]
