"""Covers: the author's own against the stores' numbers, and the theme's own."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from helpers.compose_samples import book, chapter
from octavo.compose.cover_design import MEASURE, cover_properties
from octavo.compose.cover_image import fit_cover
from octavo.compose.typeset_cover import compose_covers, set_title, unset_cover
from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Edition, Metadata, Person, Severity
from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of, remedy_of
from octavo.layout.whole_book import draw_cover, lay_out
from octavo.styling.faces import text_width
from octavo.styling.layers import COVER, layer
from octavo.styling.theme import load_theme, styles_folder

CLASSIC = load_theme("classic", styles_folder())
LONG = "A Short and Honest History of the People Who Kept the Lights Burning Along the Coast"
WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2
BOOKS = {
    "one word": {"title": "Tide"},
    "long": {"title": LONG, "subtitle": "With an account of the storms, and of the mending"},
    "three": {"title": "The Art of Leaving", "authors": ("Ann Ash", "B. Fern", "Ç. Öz")},
    "a name": {"title": "T", "authors": ("Bartholomew Featherstonehaugh-Cholmondeley",)},
    "a word": {"title": WORD, "language": "de"},
    "unbroken": {"title": "w" * 400, "subtitle": "s" * 400, "authors": ("n" * 400,)},
    "endless": {"title": "many words " * 450, "subtitle": "and more " * 90,
                "authors": tuple(f"Author Number {n}" for n in range(40))},
    "Greek": {"title": "Η Παλίρροια", "authors": ("Άννα Παππά",), "language": "el"},
}  # fmt: skip


def covers(**metadata):
    metadata["authors"] = tuple(Person(name=name) for name in metadata.get("authors", ()))
    made = book(chapter("# One\n\nx"), **metadata)
    edition = Edition(name="ebook", kind=all_kinds()["ebook"])
    return compose_covers(made, edition, layer(CLASSIC, COVER, "", geometry=cover_properties()))


def about(**facts) -> Metadata:
    return book(chapter("# One\n\nx"), **facts).metadata


def picture(size, mode="RGB", kind="JPEG", colour=0, **options) -> Asset:
    target = io.BytesIO()
    Image.new(mode, size, colour).save(target, kind, **options)
    suffix = {"JPEG": "jpg"}.get(kind, kind.lower())
    media_type = f"image/{kind.lower()}"
    return Asset(name=f"images/x.{suffix}", media_type=media_type, data=target.getvalue())


def fitted(asset: Asset):
    made, findings = fit_cover(asset, path="images/x.jpg", file="manuscript/book.toml", line=7)
    assert all((item.file, item.line) == ("manuscript/book.toml", 7) for item in findings)
    with Image.open(io.BytesIO(made.data)) as image:
        image.load()
        return made, image, {item.code: item for item in findings}


@pytest.mark.parametrize("name", BOOKS)
def test_no_word_leaves_the_frame(name):
    asset = draw_cover(covers(**BOOKS[name]))
    image = Image.open(io.BytesIO(asset.data))
    assert (image.size, image.mode, image.format) == ((1600, 2560), "RGB", "JPEG")
    ground = image.getpixel((4, 4))
    margin = Image.new("RGB", image.size, ground)
    # The room between the frame and the words, on all four sides, is empty.
    for box in ((110, 150, 205, 2400), (1395, 150, 1490, 2400), (200, 110, 1400, 220)):
        seen, blank = image.crop(box).convert("L"), margin.crop(box).convert("L")
        far = max(abs(a - b) for a, b in zip(seen.tobytes(), blank.tobytes(), strict=True))
        assert far < 40, box


def test_a_cover_that_does_not_fit_gives_way_to_a_smaller_one():
    first, second, *_ = covers(title="Tide", authors=("Ann Ash",))
    wide = replace(first, css=first.css + ".cover .title { font-size: 300pt }")
    high = replace(first, css=first.css + ".cover .titles { padding-top: 6.2in }")
    assert draw_cover([wide, second]) == draw_cover([high, second]) == draw_cover([second])
    assert draw_cover([first]) != draw_cover([second])
    with pytest.raises(OctavoError, match="do not fit"):
        draw_cover([wide, high])


def test_names_never_touch_a_long_title():
    """A title as tall as can be: names below it take room of their own, or another page."""
    cover = next(covers(title="Tide", authors=("Ann Ash",)))
    tall = replace(cover, css=cover.css + ".cover .titles { padding-top: 6.2in }")
    assert lay_out(cover).pages == 1
    assert lay_out(tall).pages == 2


def test_a_title_is_broken_into_lines_of_like_length():
    assert set_title("Letting Go to Hold On", CLASSIC).lines == ("Letting Go", "to Hold On")
    assert set_title("The Art of Leaving", CLASSIC).lines == ("The Art", "of Leaving")
    assert set_title("Slack Water", CLASSIC).lines == ("Slack Water",)
    setting = set_title(LONG, CLASSIC)
    widths = [text_width(CLASSIC, line) * setting.size for line in setting.lines]
    assert " ".join(setting.lines) == LONG
    assert max(widths) <= MEASURE + 0.01
    assert min(widths) > MEASURE / 2


def test_shorter_titles_are_never_set_smaller():
    words = LONG.split()
    sizes = [set_title(" ".join(words[:count]), CLASSIC).size for count in (1, 4, 8, 12, 16)]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    "said",
    [
        {"title": "吾輩は猫である", "language": "ja"},
        {"title": "موسم الهجرة", "language": "ar"},
        {"title": "A Cat", "authors": (Person(name="夏目漱石"),)},
        {"title": "A Cat", "subtitle": "猫"},
    ],
)
def test_what_the_fonts_cannot_write_is_not_drawn(said):
    finding = unset_cover(about(**said), CLASSIC, file="manuscript/book.toml", line=4)
    assert (finding.code, finding.line) == ("cover-unset", 4)
    assert finding.severity is Severity.WARNING
    assert "1600 × 2560" in remedy_of(finding)


def test_what_the_fonts_can_write_is_drawn():
    facts = {"title": "Война — “мир”", "subtitle": "Ένα", "authors": (Person(name="Ç. Öz"),)}
    assert unset_cover(about(**facts), CLASSIC, file="", line=4) is None


def test_an_ideal_cover_goes_in_unremarked_and_unchanged():
    given = picture((1600, 2560), quality=90)
    made, image, findings = fitted(given)
    assert findings == {}
    assert made.name == "images/cover.jpg"
    assert image.size == (1600, 2560)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1600, 2560), {}),
        ((1599, 2560), {"cover-small": Severity.INFO}),
        ((625, 1000), {"cover-small": Severity.INFO}),
        ((624, 1000), {"cover-small": Severity.WARNING}),
        ((625, 999), {"cover-small": Severity.WARNING}),
        ((2000, 3000), {}),
        ((2600, 2600), {"cover-shape": Severity.WARNING}),
        ((4000, 2600), {"cover-shape": Severity.WARNING}),
    ],
)
def test_covers_are_measured(size, expected):
    _, _, findings = fitted(picture(size, "L"))
    assert {code: item.severity for code, item in findings.items()} == expected
    for item in findings.values():
        assert f"{size[0]} × {size[1]} pixels" in message_of(item)


def test_a_cover_longer_than_google_takes_is_made_smaller():
    _, image, findings = fitted(picture((5500, 8800), "L"))
    assert max(image.size) in (7199, 7200)
    assert list(findings) == ["image-shrunk"]
    assert "7200" in message_of(findings["image-shrunk"])


def test_a_cover_may_have_more_pixels_than_an_image_inside():
    _, image, findings = fitted(picture((3200, 5120), "L"))
    assert (image.size, findings) == ((3200, 5120), {})


def test_a_cover_is_in_rgb_and_opaque():
    _, image, findings = fitted(picture((1600, 2560), "CMYK", colour=(0, 255, 255, 0)))
    assert (image.mode, list(findings)) == ("RGB", ["image-cmyk"])
    made, image, findings = fitted(picture((1600, 2560), "RGBA", "PNG", (0, 0, 0, 0)))
    assert (image.mode, image.getpixel((0, 0)), findings) == ("RGB", (255, 255, 255), {})
    assert (made.name, made.media_type) == ("images/cover.jpg", "image/jpeg")


def test_a_heavy_cover_is_made_lighter(monkeypatch):
    monkeypatch.setattr("octavo.compose.cover_image.HEAVIEST", 20_000)
    noise = Image.effect_noise((1600, 2560), 3).convert("RGB")
    target = io.BytesIO()
    noise.save(target, "PNG")
    given = Asset(name="images/x.png", media_type="image/png", data=target.getvalue())
    made, _, _ = fitted(given)
    assert made.media_type == "image/jpeg"
    assert len(made.data) < len(given.data) / 2


def test_a_drawing_as_cover_is_remarked():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    given = Asset(name="images/x.svg", media_type="image/svg+xml", data=svg)
    made, (finding,) = fit_cover(given, path="images/x.svg", file="manuscript/book.toml", line=7)
    assert (finding.code, made.name) == ("cover-drawing", "images/cover.svg")
