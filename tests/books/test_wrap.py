"""Wrap covers, read back from outside: boxes, words and where they stand, bars, inks, bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from helpers.outside import need_module, run
from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact
from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.editions import wrap_making
from octavo.findings.wording import message_of
from octavo.styling.theme import styles_folder, theme_names

INCH = 72
ISBN = "978-0-306-40615-7"
SENTENCE = "The tide came in over the flats and went out again before the light was gone. "
BOOK = """\
schema = 1
[book]
title = "{title}"
subtitle = "When someone you love wants to go"
authors = ["Mara Ellison"]
language = "{language}"
publisher = "A Press"
{about}
[contents]
chapters = ["one.md"]
[editions.print]
format = "pdf"
profile = "{profile}"
{edition}
"""


class Cover(NamedTuple):
    path: Path
    findings: tuple[Finding, ...]
    others: dict[str, Path]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]


class Word(NamedTuple):
    """The box of a run of characters, in points from the sheet's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


Make = Callable[..., Cover]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Builds a cover for so many pages; for those that the book really has if `pages` is 0."""

    def make(
        pages: int = 0,
        *,
        title: str = "Slack Water",
        language: str = "en",
        profile: str = "kdp-paperback",
        edition: str = f'isbn = "{ISBN}"',
        about: str = "",
        names: tuple[str, ...] = ("print-cover",),
        pictures: dict[str, tuple[int, int]] | None = None,
    ) -> Cover:
        root = tmp_path / f"book-{len(list(tmp_path.iterdir()))}"
        (root / "manuscript").mkdir(parents=True)
        facts = {"title": title, "language": language, "profile": profile, "about": about}
        (root / "manuscript/book.toml").write_text(BOOK.format(**facts, edition=edition))
        (root / "manuscript/one.md").write_text(f"# One\n\n{SENTENCE * 40}\n")
        for name, size in (pictures or {}).items():
            Image.new("RGB", size, (40, 90, 130)).save(root / "manuscript" / name)
        with monkeypatch.context() as patch:
            if pages:
                patch.setattr(wrap_making, "_page_count", lambda *_: _counted(pages))
            events = list(build(Request(root=root, out=root / "build", editions=names)))
        paths = {event.edition: event.path for event in events if isinstance(event, Artifact)}
        said = next(event.findings for event in events if isinstance(event, Findings))
        return Cover(path=paths.pop("print-cover"), findings=said, others=paths)

    return make


def _counted(pages: int) -> Iterator[object]:
    yield from ()
    return pages


def words(path: Path, text: str) -> list[Word]:
    """Every place where `text` stands, as pdfium reads the page."""
    document = pypdfium2.PdfDocument(path)
    page = document[0].get_textpage()
    found, search = [], page.search(text, match_case=True)
    while place := search.get_next():
        start, count = place
        boxes = [page.get_charbox(at, loose=False) for at in range(start, start + count)]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        found.append(Word(min(lefts), min(bottoms), max(rights), max(tops)))
    return found


def angles(path: Path) -> set[int]:
    """The directions of all characters, in whole degrees with the clock."""
    document = pypdfium2.PdfDocument(path)
    page = document[0].get_textpage()
    turned = [pdfium.FPDFText_GetCharAngle(page, at) for at in range(page.count_chars())]
    return {round(angle * 57.29578) % 360 for angle in turned if angle >= 0}


def boxes(path: Path) -> dict[str, list[float]]:
    with pikepdf.open(path) as document:
        [page] = document.pages
        return {
            name: [float(edge) for edge in page.obj[f"/{name}"]]
            for name in ("MediaBox", "BleedBox", "TrimBox")
        }


def image(path: Path, dpi: int = 300) -> Image.Image:
    return pypdfium2.PdfDocument(path)[0].render(scale=dpi / 72).to_pil().convert("RGB")


def test_a_real_book_and_its_cover_in_one_build(make):
    cover = make(names=("print-cover", "print"))
    with pikepdf.open(cover.others["print"]) as inside:
        count = len(inside.pages)
    # By Amazon's formula for 5.5 × 8.5 in and cream paper.
    width = 2 * 5.5 + count * 0.0025 + 0.25
    assert boxes(cover.path)["MediaBox"] == pytest.approx([0, 0, width * INCH, 630], abs=0.01)
    # The same when the pages are laid out for their number alone.
    assert make().path.read_bytes() == cover.path.read_bytes()


def test_the_boxes_are_exact_and_move_with_the_page_count(make):
    for pages in (100, 300):
        found = boxes(make(pages).path)
        width = (11.25 + pages * 0.0025) * INCH
        assert found["MediaBox"] == pytest.approx([0, 0, width, 630], abs=0.01)
        assert found["BleedBox"] == found["MediaBox"]
        assert found["TrimBox"] == pytest.approx([9, 9, width - 9, 621], abs=0.01)


def spine(pages: int) -> tuple[float, float]:
    """Left and right edge of Amazon's spine, in points."""
    return 9 + 396, 9 + 396 + pages * 0.18


