"""Images as e-readers and their stores take them; bytes in, bytes out.

A photograph comes from a camera with far more pixels than a screen has, with
its place on the map, sometimes lying on its side or in a printer's colours. An
e-book gets JPEG or PNG, upright, in RGB of 8 bits, without metadata. What
already is so is only stripped, not encoded again. Print keeps the originals.

SVG goes in as it is, cleaned of editors' notes, without a bitmap beside it: it
is a core media type (EPUB 3.3, 3.2) that Kindle Publishing Guidelines, Apple
Books, Kobo and Google Play all take, and no store asks for a second image; one
would make the file larger and the text in it smaller.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree
from PIL import Image, ImageCms, ImageFile

from octavo.compose.grey_depth import eight_bit_grey
from octavo.compose.image_metadata import has_webp_chunk, strip_jpeg, strip_png
from octavo.core.cache import NOTHING, Store
from octavo.core.model import Asset, Finding, Section
from octavo.findings.catalogue.pictures import ImageAnimated, ImageCmyk, ImageShrunk
from octavo.findings.entry import Form, Value
from octavo.manuscript.slugs import free_name

#: Most pixels of an image inside a book ("Apple Books Asset Guide": 4 million).
MOST_PIXELS = 4_000_000
#: A little less than the author gave needs no words: nobody sees it.
_UNREMARKED = 1.1
#: Quality of a JPEG that is made smaller, and of one whose pixels stay.
QUALITY, FINE_QUALITY = 92, 95

#: An id in a drawing, a name of XML without colons; and what cannot be in one.
_NAME, _UNNAMED = re.compile(r"[^\W\d][\w.-]*"), re.compile(r"[^\w.-]")

_SVG = "image/svg+xml"
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", _SVG: "svg"}
#: Namespaces in which drawing programs keep their own affairs, paths of the disk among them.
_EDITORS = (
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.bohemiancoding.com/sketch/ns",
    "http://www.serif.com/",
    "http://ns.adobe.com/",
)
#: The Exif tag, and what puts each of its values upright (CIPA DC-008, 4.6.5).
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = range(5, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something done to an image that its author should know; `values` stand beside its name."""

    form: Form
    values: Mapping[str, Value] = field(default_factory=dict)


def ereader_images(
    images: dict[str, Asset], sections: Iterable[Section], store: Store = NOTHING
) -> tuple[dict[str, Asset], tuple[Finding, ...]]:
    """Make images fit for e-readers, by their path in the book; tell what was done to them.

    A finding names the place where the image is first shown.
    """
    uses: dict[str, tuple[str, int]] = {}
    for section in sections:
        for use in section.images:
            uses.setdefault(use.path, (section.file, use.line))
    made: dict[str, Asset] = {}
    taken = {asset.name for asset in images.values()}
    findings = []
    for path, asset in images.items():
        fitted, remarks = fit_for_ereader(asset, store=store)
        if fitted.name != asset.name:
            fitted = replace(fitted, name=_free(fitted.name, taken))
            taken.add(fitted.name)
        made[path] = fitted
        file, line = uses.get(path, (None, None))
        findings += [as_finding(remark, path, file=file, line=line) for remark in remarks]
    return made, tuple(findings)


def as_finding(remark: Remark, path: str, *, file: str | None, line: int | None) -> Finding:
    """Turn a remark into a finding about the image at `path`, at the place that shows it."""
    values = {"image": path.removeprefix("manuscript/"), **remark.values}
    return remark.form(values, file=file, line=line)


def fit_for_ereader(
    asset: Asset, most: int = MOST_PIXELS, store: Store = NOTHING
) -> tuple[Asset, tuple[Remark, ...]]:
    """Return the image as JPEG, PNG or SVG of at most `most` pixels; its name follows its type.

    What must be coded anew is kept in `store`: a photograph takes a second.

    The image has been read before: one that cannot be decoded is a fault of
    ours, not of the book. A JPEG is decoded at a fraction of its size where
    that is enough (the codec's own scaling), so that 50 million pixels need no
    more memory than 16.
    """
    if asset.media_type == _SVG:
        return replace(asset, data=_clean_svg(asset.data)), ()
    with Image.open(io.BytesIO(asset.data)) as image:
        remarks = tuple(_remarks(image, most))
        if _stays(image, asset, most):
            data = _stripped(asset)
            if data is not None:
                return replace(asset, data=data), remarks
        jpeg = _is_photograph(image, asset.data)
        quality = QUALITY if image.width * image.height > most else FINE_QUALITY
        key = store.key("picture", asset.data, f"{most} {jpeg} {quality}")
        data = store.kept(key, lambda: _encoded(_upright(image, most), jpeg, quality))
    media_type = "image/jpeg" if jpeg else "image/png"
    stem = asset.name.rpartition(".")[0]
    name = f"{stem}.{_SUFFIXES[media_type]}"
    return Asset(name=name, media_type=media_type, data=data), remarks


def _remarks(image: Image.Image, most: int) -> Iterable[Remark]:
    pixels = image.width * image.height
    if pixels > most * _UNREMARKED:
        width, height = _size(image.size, most)
        if image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS:
            width, height = height, width
        values: dict[str, Value] = {"width": width, "height": height}
        millions = {"pixels": _millions(pixels), "most": _millions(most)}
        yield Remark(form=ImageShrunk.found, values={**values, **millions})
    if image.format != "MPO" and getattr(image, "is_animated", False):
        yield Remark(form=ImageAnimated.found)
    if image.mode == "CMYK":
        yield Remark(form=ImageCmyk.found)


