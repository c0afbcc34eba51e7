"""A font whose maker forbids it does not go into a book."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from octavo.core.errors import OctavoError
from octavo.styling.faces import EREADER_BLOCKS, cut_faces
from octavo.styling.theme import load_theme, styles_folder


def with_permissions(tmp_path, bits: int):
    """The theme with one font, doctored to have these bits in OS/2.fsType."""
    theme = load_theme("classic", styles_folder())
    source = theme.fonts[0]
    font = TTFont(source.path)
    font["OS/2"].fsType = bits
    font.save(tmp_path / "Doctored.ttf")
    return replace(theme, fonts=(replace(source, path=tmp_path / "Doctored.ttf"),))


@pytest.mark.parametrize(
    ("bits", "said"),
    [
        (0x0002, "may not be embedded"),
        (0x0100, "may not be subset"),
        (0x0104, "may not be subset"),
        (0x0200, "may only be embedded as bitmaps"),
    ],
)
def test_what_its_maker_forbids_is_refused(tmp_path, bits, said):
    with pytest.raises(OctavoError, match=rf"Doctored\.ttf {said}") as refused:
        cut_faces(with_permissions(tmp_path, bits), frozenset("a"), EREADER_BLOCKS)
    assert f"0x{bits:04X}" in refused.value.message
    assert "SIL Open Font License" in refused.value.hint


@pytest.mark.parametrize("bits", [0, 0x0004, 0x0008, 0x000A])
def test_what_its_maker_allows_is_taken(tmp_path, bits):
    (face,) = cut_faces(with_permissions(tmp_path, bits), frozenset("a"), EREADER_BLOCKS)
    assert face.asset.data
