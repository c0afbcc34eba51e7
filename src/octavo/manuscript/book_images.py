"""The images a book shows, read and looked at."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lxml import etree
from PIL import Image, ImageFile, UnidentifiedImageError

from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Finding, ImageUse, Section
from octavo.findings.catalogue.chapters import PathOutside
from octavo.findings.catalogue.pictures import (
    ImageMisnamed,
    ImageMissing,
    ImageRemote,
    ImageUnreadable,
)
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.folder_walk import files_below
from octavo.manuscript.plain_drawings import plain_drawing
from octavo.manuscript.slugs import ascii_slug
from octavo.manuscript.text_files import What, what_is
from octavo.manuscript.toml_file import did_you_mean, read_toml
from octavo.text.xhtml_names import XLINK_HREF

#: Image formats that EPUB 3.3 lists as core media types (section 3.2), by Pillow's names, and
#: AVIF, which the e-book gets as JPEG or PNG.
_RASTER = {
    "AVIF": ("avif", "image/avif"),
    "GIF": ("gif", "image/gif"),
    "JPEG": ("jpg", "image/jpeg"),
    "MPO": ("jpg", "image/jpeg"),  # a telephone's JPEG with a second image behind it
    "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"),
}

#: What a file's name may end in, by the suffix that its content would have.
_ENDINGS = {
    "avif": ("avif", "avifs"),
    "gif": ("gif",),
    "jpg": ("jpg", "jpeg", "jpe", "jfif", "mpo"),
    "png": ("png", "apng"),
    "svg": ("svg",),
    "webp": ("webp",),
}

#: An address with a scheme, or one that takes its scheme from the page.
REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.I)

#: Millions of pixels that Pillow opens without calling the image a bomb.
_MOST_PIXELS = (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000

_LINKS = ("href", XLINK_HREF)
_LOADS = re.compile(r"""(?:url\(|@import)\s*["']?(?!["']?(?:#|data:))([^"')\s;]+)""", re.I)


#: Reads the image at a path in the book, its name none of those taken; or says why not, without
#: the place that shows it.
ReadImage = Callable[[Path, str, set[str]], Asset | Finding]


def read_images(
    root: Path, sections: Iterable[Section], read_image: ReadImage | None = None
) -> tuple[dict[str, Asset], tuple[Finding, ...]]:
    """Read all images of the sections, by their path in the book.

    What is wrong with one becomes a finding at the place that shows it.
    Package names (`images/tide.svg`) are ASCII and unique.
    """
    assets: dict[str, Asset] = {}
    findings: list[Finding] = []
    for section in sections:
        for use in section.images:
            if use.path in assets:
                continue
            taken = {asset.name for asset in assets.values()}
            read = (read_image or read_one)(root, use.path, taken)
            if isinstance(read, Asset):
                assets[use.path] = read
                findings += _misnamed(section, use, read)
            else:
                findings.append(replace(read, file=section.file, line=use.line))
    return assets, tuple(findings)


def _misnamed(section: Section, use: ImageUse, asset: Asset) -> Iterator[Finding]:
    suffix = asset.name.rpartition(".")[2]
    name = PurePosixPath(use.path)
    if name.suffix.lower().removeprefix(".") not in _ENDINGS[suffix]:
        kind = {"jpg": "JPEG", "webp": "WebP"}.get(suffix, suffix.upper())
        short = use.path.removeprefix("manuscript/")
        values = {"image": short, "kind": kind, "name": f"{name.stem}.{suffix}"}
        yield ImageMisnamed.found(values, file=section.file, line=use.line)


def picture_paths(root: Path, chapters: Iterable[str] = ()) -> frozenset[str]:
    """Return the paths of all pictures in the manuscript's folder, relative to the book.

    And of those in other folders of the book that `chapters` lie in, by their paths.
    """
    endings = {f".{ending}" for names in _ENDINGS.values() for ending in names}
    tops = {"manuscript", *(path.partition("/")[0] if "/" in path else "." for path in chapters)}
    found: set[str] = set()
    for top in [*tops] if "." not in tops else ["."]:
        paths = (path for path in files_below(root / top) if path.suffix.lower() in endings)
        found.update(path.relative_to(root).as_posix() for path in paths)
    return frozenset(found)


def read_cover(
    root: Path, path: str, *, key: str = "cover", read_image: ReadImage | None = None
) -> Asset | Finding:
    """Read the image that book.toml names as its cover (or under another key of `[book]`).

    `path` is relative to `manuscript/`.
    """
    if REMOTE.match(path):
        return ImageRemote.cover({"image": path}, file=BOOK_TOML, line=line_about(root, key))
    found = (read_image or read_one)(root, f"manuscript/{path}", set())
    if isinstance(found, Asset):
        return replace(found, name=f"images/cover.{found.name.rpartition('.')[2]}")
    return replace(found, file=BOOK_TOML, line=line_about(root, key))


def line_about(root: Path, key: str) -> int | None:
    """Return the line of book.toml that states a key of `[book]`, if one can be found."""
    try:
        return read_toml(root / BOOK_TOML, BOOK_TOML).line_of("book", key)
    except OctavoError:
        return None


def line_about_edition(root: Path, name: str) -> int | None:
    """Return the line of book.toml on which an edition's table begins; None if it has none."""
    try:
        book = read_toml(root / BOOK_TOML, BOOK_TOML)
    except OctavoError:
        return None
    return book.line_of("editions", name) if name in book.data.get("editions", {}) else None


