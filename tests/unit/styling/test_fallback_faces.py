"""A character that the book's faces lack brings one that has it, cut to it alone."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from octavo.styling.faces import PRINT_BLOCKS, cut_faces, missing_characters, shaped
from octavo.styling.fallback_faces import Wanted, with_fallbacks
from octavo.styling.layers import face_tokens
from octavo.styling.scripts import with_script
from octavo.styling.stand_in_face import STAND_IN
from octavo.styling.theme import CODE, MORE, TEXT, load_theme, styles_folder, theme_names

STYLES = styles_folder()
CLASSIC = load_theme("classic", STYLES)
LARGE = load_theme("large-print", STYLES)
#: No font on PyPI that we know of has it.
HIEROGLYPH = "\U00013000"


def ready(theme, text: str, *, code: str = "", boxes: bool = True, languages=()):
    wanted = Wanted(text=frozenset(text), code=frozenset(code), languages=frozenset(languages))
    return with_fallbacks(theme, wanted, boxes=boxes)


def added(theme) -> dict[str, str]:
    return {font.family: font.only for font in theme.fonts if font.role == MORE}


@pytest.mark.parametrize("name", theme_names(STYLES))
@pytest.mark.parametrize(
    "signs",
    [
        "✓✗✔✘★☆☐☑☒⚠❤",
        "←→⇒⟹⤴",
        "├──└│╔═╗░▒▓█",
        "ℕℤℝ𝔸𝑥∀∃∈⊂",
        "🌊😀🚀👍",
        "ŵșəʃŋ",
        "λόγος ἔργον",
        "Война и мир їґ",
        "שלום السلام สวัสดี नमस्ते வணக்கம் გამარჯობა",
    ],
)
def test_every_installation_has_these(name, signs):
    theme = ready(load_theme(name, STYLES), signs, code=signs)
    assert not missing_characters(theme, frozenset(signs))
    assert not missing_characters(theme, frozenset(signs), code=True)
    assert not theme.stand_ins


def test_a_book_that_needs_none_stays_as_it_is():
    assert ready(CLASSIC, "Only “Latin” — and αβγ.", code="├── x") == CLASSIC


def test_a_face_is_cut_to_what_it_is_there_for():
    theme = ready(LARGE, "A word: Война.")
    assert added(theme) == {"Noto Sans Letters": "Вайно"}
    face = cut_faces(theme, frozenset("A word"), PRINT_BLOCKS)[-1]
    shown = TTFont(io.BytesIO(face.asset.data)).getBestCmap()
    assert ord("В") in shown
    assert ord("A") not in shown


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_foreign_word_changes_no_other_word_nor_any_heading(language):
    theme = ready(with_script(CLASSIC, language), "Tofu, or 豆腐", languages=["ja"])
    assert added(theme) == {"Noto Serif JP": "腐豆"}
    text = '"EB Garamond", "Noto Serif JP", serif;'
    assert f"--face-text: {text} --face-display: {text}" in face_tokens(theme)
    assert '--face-code: "Source Code Pro", "Noto Serif JP", monospace;' in face_tokens(theme)


def test_letters_are_of_the_themes_kind():
    assert "Noto Sans Letters" in added(ready(LARGE, "Война"))
    modern = load_theme("modern", STYLES)
    assert "Garamond Letters" in added(ready(modern, "ȸ"))


def test_code_alone_brings_what_code_lacks():
    assert not added(ready(CLASSIC, "ἔ"))
    assert added(ready(CLASSIC, "", code="ἔ")) == {"Garamond Letters": "ἔ"}


def test_what_no_face_has_is_a_box_with_its_number_in_print_alone():
    theme = ready(CLASSIC, f"A bird {HIEROGLYPH}.")
    assert theme.stand_ins == HIEROGLYPH
    assert f'"{STAND_IN}", serif;' in face_tokens(theme)
    face = cut_faces(theme, frozenset(HIEROGLYPH), PRINT_BLOCKS)[-1]
    font = TTFont(io.BytesIO(face.asset.data))
    outline = font["glyf"][font.getBestCmap()[ord(HIEROGLYPH)]]
    assert outline.numberOfContours > 6  # the box, its hole, and five digits
    # It is named as missing all the same, and an e-book leaves it to the reader's machine.
    assert missing_characters(theme, frozenset(HIEROGLYPH)) == {HIEROGLYPH}
    assert not ready(CLASSIC, HIEROGLYPH, boxes=False).stand_ins


def test_the_face_of_boxes_is_the_same_each_time():
    theme = ready(CLASSIC, HIEROGLYPH)
    first, again = (cut_faces(replace(theme), frozenset(), PRINT_BLOCKS)[-1] for _ in "12")
    assert first.asset.data == again.asset.data


@pytest.mark.parametrize("role", [CODE, TEXT])
def test_boxes_are_drawn_in_a_book_that_uses_no_face_of_a_role(role):
    theme = ready(CLASSIC, HIEROGLYPH)
    theme = replace(theme, fonts=tuple(font for font in theme.fonts if font.role != role))
    assert cut_faces(theme, frozenset(), PRINT_BLOCKS)[-1].family == STAND_IN


@pytest.mark.parametrize("boxes", [True, False])
def test_long_dashes_are_drawn_where_a_face_lacks_them(boxes):
    assert ready(CLASSIC, "Mr. ⸺", boxes=boxes) == CLASSIC  # EB Garamond has it
    theme = ready(LARGE, "Mr. ⸺ and Lady ⸻", boxes=boxes)
    assert theme.stand_ins == "⸺⸻"
    assert not missing_characters(theme, frozenset("⸺⸻"))
    font = TTFont(io.BytesIO(cut_faces(theme, frozenset(), PRINT_BLOCKS)[-1].asset.data))
    names = font.getBestCmap()
    two, three = (names[ord(dash)] for dash in "⸺⸻")
    assert (font["hmtx"][two][0], font["hmtx"][three][0]) == (2000, 3000)
    assert (font["glyf"][two].xMin, font["glyf"][two].xMax) == (0, 2000)  # so that two join


@pytest.mark.parametrize(
    "invisible", ["\u00ad", "\u200b", "\u200d", "\ufe0f", "\ufeff", "\u2060", "\u061c", "\u034f"]
)
def test_what_is_not_seen_is_not_missing(invisible):
    assert ready(CLASSIC, f"a{invisible}b") == CLASSIC
    assert not missing_characters(CLASSIC, frozenset(invisible))


def test_a_lost_object_leaves_nothing():
    assert not missing_characters(CLASSIC, frozenset("\ufffc"))
    theme = ready(CLASSIC, "a \ufffc b", boxes=False)
    font = TTFont(io.BytesIO(cut_faces(theme, frozenset(), PRINT_BLOCKS)[-1].asset.data))
    name = font.getBestCmap()[0xFFFC]
    assert font["hmtx"][name][0] == 0
    assert font["glyf"][name].numberOfContours == 0


@pytest.mark.parametrize(
    ("text", "languages", "family"),
    [
        ("豆腐", (), "Noto Serif SC"),
        ("豆腐", ("ja",), "Noto Serif JP"),
        ("豆腐", ("zh-Hant",), "Noto Serif TC"),
        ("豆腐です", ("zh",), "Noto Serif JP"),
        ("简体", ("ja",), "Noto Serif SC"),
        ("물이", (), "Noto Serif KR"),
        ("שלום", (), "Frank Ruhl Libre"),
    ],
)
def test_the_script_is_the_one_that_has_most_then_the_one_that_is_named(text, languages, family):
    assert next(iter(added(ready(CLASSIC, text, languages=languages)))) == family


@pytest.mark.parametrize("text", ["प्रतीक्षा", "น้ำนิ่ง", "க்ஷ", "ខ្មែរ"])
def test_letters_are_joined_as_in_the_whole_font(text):
    """A cut face keeps what joins letters, and the parts that HarfBuzz sets some of."""
    theme = ready(CLASSIC, text)
    source = next(font for font in theme.fonts if font.role == MORE)
    (face,) = [
        face
        for face in cut_faces(theme, frozenset(text), PRINT_BLOCKS)
        if (face.family, face.weight) == (source.family, source.weight)
    ]
    font, glyphs = hb.Font(hb.Face(hb.Blob(face.asset.data))), hb.Buffer()
    glyphs.add_str(text)
    glyphs.guess_segment_properties()
    hb.shape(font, glyphs)
    whole = shaped(source, text)
    assert all(info.codepoint for info in glyphs.glyph_infos)
    assert len(glyphs.glyph_infos) == len(whole.glyphs.glyph_infos)
