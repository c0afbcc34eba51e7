"""What is no text that Octavo reads, and the next step for each: one sentence and one line.

By its name where that says it, else by its bytes.
"""

from __future__ import annotations

import io
import shlex
import zipfile
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from octavo.core.errors import EXIT_USAGE, OctavoError


class Foreign(NamedTuple):
    """What a file is, and what to do with it; FILE and STEM stand for its name in a command."""

    what: str
    step: str


# The lines for pandoc were tried (3.9); those for other programs are as their manuals have them.
_PANDOC = (
    "Turn it into Markdown: pandoc -s {kind}FILE --wrap=none --extract-media=images -o STEM.md"
)
_OFFICE = "Turn it into an ODT: soffice --headless --convert-to odt FILE"
_PAGES = "In {app}, choose File > Export To > {to}, and name that file."


def _by_pandoc(what: str, kind: str = "") -> Foreign:
    return Foreign(what, _PANDOC.format(kind=f"-f {kind} " if kind else ""))


_PICTURE = Foreign(
    "a picture", "Name a text; a picture is shown by the chapter that it belongs to."
)
_SHEET = Foreign("a spreadsheet", "Copy what belongs into the book into a text document.")
_SLIDES = Foreign("a presentation", "Copy what belongs into the book into a text document.")
_OLD_WORD = Foreign("an old .doc (Word 97 to 2003)", "Turn it into a .docx: soffice --headless --convert-to"  # noqa: E501
                    " docx FILE (or open it in Word and save it as .docx)")  # fmt: skip
_KINDLE = Foreign("a Kindle book", "Turn it into an EPUB, if no lock is on it: ebook-convert FILE"
                  " STEM.epub")  # fmt: skip

#: Files that are known by their endings, and folders that look like files.
FOREIGN = MappingProxyType(
    {
        ".602": Foreign("a Text602 document", _OFFICE),
        ".abw": Foreign("an AbiWord document", _OFFICE),
        ".adoc": Foreign("AsciiDoc", "Turn it into Markdown: asciidoctor -b docbook5 -o STEM.dbk FILE"  # noqa: E501
                         " && pandoc -s -f docbook STEM.dbk --wrap=none -o STEM.md"),
        ".azw": _KINDLE, ".azw3": _KINDLE, ".kfx": _KINDLE, ".mobi": _KINDLE, ".prc": _KINDLE,
        ".dbk": _by_pandoc("DocBook", "docbook"),
        ".djvu": Foreign("scanned pages (DjVu)", "Take the text out: djvutxt FILE STEM.txt"),
        ".doc": _OLD_WORD, ".dot": _OLD_WORD,
        ".fb2": _by_pandoc("a FictionBook", "fb2"),
        ".gdoc": Foreign("a pointer to a Google document, with no text in it",
                         "In Google Docs, choose File > Download > Microsoft Word (.docx)."),
        ".hwp": Foreign("a Hangul document", _OFFICE),
        ".ipynb": _by_pandoc("a notebook"),
        ".key": Foreign("a Keynote presentation", _SLIDES.step),
        ".lyx": Foreign("a LyX document", "Turn it into Markdown: lyx --export latex FILE && pandoc"
                        " -s STEM.tex --wrap=none -o STEM.md"),
        ".mediawiki": _by_pandoc("MediaWiki's markup", "mediawiki"),
        ".numbers": Foreign("a Numbers spreadsheet", _SHEET.step),
        ".odm": Foreign("a master document, which only points to others",
                        "Turn it into one ODT: soffice --headless --convert-to odt FILE"),
        ".odp": _SLIDES, ".ods": _SHEET, ".ppt": _SLIDES, ".pptx": _SLIDES, ".xls": _SHEET,
        ".xlsx": _SHEET,
        ".org": _by_pandoc("Org markup"),
        ".pages": Foreign("a Pages document", _PAGES.format(app="Pages", to="Word")),
        ".pdf": Foreign("a PDF",
                        "Go back to what it was made from; or take its text: pdftotext FILE STEM.txt"),  # noqa: E501
        ".rst": _by_pandoc("reStructuredText"),
        ".rtfd": Foreign("a folder of TextEdit's (RTFD), a text with pictures beside it",
                         "Name the RTF in it: FILE/TXT.rtf (pictures do not come along); or in"
                         " TextEdit, save it as .docx"),
        ".scriv": Foreign("a Scrivener project",
                          "In Scrivener, choose File > Compile, to .docx, .odt, .rtf or .md, and name"  # noqa: E501
                          " that file."),
        ".stw": Foreign("an old OpenOffice document", _OFFICE),
        ".sxw": Foreign("an old OpenOffice document", _OFFICE),
        ".tex": _by_pandoc("LaTeX"),
        ".textile": _by_pandoc("Textile"),
        ".typ": _by_pandoc("Typst"),
        ".webarchive": Foreign("a page as Safari archives it", "Save it again, as page source."),
        ".wpd": Foreign("a WordPerfect document", _OFFICE),
        ".wps": Foreign("a Works document", _OFFICE),
        ".wri": Foreign("a Write document", _OFFICE),
        **dict.fromkeys((".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"),
                        _PICTURE),
    }
)  # fmt: skip

