"""The type that a style asks for: its face, its words as they were shaped, its spaces and lines.

The face is the one that Pango finds for the style; HarfBuzz shapes the words in it, once each.
A word with a character that the face has not is left to Pango, which finds another face for it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from weasyprint.layout.inline import strut
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, pango
from weasyprint.text.fonts import font_features, get_hb_object_data, get_pango_font_hb_face
from weasyprint.text.line_break import Layout, line_size

from octavo.layout.weasyprint.boxes import Struct, Style, TextLayout
from octavo.layout.weasyprint.less_measuring import TYPE_PROPERTIES, hashable
from octavo.text.word_spaces import is_title
from octavo.typesetting.divisions import TITLE, UNSEEN, Divider, Division, anywhere
from octavo.typesetting.hanging import AT_BEGINNING, AT_END, MOST
from octavo.typesetting.items import FORBIDDEN
from octavo.typesetting.old_ways import OldWay
from octavo.typesetting.shaping import Face, Glyph, Shaper

#: What a type depends on besides the properties that a layout of Pango is made of.
_MORE = (
    "letter_spacing",
    "word_spacing",
    "line_height",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "overflow_wrap",
    "text_decoration_line",
)

#: Glyph numbers from here on are Pango's marks: an empty glyph, an unknown character.
_MARKS = 0x0FFFFFFF
_HIDE = {ord(mark): None for mark in UNSEEN}
_SPACES = (" ", "\u00a0")


class CannotComposeError(Exception):
    """The text holds what is not composed here: the reason is what it is made of."""

    def __init__(self, reason: OldWay) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face; `font` is Pango's, or None for the type's own."""

    font: Struct
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is set: its text, its width in CSS pixels, its glyphs, where it is divided.

    `divisions` are places with the width of what stands before each.
    """

    text: str
    width: float
    runs: tuple[Run, ...]
    divisions: tuple[tuple[Division, float], ...]
    is_space: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What a line of a type measures in CSS pixels: its text, and the leading that it has."""

    height: float
    leading: float
    baseline: float


class SetType:
    """A style's type; `layout` is an empty one of Pango's in it, which keeps its font."""

    def __init__(self, style: Style, faces: dict[bytes, Face], *, code: bool = False) -> None:
        self.style = style
        self.layout: TextLayout = Layout(style)
        self.layout.set_text("x")
        line, _ = self.layout.get_first_line()
        self.font: Struct = line.runs[0].data.item.analysis.font
        self.lines = self._measured(line)
        spacing = style["letter_spacing"]
        # CSS 2.2, section 16.4: a length, be it 0, forbids to alter it for justified lines.
        self.is_elastic = spacing == "normal"
        self._spacing = 0.0 if self.is_elastic else float(spacing)
        self._shaper = self._shaper_in(faces)
        self._divider = _divider(style, code=code)
        self._words: dict[str, Word] = {}
        self._pieces: dict[str, Word] = {}
        self.space = self._space()
        self.hyphen = self.piece(style["hyphenate_character"]).width

    def word(self, text: str) -> Word:
        """Return a word with its divisions. Raises `CannotComposeError`."""
        known = self._words.get(text)
        if known is None:
            plain = self.piece(text)
            known = Word(text, plain.width, plain.runs, self._divisions(text, plain))
            self._words[text] = known
        return known

    def piece(self, text: str) -> Word:
        """Return a word, or a part of one, as it is set on one line. Raises as `word` does."""
        known = self._pieces.get(text)
        if known is None:
            runs = self._shaped(text.translate(_HIDE))
            width = sum(glyph.advance for run in runs for glyph in run.glyphs)
            known = self._pieces[text] = Word(text, width, runs, (), text in _SPACES)
        return known

    def spread(self, word: Word, room: float) -> tuple[tuple[Division, float], ...]:
        """Return the divisions of a word wider than its line, in order.

        Those are its own, and one behind each character of what is wider between two of them than
        `room`, in CSS pixels.
        """
        cuts = list(word.divisions)
        edges = [
            (0, 0.0),
            *((cut.offset, wide) for cut, wide in cuts),
            (len(word.text), word.width),
        ]
        for (begin, left), (end, right) in pairwise(edges):
            if right - left > room:
                cuts += (
                    (cut, _width_before(word, cut.offset))
                    for cut in anywhere(word.text)
                    if begin < cut.offset < end
                )
        return tuple(sorted(cuts, key=lambda cut: cut[0].offset))

    def over(self, mark: str) -> float:
        """Return how far a mark hangs over the end of a line, in CSS pixels."""
        return self._hung(mark, AT_END)

    def under(self, mark: str) -> float:
        """Return how far a mark hangs over the beginning of a line, in CSS pixels."""
        return self._hung(mark, AT_BEGINNING)

    def tie(self, word: str) -> float:
        """Return what it costs to break at the no-break space behind a word."""
        return TITLE if is_title(word, self.style["lang"] or "") else FORBIDDEN

    @property
    def breaks_anywhere(self) -> bool:
        """Return whether a word that is wider than its line may be broken anywhere."""
        return self.style["overflow_wrap"] in ("anywhere", "break-word")

    def _hung(self, mark: str, shares: Mapping[str, float]) -> float:
        share = shares.get(mark)
        if not share:
            return 0.0
        return min(share * self.piece(mark).width, MOST * float(self.style["font_size"]))

    def _measured(self, line: Struct) -> Lines:
        _, height = line_size(line, self.style)
        baseline = pango.pango_layout_get_baseline(self.layout.layout) * FROM_UNITS
        leading = (strut(self.style)[0] - height) / 2
        return Lines(height=height, leading=leading, baseline=baseline + leading)

    def _shaper_in(self, faces: dict[bytes, Face]) -> Shaper | None:
        hb_face = get_pango_font_hb_face(self.font)
        data, index = get_hb_object_data(hb_face), harfbuzz.hb_face_get_index(hb_face)
        if data not in faces:
            faces[data] = Face(data, index)
        face, style = faces[data], self.style
        if face.is_variable or style["font_language_override"] != "normal":
            return None
        names = (
            "kerning variant_ligatures variant_position variant_caps variant_numeric "
            "variant_alternates variant_east_asian feature_settings"
        )
        features = font_features(*[style[f"font_{name}"] for name in names.split()])
        size = float(style["font_size"])
        return Shaper(
            face, size, features=features, language=style["lang"] or "", spacing=self._spacing
        )

    def _shaped(self, text: str) -> tuple[Run, ...]:
        if not text:
            return ()
        if self._shaper is not None and self._shaper.face.knows(text):
            return (Run(None, self._shaper.shape(text)),)
        return self._shaped_by_pango(text)

    def _shaped_by_pango(self, text: str) -> tuple[Run, ...]:
        layout = Layout(self.style)
        layout.set_text(text)
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        runs, link = [], line.runs[0]
        while link != ffi.NULL:
            run, link = link.data, link.next
            runs.append(_run(run, text, layout))
        return tuple(runs)

    def _space(self) -> float:
        wide = self.piece(" ").width
        return wide + float(self.style["word_spacing"])

    def _divisions(self, text: str, word: Word) -> tuple[tuple[Division, float], ...]:
        found = self._divider.divisions(text)
        return tuple((each, _width_before(word, each.offset)) for each in found)


