"""Settling on a frame: without a second layout if the first is right, and never for ever."""

from __future__ import annotations

from octavo.compose.geometry import Frame, page_frame
from octavo.core.model import Matter, Section
from octavo.pagination.gutter import guess_pages, settle
from octavo.printers.read_profile import load_profile


def frame(inner: float) -> Frame:
    return Frame(width=400, height=600, top=50, bottom=50, inner=inner, outer=40, lines=30)


def settled(first: float, wanted: dict[float, float]) -> tuple[float, list[float]]:
    """The gutter that is settled on, and those that were tried; `wanted` is what each asks for."""
    tried: list[float] = []

    def set_pages(item: Frame) -> float:
        tried.append(item.inner)
        return item.inner

    found, of = settle(frame(first), set_pages, lambda inner: frame(wanted[inner]))
    assert found.inner == of
    return found.inner, tried


def test_a_right_guess_is_set_once():
    assert settled(36, {36: 36}) == (36, [36])


def test_a_wrong_guess_is_set_twice():
    assert settled(27, {27: 36, 36: 36}) == (36, [27, 36])
    assert settled(45, {45: 36, 36: 36}) == (36, [45, 36])


def test_several_steps_are_climbed():
    assert settled(27, {27: 36, 36: 45, 45: 45}) == (45, [27, 36, 45])


def test_the_wider_of_two_gutters_that_ask_for_each_other_wins():
    swing = {27: 36, 36: 27}
    assert settled(27, swing) == (36, [27, 36])
    assert settled(36, swing) == (36, [36, 27])


def test_only_the_swing_itself_counts():
    assert settled(63, {63: 27, 27: 36, 36: 27}) == (36, [63, 27, 36])


def test_the_guess_grows_with_the_text():
    def sections(count: int, characters: int) -> list[Section]:
        body = f"<p>{'word ' * (characters // 5)}</p>"
        return [
            Section(
                id=f"s{n}", kind="chapter", matter=Matter.BODY, title="", title_text="", body=body
            )
            for n in range(count)
        ]

    page = page_frame(load_profile("plain"), 1)
    # 33 lines of 65 characters hold about 2,000.
    assert 24 <= guess_pages(sections(1, 40_000), page) <= 32
    assert 220 <= guess_pages(sections(10, 40_000), page) <= 260
    assert guess_pages([], page) < 24
