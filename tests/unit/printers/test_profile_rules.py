"""What follows from a printer's rules for a number of pages; the numbers are the printers' own."""

from __future__ import annotations

import pytest

from octavo.findings.wording import message_of, remedy_of
from octavo.printers.profile import limit_findings
from octavo.printers.read_profile import load_profile
from octavo.printers.spine_width import spine_text_allowed, spine_width

KDP = load_profile("kdp-paperback")


@pytest.mark.parametrize(
    ("pages", "inch"),
    [
        (24, 0.375),
        (150, 0.375),
        (151, 0.5),
        (300, 0.5),
        (301, 0.625),
        (500, 0.625),
        (501, 0.75),
        (700, 0.75),
        (701, 0.875),
        (828, 0.875),
    ],
)
def test_kdps_gutter(pages, inch):
    assert KDP.inner_margin(pages) == pytest.approx(inch * 72)


def test_a_printer_that_names_no_gutter_asks_for_none():
    assert load_profile("plain").inner_margin(800) == 0


@pytest.mark.parametrize(
    ("profile", "paper", "pages", "inch"),
    [
        ("kdp-paperback", "white", 200, 0.4504),
        ("kdp-paperback", "cream", 200, 0.5),
        ("kdp-paperback", "premium-colour", 200, 0.4694),
        ("lulu", "", 444, 1.06),
        ("ingramspark", "white", 512, 1.0),
        ("ingramspark", "creme", 444, 1.0),
    ],
)
def test_spine_widths(profile, paper, pages, inch):
    width = spine_width(load_profile(profile), pages, paper)
    assert width == pytest.approx(inch * 72, rel=1e-3)


@pytest.mark.parametrize("profile", ["bod", "kdp-hardcover", "plain"])
def test_no_spine_is_invented(profile):
    assert spine_width(load_profile(profile), 200) is None


@pytest.mark.parametrize(
    ("profile", "without", "first"),
    [("kdp-paperback", 78, 79), ("ingramspark", 47, 48), ("lulu", 99, 100)],
)
def test_text_on_the_spine(profile, without, first):
    rules = load_profile(profile)
    assert not spine_text_allowed(rules, without)
    assert spine_text_allowed(rules, first)
    assert not spine_text_allowed(load_profile("bod"), 900)


@pytest.mark.parametrize(
    ("profile", "pages", "padded"),
    [
        ("plain", 61, 61),
        ("kdp-paperback", 61, 62),
        ("kdp-paperback", 62, 62),
        # IngramSpark: even, and the last page empty.
        ("ingramspark", 61, 62),
        ("ingramspark", 62, 64),
    ],
)
def test_padding(profile, pages, padded):
    assert load_profile(profile).padded(pages) == padded


def limits(profile: str, pages: int, **where: str) -> list[str]:
    found = limit_findings(load_profile(profile), pages, edition="print", **where)
    assert all(remedy_of(item) for item in found)
    return [f"{item.code}: {message_of(item)}" for item in found]


def test_page_limits():
    assert limits("plain", 2) == []
    assert limits("kdp-paperback", 24) == []
    assert limits("kdp-paperback", 776) == []
    assert limits("kdp-paperback", 778, paper="white") == []
    assert limits("kdp-paperback", 22) == [
        'pages-few: the edition "print" has 22 pages; Amazon KDP binds no fewer than 24'
        " on cream paper, black ink."
    ]
    assert limits("kdp-paperback", 778) == [
        'pages-many: the edition "print" has 778 pages; Amazon KDP binds no more than 776'
        " on cream paper, black ink."
    ]
    assert limits("kdp-paperback", 600, trim="8.5x11", paper="white")[0].startswith("pages-many")
    assert limits("kdp-paperback", 70, paper="standard-colour")[0].startswith("pages-few")
    assert limits("bod", 23)[0].startswith("pages-few")


def test_unknown_names_are_errors():
    with pytest.raises(KeyError):
        KDP.trim("6x8")
    with pytest.raises(KeyError):
        KDP.paper("blue")
    assert load_profile("plain").paper("") is None