@pytest.mark.parametrize("pages", [90, 300, 700])
def test_the_spine_is_read_downwards_and_keeps_clear_of_its_edges(make, pages):
    path = make(pages).path
    left, right = spine(pages)
    [title] = words(path, "SLACK WATER")
    [author] = [box for box in words(path, "MARA ELLISON") if box.right < right]
    for box in (title, author):
        middle = (box.left + box.right) / 2
        assert middle == pytest.approx((left + right) / 2, abs=0.3)
        assert 9 + 18 <= box.bottom < box.top <= 621 - 18
    # Amazon's 0.0625 in on both sides are empty, as drawn.
    seen, scale = image(path, 600), 600 / 72
    for edge in (left, right - 0.0625 * INCH):
        strip = (round(edge * scale) + 1, 0, round((edge + 0.0625 * INCH) * scale) - 1, seen.height)
        extremes = seen.crop(strip).getextrema()
        assert all(high - low < 12 for low, high in extremes)
    assert title.bottom > author.top
    assert angles(path) == {0, 90}
    first, last = words(path, "SLACK")[0], words(path, "WATER")[0]
    assert first.bottom > last.top


def test_a_thin_book_has_no_words_on_its_spine(make):
    cover = make(78)
    assert words(cover.path, "SLACK WATER") == []
    assert angles(cover.path) == {0}
    [finding] = [item for item in cover.findings if item.code == "spine-empty"]
    assert "under 79 pages" in message_of(finding)
    assert "78" in message_of(finding)


def test_a_french_spine_is_read_upwards(make):
    path = make(300, language="fr").path
    assert angles(path) == {0, 270}
    assert words(path, "SLACK WATER")[0].top < words(path, "MARA ELLISON")[0].bottom


def test_the_front_stands_on_the_right_and_on_the_left_in_arabic(make):
    left, right = spine(300)
    front = words(make(300).path, "Slack Water")
    assert len(front) == 1
    assert front[0].left > right + 18
    path = make(300, language="ar", about='description = "A tide."').path
    assert [box.right < left - 18 for box in words(path, "Slack Water")] in (
        [True, False],
        [False, True],
    )
    assert all(box.left > right for box in words(path, "A tide."))
    assert angles(path) == {0, 270}


def test_the_barcode_can_be_read_and_stands_in_its_zone(make):
    need_module("zxingcpp", package="zxing-cpp")
    import zxingcpp

    for pages, profile, language in [
        (300, "kdp-paperback", "en"), (200, "ingramspark", "en"), (300, "lulu", "ar"),
    ]:  # fmt: skip
        path = make(pages, profile=profile, language=language).path
        [code] = zxingcpp.read_barcodes(image(path))
        assert code.text == ISBN.replace("-", "")
        assert "EAN" in str(code.format)
        [number] = words(path, f"ISBN {ISBN}")
        trim = boxes(path)["TrimBox"]
        assert number.bottom > trim[1] + 18
        # White, and nothing but the symbol, on all of the zone of 2 × 1.2 in (or 1.75 × 1 in).
        middle = (number.left + number.right) / 2
        width = 126 if profile == "ingramspark" else 144
        seen = image(path)
        scale = 300 / 72
        for x in (middle - width / 2 + 2, middle + width / 2 - 2):
            at = (round(x * scale), round(seen.height - (number.bottom - 20) * scale))
            assert seen.getpixel(at) == (255, 255, 255)


def plates(path: Path, zone: tuple[float, float, float, float], tmp_path: Path) -> list[int]:
    """The most ink on each plate in a zone (points), by Ghostscript; 255 is full."""
    target = tmp_path / "plates.tif"
    run(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiff32nc", "-r150",
        f"-sOutputFile={target}", str(path), package="ghostscript",
    )  # fmt: skip
    with Image.open(target) as seen:
        height, scale = seen.height, 150 / 72
        left, bottom, right, top = zone
        box = (left * scale, height - top * scale, right * scale, height - bottom * scale)
        part = seen.crop(tuple(map(round, box)))
        return [channel.getextrema()[1] for channel in part.split()]


def test_the_barcode_prints_on_the_black_plate_alone(make, tmp_path):
    path = make(300).path
    [number] = words(path, f"ISBN {ISBN}")
    middle = (number.left + number.right) / 2
    zone = (middle - 70, number.top - 80, middle + 70, number.top + 2)
    assert plates(path, zone, tmp_path) == [0, 0, 0, 255]


def test_a_printer_without_rgb_gets_none(make, tmp_path):
    pictures = {"cover.png": (1800, 2750), "me.png": (500, 700)}
    about = 'cover = "cover.png"\nauthor_picture = "me.png"\ndescription = "A tide."'
    for asked in ({}, {"about": about, "pictures": pictures}):
        path = make(200, profile="ingramspark", **asked).path
        with pikepdf.open(path) as document:
            content = document.pages[0].Contents.read_bytes()
            forms = [
                item for item in document.objects
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
            ]  # fmt: skip
            used = b"\n".join([content, *(form.read_bytes() for form in forms)])
            assert b" rg\n" not in used
            assert b" RG\n" not in used
            spaces = {
                str(item.ColorSpace) for item in document.objects
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
            }  # fmt: skip
            assert spaces <= {"/DeviceCMYK", "/DeviceGray"}
            assert bool(spaces) == bool(asked)
        width = boxes(path)["MediaBox"][2]
        most = plates(path, (0, 0, width, 630), tmp_path)
        assert sum(most[:3]) + 0 <= 255 * 3


