"""The wrap cover's measures, words and colours, before anything is laid out."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from helpers.compose_samples import book, chapter
from octavo.compose.barcode import MODULE, barcode, modules
from octavo.compose.blurb import shortened, without_apparatus
from octavo.compose.cmyk import in_process_inks, process_inks
from octavo.compose.cover_sheet import Sheet, Unknown, cover_sheet, sheet_properties
from octavo.compose.front_picture import front_picture, picture_findings
from octavo.compose.spine_words import ink_of, reads_down, set_spine
from octavo.core.model import Asset, Edition, Person
from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import remedy_of
from octavo.markdown.xhtml_tree import read, text_of
from octavo.printers.read_profile import load_profile
from octavo.styling.theme import DISPLAY, load_theme, styles_folder

INCH = 72
CLASSIC = load_theme("classic", styles_folder())
KDP = load_profile("kdp-paperback")


def tried(pages: int, profile: str, **asked) -> tuple[Sheet, tuple[str, ...]] | Unknown:
    edition = Edition(name="wrap", kind=all_kinds()["cover"], **asked)
    return cover_sheet(load_profile(profile), edition, pages, stand_in=KDP)


def sheet(pages: int, profile: str = "kdp-paperback", **asked) -> Sheet:
    found = tried(pages, profile, **asked)
    assert not isinstance(found, Unknown)
    return found[0]


@pytest.mark.parametrize(
    ("pages", "paper", "trim", "width", "height"),
    [
        # By hand: 2 × 6 + 300 × 0.002252 + 0.25 in, 9 + 0.25 in.
        (300, "white", "6x9", 12.9256, 9.25),
        (300, "cream", "6x9", 13.0, 9.25),
        (24, "cream", "5x8", 10.31, 8.25),
        (400, "premium-colour", "8.5x11", 18.1888, 11.25),
    ],
)
def test_amazons_formula(pages, paper, trim, width, height):
    found = sheet(pages, paper=paper, trim=trim)
    assert found.whole == pytest.approx((width * INCH, height * INCH), abs=0.001)


def test_lulus_formula():
    # pages / 444 + 0.06 in, as Lulu's guide has it; the profile's factor is that of one page.
    assert sheet(444, "lulu").spine == pytest.approx(1.06 * INCH, abs=0.02)


def test_panels_stand_side_by_side_and_change_places_from_right_to_left():
    one = sheet(300, paper="white", trim="6x9")
    assert (one.back_left, one.spine_left) == (9, 441)
    assert one.front_left == pytest.approx(441 + 48.6432)
    other = replace(one, turned=True)
    assert (other.front_left, other.back_left) == (one.back_left, one.front_left)
    # The barcode stands beside the spine on either.
    gap = one.spine_left - (one.zone_corner[0] + one.zone[0])
    assert gap == pytest.approx(other.zone_corner[0] - other.back_left)
    assert gap >= 0.25 * INCH


@pytest.mark.parametrize(("pages", "allowed"), [(78, False), (79, True)])
def test_words_stand_on_the_spine_from_the_printers_page_count(pages, allowed):
    assert sheet(pages).spine_text is allowed


def test_a_profile_without_paper_goes_by_another_and_says_so():
    found = tried(100, "plain")
    assert not isinstance(found, Unknown)
    made, taken = found
    assert taken == ("paper", "bleed", "margins")
    assert made.spine == pytest.approx(100 * 0.0025 * INCH)
    assert (made.width, made.bleed) == (396, 9)


@pytest.mark.parametrize(
    ("profile", "remedy"), [("bod", 'spine = "14.5 mm"'), ("kdp-hardcover", "template")]
)
def test_an_unknown_spine_is_not_guessed(profile, remedy):
    found = tried(200, profile)
    assert isinstance(found, Unknown)
    assert remedy in found.hint


def test_a_spine_that_the_author_states_is_taken():
    assert sheet(200, "bod", spine="40 pt").spine == 40.0
    # BoD's bleed is 5 mm.
    assert sheet(200, "bod", spine="40 pt").bleed == pytest.approx(14.173, abs=0.001)


def test_the_front_is_designed_in_the_trims_shape():
    for trim in ("5x8", "8.5x11", "8.25x6"):
        made = sheet(100, trim=trim)
        across, high = made.design
        assert across / high == pytest.approx(made.width / made.height)
        assert min(across, high) >= 450 - 0.001


def test_the_bars_are_those_of_ean_13():
    found = modules("9789295055124")
    # The example of the ISBN Users' Manual, encoded by another program.
    assert found == (
        "10101110110001001001011100100110010111011000101"
        "010111001010011101001110110011011011001011100101"
    )
    # A digit has two bars and two spaces; the left half's bars are odd in number by its parity.
    for start in (*range(3, 45, 7), *range(50, 92, 7)):
        digit = found[start : start + 7]
        assert len(digit.replace("01", "0|1").replace("10", "1|0").split("|")) == 4
    parities = [found[at : at + 7].count("1") % 2 for at in range(3, 45, 7)]
    assert parities == [1, 0, 0, 1, 0, 1]  # LGGLGL: the first digit is 9


@pytest.mark.parametrize("zone", [(144.0, 86.4), (126.0, 72.0), (300.0, 300.0)])
def test_the_barcode_keeps_its_quiet_zones_and_a_size_that_scans(zone):
    page = barcode("978-0-306-40615-7", zone, "x")
    bars = [_style(item) for item in page.iter("i")]
    assert len(bars) == 30
    module = min(bar["width"] for bar in bars)
    assert 0.8 * MODULE - 1e-3 <= module <= MODULE + 1e-3
    left, right = bars[0]["left"], bars[-1]["left"] + bars[-1]["width"]
    assert right - left == pytest.approx(95 * module, abs=0.02)
    assert left >= 11 * module
    assert zone[0] - right >= 7 * module
    assert max(bar["top"] + bar["height"] for bar in bars) <= zone[1]
    assert sorted({round(bar["height"], 2) for bar in bars}) == pytest.approx(
        [bars[4]["height"], bars[4]["height"] + 5 * module], abs=0.02
    )


def test_the_number_stands_above_and_below():
    page = barcode("978-0-306-40615-7", (144.0, 86.4), "x")
    assert text_of(page[0]) == "ISBN 978-0-306-40615-7"
    assert "".join(text_of(item) for item in page.iter("span")) == "9780306406157"
    # One of ten digits is that of thirteen; its own hyphens would be wrong.
    old = barcode("0-306-40615-2", (144.0, 86.4), "x")
    assert text_of(old[0]) == "ISBN 9780306406157"


def _style(element) -> dict[str, float]:
    pairs = (part.split(":") for part in element.get("style").split(";"))
    return {name: float(value.removesuffix("pt")) for name, value in pairs}


def spine_of(pages: int, title: str = "Slack Water", authors=("Mara Ellison",), least=7.0):
    people = tuple(Person(name=name) for name in authors)
    metadata = book(chapter("# One\n\nx"), title=title, authors=people).metadata
    made = sheet(pages, paper="cream")
    return made, set_spine(metadata, CLASSIC, made, least=least)


LONG = "A Short and Honest History of the People Who Kept the Lights Burning Along the Coast"


@pytest.mark.parametrize(
    ("pages", "title"),
    [
        (85, "Tide"),
        (100, "Slack Water"),
        (300, "Quay, Jetty, Ängö"),
        (400, LONG),
        (776, LONG),
        (776, "Tide"),
    ],
)
def test_the_words_keep_clear_of_the_spines_edges(pages, title):
    made, spine = spine_of(pages, title)
    lines = [*spine.title, spine.author]
    assert " ".join(line.text for line in spine.title) == title.upper()
    for line in lines:
        ink = ink_of(CLASSIC, line.text, DISPLAY)
        assert line.baseline - ink.above * line.size >= 0.0625 * INCH - 0.01
        assert line.baseline + ink.below * line.size <= made.spine - 0.0625 * INCH + 0.01
        assert line.size >= 7


def test_a_long_title_takes_two_lines_where_the_spine_is_wide():
    assert [len(spine_of(pages, LONG)[1].title) for pages in (120, 400)] == [1, 2]
    assert len(spine_of(776, "Slack Water")[1].title) == 1


def test_words_too_small_to_print_are_left_out():
    assert spine_of(30)[1] is None
    assert spine_of(300, "word " * 200)[1] is None
    # The name goes before the title does.
    long = spine_of(
        110, "A Title that Fills a Spine of Eight Inches or so from End to End", least=12
    )
    assert (long[1].title[0].size >= 12, long[1].author) == (True, None)


def test_several_authors_are_named_by_their_last_names():
    assert spine_of(300, authors=("Ann Ash", "Bo Birch"))[1].author.text == "ASH · BIRCH"


def test_where_a_spine_is_read_from():
    assert [reads_down(tag) for tag in ("en-GB", "fr", "de-CH", "ar", "ja")] == [
        True, False, False, True, True,
    ]  # fmt: skip


def test_a_blurb_is_cut_at_a_sentence_with_nothing_of_the_web_in_it():
    body = without_apparatus(
        read('<p id="a">One <a href="#x">two</a> three.</p><p>Four. Five six seven eight.</p>')
    )
    assert not list(body.iter("a"))
    assert text_of(shortened(read("<p>One. Two three four. Five six.</p>"), 0.7)) == (
        "One. Two three four."
    )
    short = shortened(body, 0.5)
    assert text_of(short).startswith("One two three.")
    assert text_of(short).endswith(("…", "."))
    assert len(text_of(short)) < 30


@pytest.mark.parametrize("colour", ["000000", "ffffff", "1f3b40", "0000ff", "00001a", "777777"])
def test_inks_are_never_too_much_and_grey_is_black_alone(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    inks = process_inks(*parts)
    assert all(0 <= ink <= 1 for ink in inks)
    assert sum(inks) <= 2.4 + 1e-9
    assert min(inks[:3]) == 0
    if len(set(parts)) == 1:
        assert inks[:3] == (0, 0, 0)


def picture(size, colour) -> Asset:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG", quality=95)
    return Asset(name="images/cover.jpg", media_type="image/jpeg", data=target.getvalue())


def test_a_picture_in_print_inks_looks_like_itself():
    made = in_process_inks(picture((40, 60), (31, 59, 64)))
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.mode == "CMYK"
        inks = [value / 255 for value in image.getpixel((20, 30))]
    assert inks == pytest.approx(process_inks(31 / 255, 59 / 255, 64 / 255), abs=0.03)


@pytest.mark.parametrize("colour", [(20, 30, 60), (240, 230, 200), (128, 128, 128), (250, 40, 30)])
def test_words_can_be_read_beside_any_picture(colour):
    found = front_picture(picture((400, 640), colour), sheet(200), process=False)
    light, dark = sorted((_lit(found.ground), _lit(found.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 6


def _lit(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("size", "codes"),
    [
        ((1750, 2700), []),
        ((1600, 2560), ["picture-coarse"]),
        ((600, 960), ["picture-coarse"]),
        ((3000, 3000), ["picture-cropped"]),
    ],
)
def test_what_a_picture_lacks_is_said(size, codes):
    found = list(
        picture_findings(picture(size, 0), sheet(200), resolution=300, path="c.jpg", line=3)
    )
    assert [item.code for item in found] == codes
    assert all(item.line == 3 and "pixels" in remedy_of(item) for item in found)


def test_the_thinnest_line_holds_for_the_front_that_is_scaled_down():
    found = sheet(200, trim="5x8")
    (said,) = re.findall(r"--thinnest: ([\d.]+)pt;", sheet_properties(found))
    assert float(said) * found.width / found.design[0] == pytest.approx(0.75, abs=0.001)
    assert found.width < found.design[0]
