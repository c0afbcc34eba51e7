"""The column of an edition's text: how wide it is, and how many lines and characters it has.

CSS counts neither: what may not break and what is set smaller is worked out from here, by the
theme's own type on the page's measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.compose.geometry import TextFace
from octavo.styling.faces import text_width
from octavo.styling.layers import Layers, measure_of
from octavo.styling.scripts import own_script
from octavo.styling.theme import SCRIPT, TEXT
from octavo.text.units import css_ems, css_points

#: The block of text of the profile `plain`, where tokens do not say another (points).
_MEASURE, _HEIGHT = 291.6, 478.5

#: Letters of code are 0.6 em wide in most faces of one width.
_CODE = 0.6

#: English as it comes.
_SAMPLE = (
    "She kept the door on the latch for a while, and the tide went out as it always had."
    " Nobody asked him whether he would stay; in the end it was only the weather that changed."
)

#: What a character of a line takes against the same letters set solid: lines end at a word, and
#: what is left over widens their spaces (the usual measure by the sample in EB Garamond).
_SET = 1.0786


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The block of text: `measure` wide, `lines` high, so many characters to a line of each size.

    `small` is the line of notes and tables as a share of the text's; `end_lines` are the lines
    that the end of a section keeps together. `stacked` tables stand row below row where their
    columns have no room.
    """

    measure: float
    lines: int
    characters: float
    small_characters: float
    code_characters: float
    small: float
    end_lines: int
    stacked: bool = False


def column_of(layers: Layers) -> Column:
    """Return the column of print rules; lengths that are not absolute are the usual ones."""
    tokens = layers.tokens
    face = text_face(layers)
    usual = TextFace()
    size = length_of(tokens, "--size-text", 11.0)
    small = length_of(tokens, "--size-small", size * 0.82)
    measure = measure_of(tokens) or _MEASURE
    line = face.line or usual.line
    end_lines = tokens.get("--end-lines", "")
    return Column(
        measure=measure,
        lines=round(length_of(tokens, "--text-height", _HEIGHT) / line),
        characters=measure / face.character,
        small_characters=measure / (face.character * small / size),
        code_characters=measure / (_code_size(tokens, size) * _CODE),
        small=length_of(tokens, "--line-small", line * 0.8) / line,
        end_lines=int(end_lines) if end_lines.isdecimal() else 0,
        stacked=tokens.get("--tables", "") == "stacked",
    )


def text_face(layers: Layers) -> TextFace:
    """Return the type that print rules set their text in, in points.

    Where a token is not an absolute length, the usual measure stands in.
    """
    theme, tokens = layers.theme, layers.tokens
    usual = TextFace()
    size, line = (css_points(tokens.get(name, "")) for name in ("--size-text", "--line"))
    if not size or not line:
        return usual
    script = own_script(theme)
    if script and script.fonts:
        width = text_width(theme, script.sample, SCRIPT) / len(script.sample) / script.worth
    else:
        width = text_width(theme, _SAMPLE, TEXT) / len(_SAMPLE)
    return TextFace(line=line, character=round(width * size * _SET, 4))


def _code_size(tokens: Mapping[str, str], size: float) -> float:
    """Return the size of code in text of `size`, in points."""
    return css_ems(tokens.get("--size-code", "")) * size or length_of(
        tokens, "--size-code", size * 0.77
    )


def length_of(tokens: Mapping[str, str], name: str, usual: float) -> float:
    """Return a token's length in points, or the usual one where it is not absolute."""
    return css_points(tokens.get(name, "")) or usual