class Types:
    """The types of the styles of one layout; those that were known before go with the fonts."""

    def __init__(self) -> None:
        self._styles: dict[tuple[int, bool], tuple[Style, SetType]] = {}

    def of(self, style: Style, *, code: bool = False) -> SetType:
        """Return the type of a style, in which words are divided as code is or as others are."""
        known = self._styles.get((id(style), code))
        if known is None:
            types, faces = _kept_with(style.font_config)
            key = (code, *[hashable(style[name]) for name in (*TYPE_PROPERTIES, *_MORE)])
            if key not in types:
                types[key] = SetType(style, faces, code=code)
            # The style is kept with its type, so that no other one takes its number.
            known = self._styles[id(style), code] = (style, types[key])
        return known[1]


def _kept_with(fonts: object) -> tuple[dict[Hashable, SetType], dict[bytes, Face]]:
    """Return the types and faces that are kept with WeasyPrint's fonts, as its struts are."""
    if not hasattr(fonts, "octavo_types"):
        vars(fonts)["octavo_types"] = ({}, {})
    kept: tuple[dict[Hashable, SetType], dict[bytes, Face]] = vars(fonts)["octavo_types"]
    return kept


def _divider(style: Style, *, code: bool) -> Divider:
    total, left, right = style["hyphenate_limit_chars"]
    hyphens = style["hyphens"]
    return Divider(
        language=style["lang"] or "",
        automatic=hyphens == "auto",
        soft=hyphens != "none",
        code=code,
        total=total,
        left=left,
        right=right,
    )


def _width_before(word: Word, offset: int) -> float:
    """Return the width of the glyphs before a character of a word."""
    unseen = sum(mark in UNSEEN for mark in word.text[:offset])
    width, seen = 0.0, 0
    for run in word.runs:
        length = sum(len(glyph.text) for glyph in run.glyphs)
        for glyph in run.glyphs:
            if seen + glyph.cluster < offset - unseen:
                width += glyph.advance
        seen += length
    return width


def _run(run: Struct, text: str, layout: TextLayout) -> Run:
    """Return a run of Pango's. Raises `CannotComposeError` where it is not plain glyphs."""
    encoded, item, count = text.encode(), run.item, run.glyphs.num_glyphs
    if item.analysis.level % 2:
        raise CannotComposeError(OldWay.GLYPHS)
    font = item.analysis.font
    if _is_pictured(harfbuzz.hb_font_get_face(pango.pango_font_get_hb_font(font))):
        raise CannotComposeError(OldWay.GLYPHS)
    clusters = [run.glyphs.log_clusters[place] for place in range(count)] + [item.length]
    glyphs = []
    for place, info in enumerate(run.glyphs.glyphs[0:count]):
        if not 0 <= info.glyph < _MARKS:
            raise CannotComposeError(OldWay.GLYPHS)
        begin, end = item.offset + clusters[place], item.offset + clusters[place + 1]
        glyphs.append(
            Glyph(
                info.glyph,
                info.geometry.width * FROM_UNITS,
                info.geometry.x_offset * FROM_UNITS,
                -info.geometry.y_offset * FROM_UNITS,
                encoded[begin:end].decode(),
                len(encoded[item.offset : begin].decode()),
            )
        )
    kept = _Kept(font, layout)
    return Run(kept, tuple(glyphs))


def _is_pictured(face: Struct) -> bool:
    """Return whether a face of HarfBuzz's has pictures for glyphs."""
    if harfbuzz.hb_ot_color_has_png(face) or harfbuzz.hb_ot_color_has_svg(face):
        return True
    if not harfbuzz.hb_version_atleast(7, 0, 0):
        return False  # it knows no other pictures
    return bool(harfbuzz.hb_ot_color_has_paint(face) or harfbuzz.hb_ot_color_has_layers(face))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A font of Pango's, with the layout that keeps it."""

    font: Struct
    layout: object = field(repr=False)
