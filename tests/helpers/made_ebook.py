"""E-books made by hand as other programs make them: pages, contents, metadata, what is wrong."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
METADATA = """<dc:title>The Keeper of Sker</dc:title><dc:creator id="a">Ada Quill</dc:creator>
<dc:language>en</dc:language><dc:identifier id="id">urn:uuid:1</dc:identifier>"""
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc"
    b"\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)


def page(body: str, *, title: str = "", style: str = "") -> str:
    """Return an XHTML page of this body."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>{title}</title><style>{style}</style></head>{body}</html>"
    )


def nav(entries: str, *, landmarks: str = "") -> str:
    """Return the contents of an EPUB 3, of items of a list."""
    return page(
        f'<body><nav epub:type="toc"><ol>{entries}</ol></nav>'
        f'<nav epub:type="landmarks"><ol>{landmarks}</ol></nav></body>'
    )


def ncx(points: str) -> str:
    """Return the contents of an EPUB 2, of its points."""
    return f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'


def point(title: str, target: str, below: str = "") -> str:
    """Return a point of the contents of an EPUB 2."""
    return (
        f"<navPoint><navLabel><text>{title}</text></navLabel>"
        f'<content src="{target}"/>{below}</navPoint>'
    )


def write_ebook(
    path: Path,
    pages: Mapping[str, str],
    *,
    metadata: str = METADATA,
    guide: str = "",
    files: Mapping[str, str | bytes] | None = None,
) -> Path:
    """Write an EPUB of these pages, in the spine in their order but for `nav.xhtml`.

    `toc.ncx` among the `files` is its NCX; files named with `META-INF/` lie there.
    """
    others = dict(files or {})
    kinds = {".png": "image/png", ".css": "text/css", ".ncx": "application/x-dtbncx+xml"}
    items = [
        f'<item id="p{number}" href="{name}" media-type="application/xhtml+xml"'
        + (' properties="nav"/>' if name == "nav.xhtml" else "/>")
        for number, name in enumerate(pages)
    ]
    items += [
        f'<item id="f{number}" href="{name}" media-type="{kinds.get(name[-4:], "text/plain")}"/>'
        for number, name in enumerate(others)
        if not name.startswith("META-INF")
    ]
    spine = "".join(
        f'<itemref idref="p{number}"/>' for number, name in enumerate(pages) if name != "nav.xhtml"
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f"<manifest>{''.join(items)}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/epub+zip")
        made.writestr("META-INF/container.xml", CONTAINER)
        made.writestr("OPS/book.opf", opf)
        for name, data in {**pages, **others}.items():
            made.writestr(name if name.startswith("META-INF") else f"OPS/{name}", data)
    return path
