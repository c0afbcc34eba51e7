"""A Word file as a package: its parts, looked at before anything is read, and what leads where."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.importing.readers.word.names import PACKAGE_RELATIONS, STRICT
from octavo.text.shorten import clipped

#: The most that a document may unpack to, in bytes; its text alone may be a tenth of it.
LARGEST = 200_000_000
LARGEST_TEXT = LARGEST // 10

#: The most parts that a document may have.
MOST_PARTS = 5_000

_HINT = "Open it in a word processor and save it again as .docx, or save its text as .txt."
_REL = f"{{{PACKAGE_RELATIONS}}}Relationship"

# How a compound file, which is what Word wrote before 2007, names what lies in it.
_PASSWORD, _OLD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
#: What other archives are, by a part that they have.
_OTHERS = (
    ("content.xml", "an OpenDocument file", "Save it as .docx."),
    ("META-INF/container.xml", "an e-book", "Rename it so that it ends in .epub."),
    ("xl/workbook.xml", "a spreadsheet", "Copy what belongs into the book into a document."),
    ("ppt/presentation.xml", "a presentation", "Copy what belongs into the book into a document."),
    ("Index/Document.iwa", "a Pages file", "In Pages, export it to Word."),
    ("Index.zip", "a Pages file", "In Pages, export it to Word."),
)


class Relation(NamedTuple):
    """What an id of a part leads to: a part of the package, or an address outside."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of a Word file by name; `main` is the name of its text."""

    def __init__(self, parts: Mapping[str, bytes], main: str) -> None:
        self.parts = parts
        self.main = main
        self._trees: dict[str, etree._Element | None] = {}

    def tree(self, name: str) -> etree._Element | None:
        """Return the XML of a part; None if there is none, or if it cannot be read."""
        if name not in self._trees:
            try:
                self._trees[name] = _parsed(self.parts[name]) if name in self.parts else None
            except etree.XMLSyntaxError:
                self._trees[name] = None
        return self._trees[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """Return what the ids of a part lead to."""
        folder, file = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for each in root.iter(_REL) if root is not None else ():
            outside = each.get("TargetMode") == "External"
            target = each.get("Target") or ""
            place = target if outside else _place(folder, target)
            kind = (each.get("Type") or "").rpartition("/")[2]
            found[each.get("Id") or ""] = Relation(kind, place, outside)
        return found

    def related(self, kind: str) -> str:
        """Return the name of the first part of a kind that the text names; empty for none."""
        some = self.relations(self.main).values()
        return next((one.target for one in some if one.kind == kind and not one.is_outside), "")


def read_package(data: bytes, where: str) -> Package:
    """Return the parts of a Word file; sizes are those of the zip's directory.

    Raises `OctavoError` if it is none, is encrypted, or unpacks to more than a document can be.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _compound(data, where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, where)
            parts = {each.filename.lstrip("/"): archive.read(each) for each in entries}
    except OctavoError:
        raise
    except Exception as error:
        # Damaged archives raise BadZipFile, zlib.error, NotImplementedError, struct.error, …
        raise broken(clipped(f"it is no zip archive ({error})", 120), where) from None
    _check_entities(parts, where)
    package = Package(parts, _main(parts))
    if not package.main:
        raise _other(parts, where)
    if package.tree(package.main) is None:
        raise broken(f"its text is damaged ({_damage(parts[package.main])})", where)
    return package


def broken(reason: str, where: str) -> OctavoError:
    """Return the error for a file that is not what it should be."""
    return OctavoError(f"this cannot be read as DOCX: {reason}.", where=where, hint=_HINT)


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(data, parser=parser)
    if any(uri.startswith("http://purl.oclc.org/ooxml/") for uri in root.nsmap.values()):
        text = etree.tostring(root, encoding="unicode")
        for strict, usual in STRICT:
            text = text.replace(f'"{strict}"', f'"{usual}"')
        root = etree.fromstring(text, parser=parser)
    return root


def _damage(data: bytes) -> str:
    """Return what is wrong with XML that cannot be read."""
    try:
        _parsed(data)
    except etree.XMLSyntaxError as error:
        return clipped(str(error), 120)
    return "no XML"


def _place(folder: str, target: str) -> str:
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined).lstrip("/")


def _check_sizes(entries: list[zipfile.ZipInfo], where: str) -> None:
    texts = [each for each in entries if each.filename.endswith((".xml", ".rels"))]
    if any(each.flag_bits & 1 for each in entries):
        raise broken("it is encrypted", where)
    if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > LARGEST:
        raise broken(f"it unpacks to more than {LARGEST // 1_000_000} MB", where)
    if sum(each.file_size for each in texts) > LARGEST_TEXT:
        raise broken(f"its text is longer than {LARGEST_TEXT // 1_000_000} MB", where)


def _check_entities(parts: Mapping[str, bytes], where: str) -> None:
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        # A document type is how entities get in; no word processor writes one.
        bare = part.replace(b"\0", b"")
        if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
            raise broken(f"{name} declares entities", where)


def _main(parts: Mapping[str, bytes]) -> str:
    """Return the name of the part that holds the text."""
    relations = Package(parts, "").relations("")
    named = [each.target for each in relations.values() if each.kind == "officeDocument"]
    inside = [name for name in (*named, "word/document.xml") if name in parts]
    return next((name for name in inside if not name.startswith(("xl/", "ppt/"))), "")


def _compound(data: bytes, where: str) -> OctavoError:
    if _PASSWORD in data:
        return OctavoError(
            "the document is encrypted with a password.",
            where=where,
            hint="Open it in Word, take the password off and save it.",
        )
    what = "an old .doc, whatever its name says" if _OLD in data else "encrypted, or is an old .doc"
    return OctavoError(
        f"the document is {what}.",
        where=where,
        hint="Open it, take a password off if it has one, and save it as .docx.",
    )


def _other(parts: Mapping[str, bytes], where: str) -> OctavoError:
    for name, what, hint in _OTHERS:
        if name in parts:
            return OctavoError(f"in truth this is {what}.", where=where, hint=hint)
    return broken("it is a zip archive, but no document", where)
