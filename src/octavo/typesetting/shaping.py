"""A word → its glyphs, by HarfBuzz: which, how wide, and for which of its letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import uharfbuzz as hb

from octavo.text.direction import LEFT_TO_RIGHT

#: The scripts of languages that are not written in Latin letters, as OpenType names them.
_SCRIPTS = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), "Cyrl"),
    "el": "Grek",
    "hy": "Armn",
    "ka": "Geor",
}
_CYRILLIC, _GREEK = range(0x400, 0x530), range(0x370, 0x400)

#: Features that letter-spacing turns off, as CSS Text 3 asks (section 8.2).
_JOINING = {"liga": False, "clig": False, "dlig": False, "hlig": False}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph that is placed: its number, how far it moves on, its offsets, what it stands for.

    Lengths are in the unit of the size. `text` is empty for what continues a cluster.
    """

    number: int
    advance: float
    left: float
    rise: float
    text: str
    #: The character of the word at which its cluster begins.
    cluster: int


class Face:
    """A font file as HarfBuzz reads it; `index` is its place in a collection."""

    def __init__(self, data: bytes, index: int = 0) -> None:
        self._face = hb.Face(data, index)
        self.font = hb.Font(self._face)
        self.em: int = self._face.upem
        self.is_variable = bool(self._face.has_var_data)
        self._known: frozenset[int] = frozenset(self._face.unicodes)

    def knows(self, text: str) -> bool:
        """Return whether the face has a glyph for each character."""
        return self._known.issuperset(map(ord, text))


class Shaper:
    """Shapes words in a face at a size, with features, a language and letter-spacing."""

    def __init__(
        self,
        face: Face,
        size: float,
        *,
        features: Mapping[str, int],
        language: str,
        spacing: float = 0.0,
    ) -> None:
        self.face, self._scale, self._spacing = face, size / face.em, spacing
        off = _JOINING if spacing else {}
        self._features = {**features, **off}
        self._language = language
        self._script = _SCRIPTS.get(language.lower().partition("-")[0], "Latn")

    def shape(self, word: str) -> tuple[Glyph, ...]:
        """Return the glyphs of a word, from left to right."""
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.direction = LEFT_TO_RIGHT
        buffer.script = self._script_of(word)
        if self._language:
            buffer.language = self._language
        hb.shape(self.face.font, buffer, self._features)
        return self._placed(word, buffer)

    def _script_of(self, word: str) -> str:
        for letter in map(ord, word):
            if letter in _CYRILLIC:
                return "Cyrl"
            if letter in _GREEK:
                return "Grek"
        return self._script

    def _placed(self, word: str, buffer: hb.Buffer) -> tuple[Glyph, ...]:
        infos, positions, scale = buffer.glyph_infos, buffer.glyph_positions, self._scale
        starts = [info.cluster for info in infos]
        ends = [*starts[1:], len(word)]
        return tuple(
            Glyph(
                info.codepoint,
                place.x_advance * scale + (self._spacing if start < end else 0.0),
                place.x_offset * scale,
                place.y_offset * scale,
                word[start:end],
                start,
            )
            for info, place, start, end in zip(infos, positions, starts, ends, strict=True)
        )
