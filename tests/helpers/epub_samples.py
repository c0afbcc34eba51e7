"""Small compositions by hand, in the shape that the composing room promises.

Run as a script, it prints the digest of the sample's e-book.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from lxml import etree
from PIL import Image

from octavo.core.model import (
    Asset,
    Composition,
    ContentsEntry,
    Document,
    Edition,
    Face,
    Matter,
    Metadata,
    Person,
)
from octavo.editions.known_kinds import all_kinds
from octavo.epub.write_epub import write_epub

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}

CSS = """@font-face { font-family: "Sample"; src: url("../fonts/sample.ttf"); }
body { font-family: "Sample", serif; line-height: 1.4; }
h1 { font-size: 1.6em; }
.toc ol { list-style: none; padding-left: 1em; }
.cover { text-align: center; margin: 0; }
.cover img { max-width: 100%; max-height: 100%; }
"""

FIGURE = '<figure><img src="../images/harbour.png" alt="A harbour at dusk"/></figure>'


def font() -> bytes:
    """A font of one square glyph, with fixed dates."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    builder.setupGlyf({".notdef": glyph, "A": glyph})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Sample", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def picture(kind: str, size: tuple[int, int] = (64, 64), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#2a5d7c").save(out, kind, **options)
    return out.getvalue()


def animation(frames: int) -> bytes:
    """A GIF of so many frames."""
    images = [Image.new("RGB", (8, 8), colour) for colour in ("red", "white", "blue")[:frames]]
    out = io.BytesIO()
    images[0].save(out, "GIF", save_all=True, append_images=images[1:], duration=100)
    return out.getvalue()


def xhtml(body: str, title: str = "A page", language: str = "en", head: str = "") -> bytes:
    direction = ' dir="rtl"' if language in {"ar", "he"} else ""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}"{direction}>
<head><title>{title}</title>
<link rel="stylesheet" type="text/css" href="../styles/book.css"/>{head}</head>
<body>{body}</body>
</html>
""".encode()


def document(
    name: str,
    kind: str = "chapter",
    matter: Matter = Matter.BODY,
    body: str = "<p>Some words.</p>",
    **options: Any,
) -> Document:
    title = options.pop("title", name.title())
    role = kind if kind in {"chapter", "part", "dedication", "epigraph", "conclusion"} else ""
    marks = f' epub:type="{role}" role="doc-{role}"' if role else ""
    text = f'<section id="{name}"{marks}><h1>{name.title()}</h1>{body}</section>'
    return Document(
        name=f"text/{name}.xhtml",
        kind=kind,
        matter=matter,
        title=title,
        anchor=name,
        xhtml=xhtml(text, name.title(), **options),
    )


NOTE = """<p>A sentence<a epub:type="noteref" role="doc-noteref" id="tide-fnref1" \
href="#tide-fn1">1</a>.</p>
<aside epub:type="footnote" role="doc-footnote" id="tide-fn1">\
<p><a role="doc-backlink" href="#tide-fnref1">1</a> Its note.</p></aside>"""


def metadata(**changes: Any) -> Metadata:
    plain = Metadata(
        title="The Tide",
        subtitle="A walk along the shore",
        language="en",
        identifier="urn:uuid:7a2c0c0e-52c4-5f43-a0a5-62a2e8a8f6b1",
        slug="tide",
        date="2024-05-17",
        published="2024-05-17",
        authors=(Person(name="Ada Lovelace"),),
        publisher="Shoreline Books",
        rights="© 2024 Ada Lovelace",
        description="A small book about the sea.",
        subjects=("Seashore", "Walking"),
    )
    return replace(plain, **changes)


def composition(**changes: Any) -> Composition:
    """A book with a title page, a dedication, a part of two chapters, a note and a figure."""
    plain = Composition(
        edition=Edition(name="ebook", kind=all_kinds()["ebook"]),
        metadata=metadata(),
        words={"contents": "Contents", "cover": "Cover", "start": "Begin reading"},
        documents=(
            document("title", "titlepage", Matter.FRONT),
            document("rights", "copyright-page", Matter.FRONT),
            document("dedication", "dedication", Matter.FRONT),
            document("preface", "preface", Matter.FRONT),
            document("sea", "part"),
            document("tide", "chapter", body=NOTE),
            document(
                "harbour", "chapter", body=FIGURE + '<p><a href="tide.xhtml#tide">Tide</a></p>'
            ),
            document("end", "conclusion", Matter.BACK),
        ),
        css=CSS,
        contents=(
            ContentsEntry(title="Preface", href="text/preface.xhtml#preface", kind="preface"),
            ContentsEntry(
                title="The Sea",
                href="text/sea.xhtml#sea",
                kind="part",
                number="I",
                children=(
                    ContentsEntry(
                        title="The tide", href="text/tide.xhtml#tide", kind="chapter", number="1"
                    ),
                    ContentsEntry(
                        title="The harbour",
                        href="text/harbour.xhtml#harbour",
                        kind="chapter",
                        number="2",
                    ),
                ),
            ),
            ContentsEntry(title="The end", href="text/end.xhtml#end", kind="conclusion"),
        ),
        faces=(
            Face(
                family="Sample",
                weight=400,
                style="normal",
                asset=Asset(name="fonts/sample.ttf", media_type="font/ttf", data=font()),
            ),
        ),
        images=(Asset(name="images/harbour.png", media_type="image/png", data=picture("PNG")),),
        cover=Asset(
            name="images/cover.jpg", media_type="image/jpeg", data=picture("JPEG", (100, 160))
        ),
    )
    return replace(plain, **changes)


def with_page(body: str, **changes: Any) -> Composition:
    """A book of one page without a picture or a cover."""
    plain: dict[str, Any] = {"documents": (document("page", body=body),), "contents": ()}
    return composition(**(plain | {"images": (), "cover": None} | changes))


class Opened:
    """A written e-book, opened with tools that did not write it."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        container = etree.fromstring(self.zip.read("META-INF/container.xml"))
        (self.opf_path,) = container.xpath("//c:rootfile/@full-path", namespaces=NS)
        self.opf = self.xml(self.opf_path)

    def xml(self, path: str) -> Any:
        return etree.fromstring(self.zip.read(path))

    def file(self, name: str) -> Any:
        """A file of the package, by the address that the manifest gives."""
        return self.xml(f"{self.opf_path.rpartition('/')[0]}/{name}")

    def find(self, path: str) -> Any:
        return self.opf.xpath(path, namespaces=NS)

    def meta(self, name: str) -> list[str]:
        return list(self.find(f"//opf:meta[@property='{name}']/text()"))

    def refinements(self, uid: str) -> dict[str, str]:
        return {
            meta.get("property"): meta.text for meta in self.find(f"//opf:meta[@refines='#{uid}']")
        }

    def spine(self) -> list[str]:
        hrefs = {item.get("id"): item.get("href") for item in self.find("//opf:item")}
        return [hrefs[ref] for ref in self.find("//opf:itemref/@idref")]

    def properties(self, name: str) -> str | None:
        (item,) = self.find(f"//opf:item[@href='{name}']")
        properties: str | None = item.get("properties")
        return properties


def opened(book: Composition) -> Opened:
    return Opened(write_epub(book))


if __name__ == "__main__":
    print(hashlib.sha256(write_epub(composition())).hexdigest())
