"""The measure of a theme's type: how wide its letters run, how far its lines stand apart."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.compose.geometry import TextFace
from octavo.text.units import css_points
from octavo.theme.fonts import text_width
from octavo.theme.scripts import load_scripts
from octavo.theme.theme import MORE, TEXT, Theme

#: English as it comes.
_SAMPLE = (
    "She kept the door on the latch for a while, and the tide went out as it always had."
    " Nobody asked him whether he would stay; in the end it was only the weather that changed."
)

#: What a character of a line takes against the same letters set solid: lines end at a word, and
#: what is left over widens their spaces (the usual measure by the sample in EB Garamond).
_SET = 1.0786


def text_face(theme: Theme, tokens: Mapping[str, str]) -> TextFace:
    """The type that a theme sets its text in, by its tokens for print, in points.

    Where a token is not an absolute length, the usual measure stands in.
    """
    usual = TextFace()
    size, line = (css_points(tokens.get(name, "")) for name in ("--size-text", "--line"))
    if not size or not line:
        return usual
    script = next((item for item in load_scripts(theme.styles) if item.name == theme.script), None)
    if script and script.fonts:
        width = text_width(theme, script.sample, MORE) / len(script.sample) / script.worth
    else:
        width = text_width(theme, _SAMPLE, TEXT) / len(_SAMPLE)
    return TextFace(line=line, character=round(width * size * _SET, 4))
