"""Images for e-readers, made with Pillow and read back with Pillow, or byte by byte."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from lxml import etree
from PIL import Image, ImageCms, ImageDraw, features

from octavo.compose.ereader_images import MOST_PIXELS, ereader_images, fit_for_ereader
from octavo.compose.grey_depth import with_eight_bits
from octavo.compose.image_metadata import strip_jpeg, strip_png
from octavo.core.model import Asset, ImageUse, Matter, Section
from octavo.findings.catalogue.pictures import ImageShrunk
from octavo.findings.wording import message_of

TYPES = {
    "AVIF": "image/avif",
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
SECRET = b"N 53 33 01"


def corner(size=(60, 40), mode="RGB", colour="red") -> Image.Image:
    """A picture whose upper left quarter is of another colour."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill=colour)
    return image.convert(mode)


def asset(image: Image.Image, kind: str, **options) -> Asset:
    target = io.BytesIO()
    image.save(target, kind, **options)
    suffix = {"JPEG": "jpg"}.get(kind, kind.lower())
    return Asset(name=f"images/a.{suffix}", media_type=TYPES[kind], data=target.getvalue())


def read(made: Asset) -> Image.Image:
    image = Image.open(io.BytesIO(made.data))
    image.load()
    return image


def fitted(given: Asset) -> Image.Image:
    made, remarks = fit_for_ereader(given)
    assert remarks == ()
    return read(made)


