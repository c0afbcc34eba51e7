"""Words → glyphs."""

from __future__ import annotations

import pytest

from octavo.styling.faces import PRINT_BLOCKS, cut_faces
from octavo.styling.theme import load_theme, styles_folder
from octavo.typesetting.shaping import Face, Shaper

THEME = load_theme("classic", styles_folder())


@pytest.fixture(scope="module")
def face() -> Face:
    first = cut_faces(THEME, frozenset(), PRINT_BLOCKS, keep_ids=True)[0]
    return Face(first.asset.data)


def shaper(face: Face, **more: object) -> Shaper:
    return Shaper(face, 16.0, **{"features": {}, "language": "en", **more})


def test_glyphs_tell_what_they_stand_for(face):
    glyphs = shaper(face).shape("office")
    assert "".join(glyph.text for glyph in glyphs) == "office"
    assert len(glyphs) < len("office")  # a ligature


def test_widths_follow_the_size(face):
    width = sum(glyph.advance for glyph in shaper(face).shape("tide"))
    twice = Shaper(face, 32.0, features={}, language="en").shape("tide")
    assert sum(glyph.advance for glyph in twice) == pytest.approx(2 * width)


def test_spacing_parts_letters_and_their_ligatures(face):
    plain = shaper(face, features={"liga": False}).shape("office")
    spaced = shaper(face, spacing=2.0).shape("office")
    assert len(spaced) == len("office")
    width = sum(glyph.advance for glyph in plain)
    assert sum(glyph.advance for glyph in spaced) == pytest.approx(width + 12)


def test_features_choose_glyphs(face):
    plain, small = shaper(face).shape("tide"), shaper(face, features={"smcp": 1}).shape("tide")
    assert [glyph.number for glyph in plain] != [glyph.number for glyph in small]


def test_a_face_knows_its_characters(face):
    assert face.knows("tide")
    assert not face.knows("\u6f6e")
