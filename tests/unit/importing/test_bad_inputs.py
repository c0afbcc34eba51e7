"""What cannot be read, by both doors: one clear sentence each, with the next step."""

from __future__ import annotations

import io
import zipfile

import pytest

from helpers.odt import odt, paragraph
from octavo.core.errors import OctavoError
from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.foreign_files import FOREIGN
from octavo.importing.gather import Refused, gather

OLE = b"\xd0\xcf\x11\xe0"


def _zip(*names, **parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


WORD = _zip("word/document.xml", "_rels/.rels")
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
OLD = OLE + "WordDocument".encode("utf-16-le")
PAGES = _zip("Index/Document.iwa", "Metadata/Properties.plist")
NUMBERS = _zip("Index/Document.iwa", "Index/CalculationEngine.iwa")
KEYNOTE = _zip("Index/Document.iwa", "Index/Slide-7.iwa")
SECRET = odt("", parts={"META-INF/manifest.xml": b"<m:encryption-data/>"})
EMPTY = odt("")
OPEN_DOCUMENT = odt(paragraph("Ebb."))
SHEET = _zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")

#: A file's name and bytes, what is said of it, what the next step names, the exit code.
BAD = {
    "a Word file with a password": ("a.docx", LOCKED, "encrypted", "Protect Document", 1),
    "an old Word file": ("a.doc", OLD, "an old .doc", "--convert-to docx", 2),
    "an old Word file by another name": ("a.docx", OLD, "an old .doc", "--convert-to docx", 1),
    "a Pages document": ("a.pages", PAGES, "a Pages document", "File > Export To > Word", 2),
    "a Pages document called Word's": ("a.docx", PAGES, "a Pages document", "Export To", 1),
    "a Numbers spreadsheet": ("a.numbers", NUMBERS, "a Numbers spreadsheet", "Copy what", 2),
    "a Numbers spreadsheet called a text": ("a.txt", NUMBERS, "a Numbers", "Copy what", 1),
    "a Keynote presentation": ("a.key", KEYNOTE, "a Keynote presentation", "Copy what", 2),
    "a Keynote presentation called an ODT": ("a.odt", KEYNOTE, "a Keynote", "Copy what", 1),
    "half a Word file": ("a.docx", WORD[:60], "damaged or cut off", "download it again", 1),
    "half an ODT": ("a.odt", OPEN_DOCUMENT[:300], "damaged or cut off", "download it again", 1),
    "a zip that is none": ("a.odt", _zip("x"), "without a text", "save it again as .odt", 1),
    "an ODT without a word": ("a.odt", EMPTY, "empty", "put its text in", 1),
    "an ODT with a password": (
        "a.odt",
        SECRET,
        "locked with a password",
        "without the password",
        1,
    ),
    "a spreadsheet called an ODT": ("a.odt", SHEET, "a spreadsheet", "Copy what", 1),
    "a PDF": ("a.pdf", b"%PDF-1.7", "a PDF", "pdftotext", 2),
    "a PDF called a text": ("a.txt", b"%PDF-1.7", "a PDF", "pdftotext", 1),
    "an empty text": ("a.txt", b"", "empty", "put its text in", 1),
    "an empty RTF": ("a.rtf", b"", "does not begin as one", "save it again", 1),
    "an ODT called Word's": ("a.docx", OPEN_DOCUMENT, "but a ODT", "mv ", 1),
    "a Word file called an ODT": ("a.odt", WORD, "but a DOCX", "mv ", 1),
    "a Word file called a text": ("a.txt", WORD, "a DOCX", "mv ", 1),
    "an RTF called a text": ("a.txt", rb"{\rtf1 x}", "an RTF", "mv ", 1),
    "an RTF called Word's": ("a.docx", rb"{\rtf1 x}", "an RTF", "mv ", 1),
    "a WordPerfect document": (
        "a.wpd",
        b"\xffWPC",
        "a WordPerfect document",
        "--convert-to odt",
        2,
    ),
    "a Works document": ("a.wps", b"x", "a Works document", "--convert-to odt", 2),
    "an OpenOffice document": ("a.sxw", b"PK", "an old OpenOffice document", "--convert-to odt", 2),
    "an AbiWord document": ("a.abw", b"<x/>", "an AbiWord document", "--convert-to odt", 2),
    "LaTeX": ("a.tex", b"x", "LaTeX", "pandoc ", 2),
    "AsciiDoc": ("a.adoc", b"x", "AsciiDoc", "asciidoctor -b docbook5", 2),
    "reStructuredText": ("a.rst", b"x", "reStructuredText", "pandoc ", 2),
    "Org markup": ("a.org", b"x", "Org markup", "pandoc ", 2),
    "a notebook": ("a.ipynb", b"{}", "a notebook", "pandoc ", 2),
    "a Kindle book": ("a.azw3", b"x", "a Kindle book", "ebook-convert", 2),
    "a picture": ("a.png", b"\x89PNG", "a picture", "Name a text", 2),
    "a Google document's pointer": ("a.gdoc", b"{}", "a pointer", "File > Download", 2),
    "no ending": ("README", b"x", "no ending", "Save it as one", 2),
    "an unknown ending": ("a.xyz", b"x", "cannot be read", "Save it as one", 2),
}
#: A folder's name, a file in it, what is said, what the next step names.
FOLDERS = {
    "a Scrivener project": ("Tide.scriv", "Tide.scrivx", "Scrivener project", "File > Compile"),
    "one without its ending": ("Tide", "Tide.scrivx", "Scrivener project", "File > Compile"),
    "a Pages folder": ("Tide.pages", "Index.zip", "Pages document", "File > Export To"),
    "TextEdit's folder": ("Tide.rtfd", "TXT.rtf", "RTFD", "TXT.rtf"),
    "a folder that is no book": ("Tide", "tide.mp3", "there is no", ""),
}


def _by_assemble(path):
    refused = Refused()
    assert list(gather([str(path)], refused=refused)) == []
    (error,) = refused.errors
    return error


def _by_adopt(path):
    with pytest.raises(OctavoError) as caught:
        adopt(AdoptRequest(source=path, root=path.parent / "made"))
    assert not (path.parent / "made").exists()
    return caught.value


@pytest.mark.parametrize("door", [_by_assemble, _by_adopt])
@pytest.mark.parametrize("what", BAD)
def test_files(tmp_path, what, door):
    name, data, said, step, code = BAD[what]
    path = tmp_path / name
    path.write_bytes(data)
    error = door(path)
    assert said in error.message
    assert step in error.hint
    assert "\n" not in error.message + error.hint
    assert "FILE" not in error.hint and "STEM" not in error.hint
    assert error.exit_code == code


@pytest.mark.parametrize("door", [_by_assemble, _by_adopt])
@pytest.mark.parametrize("what", FOLDERS)
def test_folders(tmp_path, what, door):
    name, inside, said, step = FOLDERS[what]
    folder = tmp_path / name
    folder.mkdir()
    (folder / inside).write_bytes(b"x")
    error = door(folder)
    assert said in error.message
    assert error.hint and step in error.hint
    assert error.exit_code == 2


def test_a_command_names_the_file_as_a_shell_reads_it(tmp_path):
    path = tmp_path / "my novel's end.tex"
    path.write_bytes(b"x")
    assert f"pandoc -s '{tmp_path}/my novel'\"'\"'s end.tex' " in _by_assemble(path).hint


@pytest.mark.parametrize("ending", FOREIGN)
def test_every_step_is_one_line(ending):
    assert FOREIGN[ending].what
    assert FOREIGN[ending].step
    assert "\n" not in FOREIGN[ending].step
