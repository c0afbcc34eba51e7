"""The reader of RTF: its tokens one by one, counted to the last letter."""

from __future__ import annotations

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.importing.article import Source
from octavo.importing.readers.rtf_reading import Reading
from octavo.importing.readers.written_document import Written, check_letters, source_of


def read_rtf(data: bytes, where: str) -> Source:
    """Read an RTF; the lines of its blocks count its paragraphs.

    Raises `OctavoError` if it is none, or if a letter of it were neither in the blocks nor among
    what is left out.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf"):
        raise OctavoError(
            "this cannot be read as RTF: it does not begin as one.",
            where=where,
            hint="Open it in a word processor and save it again, as .rtf, .odt or .docx.",
        )
    reading = Reading(where)
    body = etree.Element("body")
    body.extend(reading.read(data))
    body.extend(reading.notes)
    about = reading.tables.about
    written = Written(
        body=body,
        images=reading.pictures.images,
        left=reading.left,
        title=" ".join(about.get("title", "").split()),
        author=" ".join(about.get("author", "").split()),
        date=about.get("creatim", ""),
    )
    check_letters(reading.said, written, where)
    return source_of(written, where)
