"""The reader of DOCX: mammoth makes HTML of it, its own parts say title, author and date."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import DocxLeftOut
from octavo.importing.article import Source
from octavo.importing.readers.clean_html import parse
from octavo.importing.readers.html_page import entitled, from_tree
from octavo.importing.readers.import_extra import load
from octavo.text.shorten import clipped
from octavo.text.xhtml_names import DC, DCTERMS, LINE

#: The most that a document may unpack to, in bytes; its text alone may be a tenth of it.
LARGEST = 200_000_000
LARGEST_TEXT = LARGEST // 10

#: The most parts that a document may have.
MOST_PARTS = 5_000

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
r[style-name='Emphasis'] => em
r[style-name='Strong'] => strong
r[style-name='Intense Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
strike => s
"""

# Styles that mean nothing in a book. They are not in the map above: what it names as a
# paragraph is no list any more.
_PLAIN = re.compile(
    r"Unrecognised (?:paragraph|run) style: '?(?:body text|first paragraph|list(?: paragraph)?"
    r"|normal \(web\)|no spacing|default(?: paragraph font)?|standard|table (?:contents|heading)"
    r"|(?:foot|end)note characters|(?:visited )?internet link)'? \(",
    re.IGNORECASE,
)

_DC, _DCTERMS = f"{{{DC}}}", f"{{{DCTERMS}}}"

_HINT = "Open it in a word processor and save it again as .docx, or save its text as .txt."


def read_docx(data: bytes, where: str) -> Source:
    """Read a DOCX; the lines of its blocks count its paragraphs.

    Raises `OctavoError` if it is no DOCX, is encrypted, or unpacks to more than
    a document can be.
    """
    mammoth = load("mammoth", where, "DOCX")
    parts = _parts(data, where)
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_picture),
        )
    except RecursionError:
        raise _broken("its parts stand too deep in each other", where) from None
    except Exception as error:
        # mammoth and its XML parser raise what they like on damaged documents.
        raise _broken(clipped(f"{type(error).__name__}: {error}", 120), where) from None
    root = parse(f"<html><body>{made.value}</body></html>", where)
    _number(root)
    about = _about(parts.get("docProps/core.xml", b""))
    source = from_tree(root, where)
    findings = tuple(replace(each, line=None) for each in source.findings)
    return replace(
        entitled(source, about["title"]),
        author=about["creator"],
        date=about["created"],
        findings=(*findings, *_said(made.messages)),
    )


def _picture(image: Any) -> dict[str, str]:
    with image.open() as opened:
        data = opened.read()
    name = re.sub(r"[^a-z]", "", image.content_type.lower().partition("/")[2]) or "unknown"
    return {"src": f"data:image/{name};base64,{base64.b64encode(data).decode()}"}


def _parts(data: bytes, where: str) -> dict[str, bytes]:
    """Return the XML parts; all are looked at before mammoth sees the file.

    Sizes are those of the zip's directory, and Python's zipfile gives no byte more.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise OctavoError(
            "the document is encrypted, or is an old .doc.",
            where=where,
            hint="Open it, take the password off and save it as .docx.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            texts = [each for each in entries if each.filename.endswith((".xml", ".rels"))]
            if any(each.flag_bits & 1 for each in entries):
                raise _broken("it is encrypted", where)
            if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > LARGEST:
                raise _broken(f"it unpacks to more than {LARGEST // 1_000_000} MB", where)
            if sum(each.file_size for each in texts) > LARGEST_TEXT:
                raise _broken(f"its text is longer than {LARGEST_TEXT // 1_000_000} MB", where)
            parts = {each.filename: archive.read(each) for each in texts}
    except OctavoError:
        raise
    except Exception as error:
        # Damaged archives raise BadZipFile, zlib.error, NotImplementedError, struct.error, …
        raise _broken(clipped(f"it is no zip archive ({error})", 120), where) from None
    if "word/document.xml" not in parts and "_rels/.rels" not in parts:
        raise _broken("it is a zip archive, but no document", where)
    for name, part in parts.items():
        # A document type is how entities get in; no word processor writes one.
        if b"<!DOCTYPE" in part.replace(b"\0", b"") or b"<!ENTITY" in part.replace(b"\0", b""):
            raise _broken(f"{name} declares entities", where)
    return parts


def _broken(reason: str, where: str) -> OctavoError:
    return OctavoError(f"this cannot be read as DOCX: {reason}.", where=where, hint=_HINT)


def _number(root: etree._Element) -> None:
    """Count paragraphs in place of lines, which a DOCX does not have."""
    tags = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre")
    for number, element in enumerate(root.iter(*tags), 1):
        element.set(LINE, str(number))


def _about(core: bytes) -> dict[str, str]:
    found = {"title": "", "creator": "", "created": ""}
    if not core:
        return found
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(core, parser=parser)
    if root is None:
        return found
    for key, name in (("title", _DC), ("creator", _DC), ("created", _DCTERMS)):
        text = root.findtext(f"{name}{key}") or ""
        found[key] = " ".join(text.split())
    found["created"] = found["created"][:10]
    return found


def _said(messages: Any) -> Iterator[Finding]:
    """Return a finding for each kind of thing that mammoth could not take over."""
    for text in dict.fromkeys(str(each.message) for each in messages):
        if _PLAIN.match(text):
            continue
        yield DocxLeftOut.found({"words": text.rstrip(".")})
