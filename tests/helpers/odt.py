"""ODT documents, made in code."""

from __future__ import annotations

import io
import zipfile

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    [
        *(f'xmlns:{short}="{_ODF}:{long}:1.0"' for short, long in (
            ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
            ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
            ("meta", "meta"), ("manifest", "manifest"))),
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:math="http://www.w3.org/1998/Math/MathML"',
    ]
)  # fmt: skip
MIMETYPE = b"application/vnd.oasis.opendocument.text"
PNG = b"\x89PNG\r\n\x1a\n rest"
META = (
    "<dc:title>Slack</dc:title><meta:initial-creator>Ada Quill</meta:initial-creator>"
    "<meta:creation-date>2024-03-05T10:00:00</meta:creation-date>"
)


def paragraph(text: str, style: str = "Standard") -> str:
    """A paragraph of a style; `text` is XML."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, *, family: str = "paragraph", parent: str = "", text: str = "",
          body: str = "", more: str = "") -> str:  # fmt: skip
    """A style: `text` and `body` are its properties of words and of paragraphs."""
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{above} {more}>'
        f"<style:paragraph-properties {body}/><style:text-properties {text}/></style:style>"
    )


def content(body: str, *, automatic: str = "", styles: str = "", kind: str = "text") -> str:
    """The XML of a document, its styles in it."""
    return (
        f"<office:document-content {_NAMES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:styles>{styles}</office:styles><office:body>"
        f"<office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )


def odt(body: str, *, automatic: str = "", styles: str = "", kind: str = "text",
        parts: dict[str, bytes] | None = None) -> bytes:  # fmt: skip
    """A whole document; `parts` are more of its files."""
    files = {
        "mimetype": MIMETYPE,
        "content.xml": content(body, automatic=automatic, styles=styles, kind=kind).encode(),
        "meta.xml": f"<office:document-meta {_NAMES}><office:meta>{META}</office:meta>"
        "</office:document-meta>".encode(),
        **(parts or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def formula(mathml: str) -> bytes:
    """The content of a formula's object."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{mathml}</math>'.encode()
