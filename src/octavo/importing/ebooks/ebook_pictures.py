"""The pictures that an e-book's chapters show: copied byte for byte, under names for the book."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from octavo.core.model import Finding
from octavo.importing.ebooks.ebook_files import EbookFiles
from octavo.importing.ebooks.ebook_pages import PICTURE
from octavo.importing.ebooks.stretches import Stretch
from octavo.importing.readers.clean_html import picture_finding, picture_kind
from octavo.importing.readers.html_elements import drop
from octavo.manuscript.slugs import ascii_slug, free_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures by their paths in the book, the names there of those of the e-book, findings."""

    files: dict[str, bytes]
    names: dict[str, str]
    findings: tuple[Finding, ...]


def take_pictures(
    files: EbookFiles,
    stretches: Sequence[Stretch],
    others: Sequence[str],
    *,
    drawings: Mapping[str, bytes],
) -> Pictures:
    """Read the pictures that stretches show, and others by their paths, such as the cover.

    `drawings` are those that stood in its text, by such paths.

    What cannot be had goes from the stretches, with a finding.
    """
    data: dict[str, bytes] = {}
    names: dict[str, str] = {}
    findings: list[Finding] = []
    shown = [image for stretch in stretches for image in _images(stretch)]
    wanted = dict.fromkeys([*others, *(each.get(PICTURE, "") for each in shown)])
    reasons: dict[str, str] = {}
    for path in filter(None, wanted):
        read = drawings.get(path) or files.picture(path)
        kind = picture_kind(read) if isinstance(read, bytes) else ""
        if isinstance(read, str) or not kind:
            reasons[path] = (
                read if isinstance(read, str) else "it is no PNG, JPEG, GIF, WebP or SVG"
            )
            continue
        names[path] = _name(path, kind, set(data))
        data[names[path]] = read
    for image in shown:
        reason = reasons.get(image.get(PICTURE, ""))
        if image.get(PICTURE) is None and not image.get("src"):
            reason = "it names no file"
        elif image.get(PICTURE) is None:
            reason = "it is on the web"
        if reason:
            address = image.get(PICTURE) or image.get("src") or ""
            findings.append(picture_finding(address, reason, image.get("alt") or "", None))
            drop(image)
    return Pictures(files=data, names=names, findings=tuple(dict.fromkeys(findings)))


def _images(stretch: Stretch) -> Iterator[etree._Element]:
    for root in (stretch.title, stretch.body):
        yield from root.iter("img")


def _name(path: str, kind: str, taken: set[str]) -> str:
    stem = posixpath.splitext(posixpath.basename(path))[0]
    stem = stem if stem.isascii() and " " not in stem else ascii_slug(stem) or "picture"
    stems = {posixpath.splitext(posixpath.basename(name))[0].lower() for name in taken}
    ending = posixpath.splitext(path)[1].lower()
    ending = ending if ending in (f".{kind}", ".jpeg") else f".{kind}"
    return f"images/{free_name(stem, stems) if stem.lower() in stems else stem}{ending}"
