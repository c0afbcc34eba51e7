"""The author's own fonts: read in any packing, judged by what their makers allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from octavo.core.book_font import BookFont
from octavo.core.model import Severity
from octavo.findings.wording import message_of
from octavo.styling.faces import EREADER_BLOCKS, cut_faces, text_width
from octavo.styling.layers import PRINT, layer
from octavo.styling.own_fonts import with_own_fonts
from octavo.styling.theme import FontSource, load_theme, styles_folder

CLASSIC = load_theme("classic", styles_folder())
LARGE = load_theme("large-print", styles_folder())
STATIC = next(font.path for font in LARGE.fonts if "Regular" in font.path.name)
VARIABLE = CLASSIC.fonts[0].path
ITALIC = CLASSIC.fonts[1].path


def copy(folder: Path, source: Path, name: str, flavor: str | None = None, **os2: int) -> BookFont:
    font = TTFont(source)
    font.flavor = flavor
    for key, value in os2.items():
        setattr(font["OS/2"], key, value)
    font.save(folder / name)
    return BookFont(path=name, line=7)


def own(folder: Path, *fonts: BookFont, ereader: bool = False):
    theme, findings = with_own_fonts(CLASSIC, fonts, folder, ereader=ereader)
    return theme.fonts[: len(theme.fonts) - len(CLASSIC.fonts)], findings


@pytest.mark.parametrize(
    ("name", "flavor"), [("a.ttf", None), ("a.woff", "woff"), ("a.woff2", "woff2")]
)
def test_every_packing_is_read_and_cut(tmp_path, name, flavor):
    (source,), findings = own(tmp_path, copy(tmp_path, STATIC, name, flavor))
    assert findings == ()
    assert (source.family, source.style, source.weight) == ("Atkinson Hyperlegible", "normal", 400)
    theme = with_own_fonts(CLASSIC, [BookFont(path=name)], tmp_path, ereader=True)[0]
    face = cut_faces(theme, frozenset("abc"), EREADER_BLOCKS)[0]
    assert face.family == "Atkinson Hyperlegible"
    assert face.asset.data[:4] == b"\x00\x01\x00\x00"
    assert text_width(theme, "mm") == text_width(LARGE, "mm", "text")


def test_a_variable_font_gives_a_regular_and_a_bold(tmp_path):
    sources, _ = own(tmp_path, copy(tmp_path, VARIABLE, "v.ttf"))
    assert [(font.style, font.weight) for font in sources] == [("normal", 400), ("normal", 700)]
    sources, _ = own(tmp_path, copy(tmp_path, ITALIC, "i.ttf"))
    assert {font.style for font in sources} == {"italic"}


def test_what_book_toml_says_outweighs_the_font(tmp_path):
    copy(tmp_path, VARIABLE, "v.ttf")
    font = BookFont(path="v.ttf", family="Mine", style="italic", weight=500, role="display")
    sources, _ = own(tmp_path, font)
    expected = FontSource(
        family="Mine", path=tmp_path / "v.ttf", style="italic", weight=500, role="display"
    )
    assert sources == (expected,)


def test_its_role_says_what_it_sets(tmp_path):
    copy(tmp_path, STATIC, "a.ttf")
    for role in ("text", "display", "code"):
        font = BookFont(path="a.ttf", family="Mine", role=role)
        theme, _ = with_own_fonts(CLASSIC, [font], tmp_path, ereader=False)
        tokens = layer(theme, PRINT, "").tokens
        assert tokens[f"--face-{role}"].startswith('"Mine", ')
        others = {"text", "code"} - {role}
        assert not any(tokens[f"--face-{other}"].startswith('"Mine"') for other in others)


@pytest.mark.parametrize(
    "data", [b"", b"not a font at all", b"wOF2" + bytes(60), b"wOFF" + bytes(60), b"\0\1\0\0"]
)
def test_a_broken_file_is_passed_over_with_its_line(tmp_path, data):
    (tmp_path / "broken.ttf").write_bytes(data)
    sources, (finding,) = own(tmp_path, BookFont(path="broken.ttf", line=12))
    assert sources == ()
    assert (finding.code, finding.severity) == ("font-unreadable", Severity.WARNING)
    assert (finding.file, finding.line) == ("manuscript/book.toml", 12)
    assert "broken.ttf" in message_of(finding)


@pytest.mark.parametrize("bits", [0x0002, 0x0100, 0x0200])
def test_a_font_whose_maker_forbids_it_is_an_error(tmp_path, bits):
    sources, (finding,) = own(tmp_path, copy(tmp_path, STATIC, "a.ttf", fsType=bits))
    assert sources == ()
    assert (finding.code, finding.severity, finding.line) == ("font-forbidden", Severity.ERROR, 7)
    assert f"0x{bits:04X}" in message_of(finding)


def test_a_font_for_preview_and_print_is_a_warning_in_the_e_book_alone(tmp_path):
    font = copy(tmp_path, STATIC, "a.ttf", fsType=0x0004)
    assert own(tmp_path, font)[1] == ()
    sources, (finding,) = own(tmp_path, font, ereader=True)
    assert len(sources) == 1
    assert (finding.code, finding.severity) == ("font-print-only", Severity.WARNING)


def test_the_themes_own_faces_stay_behind(tmp_path):
    theme, _ = with_own_fonts(CLASSIC, [copy(tmp_path, STATIC, "a.ttf")], tmp_path, ereader=False)
    assert theme.fonts[1:] == CLASSIC.fonts


def test_an_empty_line_has_no_width():
    """A book whose title is being written has such a running head."""
    assert text_width(LARGE, "") == 0.0
