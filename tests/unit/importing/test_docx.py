"""The reader of DOCX: structure, notes, pictures, and documents that are none."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from helpers.docx import NOTE, PICTURE, PNG, cell, docx, item, paragraph, row, run
from octavo.core.errors import OctavoError
from octavo.importing.article import Kind
from octavo.importing.readers.docx import read_docx
from octavo.importing.readers.word import package
from octavo.importing.readers.word_proof import as_markdown, letters, rendered

CORE = """<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>A Kettle</dc:title>
<dc:creator>Ada Quill</dc:creator><dcterms:created>2021-02-03T08:00:00Z</dcterms:created>
</cp:coreProperties>"""


def _refused(data):
    with pytest.raises(OctavoError) as caught:
        read_docx(data, "a.docx")
    assert caught.value.hint
    assert caught.value.exit_code == 1
    return caught.value.message


def test_a_document_with_everything():
    data = docx(
        paragraph(run("The Kettle"), style="Title"),
        paragraph(run("It was "), run("cold", props="<w:b/>"), run("."), NOTE),
        paragraph(run("The Pump"), style="Heading1"),
        paragraph(run("*Stars* stay stars.")),
        paragraph(run("Said the almanac."), style="Quote"),
        f"<w:tbl>{row(cell('a'), cell('b'))}{row(cell('1'), cell('2'))}</w:tbl>",
        paragraph(PICTURE),
        paragraph(run("Odd."), style="Odd"),
        note="From the almanac.",
        core=CORE,
    )
    source = read_docx(data, "a.docx")
    written = [as_markdown(block) for block in source.blocks]
    (image,) = source.images
    assert written == [
        "## The Kettle",
        "It was **cold**.[^1]",
        "## The Pump",
        "\\*Stars\\* stay stars.",
        "> Said the almanac.",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        f"![The pump]({image.path})",
        "Odd.",
        "[^1]: From the almanac.",
    ]
    assert source.blocks[0].kind is Kind.TITLE
    assert [block.markdown for block in source.blocks[:4]] == [False, True, False, False]
    assert image.data == PNG
    assert re.fullmatch(r"images/pump-[0-9a-f]{8}\.png", image.path)
    assert (source.title, source.author, source.date) == ("", "Ada Quill", "2021-02-03")
    assert [each.code for each in source.findings] == ["table-head"]


def test_a_list_of_body_text_stays_a_list():
    body = paragraph(run("Bring these:"), style="TextBody")
    data = docx(body, *(item(run(each), style="TextBody") for each in ("Tar", "Rope")))
    source = read_docx(data, "a.docx")
    assert [as_markdown(block) for block in source.blocks] == ["Bring these:", "-   Tar\n-   Rope"]
    assert source.findings == ()


def test_the_documents_own_title_where_the_text_has_none():
    source = read_docx(docx(paragraph(run("One two.")), core=CORE), "a.docx")
    assert (source.title, source.words) == ("A Kettle", ("One", "two."))
    same = read_docx(docx(paragraph(run("a kettle")), paragraph(run("x")), core=CORE), "a.docx")
    assert (same.title, same.blocks[0].kind) == ("", Kind.TITLE)


def test_lines_are_paragraphs():
    source = read_docx(docx(*(paragraph(run(f"Number {n}.")) for n in range(4))), "a.docx")
    assert [block.line for block in source.blocks] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no zip archive"),
        (b"not a zip", "no zip archive"),
        (b"PK\x03\x04 damaged", "no zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "encrypted, or is an old .doc"),
        (docx(paragraph(run("x")))[:-40], "no zip archive"),
        (docx(paragraph(run("x")), more={"word/document.xml": b"<broken"}), "cannot be read"),
    ],
)
def test_what_is_no_document(data, said):
    assert said in _refused(data)


def test_a_zip_that_is_no_document():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "zip archive, but no document" in _refused(made.getvalue())


def test_an_encrypted_zip():
    data = bytearray(docx(paragraph(run("x"))))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    assert "it is encrypted" in _refused(bytes(data))


def test_zip_bombs_are_refused_before_they_unpack():
    bomb = docx(paragraph(run("x")), more={"word/media/big.bin": bytes(package.LARGEST + 1)})
    text = docx(paragraph(run("x")), more={"word/more.xml": bytes(package.LARGEST_TEXT + 1)})
    parts = {f"word/{n}.bin": b"" for n in range(package.MOST_PARTS)}
    many = docx(paragraph(run("x")), more=parts)
    tracemalloc.start()
    assert "unpacks to more than 200 MB" in _refused(bomb)
    assert "text is longer than 20 MB" in _refused(text)
    assert "unpacks to more than" in _refused(many)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


def test_a_directory_that_lies_about_sizes():
    """The directory says 100 bytes, the data go on: no byte more is given, and it is refused."""
    data = bytearray(docx(paragraph(run("x")), more={"word/big.xml": bytes(5_000_000)}))
    for sign, offset, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            if data[at + name_at : at + name_at + 12] == b"word/big.xml":
                data[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    assert "cannot be read as DOCX" in _refused(bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_expand(encoding):
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY a0 "ha">{levels}]><x>&a9;</x>'
    data = docx(paragraph(run("x")), more={"word/document.xml": text.encode(encoding)})
    assert "declares entities" in _refused(data)


def test_a_document_nested_too_deep():
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph(run("x")) + "</w:tc></w:tr></w:tbl>" * 3000
    assert "deep" in _refused(docx(deep)) or "cannot be read" in _refused(docx(deep))


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_TEXT, max_size=3), max_size=5))
def test_no_word_is_lost(paragraphs):
    """Runs are bold in turn, so that marks stand anywhere."""
    blocks = [
        paragraph(*(run(text, props="<w:b/>" * (n % 2)) for n, text in enumerate(texts)))
        for texts in paragraphs
    ]
    source = read_docx(docx(*blocks), "a.docx")
    wanted = etree.Element("p")
    wanted.text = "".join("".join(texts) for texts in paragraphs)
    assert rendered(source.blocks) == letters(wanted)
