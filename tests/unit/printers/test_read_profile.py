"""Every profile is read strictly; a profile's numbers are the printer's."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

import pytest

from octavo.printers.read_profile import load_profile, profile_names, read_profile
from octavo.text.units import points

LEAST = """\
title = "T"
printer = "P"
[sources.s]
title = "A page"
address = "https://example.org/"
read = "2026-11-22"
[trims]
default = "a"
source = ["s"]
sizes.a = ["5 in", "8 in"]
"""


def test_a_file_in_the_folder_is_a_profile():
    names = {file.name for file in files("octavo.printers").iterdir()}
    assert {f"{name}.toml" for name in profile_names()} == {
        name for name in names if name.endswith(".toml")
    }
    assert {"kdp-paperback", "plain"} <= set(profile_names())


@pytest.mark.parametrize("name", profile_names())
def test_every_group_of_numbers_names_a_source_with_address_and_date(name):
    profile = load_profile(name)
    used = {key for group in profile.groups for key in group.sources}
    assert used == set(profile.sources)
    for source in profile.sources.values():
        assert source.title
        assert source.address.startswith(("https://", "src/"))
        date.fromisoformat(source.read)


@pytest.mark.parametrize("name", profile_names())
def test_numbers_make_sense(name):
    profile = load_profile(name)
    for trim in profile.trims:
        assert 4 * 72 <= trim.width <= 9 * 72
        assert 5.5 * 72 <= trim.height <= 12 * 72
    inner = [step.inner for step in profile.gutter]
    assert inner == sorted(inner)
    for paper in profile.papers:
        fewest, most = profile.page_limits(paper=paper.name)
        assert fewest is not None
        assert most is not None
        assert fewest < most
        assert not profile.gutter or profile.gutter[-1].pages >= most


def test_every_number_of_the_file_is_shown():
    text = (files("octavo.printers") / "kdp-paperback.toml").read_text("utf-8")
    shown = " ".join(
        f"{key} {value}"
        for group in load_profile("kdp-paperback").groups
        for key, value in group.facts
    )
    body = text[text.index("[trims]") :]
    lines = [line for line in body.splitlines() if not line.startswith(("note", "source"))]
    for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", "\n".join(lines)):
        assert number in shown, number


@pytest.mark.parametrize(
    ("text", "length"),
    [("1 in", 72), ("0.125 in", 9), ("25.4 mm", 72), ("2.54 cm", 72), ("36 pt", 36)],
)
def test_lengths_have_a_unit(text, length):
    assert points(text) == pytest.approx(length)


@pytest.mark.parametrize(
    "text", ["1", 1, 0.5, "1in", "1  in", "1 inch", "-1 in", "1e3 in", ".5 in"]
)
def test_lengths_without_a_unit_are_refused(text):
    with pytest.raises(ValueError, match="no length"):
        points(text)


@pytest.mark.parametrize(
    "more",
    [
        "[gutters]\n",
        '[bleed]\ntop = "1 in"\n',
        '[bleed]\nsource = ["t"]\ntop = "1 in"\n',
        '[bleed]\nsource = ["s"]\ntop = 9\n',
        '[bleed]\nsource = ["s"]\nleft = "1 in"\n',
        '[gutter]\nsource = ["s"]\nsteps = [[300, "1 in"], [150, "2 in"]]\n',
        '[papers]\nsource = ["s"]\ndefault = "blue"\nwhite = { title = "w", most = 9 }\n',
        '[papers]\nsource = ["s"]\ndefault = "w"\nw = { title = "w", most = 9, ink = 1 }\n',
    ],
)
def test_what_a_file_may_not_say_is_refused(more):
    read_profile("t", LEAST)
    with pytest.raises((ValueError, TypeError, KeyError)):
        read_profile("t", LEAST + more)
