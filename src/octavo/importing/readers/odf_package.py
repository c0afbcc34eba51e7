"""What an ODT is packed in: a zip archive, or one XML file of all parts (`.fodt`)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.text.shorten import clipped
from octavo.text.xhtml_names import ODF_DRAWING, ODF_OFFICE, ODF_STYLE, ODF_TABLE, ODF_TEXT

#: The most that a document may unpack to, in bytes; its text alone may be a tenth of it.
LARGEST = 200_000_000
LARGEST_TEXT = LARGEST // 10

#: The most parts that a document may have, pictures and all.
MOST_PARTS = 5_000

OFFICE, TEXT, STYLE = f"{{{ODF_OFFICE}}}", f"{{{ODF_TEXT}}}", f"{{{ODF_STYLE}}}"
TABLE, DRAW = f"{{{ODF_TABLE}}}", f"{{{ODF_DRAWING}}}"

#: Parts whose letters are no text: pictures, programs, and numbers that are counted anew.
NO_TEXT = frozenset(
    (f"{OFFICE}binary-data", f"{OFFICE}change-info", f"{OFFICE}event-listeners",
     f"{OFFICE}forms", f"{OFFICE}scripts", f"{TEXT}note-citation", f"{TEXT}number",
     f"{TEXT}script", f"{DRAW}object")
)  # fmt: skip

_HINT = "Open it in a word processor and save it again as .odt, or save its text as .txt."

# What an OpenDocument file is that holds no running text, by what its body is called.
_OTHERS = {
    "spreadsheet": "a spreadsheet",
    "presentation": "a presentation",
    "drawing": "a drawing",
    "chart": "a chart",
    "database": "a database",
    "image": "a picture",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An OpenDocument text: its body, the roots that hold styles, what it says of itself.

    `files` are the parts besides, by their names: pictures, and the formulas' own contents.
    """

    text: etree._Element
    roots: tuple[etree._Element, ...]
    meta: etree._Element | None
    files: Mapping[str, bytes]


def open_package(data: bytes, where: str) -> Package:
    """Open an ODT or a flat one; raise `OctavoError` if it is none, is locked or holds no text."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = _tree(data, "the file", where)
        return _package([root], root.find(f"{OFFICE}meta"), {}, where)
    files = _unpacked(data, where)
    manifest = files.get("META-INF/manifest.xml", b"")
    if b"encryption-data" in manifest or "encrypted-package" in files:
        raise OctavoError(
            "the document is locked with a password.",
            where=where,
            hint="Open it, save it again without the password (in LibreOffice: Save As, no tick"
            " at “Save with password”), and name that.",
        )
    if "content.xml" not in files:
        raise broken("it is a zip archive without a text (content.xml)", where)
    roots = [
        _tree(files[name], name, where) for name in ("content.xml", "styles.xml") if name in files
    ]
    about = files.get("meta.xml")
    meta = _tree(about, "meta.xml", where).find(f"{OFFICE}meta") if about else None
    return _package(roots, meta, files, where)


def _package(
    roots: list[etree._Element],
    meta: etree._Element | None,
    files: Mapping[str, bytes],
    where: str,
) -> Package:
    body = roots[0].find(f"{OFFICE}body")
    text = body.find(f"{OFFICE}text") if body is not None else None
    if text is None and body is not None and len(body):
        kind = etree.QName(body[0]).localname
        raise OctavoError(
            f"in truth this is {_OTHERS.get(kind, 'no text')}: it holds no running text.",
            where=where,
            hint="Name a text document, or copy what belongs into the book into one.",
        )
    if text is None:
        raise broken("it has no text in it", where)
    return Package(text=text, roots=tuple(roots), meta=meta, files=files)


def _unpacked(data: bytes, where: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            texts = [each for each in entries if each.filename.endswith(".xml")]
            if any(each.flag_bits & 1 for each in entries):
                raise broken("it is encrypted", where)
            if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > LARGEST:
                raise broken(f"it unpacks to more than {LARGEST // 1_000_000} MB", where)
            if sum(each.file_size for each in texts) > LARGEST_TEXT:
                raise broken(f"its text is longer than {LARGEST_TEXT // 1_000_000} MB", where)
            return {each.filename: archive.read(each) for each in entries if not each.is_dir()}
    except OctavoError:
        raise
    except Exception as error:
        # Damaged archives raise BadZipFile, zlib.error, NotImplementedError, struct.error, …
        reason = clipped(f"the zip archive is damaged or cut off ({error})", 120)
        raise broken(reason, where) from None


def _tree(data: bytes, name: str, where: str) -> etree._Element:
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise broken(f"{name} declares entities", where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True,
                             remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        raise broken(clipped(f"{name} is no XML ({error})", 120), where) from None
    if root is None or not str(root.tag).startswith(OFFICE):
        raise broken(f"{name} is no OpenDocument", where)
    return root


def broken(reason: str, where: str) -> OctavoError:
    """Return the error for a document that cannot be read."""
    return OctavoError(f"this cannot be read as ODT: {reason}.", where=where, hint=_HINT)
