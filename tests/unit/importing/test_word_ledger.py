"""Words that stand apart from the text of a Word file, in the ledger of both doors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from helpers.docx import docx, paragraph, part, run
from octavo.importing import assemble_run
from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.run_events import Request

PROSE = "The keeper walked the sand with his lantern held low, and nobody saw him go that night."
COMMENTS = part(
    "comments", f'<w:comment w:id="0" w:author="Eda">{paragraph(run("Sure?"))}</w:comment>'
)
CALL = '<w:r><w:commentReference w:id="0"/></w:r>'
GONE = '<w:del w:id="2" w:author="Ben"><w:r><w:delText>not </w:delText></w:r></w:del>'


def _novel(*, gone: str = GONE) -> bytes:
    place = '<w:bookmarkStart w:id="1" w:name="_Ref7"/>'
    link = f'<w:hyperlink w:anchor="_Ref7">{run("the lamp")}</w:hyperlink>'
    return docx(
        paragraph(run("The Keeper"), style="Title"),
        paragraph(run("Out"), style="Heading1"),
        paragraph(run(PROSE), CALL, gone, run(" See "), link, run(".")),
        paragraph(run("Home"), style="Heading1"),
        paragraph(place, run("The lamp was lit.")),
        more={"word/comments.xml": COMMENTS},
    )


def _table(root: Path):
    return tomllib.loads((root / "manuscript/articles/ledger.toml").read_text("utf-8"))


WANTED = [
    {"line": 3, "kind": "comment", "text": "Sure?", "author": "Eda"},
    {"line": 3, "kind": "deletion", "text": "not", "author": "Ben"},
]


def _assembled(tmp_path: Path, data: bytes) -> str:
    (tmp_path / "a.docx").write_bytes(data)
    request = Request(root=tmp_path / "book", arguments=(str(tmp_path / "a.docx"),))
    list(assemble_run.assemble(request))
    return (tmp_path / "book/manuscript/articles/ledger.toml").read_text("utf-8")


def test_assemble_writes_it_and_writes_it_anew(tmp_path):
    text = _assembled(tmp_path, _novel())
    assert _table(tmp_path / "book")["article"][0]["apart"] == WANTED
    assert _assembled(tmp_path, _novel()) == text
    _assembled(tmp_path, _novel(gone=""))
    assert _table(tmp_path / "book")["article"][0]["apart"] == WANTED[:1]


@pytest.mark.parametrize("comment", ["", "# mine\n"])
def test_a_ledger_that_the_author_has_edited_gets_it_too(tmp_path, comment):
    _assembled(tmp_path, _novel(gone=""))
    path = tmp_path / "book/manuscript/articles/ledger.toml"
    mine = path.read_text("utf-8").replace("\nchapter = ", f"\n{comment}chapter = ")
    path.write_text(mine, "utf-8")
    text = _assembled(tmp_path, _novel())
    assert _table(tmp_path / "book")["article"][0]["apart"] == WANTED
    assert comment in text


def test_adopt_writes_it_once(tmp_path):
    source, root = tmp_path / "a.docx", tmp_path / "book"
    source.write_bytes(_novel())
    for _ in range(2):
        adopt(AdoptRequest(source=source, root=root))
        assert _table(root)["apart"] == WANTED
    assert len(_table(root)["adopted"]) == 2


def test_chapters_begin_at_headings_and_links_lead_from_one_to_the_other(tmp_path):
    source, root = tmp_path / "a.docx", tmp_path / "book"
    source.write_bytes(_novel())
    report = adopt(AdoptRequest(source=source, root=root))
    assert report.outline.title == "The Keeper"
    assert report.outline.chapters == ("out.md", "home.md")
    out = (root / "manuscript/out.md").read_text("utf-8")
    assert out == f"# Out\n\n{PROSE} See [the lamp](home.md#Ref7).\n"


BREAK = '<w:r><w:br w:type="page"/></w:r>'
SECTION = "<w:sectPr/>"
TALE = [paragraph(run(f"{PROSE} {at}")) for at in range(3)]


def _titles(tmp_path, *blocks):
    source = tmp_path / "n.docx"
    source.write_bytes(docx(*blocks))
    report = adopt(AdoptRequest(source=source, root=tmp_path / "n"))
    return [name.removesuffix(".md") for name in report.outline.chapters]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (paragraph(BREAK, run("The Lamp")), paragraph(BREAK, run("The Pier"))),
        (
            paragraph(run("The Lamp"), props="<w:pageBreakBefore/>"),
            paragraph(run("The Pier"), props="<w:pageBreakBefore/>"),
        ),
        (
            paragraph(props=SECTION) + paragraph(run("The Lamp")),
            paragraph(props=SECTION) + paragraph(run("The Pier")),
        ),
        (
            paragraph(run("The Lamp", props="<w:b/>"), props='<w:jc w:val="center"/>'),
            paragraph(run("The Pier", props="<w:b/>"), props='<w:jc w:val="center"/>'),
        ),
    ],
)
def test_chapters_begin_at_lines_that_look_so(tmp_path, first, second):
    assert _titles(tmp_path, first, *TALE, second, *TALE) == ["the-lamp", "the-pier"]


def test_a_bold_first_line_that_is_the_documents_title(tmp_path):
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>The Lamp</dc:title></cp:coreProperties>"
    )
    data = docx(paragraph(run("The Lamp", props="<w:b/>")), *TALE, core=core)
    _assembled(tmp_path, data)
    assert (tmp_path / "book/manuscript/the-lamp.md").read_text("utf-8").count("# The Lamp\n") == 1