#: What files truly are, by their first bytes.
_SIGNS = (
    (b"%PDF-", FOREIGN[".pdf"]),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", Foreign("packed with gzip", "Unpack it: gunzip FILE")),
    (b"7z\xbc\xaf\x27\x1c", Foreign("packed with 7-Zip", "Unpack it: 7z x FILE")),
    (b"Rar!", Foreign("packed with RAR", "Unpack it: unrar x FILE")),
    (b"\xffWPC", FOREIGN[".wpd"]),
    (
        b"SQLite format 3\0",
        Foreign("a database", "Export its texts from the program that wrote it."),
    ),
)

#: Streams of OLE that tell an old document from a locked one; they are named in UTF-16.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0"

#: Endings of Word's files that are all read as one.
_OF_WORD = frozenset((".docm", ".dotm", ".dotx"))

#: Formats in a zip archive: a part that tells, and the ending that such a file has.
_PARTS = (
    ("word/document.xml", ".docx"), ("word/document2.xml", ".docx"), ("META-INF/container.xml",
    ".epub"), ("xl/workbook.xml", ".xlsx"), ("ppt/presentation.xml", ".pptx"),
)  # fmt: skip


def check_folder(folder: Path) -> None:
    """Raise `OctavoError` for a folder that is one document to those who made it."""
    foreign = FOREIGN.get(folder.suffix.lower())
    inside = {path.suffix.lower() for path in folder.glob("*")}
    if ".scrivx" in inside:
        foreign = FOREIGN[".scriv"]
    if foreign and (folder.suffix.lower() in (".pages", ".rtfd", ".scriv", ".key", ".numbers")
                    or ".scrivx" in inside):  # fmt: skip
        raise _error(f"this is {foreign.what}.", str(folder), foreign.step, exit_code=EXIT_USAGE)


def named_foreign(path: Path) -> OctavoError | None:
    """Return the error for a file whose name says another format; None for no such name."""
    foreign = FOREIGN.get(path.suffix.lower())
    if foreign is None:
        return None
    return _error(f"this is {foreign.what}.", str(path), foreign.step, exit_code=EXIT_USAGE)


def check_signs(suffix: str, data: bytes, where: str) -> None:
    """Raise `OctavoError` if the bytes of a file are not what its ending says."""
    for sign, foreign in _SIGNS:
        if data.startswith(sign):
            raise _error(f"in truth this is {foreign.what}.", where, foreign.step)
    if data.startswith(_OLE):
        raise _ole(data, where)
    if data.startswith(b"PK\x03\x04"):
        _check_zip(suffix, data, where)
    if data.lstrip().startswith(b"{\\rtf") and suffix != ".rtf":
        raise _error("in truth this is an RTF.", where, "Call it so: mv FILE STEM.rtf")


def _ole(data: bytes, where: str) -> OctavoError:
    if _LOCKED in data:
        return _error(
            "the document is encrypted, with a password.",
            where,
            "Open it, take the password off (in Word: File > Info > Protect Document) and save it"
            " as .docx.",
        )
    sure = "in truth this is" if _WORD in data else "the document is encrypted, or is"
    return _error(f"{sure} {_OLD_WORD.what}.", where, _OLD_WORD.step)


def _check_zip(suffix: str, data: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except Exception:
        # zipfile raises what it likes on damaged archives.
        raise _error(
            "this begins as a zip archive or a document, and is damaged or cut off.",
            where,
            "Copy or download it again, and compare its size; or take an earlier copy.",
        ) from None
    found = _zip_kind(names, kind)
    suffix = ".docx" if suffix in _OF_WORD else suffix
    if found == suffix or (found == ".odt" and suffix == ".ott"):
        return
    if found in FOREIGN:
        raise _error(f"in truth this is {FOREIGN[found].what}.", where, FOREIGN[found].step)
    if found and suffix not in (".docx", ".odt", ".ott", ".epub"):
        raise _error(
            f"in truth this is a {found[1:].upper()}.", where, f"Call it so: mv FILE STEM{found}"
        )
    if found:
        raise _error(f"in truth this is no {suffix[1:].upper()}, but a {found[1:].upper()}.", where,
                     f"Call it so: mv FILE STEM{found}")  # fmt: skip
    if suffix not in (".docx", ".odt", ".ott", ".epub"):
        raise _error("in truth this is a zip archive.", where, "Unpack it: unzip FILE -d STEM")


def _zip_kind(names: list[str], mimetype: bytes) -> str:
    """Return the ending of the format that a zip archive holds; empty for none that is known."""
    if mimetype.startswith(b"application/epub"):
        return ".epub"
    if mimetype.startswith(b"application/vnd.oasis.opendocument."):
        kind = mimetype.split(b".")[-1].strip()
        return {b"spreadsheet": ".ods", b"presentation": ".odp"}.get(kind, ".odt")
    if mimetype.startswith(b"application/vnd.sun.xml.writer"):
        return ".sxw"
    low = {name.lower() for name in names}
    if any(name.endswith(("index/document.iwa", "index.zip", "index.xml")) for name in low):
        return (".numbers" if any("calculationengine" in name for name in low) else
                ".key" if any("/slide" in name or name.endswith(".apxl") for name in low) else
                ".pages")  # fmt: skip
    if any(name.endswith(".scrivx") for name in low):
        return ".scriv"
    return next((ending for part, ending in _PARTS if part.lower() in low), "")


def _error(message: str, where: str, step: str, *, exit_code: int = 1) -> OctavoError:
    path = Path(where)
    step = step.replace("FILE", shlex.quote(where))
    hint = step.replace("STEM", shlex.quote(str(path.with_suffix("")) if path.name else "text"))
    return OctavoError(message, where=where, hint=hint, exit_code=exit_code)
