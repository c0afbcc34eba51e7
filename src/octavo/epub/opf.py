"""ebooklib's writer, with what it lacks.

The private methods overridden here are those of ebooklib 0.20; the version is
pinned, raise it with the tests.
"""

from __future__ import annotations

import io
from datetime import date, datetime

from ebooklib import epub
from lxml import etree

from octavo.core.errors import OctavoError
from octavo.manuscript.find_book import BOOK_TOML
from octavo.text.direction import RIGHT_TO_LEFT, is_right_to_left
from octavo.text.xhtml_names import CONTAINER, XML_LANG

FOLDER = "EPUB"
OPF_NAME = "package.opf"

_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="{CONTAINER}">
  <rootfiles>
    <rootfile full-path="{FOLDER}/{OPF_NAME}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


class PackageWriter(epub.EpubWriter):  # type: ignore[misc]
    """Writes `package.opf` with the book's language, and the container that names it."""

    def _write_container(self) -> None:
        self.out.writestr(epub.CONTAINER_PATH, _CONTAINER)

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(XML_LANG, self.book.language)
        if not self.book.prefixes:  # ebooklib declares `rendition`, which is reserved anyway
            del root.attrib["prefix"]
        metadata = root[0]
        metadata[:] = sorted(metadata, key=_is_statement_about)
        for modified in metadata.iterfind("meta[@property='dcterms:modified']"):
            # strftime writes years before 1000 with fewer than four digits on some systems
            modified.text = f"{self.options['mtime'].isoformat()}Z"
        data = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self.out.writestr(f"{FOLDER}/{OPF_NAME}", data)


def _is_statement_about(element: etree._Element) -> bool:
    """Dublin Core comes first, and then what refines it: a person may want to read the file."""
    return not str(element.tag).startswith(f"{{{epub.NAMESPACES['DC']}}}")


def zipped(package: epub.EpubBook, published: str, *, vertical: bool = False) -> bytes:
    """Return ebooklib's container; `published`, an ISO date, becomes `dcterms:modified`.

    A `vertical` book turns its pages from the right, as one in Arabic does.
    """
    package.FOLDER_NAME = FOLDER
    rtl = is_right_to_left(package.language)
    package.set_direction(RIGHT_TO_LEFT if rtl or vertical else None)
    options = {
        "mtime": _midnight(published),
        "package_direction": rtl,
        "compresslevel": 0,  # the container is written again
        "raise_exceptions": True,
    }
    out = io.BytesIO()
    writer = PackageWriter(out, package, options)
    writer.process()
    writer.write()
    return out.getvalue()


def _midnight(published: str) -> datetime:
    try:
        day = date.fromisoformat(published)
    except ValueError as error:
        raise OctavoError(
            f"the date “{published}” is not a day of the calendar.",
            where=BOOK_TOML,
            hint="Write it as year, month and day: date = 2025-03-01.",
        ) from error
    return datetime(day.year, day.month, day.day)
