"""Font subsets, read back with fontTools."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from octavo.styling.faces import EREADER_BLOCKS, PRINT_BLOCKS, cut_faces, missing_characters
from octavo.styling.theme import load_theme, styles_folder


@pytest.fixture(scope="module")
def classic():
    return load_theme("classic", styles_folder())


def fonts(classic, characters: str, blocks) -> list[TTFont]:
    faces = cut_faces(classic, frozenset(characters), blocks)
    return [TTFont(io.BytesIO(face.asset.data)) for face in faces]


def test_faces_are_static_and_weigh_what_they_say(classic):
    faces = cut_faces(classic, frozenset("a"), EREADER_BLOCKS)
    for face in faces:
        font = TTFont(io.BytesIO(face.asset.data))
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == face.weight


def test_features_of_good_type_are_kept(classic):
    tables = [font["GSUB"].table for font in fonts(classic, "", PRINT_BLOCKS)[:4]]
    for table in tables:
        features = {record.FeatureTag for record in table.FeatureList.FeatureRecord}
        assert {"liga", "onum", "lnum", "smcp", "c2sc"} <= features


def test_a_subset_has_the_characters_their_other_case_and_no_more(classic):
    (font, *_) = fonts(classic, "ж", (range(0x61, 0x63),))
    assert set(font.getBestCmap()) == {0x61, 0x62, ord("ж"), ord("Ж")}


def test_an_e_books_face_is_small(classic):
    faces = cut_faces(classic, frozenset("abc"), EREADER_BLOCKS)
    assert all(len(face.asset.data) < 100_000 for face in faces)


def test_the_same_characters_give_the_same_bytes(classic):
    one = cut_faces(classic, frozenset("xyzäöü"), PRINT_BLOCKS)
    two = cut_faces(classic, frozenset("üöäzyx"), PRINT_BLOCKS)
    assert [face.asset.data for face in one] == [face.asset.data for face in two]


def test_missing_characters(classic):
    assert missing_characters(classic, frozenset("aé漢\n\u200d")) == {"漢"}


def test_a_character_of_the_code_face_does_not_help_running_text(classic):
    assert missing_characters(classic, frozenset("│")) == {"│"}
    assert missing_characters(classic, frozenset("│"), code=True) == frozenset()


def numbers(theme, characters: str) -> dict[int, int]:
    """The glyph of each character in the first face that keeps its glyphs' numbers."""
    (face, *_) = cut_faces(theme, frozenset(characters), PRINT_BLOCKS, keep_ids=True)
    font = TTFont(io.BytesIO(face.asset.data))
    return {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}


def test_one_more_character_moves_no_glyph(classic):
    few, many = numbers(classic, ""), numbers(classic, "жЖώ")
    assert set(many) - set(few) >= {ord("ж"), ord("ώ")}
    assert all(many[code] == glyph for code, glyph in few.items())
    source = TTFont(classic.fonts[0].path)
    assert all(source.getGlyphID(source.getBestCmap()[code]) == few[code] for code in few)


def test_letters_with_marks_come_whole_whatever_else_is_in_the_book(classic):
    # e, circumflex and acute: HarfBuzz makes one letter of them if the face has it.
    assert ord("ế") in numbers(classic, "e\u0302\u0301")
    assert ord("ế") not in numbers(classic, "e")


def test_an_origin_does_not_know_the_characters(classic):
    def origins(characters: str, theme=classic) -> list[str]:
        faces = cut_faces(theme, frozenset(characters), PRINT_BLOCKS, keep_ids=True)
        return [face.origin for face in faces]

    one = origins("a")
    assert one == origins("ж")
    assert len(set(one)) == len(one)
    heavier = replace(classic.fonts[0], weight=classic.fonts[0].weight + 100)
    assert origins("a", replace(classic, fonts=(heavier,)))[0] not in one


def test_an_origin_follows_the_fonts_file(classic, tmp_path):
    path = tmp_path / "font.ttf"

    def origin() -> str:
        theme = replace(classic, fonts=(replace(classic.fonts[0], path=path),))
        return cut_faces(theme, frozenset(), PRINT_BLOCKS)[0].origin

    path.write_bytes(classic.fonts[0].path.read_bytes())
    before = origin()
    path.write_bytes(classic.fonts[1].path.read_bytes())
    assert origin() != before
