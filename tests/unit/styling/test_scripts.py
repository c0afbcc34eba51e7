"""The fonts of other scripts join a theme where a book needs them, and only there."""

from __future__ import annotations

import re

import pytest

from octavo.styling.layers import COVER, EREADER, PRINT, face_tokens, layer
from octavo.styling.scripts import load_scripts, script_of, with_script
from octavo.styling.theme import load_theme, styles_folder, theme_names

STYLES = styles_folder()
CLASSIC = load_theme("classic", STYLES)
UPRIGHT = [script for script in load_scripts(STYLES) if script.upright]
ARABIC, JAPANESE = "تركت الباب", "戸口を開けた。"


def families(theme) -> list[str]:
    return list(dict.fromkeys(font.family for font in theme.fonts))


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ar", "arabic"),
        ("ar-EG", "arabic"),
        ("fa", "arabic"),
        ("ja-JP", "japanese"),
        ("zh", "chinese-simplified"),
        ("zh-CN", "chinese-simplified"),
        ("zh-Hans-TW", "chinese-simplified"),
        ("zh-TW", "chinese-traditional"),
        ("zh-Hant-CN", "chinese-traditional"),
        ("zh_HK", "chinese-traditional"),
        ("ko-KR", "korean"),
        ("he", "hebrew"),
        ("th", "thai"),
        ("ne", "devanagari"),
    ],
)
def test_a_language_has_its_script(tag, name):
    script = script_of(tag, load_scripts(STYLES))
    assert script is not None
    assert script.name == name
    assert script.fonts, f"the fonts of {name} are missing: pip install 'octavo[{script.extra}]'"


@pytest.mark.parametrize("tag", ["en", "fr-CA", "de", "es", "ru"])
def test_latin_and_its_neighbours_need_none(tag):
    assert script_of(tag, load_scripts(STYLES)) is None


def test_a_book_in_a_script_has_its_face_first():
    theme = with_script(CLASSIC, "ar")
    assert families(theme)[0] == "Amiri"
    assert theme.script == "arabic"
    assert '--face-text: "Amiri", "EB Garamond", serif;' in face_tokens(theme)
    # Code stays code.
    assert '--face-code: "Source Code Pro", "Amiri", monospace;' in face_tokens(theme)


def test_fonts_that_are_not_installed_are_no_fault_of_the_theme(tmp_path):
    folder = tmp_path / "scripts" / "runic"
    folder.mkdir(parents=True)
    (folder / "script.toml").write_text(
        'title = "Runic"\nextra = "runic"\nlanguages = ["xx"]\nblocks = ["16A0-16FF"]\n'
        'sample = "ᚠ"\n[[faces]]\nfamily = "R"\npackage = "no_such_package"\nfile = "R.ttf"\n'
        'style = "normal"\nweight = 400\n'
    )
    (script,) = load_scripts(tmp_path)
    assert script.fonts is None
    assert script.has("ᚠ")
    assert not script.has("a")


def test_the_sizes_of_print_follow_the_script():
    latin = layer(CLASSIC, PRINT, "").tokens
    arabic = layer(with_script(CLASSIC, "ar"), PRINT, "").tokens
    assert (latin["--size-text"], latin["--line"]) == ("11pt", "14.5pt")
    assert (arabic["--size-text"], arabic["--line"]) == ("13.2pt", "19.575pt")


def test_an_authors_size_outweighs_the_scripts():
    theme = with_script(CLASSIC, "ar")
    tokens = layer(theme, PRINT, ":root { --size-text: 15pt }").tokens
    assert tokens["--size-text"] == "15pt"


def test_a_line_of_japanese_is_a_whole_number_of_characters():
    theme = with_script(CLASSIC, "ja")
    page = ":root { --trim-width: 396pt; --margin-inner: 57.6pt; --margin-outer: 46.8pt }"
    size = float(layer(theme, PRINT, "", geometry=page).tokens["--size-text"].removesuffix("pt"))
    assert 291.6 / size == pytest.approx(round(291.6 / size), abs=1e-3)
    assert 9 < size < 10


@pytest.mark.parametrize("name", theme_names(STYLES))
@pytest.mark.parametrize("script", UPRIGHT, ids=lambda script: script.name)
@pytest.mark.parametrize("medium", [PRINT, EREADER, COVER])
def test_no_script_without_small_letters_is_slanted_or_spaced(name, script, medium):
    language = min(script.languages)
    theme = with_script(load_theme(name, STYLES), language)
    layers = layer(theme, medium, "")
    assert layers.findings == ()
    slanted = [line for line in layers.css.splitlines() if "font-style: italic" in line]
    assert all(line.startswith("mtext.italic") for line in slanted)
    assert not re.search(r"font-variant-caps: (?!normal)", layers.css)
    spacings = {part.split(";")[0] for part in layers.css.split("letter-spacing: ")[1:]}
    assert spacings <= {"0"}