def located(orientation: int) -> Image.Exif:
    """Exif with a place on the map."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_fits_keeps_its_pixels_and_loses_its_place_on_the_map(kind):
    given = asset(corner(), kind, exif=located(1), xmp=b"<x:xmpmeta>" + SECRET)
    if kind == "PNG":
        texts = chunk(b"tEXt", b"Comment\0" + SECRET) + chunk(b"eXIf", SECRET)
        given = Asset(
            name=given.name,
            media_type=given.media_type,
            data=given.data[:33] + texts + given.data[33:],
        )
    assert SECRET in given.data
    made, _ = fit_for_ereader(given)
    assert SECRET not in made.data
    assert b"Exif" not in made.data and b"eXIf" not in made.data and b"xmpmeta" not in made.data
    assert read(made).tobytes() == read(given).tobytes()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_is_stripped_down_to_its_scans_and_tables(progressive):
    given = asset(
        corner((300, 200)), "JPEG", progressive=progressive, comment=SECRET, restart_marker_rows=1
    )
    trailer = given.data + b"MotionPhoto" + SECRET
    stripped = strip_jpeg(trailer)
    assert SECRET not in stripped and stripped.endswith(b"\xff\xd9")
    same = Image.open(io.BytesIO(stripped))
    assert same.tobytes() == read(given).tobytes()


@pytest.mark.parametrize("strip", [strip_jpeg, strip_png])
@pytest.mark.parametrize("cut", [0, 1, 3, 9, 30, 100, -1])
def test_broken_files_are_refused_not_mangled(strip, cut):
    kind = "JPEG" if strip is strip_jpeg else "PNG"
    with pytest.raises(ValueError, match=r"not a|a segment|coded data|a chunk|last chunk"):
        strip(asset(corner(), kind).data[:cut])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "where"),
    [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1)), (2, (1, 0)), (4, (0, 1))],
)
def test_pictures_stand_upright(kind, orientation, where):
    """`where` is the corner in which the viewer of such a photograph sees the red (Exif 2.3)."""
    image = fitted(asset(corner(), kind, exif=located(orientation))).convert("RGB")
    assert image.size == ((40, 60) if orientation in (6, 8) else (60, 40))
    spots = {
        (x, y): image.getpixel((x * (image.width - 1), y * (image.height - 1)))
        for x in (0, 1)
        for y in (0, 1)
    }
    red = {spot for spot, (r, g, b) in spots.items() if r > 200 and g < 90 and b < 90}
    assert red == {where}
    assert not image.getexif()


def test_a_photograph_of_fifty_megapixels_is_made_smaller():
    given = asset(Image.new("L", (8660, 5774), 90), "JPEG")
    made, (remark,) = fit_for_ereader(given)
    image = read(made)
    assert image.width * image.height <= MOST_PIXELS
    assert image.width * image.height > MOST_PIXELS * 0.99
    assert abs(image.width / image.height - 8660 / 5774) < 0.002
    assert remark.form is ImageShrunk.found
    assert remark.values["pixels"] == "50"


def test_a_large_jpeg_is_never_decoded_whole(monkeypatch):
    sizes = []
    load = Image.Image.resize
    monkeypatch.setattr(
        Image.Image, "resize", lambda self, *a, **k: sizes.append(self.size) or load(self, *a, **k)
    )
    fit_for_ereader(asset(Image.new("L", (8660, 5774), 90), "JPEG"))
    assert sizes[0] == (4330, 2887)


@pytest.mark.parametrize(
    ("mode", "kind", "expected"),
    [
        ("RGB", "PNG", "RGB"),
        ("L", "PNG", "L"),
        ("P", "PNG", "P"),
        ("1", "PNG", "1"),
        ("RGBA", "PNG", "RGBA"),
        ("LA", "PNG", "LA"),
        ("P", "GIF", "RGB"),
        ("RGBA", "WEBP", "RGBA"),
        ("L", "JPEG", "L"),
    ],
)
def test_colours_and_transparency_are_kept(mode, kind, expected):
    image = corner(mode=mode)
    if mode in ("RGBA", "LA"):
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    made = fitted(asset(image, kind, **({"lossless": True} if kind == "WEBP" else {})))
    assert made.mode == expected
    seen = made.convert("RGBA")
    for spot in ((1, 1), (59, 39)):
        assert (
            max(
                abs(a - b)
                for a, b in zip(
                    seen.getpixel(spot), image.convert("RGBA").getpixel(spot), strict=True
                )
            )
            <= 2
        )


def test_transparent_gifs_stay_transparent():
    image = corner(mode="P")
    image.info["transparency"] = image.getpixel((0, 0))
    made = fitted(asset(image, "GIF", transparency=image.getpixel((0, 0))))
    assert made.getpixel((0, 0))[3] == 0
    assert made.getpixel((59, 39)) == (255, 255, 255, 255)


def test_sixteen_bits_are_scaled_not_cut_off():
    image = Image.new("I;16", (4, 4), 32896)
    made = fitted(asset(image, "PNG"))
    assert (made.mode, made.getpixel((0, 0))) == ("L", 128)


def test_sixteen_bits_of_colour_become_eight():
    rows = b"".join(b"\0" + struct.pack(">3H", 65535, 32896, 0) * 2 for _ in range(2))
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 16, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
    made, _ = fit_for_ereader(Asset(name="images/a.png", media_type="image/png", data=data))
    assert made.data[24] == 8
    assert read(made).getpixel((0, 0)) == (255, 128, 0)


def test_cmyk_becomes_rgb_and_says_so():
    image = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    made, (remark,) = fit_for_ereader(asset(image, "JPEG"))
    assert read(made).mode == "RGB"
    red, green, blue = read(made).getpixel((4, 4))
    assert red > 200 and green < 60 and blue < 60
    assert remark.form.code == "image-cmyk"


def test_a_wide_gamut_becomes_srgb():
    """A profile with red and green exchanged, which only a conversion by it can show."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    odd = (
        srgb.replace(b"rXYZ", b"tmp_", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"tmp_", b"gXYZ", 1)
    )
    odd = odd.replace("sRGB".encode("utf-16-be"), "Odd!".encode("utf-16-be"))
    image = fitted(asset(Image.new("RGB", (8, 8), (255, 0, 0)), "PNG", icc_profile=odd))
    assert "icc_profile" not in image.info
    red, green, _ = image.getpixel((0, 0))
    assert green > 200 and red < 60


def test_an_animation_becomes_its_first_frame():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "white", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        given = asset(frames[0], kind, save_all=True, append_images=frames[1:], duration=99)
        made, (remark,) = fit_for_ereader(given)
        assert remark.form.code == "image-animated", kind
        assert not getattr(Image.open(io.BytesIO(made.data)), "is_animated", False), kind
        assert read(made).convert("RGB").getpixel((4, 4))[1:] <= (5, 5), kind


def test_webp_becomes_what_old_readers_know():
    lossy, _ = fit_for_ereader(asset(corner(), "WEBP"))
    lossless, _ = fit_for_ereader(asset(corner(), "WEBP", lossless=True))
    assert (lossy.name, lossy.media_type) == ("images/a.jpg", "image/jpeg")
    assert (lossless.name, lossless.media_type) == ("images/a.png", "image/png")
    assert read(lossless).tobytes() == corner().tobytes()


