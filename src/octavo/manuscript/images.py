"""The images a book shows, read and looked at."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from lxml import etree
from PIL import Image, UnidentifiedImageError

from octavo.manuscript.slug import ascii_slug
from octavo.manuscript.source import inside
from octavo.manuscript.toml import did_you_mean
from octavo.model import Asset, Finding, Section, Severity

#: Image formats that EPUB 3.3 lists as core media types (section 3.2), by Pillow's names.
_RASTER = {
    "GIF": ("gif", "image/gif"),
    "JPEG": ("jpg", "image/jpeg"),
    "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"),
}

_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")


def read_images(
    root: Path, sections: Iterable[Section]
) -> tuple[dict[str, Asset], tuple[Finding, ...]]:
    """All images of the sections, by their path in the book.

    Missing and unreadable ones become errors at the place that shows them.
    Package names (`images/tide.svg`) are ASCII and unique.
    """
    assets: dict[str, Asset] = {}
    findings = []
    for section in sections:
        for use in section.images:
            if use.path in assets:
                continue
            read = _read(root, use.path, {asset.name for asset in assets.values()})
            if isinstance(read, Asset):
                assets[use.path] = read
            else:
                findings.append(_finding(section.file, use.line, *read))
    return assets, tuple(findings)


def read_cover(root: Path, path: str) -> Asset | Finding:
    """The cover image that book.toml names, relative to `manuscript/`."""
    name = f"manuscript/{path}"
    read = _read(root, name, set())
    if isinstance(read, Asset):
        return Asset(name=f"images/cover.{read.name.rpartition('.')[2]}", **_content(read))
    return _finding("manuscript/book.toml", None, *read)


def _content(asset: Asset) -> dict[str, str | bytes]:
    return {"media_type": asset.media_type, "data": asset.data}


def _read(root: Path, path: str, taken: set[str]) -> Asset | tuple[str, str, str]:
    """The image, or why not: code, message, hint."""
    file = root / path
    short = path.removeprefix("manuscript/")
    if not inside(root, file):
        return "path-outside", f'the image "{short}" lies outside the book.', "Copy it into it."
    if not file.is_file():
        near = [
            other.relative_to(root / "manuscript").as_posix()
            for other in sorted(file.parent.glob("*"))
            if file.parent.is_relative_to(root / "manuscript")
        ]
        hint = did_you_mean(short, near) if near else "Put the file there."
        return "image-missing", f'the image "{short}" is not there.', hint
    try:
        data = file.read_bytes()
        suffix, media_type = _kind(data)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError) as error:
        reason = str(error) if isinstance(error, ValueError) else "it is no image Octavo can read"
        hint = "Export it again as PNG, JPEG or SVG."
        return "image-unreadable", f'the image "{short}" cannot be used: {reason}.', hint
    return Asset(name=_name(path, suffix, taken), media_type=media_type, data=data)


def _kind(data: bytes) -> tuple[str, str]:
    """Suffix and media type, by content; raises ValueError or what Pillow raises."""
    if data.lstrip()[:1] == b"<" or data[:3] == b"\xef\xbb\xbf":
        return _svg(data)
    with Image.open(io.BytesIO(data)) as image:
        if image.format not in _RASTER:
            raise ValueError(f"{image.format} is no format of e-books")
        kind = _RASTER[image.format]
        image.load()
    return kind


def _svg(data: bytes) -> tuple[str, str]:
    """Checks that a drawing stands alone: no script, nothing fetched from elsewhere."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"its XML is broken ({error.msg})") from None
    if etree.QName(root).localname != "svg":
        raise ValueError("it is XML, but no SVG")
    for element in root.iter(etree.Element):
        if etree.QName(element).localname in ("script", "foreignObject"):
            raise ValueError(f"it holds a <{etree.QName(element).localname}>")
        for name in _LINKS:
            if not element.get(name, "#").startswith(("#", "data:image/")):
                raise ValueError(f'it loads "{element.get(name)}"')
    return "svg", "image/svg+xml"


def _name(path: str, suffix: str, taken: set[str]) -> str:
    stem = ascii_slug(PurePosixPath(path).stem) or "image"
    name, number = f"images/{stem}.{suffix}", 1
    while name in taken or name.startswith("images/cover."):
        number += 1
        name = f"images/{stem}-{number}.{suffix}"
    return name


def _finding(file: str, line: int | None, code: str, message: str, hint: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, message=message, file=file, line=line, hint=hint
    )
