"""Word processor's documents, made in code."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMES = (
    f'{_W} xmlns:r="{_OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
PNG = b"\x89PNG\r\n\x1a\n rest"

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
PICTURE = (
    "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='p' descr='The pump'/><a:graphic>"
    "<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed='rPic'/></pic:blipFill></pic:pic>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def run(text: str, *, props: str = "") -> str:
    """A run of text, `<w:b/>` and the like before it."""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", props: str = "") -> str:
    """A paragraph of runs, in a style, `<w:jc …/>` and the like in its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{props}</w:pPr>" if named or props else ""
    return f"<w:p>{about}{''.join(runs)}</w:p>"


def style(name: str, *, shown: str, kind: str = "paragraph", on: str = "", props: str = "") -> str:
    """A style, `shown` to people, that rests `on` another; `props` are `<w:rPr>`, `<w:pPr>`."""
    based = f'<w:basedOn w:val="{on}"/>' if on else ""
    about = f'<w:name w:val="{shown}"/>{based}{props}'
    return f'<w:style w:type="{kind}" w:styleId="{name}">{about}</w:style>'


def field(code: str, *shown: str) -> str:
    """A field: its instruction, and the runs that it shows."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in
             ("begin", "separate", "end")]  # fmt: skip
    told = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{marks[0]}{told}{marks[1]}{''.join(shown)}{marks[2]}"


def part(root: str, *inside: str) -> bytes:
    """A part of the file, such as `comments`, with what stands in it."""
    return f"<w:{root} {_NAMES}>{''.join(inside)}</w:{root}>".encode()


def item(*runs: str, style: str) -> str:
    """An item of a list, in a style: LibreOffice writes those of its body text."""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return paragraph(*runs, style=style).replace("</w:pPr>", number)


def cell(text: str) -> str:
    """A table's cell."""
    return f"<w:tc>{paragraph(run(text))}</w:tc>"


def row(*cells: str) -> str:
    """A table's row."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def docx(
    *blocks: str,
    note: str = "",
    core: str = "",
    styles: str = "",
    more: dict[str, bytes] | None = None,
):
    """The bytes of a document of these blocks; `styles` and `more` are further styles and parts."""
    rels = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in (
            ("rNotes", "footnotes", "footnotes.xml"),
            ("rStyles", "styles", "styles.xml"),
            ("rNumbers", "numbering", "numbering.xml"),
            ("rPic", "image", "media/pump.png"),
            ("rEnds", "endnotes", "endnotes.xml"),
            ("rComments", "comments", "comments.xml"),
            ("rHead", "header", "header1.xml"),
            ("rChart", "chart", "charts/chart1.xml"),
            ("rChunk", "aFChunk", "chunk.html"),
        )
    )
    styles += "".join(
        style(name, shown=shown)
        for name, shown in (
            ("Title", "Title"), ("Heading1", "heading 1"), ("Heading2", "heading 2"),
            ("Quote", "Quote"), ("Odd", "Odd One"), ("TextBody", "Body Text"),
        )
    )  # fmt: skip
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELS.format(
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ).encode(),
        "word/_rels/document.xml.rels": _RELS.format(rels).encode(),
        "word/document.xml": (
            f"<w:document {_NAMES}><w:body>{''.join(blocks)}</w:body></w:document>"
        ).encode(),
        "word/footnotes.xml": part(
            "footnotes", f'<w:footnote w:id="2">{paragraph(run(note))}</w:footnote>' if note else ""
        ),
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>".encode(),
        "word/numbering.xml": (
            f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
            '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        ).encode(),
        "word/media/pump.png": PNG,
        **({"docProps/core.xml": core.encode()} if core else {}),
        **(more or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # without the time, which differs
    return made.getvalue()
