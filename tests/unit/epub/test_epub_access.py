"""The accessibility claims and the manifest's properties follow the content."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from helpers.epub_samples import FIGURE, animation, composition, document, opened, with_page, xhtml
from octavo.core.model import Asset, Composition
from octavo.epub.file_survey import survey_page

MATH = '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}<path d="M0 0h1"/></svg>'


def claims(book: Composition) -> dict[str, Any]:
    found = opened(book)
    names = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard")
    values: dict[str, Any] = {name: found.meta(f"schema:{name}") for name in names}
    (values["summary"],) = found.meta("schema:accessibilitySummary")
    return values


def page_properties(body: str, **options: Any) -> str | None:
    return opened(with_page(body, **options)).properties("text/page.xhtml")


def test_a_described_picture_is_claimed() -> None:
    found = claims(composition())
    assert found["accessMode"] == ["textual", "visual"]
    assert found["accessModeSufficient"] == ["textual", "textual,visual"]
    assert "alternativeText" in found["accessibilityFeature"]
    assert found["accessibilityHazard"] == ["none"]
    assert "Every image that carries meaning has text" in found["summary"]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="../images/harbour.png"/>',
        '<img src="../images/harbour.png" alt=""/>',
        '<img src="../images/harbour.png" alt="  "/>',
        '<img src="../images/harbour.png" role="presentation"/>',
        SVG.format(""),
        SVG.format("<title> </title>"),
    ],
)
def test_without_alternative_text_the_claims_go(image: str) -> None:
    found = claims(with_page(f"<p>{image}</p>{FIGURE}"))
    assert found["accessMode"] == ["textual", "visual"]
    assert found["accessModeSufficient"] == ["textual,visual"]
    assert "alternativeText" not in found["accessibilityFeature"]
    assert "Some of the images have no text" in found["summary"]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="../images/harbour.png" alt="" role="presentation"/>',
        '<img src="../images/harbour.png" alt="" role="none"/>',
        SVG.format("").replace("<svg", '<svg aria-hidden="true"'),
    ],
)
def test_a_decoration_that_says_so_is_neither_claimed_nor_missed(image: str) -> None:
    found = claims(with_page(f"<p>{image}</p>"))
    assert found["accessMode"] == ["textual"]
    assert found["accessModeSufficient"] == ["textual"]
    assert "alternativeText" not in found["accessibilityFeature"]


@pytest.mark.parametrize(
    "image",
    [
        SVG.format("<title>A wave</title>"),
        SVG.format("").replace("<svg", '<svg role="img" aria-label="A wave"'),
    ],
)
def test_a_drawing_with_a_title_is_described(image: str) -> None:
    found = claims(with_page(f"<p>{image}</p>"))
    assert found["accessModeSufficient"] == ["textual", "textual,visual"]
    assert "alternativeText" in found["accessibilityFeature"]


def test_the_cover_alone_does_not_make_a_book_visual() -> None:
    plain = composition(documents=(document("one"),), contents=(), images=())
    found = claims(plain)
    assert found["accessMode"] == ["textual"]
    assert "alternativeText" in found["accessibilityFeature"]  # the cover's own
    assert "alternativeText" not in claims(replace(plain, cover=None))["accessibilityFeature"]


def test_mathml_is_claimed_where_it_is() -> None:
    assert "MathML" in claims(with_page(MATH))["accessibilityFeature"]
    assert "MathML" not in claims(with_page("<p>7/x</p>"))["accessibilityFeature"]


def test_formulas_are_described_if_each_has_its_text() -> None:
    described = MATH.replace("<math ", '<math alttext="x" ')
    assert "describedMath" in claims(with_page(described))["accessibilityFeature"]
    for body in (MATH, described + MATH, "<p>7/x</p>"):
        assert "describedMath" not in claims(with_page(body))["accessibilityFeature"]


@pytest.mark.parametrize(
    ("body", "modes"),
    [
        ('<audio src="../a.mp3"></audio>', ["textual", "auditory"]),
        ('<video src="../a.mp4"></video>', ["textual", "visual", "auditory"]),
    ],
)
def test_sound_and_video_make_hazards_unknown(body: str, modes: list[str]) -> None:
    found = claims(with_page(body))
    assert found["accessMode"] == modes
    assert found["accessModeSufficient"] == [",".join(modes)]
    assert found["accessibilityHazard"] == ["unknown"]
    assert "transcripts" in found["summary"]


@pytest.mark.parametrize(
    "body",
    [
        "<script>play()</script>",
        '<p onclick="play()">Play</p>',
        '<iframe src="../a.xhtml"></iframe>',
        SVG.format("<title>A wave</title><animate attributeName='x' dur='1s'/>"),
        '<p style="animation: flash 1s infinite">!</p>',
    ],
)
def test_what_moves_or_runs_makes_hazards_unknown(body: str) -> None:
    assert claims(with_page(body))["accessibilityHazard"] == ["unknown"]


@pytest.mark.parametrize(
    "css", ["@keyframes flash { to { color: red } }", "p { animation: flash 1s }"]
)
def test_a_stylesheet_that_moves_makes_hazards_unknown(css: str) -> None:
    assert claims(with_page("<p>A</p>", css=css))["accessibilityHazard"] == ["unknown"]


@pytest.mark.parametrize(("frames", "hazard"), [(1, "none"), (3, "unknown")])
def test_a_gif_is_a_hazard_only_if_it_moves(frames: int, hazard: str) -> None:
    gif = Asset(name="images/a.gif", media_type="image/gif", data=animation(frames))
    assert claims(with_page("<p>A</p>", images=(gif,)))["accessibilityHazard"] == [hazard]


@pytest.mark.parametrize(
    ("colours", "duration", "flashing"),
    [
        (("black", "white"), 100, True),
        (("black", "white"), 140, True),
        (("black", "white"), 200, False),
        (("black", "#111111"), 50, False),
        (("#f4f4f4", "white"), 50, False),
        # It turns five times, then rests before it begins again.
        (("black", "white"), [100] * 5 + [10_000], False),
        (("black", "white"), [100] * 5 + [200], True),
    ],
)
def test_a_gif_that_flashes_more_than_three_times_a_second_is_a_hazard(
    colours: tuple[str, str], duration: int | list[int], flashing: bool
) -> None:
    count = len(duration) if isinstance(duration, list) else 20
    frames = [Image.new("RGB", (16, 16), colours[place % 2]) for place in range(count)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=duration, loop=0)
    gif = Asset(name="images/a.gif", media_type="image/gif", data=out.getvalue())
    found = claims(with_page("<p>A</p>", images=(gif,)))
    if flashing:
        assert found["accessibilityHazard"][0] == "flashing"
        assert "none" not in found["accessibilityHazard"]
        assert "flashes more than three times" in found["summary"]
    else:
        assert found["accessibilityHazard"] == ["unknown"]
        assert "flashes" not in found["summary"]


def test_a_gif_that_cannot_be_read_is_not_vouched_for() -> None:
    gif = Asset(name="images/a.gif", media_type="image/gif", data=b"not a picture")
    assert claims(with_page("<p>A</p>", images=(gif,)))["accessibilityHazard"] == ["unknown"]


def test_a_moving_drawing_among_the_images_is_seen() -> None:
    data = SVG.format("<animate attributeName='x' dur='1s'/>").encode()
    image = Asset(name="images/a.svg", media_type="image/svg+xml", data=data)
    book = with_page("<p>A</p>", images=(image,))
    assert claims(book)["accessibilityHazard"] == ["unknown"]
    assert opened(book).properties("images/a.svg") is None


@pytest.mark.parametrize(
    ("css", "holds"),
    [
        ("p { font-size: 1em; border: 1px solid; margin: 3pt }", True),
        ("p { font: italic 1em/1.4 serif }", True),
        ("p { font-size: 12px }", False),
        ("p { font: italic 12pt/1.4 serif }", False),
        ("div { position: absolute; top: 0 }", False),
    ],
)
def test_display_is_transformable_only_if_the_type_can_be_scaled(css: str, holds: bool) -> None:
    found = claims(with_page("<p>A</p>", css=css))
    assert ("displayTransformability" in found["accessibilityFeature"]) is holds
    assert ("its size" in found["summary"]) is holds


@pytest.mark.parametrize(
    ("body", "holds"),
    [("<h2>A</h2><h3>B</h3><h2>C</h2>", True), ("<h3>A</h3>", False)],
)
def test_structure_is_claimed_only_if_no_level_is_skipped(body: str, holds: bool) -> None:
    features = claims(with_page(body))["accessibilityFeature"]  # the page begins with an h1
    assert ("structuralNavigation" in features) is holds


def test_structure_and_roles_are_not_claimed_without_headings_and_roles() -> None:
    bare = replace(document("page"), xhtml=xhtml("<p id='page'>Some words.</p>"))
    features = claims(composition(documents=(bare,), contents=()))["accessibilityFeature"]
    assert "structuralNavigation" not in features
    assert "ARIA" not in features
    assert "ARIA" in claims(composition())["accessibilityFeature"]
    assert {"readingOrder", "tableOfContents"} <= set(features)


def test_no_conformance_is_claimed() -> None:
    book = opened(composition())
    assert not book.find("//*[@property='dcterms:conformsTo']")
    assert not book.find("//*[starts-with(@property, 'a11y:')]")


@pytest.mark.parametrize(
    ("body", "properties"),
    [
        ("<p>Plain, with a <a href='https://example.org/'>link</a>.</p>", None),
        (FIGURE, None),
        (MATH, "mathml"),
        (SVG.format(""), "svg"),
        (MATH + SVG.format(""), "mathml svg"),
        ("<script>go()</script>", "scripted"),
        ("<script type='application/ld+json'>{}</script>", None),
        ("<p onclick='go()'>Go</p>", "scripted"),
        ("<p><a href='javascript:go()'>Go</a></p>", "scripted"),
        ("<p title='JavaScript: a memoir'>A</p>", None),
        ("<form action='#'><p>A</p></form>", "scripted"),
        ("<audio src='https://example.org/a.mp3'></audio>", "remote-resources"),
        ("<video><source src='http://example.org/a.mp4'/></video>", "remote-resources"),
        ("<p style='background: url(//example.org/a.png)'>A</p>", "remote-resources"),
    ],
)
def test_the_manifest_says_what_a_page_holds(body: str, properties: str | None) -> None:
    assert page_properties(body) == properties


def test_a_stylesheet_that_fetches_from_elsewhere_is_marked() -> None:
    css = '@font-face { font-family: "A"; src: url("https://example.org/a.ttf") }'
    book = opened(with_page("<p>A</p>", css=css))
    assert book.properties("styles/book.css") == "remote-resources"
    assert opened(composition()).properties("styles/book.css") is None


def test_a_picture_that_is_in_the_file_itself_is_not_from_elsewhere():
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    page = f"<svg {names}>{{}}</svg>"
    inside = page.format('<image xlink:href="data:image/png;base64,//AA"/>')
    outside = page.format('<image xlink:href=" //example.org/a.png"/>')
    assert not survey_page(inside.encode(), "a.svg").remote
    assert survey_page(outside.encode(), "a.svg").remote