def read_one(root: Path, path: str, taken: set[str]) -> Asset | Finding:
    """Return the image, or why there is none, without the place that shows it."""
    file = root / path
    short = path.removeprefix("manuscript/")
    what = what_is(root, file)
    if what is What.OUTSIDE:
        return PathOutside.image({"path": short})
    if what is What.FOLDER:
        return ImageMissing.folder({"image": short})
    if what is What.MISSING:
        suggestion = did_you_mean(short, _neighbours(root, file), f"Put the file at {path}.")
        return ImageMissing.found({"image": short, "suggestion": suggestion})
    try:
        data = plain_drawing(file.read_bytes())
        suffix, media_type = _kind(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return ImageUnreadable.found({"image": short, "reason": reason})
    return Asset(name=_name(path, suffix, taken), media_type=media_type, data=data)


def _neighbours(root: Path, file: Path) -> Iterator[str]:
    """Yield the files of the folder that `file` should be in, as chapters name them."""
    manuscript = root / "manuscript"
    try:
        if file.parent.is_relative_to(manuscript):
            for other in sorted(file.parent.glob("*")):
                yield other.relative_to(manuscript).as_posix()
    except (OSError, ValueError):
        return  # a name no file can have


def _kind(data: bytes) -> tuple[str, str]:
    """Return suffix and media type, by content; raise `ValueError` if it cannot be used."""
    if not data:
        raise ValueError("it is empty")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        for reason in _svg_faults(data):
            raise ValueError(reason)
        return "svg", "image/svg+xml"
    try:
        # An image that Pillow thinks too large to be meant is an error, not a warning.
        bomb = warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning)
        with bomb, _whole_files_only(), Image.open(io.BytesIO(data)) as image:
            if image.format not in _RASTER:
                raise ValueError(f"e-books cannot hold {image.format} images")
            kind = _RASTER[image.format]
            # A JPEG is read to its end, but into an eighth of its width: a damaged one shows.
            image.draft(None, (image.width // 8 or 1, image.height // 8 or 1))
            image.load()
    except UnidentifiedImageError:
        raise ValueError("it is not an image that Octavo can read") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValueError(f"it has more than {_MOST_PIXELS} million pixels") from None
    except ValueError:
        raise
    except Exception:
        # Pillow's decoders raise what they like on damaged data (struct.error, EOFError, …).
        raise ValueError("it is damaged") from None
    return kind


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Have Pillow refuse a file that ends too early; WeasyPrint, once loaded, lets it pass."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _svg_faults(data: bytes) -> Iterator[str]:
    """Yield why a drawing cannot stand alone: scripts, or something fetched from elsewhere."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        yield f"its XML is broken ({error.msg})"
        return
    dtd: etree.DTD | None = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(dtd.iterentities()):  # type: ignore[attr-defined]
        yield "it declares entities of its own, which a book may not"
    if etree.QName(root).localname != "svg":
        yield "it is XML, but not SVG"
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname
        if tag in ("script", "foreignObject"):
            yield f"it holds a <{tag}>"
        for name in map(str, element.attrib):
            if name.startswith("on"):
                yield f"it runs a script ({name})"
        for name in _LINKS:
            if "".join(element.get(name, "").lower().split()).startswith("javascript:"):
                yield "it runs a script (a javascript: address)"
        for name in _LINKS if tag != "a" else ():
            if not element.get(name, "#").startswith(("#", "data:image/")):
                yield f'it loads "{element.get(name)}"'
        style = (element.text or "") if tag == "style" else ""
        loaded = _LOADS.search(" ".join([style, *map(str, element.attrib.values())]))
        if loaded:
            yield f'it loads "{loaded[1]}"'


def _name(path: str, suffix: str, taken: set[str]) -> str:
    stem = ascii_slug(PurePosixPath(path).stem) or "image"
    name, number = f"images/{stem}.{suffix}", 1
    while name in taken or name.startswith("images/cover."):
        number += 1
        name = f"images/{stem}-{number}.{suffix}"
    return name
