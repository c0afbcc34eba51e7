"""The page: its block on the grid of lines, its margins outside the printer's."""

from __future__ import annotations

from itertools import pairwise

import pytest

from octavo.compose.geometry import Frame, TextFace, geometry, page_frame
from octavo.printers.profile import NO_SIDES, Profile
from octavo.printers.read_profile import load_profile, profile_names

INCH = 72
COUNTS = (24, 100, 200, 400, 600, 800)
#: Characters of the text face on a point: 65 on 291.6 pt.
CHARACTERS = 65 / 291.6


def every_frame() -> list[tuple[str, str, int, bool, Frame]]:
    frames = []
    for name in profile_names():
        profile = load_profile(name)
        for trim in profile.trims:
            for pages in COUNTS:
                for bleed in (False, True):
                    if profile.bleed or not bleed:
                        frame = page_frame(profile, pages, trim=trim.name, bleed=bleed)
                        frames.append((name, trim.name, pages, bleed, frame))
    return frames


FRAMES = every_frame()


def room(profile: Profile, pages: int, frame: Frame, *, bleed: bool) -> float:
    """Return the width between the least margins that the printer takes."""
    outer = profile.outside_bleed if bleed else profile.outside
    return frame.width - profile.inner_margin(pages) - outer


def test_the_page_of_plain_is_what_it_always_was():
    for pages in COUNTS:
        frame = page_frame(load_profile("plain"), pages)
        assert (frame.width, frame.height) == (396, 612)
        assert (frame.top, frame.bottom, frame.inner, frame.outer) == (60, 73.5, 57.6, 46.8)
        assert frame.lines == 33
        assert frame.bleed == NO_SIDES


def test_the_block_is_a_whole_number_of_lines():
    for *where, frame in FRAMES:
        assert frame.text_height == pytest.approx(frame.lines * 14.5, abs=0.001), where
        assert frame.lines >= 20, where


def test_no_margin_is_less_than_the_printers():
    for name, trim, pages, bleed, frame in FRAMES:
        profile = load_profile(name)
        least = profile.outside_bleed if bleed else profile.outside
        where = (name, trim, pages, bleed)
        assert min(frame.top, frame.bottom, frame.outer) >= least - 0.001, where
        assert frame.inner >= profile.inner_margin(pages) - 0.001, where


def test_the_inner_margin_is_wider_than_the_outer_one():
    for *where, frame in FRAMES:
        assert frame.inner > frame.outer, where


def test_lines_have_58_to_70_characters_where_the_trim_allows():
    for name, trim, pages, bleed, frame in FRAMES:
        characters = frame.measure * CHARACTERS
        assert characters < 70.1, (name, trim, pages, bleed)
        if frame.width >= 5 * INCH and pages <= 400:
            most = room(load_profile(name), pages, frame, bleed=bleed) * CHARACTERS
            assert characters > min(57.9, most - 0.1), (name, trim, pages, bleed)


def test_facing_blocks_are_as_high_whatever_the_page_count():
    heights = {}
    for name, trim, _, bleed, frame in FRAMES:
        heights.setdefault((name, trim, bleed), set()).add((frame.top, frame.lines))
    assert all(len(found) == 1 for found in heights.values())


def test_a_thicker_book_never_has_a_narrower_gutter():
    for name in profile_names():
        profile = load_profile(name)
        for trim in profile.trims:
            inner = [page_frame(profile, pages, trim=trim.name).inner for pages in COUNTS]
            assert all(first <= second for first, second in pairwise(inner)), (name, trim.name)


def test_bleed_is_the_printers_and_moves_nothing():
    profile = load_profile("kdp-paperback")
    frame = page_frame(profile, 100, trim="6x9", bleed=True)
    assert (frame.bleed.top, frame.bleed.bottom, frame.bleed.outer) == (9, 9, 9)
    assert frame.bleed.inner == 0
    plain = page_frame(profile, 100, trim="6x9")
    assert (frame.inner, frame.outer, frame.top) == (plain.inner, plain.outer, plain.top)


def test_another_face_has_a_grid_of_its_own():
    large = TextFace(line=21, character=7.2)
    frame = page_frame(load_profile("kdp-paperback"), 300, trim="6x9", face=large)
    assert frame.text_height == pytest.approx(frame.lines * 21, abs=0.001)


def test_geometry_is_written_in_points():
    css = geometry(page_frame(load_profile("bod"), 100, bleed=True))
    assert "--trim-width: 382.6772pt;" in css
    assert "--bleed-inner: 14.1732pt;" in css
    assert css.startswith(":root {")


@pytest.mark.parametrize(("name", "least"), [("kdp-paperback", "0.75pt"), ("plain", "0pt")])
def test_the_thinnest_line_is_the_printers(name, least):
    assert f"--thinnest: {least};" in geometry(page_frame(load_profile(name), 100))