def test_a_drawing_loses_its_editors_notes_alone():
    svg = b"""<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">
<!-- by hand --><svg xmlns="http://www.w3.org/2000/svg"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 1 1"
 inkscape:export-filename="/home/ann/secret.png"><title>A tide</title>
<metadata>N 53 33 01</metadata><style>.a{fill:red}</style><inkscape:grid/>
<path class="a" d="M0 0h1"/></svg>"""
    made, remarks = fit_for_ereader(
        Asset(name="images/a.svg", media_type="image/svg+xml", data=svg)
    )
    for gone in (b"secret", b"N 53", b"by hand", b"DOCTYPE", b"inkscape"):
        assert gone not in made.data
    for kept in (b"<title>A tide</title>", b".a{fill:red}", b'd="M0 0h1"', b'viewBox="0 0 1 1"'):
        assert kept in made.data
    assert remarks == ()


def test_ids_of_a_drawing_become_names_and_references_follow():
    svg = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<style>.a{fill:url(#ooo:7)}</style><g id="ooo:7"><g id="ooo:71"/><g id="plain"/><g id="plain"/></g>
<g id="ooo 7"/>
<use xlink:href="#ooo:71"/><path fill="url(#ooo:7)"/><use href="#plain"/></svg>"""
    made, _ = fit_for_ereader(Asset(name="images/a.svg", media_type="image/svg+xml", data=svg))
    root = etree.fromstring(made.data)
    assert root.xpath("//@id") == ["id-ooo-7", "id-ooo-71", "plain", "id-ooo-7-2"]
    assert root.xpath("//@*[name() = 'xlink:href' or name() = 'href']") == ["#id-ooo-71", "#plain"]
    assert made.data.count(b"url(#id-ooo-7)") == 2


def test_findings_name_the_place_that_shows_the_image_first():
    given = {"manuscript/images/a.png": asset(Image.new("L", (3000, 2000)), "PNG")}
    sections = [
        Section(
            id=name,
            kind="chapter",
            matter=Matter.BODY,
            title="",
            title_text="",
            file=f"manuscript/{name}.md",
            images=(ImageUse(path="manuscript/images/a.png", line=line),),
        )
        for name, line in (("one", 7), ("two", 9))
    ]
    _, (finding,) = ereader_images(given, sections)
    assert (finding.file, finding.line) == ("manuscript/one.md", 7)
    assert 'the image "images/a.png" has 6 million pixels' in message_of(finding)


def test_a_name_that_changes_its_end_takes_no_other_images_name():
    images = {
        "manuscript/a.png": asset(corner(), "PNG"),
        "manuscript/a.gif": asset(corner(), "GIF"),
    }
    made, _ = ereader_images(images, [])
    assert [item.name for item in made.values()] == ["images/a.png", "images/a-2.png"]


def test_the_same_bytes_twice():
    given = asset(corner((3000, 2000)), "JPEG", exif=located(6))
    assert fit_for_ereader(given) == fit_for_ereader(given)


def test_a_lossy_webp_becomes_a_jpeg_with_a_profile_too():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made, _ = fit_for_ereader(asset(corner(), "WEBP", quality=80, icc_profile=profile))
    assert made.name == "images/a.jpg"
    kept, _ = fit_for_ereader(asset(corner(), "WEBP", lossless=True, icc_profile=profile))
    assert kept.name == "images/a.png"


@pytest.mark.skipif(not features.check("avif"), reason="Pillow is built without AVIF")
def test_avif_becomes_jpeg():
    made, _ = fit_for_ereader(asset(corner(), "AVIF"))
    assert (made.name, read(made).size) == ("images/a.jpg", (60, 40))


def test_sixteen_bits_of_grey_are_scaled_to_eight_for_print():
    deep = Image.new("I;16", (2, 1))
    deep.putpixel((0, 0), 0x8000)
    deep.putpixel((1, 0), 0xFFFF)
    made = read(with_eight_bits(asset(deep, "PNG")))
    assert (made.mode, made.getpixel((0, 0)), made.getpixel((1, 0))) == ("L", 127, 255)
    plain = asset(corner(), "PNG")
    assert with_eight_bits(plain) is plain