def _millions(pixels: int) -> str:
    return f"{pixels / 1e6:.1f}".removesuffix(".0")


def _stays(image: Image.Image, asset: Asset, most: int) -> bool:
    """Whether the pixels can stay as they are coded."""
    plain = image.mode in ("L", "RGB", "RGBA", "LA", "P", "1")
    # Byte 24 of a PNG is its bit depth (PNG, 3rd edition, 11.2.1).
    deep = asset.media_type == "image/png" and asset.data[24] > 8
    return (
        asset.media_type in ("image/jpeg", "image/png")
        and image.width * image.height <= most
        and plain
        and not deep
        and image.getexif().get(_ORIENTATION, 1) == 1
        and _has_srgb(image)
    )


def _has_srgb(image: Image.Image) -> bool:
    """Whether colours are sRGB's, which is what a file without a profile means."""
    profile = _profile(image)
    return profile is None or "sRGB" in ImageCms.getProfileDescription(profile)


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    raw = image.info.get("icc_profile")
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(raw)) if raw else None
    except (OSError, ImageCms.PyCMSError):
        return None  # a broken profile says nothing


def _stripped(asset: Asset) -> bytes | None:
    """Return the file without its metadata; None if it is not built as it should be."""
    strip = strip_jpeg if asset.media_type == "image/jpeg" else strip_png
    try:
        return strip(asset.data)
    except ValueError:
        return None


def _is_photograph(image: Image.Image, data: bytes) -> bool:
    """Whether JPEG suits: what was JPEG, AVIF, or WebP of the kind that loses (chunk `VP8 `)."""
    lossy = image.format == "AVIF" or (image.format == "WEBP" and has_webp_chunk(data, b"VP8 "))
    return image.format in ("JPEG", "MPO") or (lossy and not image.has_transparency_data)


def _upright(image: ImageFile.ImageFile, most: int) -> Image.Image:
    """Return the first frame upright, in L, LA, RGB or RGBA (8 bits, sRGB), with `most` pixels."""
    size = _size(image.size, most)
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    profile = _profile(image)
    if size != image.size:
        image.draft(None, size)  # only JPEG's decoder can; the others read all pixels
    image.load()
    made = _eight_bits(image)
    if made.size != size:
        made = made.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    made = _srgb(made, profile)
    if turn is not None:
        made = made.transpose(turn)
    made.info.clear()
    return made


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return eight_bit_grey(image)
    if image.mode == "P" or image.has_transparency_data:
        target = "RGBA" if image.has_transparency_data else "RGB"
        return image.convert("LA" if image.mode == "LA" else target)
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile | None) -> Image.Image:
    """Colours in sRGB, by the profile if it fits the image's own kind of colour."""
    if profile is not None and image.mode in ("RGB", "RGBA", "CMYK"):
        target = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            made = ImageCms.profileToProfile(
                image, profile, ImageCms.createProfile("sRGB"), outputMode=target
            )
            return made or image
        except ImageCms.PyCMSError:
            pass  # a profile of another kind, grey in a coloured image: it says nothing
    return image.convert("RGB") if image.mode == "CMYK" else image


def _size(size: tuple[int, int], most: int) -> tuple[int, int]:
    """Return the size of the same ratio with so many pixels at most."""
    width, height = size
    if width * height <= most:
        return size
    scale = math.sqrt(most / (width * height))
    return max(1, int(width * scale)), max(1, int(height * scale))


def _encoded(image: Image.Image, jpeg: bool, quality: int) -> bytes:
    target = io.BytesIO()
    if jpeg:
        image.convert("L" if image.mode == "L" else "RGB").save(
            target, "JPEG", quality=quality, optimize=True
        )
    else:
        image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _clean_svg(data: bytes) -> bytes:
    """Return the drawing without comments, DOCTYPE, metadata and its editor's own notes."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        parent = element.getparent()
        if parent is not None and (_is_editors(name) or name.localname == "metadata"):
            parent.remove(element)
            continue
        for key in [key for key in element.attrib if _is_editors(etree.QName(key))]:
            del element.attrib[key]
    _name_ids(root)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _name_ids(root: etree._Element) -> None:
    """Give each id the form that EPUB asks for, and to one element alone; references follow.

    Drawing programs write ids with colons and spaces, or twice.
    """
    taken: set[str] = set()
    renamed: dict[str, str] = {}
    for element in root.iter(etree.Element):
        name = element.get("id")
        if name is None:
            continue
        right = name if _NAME.fullmatch(name) else "id-" + _UNNAMED.sub("-", name)
        if name in renamed or (right == name and right in taken):
            del element.attrib["id"]  # references lead to the first of that name
            continue
        if right != name:
            renamed[name] = right = free_name(right, taken)
            element.set("id", right)
        taken.add(right)
    if renamed:
        _lead_to(root, renamed)


def _lead_to(root: etree._Element, renamed: Mapping[str, str]) -> None:
    old = "|".join(re.escape(name) for name in sorted(renamed, key=len, reverse=True))
    reference = re.compile(rf"#({old})(?![\w.:-])")

    def mended(text: str) -> str:
        return reference.sub(lambda found: f"#{renamed[found[1]]}", text)

    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            element.set(key, mended(str(value)))
        if element.text and etree.QName(element).localname == "style":
            element.text = mended(element.text)


def _is_editors(name: etree.QName) -> bool:
    return (name.namespace or "").startswith(_EDITORS)


def _free(name: str, taken: set[str]) -> str:
    stem, _, suffix = name.rpartition(".")
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.{suffix}"
    return name