def test_a_picture_of_the_authors_is_the_front_over_the_bleed(make):
    cover = make(200, about='cover = "c.png"', pictures={"c.png": (1800, 2750)})
    seen = image(cover.path, 72)
    front = [seen.getpixel((x, y)) for x in (460, 800, seen.width - 1) for y in (0, 300, 629)]
    assert {tuple(round(value, -1) for value in pixel) for pixel in front} == {(40, 90, 130)}
    assert words(cover.path, "Slack Water") == []
    assert "picture-coarse" not in cover.codes
    small = make(200, about='cover = "c.png"', pictures={"c.png": (900, 1440)})
    [finding] = [item for item in small.findings if item.code == "picture-coarse"]
    assert (finding.line, "160 pixels an inch" in message_of(finding)) == (8, True)


def test_the_back_says_what_the_author_wrote(make):
    blurb = 'blurb = """\\\nFirst *words* here.\n\nA second "paragraph"."""'
    about = f'{blurb}\nabout_author = "She keeps a light."\ndescription = "Not this."'
    path = make(300, about=about).path
    for text in ("First words here.", "A second “paragraph”.", "She keeps a light."):
        [box] = words(path, text)
        assert 9 + 18 <= box.left < box.right <= 9 + 396 - 18
    assert words(path, "Not this.") == []
    assert words(path, "PRESS") or words(path, "Press")


def test_a_blurb_that_is_far_too_long_is_cut_and_said(make):
    cover = make(300, about=f'description = "{SENTENCE * 60}"')
    [finding] = [item for item in cover.findings if item.code == "blurb-long"]
    assert (finding.line, finding.file) == (8, "manuscript/book.toml")
    [number] = words(cover.path, f"ISBN {ISBN}")
    lowest = min(box.bottom for box in words(cover.path, "tide"))
    assert lowest > number.top + 9


def test_without_an_isbn_the_zone_stays_clear(make):
    cover = make(300, edition="", about=f'description = "{SENTENCE * 30}"')
    assert "barcode-missing" in cover.codes
    seen = image(cover.path, 72)
    # Amazon's own barcode comes 0.25 in from the trim and the spine, 2 × 1.2 in.
    zone = seen.crop((405 - 18 - 144, 630 - 27 - 86, 405 - 18, 630 - 27))
    assert len({pixel for _, pixel in zone.getcolors()}) == 1


def test_a_book_without_printer_goes_by_amazons_numbers_and_is_told(make):
    cover = make(300, profile="plain")
    assert boxes(cover.path)["MediaBox"][2] == pytest.approx((11.25 + 300 * 0.0025) * INCH)
    assert "wrap-assumed" in cover.codes


def test_where_the_spine_is_unknown_the_author_says_it(make):
    with pytest.raises(OctavoError, match="thickness") as stopped:
        make(300, profile="bod")
    assert 'spine = "14.5 mm"' in (stopped.value.hint or "")
    stated = 'isbn = "9780306406157"\n[editions.print-cover]\nspine = "20 mm"'
    cover = make(300, profile="bod", edition=stated)
    millimetres = boxes(cover.path)["MediaBox"][2] / INCH * 25.4
    assert millimetres == pytest.approx(2 * 135 + 20 + 10, abs=0.01)


@pytest.mark.parametrize("theme", theme_names(styles_folder()))
def test_fonts_are_embedded_and_bytes_stay_the_same(make, theme):
    edition = f'theme = "{theme}"\nisbn = "{ISBN}"'
    about = f'description = "{SENTENCE}"'
    first, second = make(300, edition=edition, about=about), make(300, edition=edition, about=about)
    assert first.path.read_bytes() == second.path.read_bytes()
    assert "No syntax or stream encoding errors" in run(
        "qpdf", "--check", str(first.path), package="qpdf"
    )
    with pikepdf.open(first.path) as document:
        fonts = [
            item for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]  # fmt: skip
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert len(document.pages) == 1


LONG = "A Short and Honest History of the People Who Kept the Lights Burning Along the Coast"


@pytest.mark.parametrize("title", ["Tide", LONG, "Rindfleischetikettierungsüberwachungsaufgaben"])
@pytest.mark.parametrize("trim", ["5x8", "8.25x6", "8.5x11"])
def test_titles_of_any_length_stay_in_the_safe_area(make, title, trim):
    path = make(400, title=title, edition=f'trim = "{trim}"').path
    front = boxes(path)["TrimBox"]
    for word in title.split():
        for box in words(path, word):
            assert box.right <= front[2] - 18
            assert 9 + 18 <= box.bottom < box.top <= front[3] - 18


def test_no_ink_lies_where_a_panel_ends(make):
    """A ground without seams: the same colour on both sides of every fold and edge."""
    path = make(300).path
    seen = image(path)
    row = {seen.getpixel((x, 20)) for x in range(0, seen.width, 3)}
    assert len(row) == 1
