"""PDF/X-1a:2001 (ISO 15930-1), for a book that is printed with black ink.

Nothing is stamped that does not hold: what stands in the way is returned, and
the file stays a plain PDF.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from octavo.core.model import Finding, Metadata
from octavo.findings.catalogue.pdf_extras import PdfxNot
from octavo.pdf.inks import to_grey
from octavo.pdf.output_intent import set_output_intent

#: The version of PDF that PDF/X-1a:2001 is written in.
VERSION = "1.3"


def as_pdfx(pdf: bytes, metadata: Metadata, *, grey: bool = True) -> tuple[bytes, tuple[str, ...]]:
    """Make a finished print file PDF/X-1a:2001; or return it as it was with what stood in the way.

    Its colours become greys, unless `grey` is false: then all are in the four inks already.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        obstacles = make_pdfx(document, metadata, grey=grey)
        if obstacles:
            return pdf, obstacles
        document.remove_unreferenced_resources()
        target = io.BytesIO()
        document.save(
            target,
            deterministic_id=True,
            linearize=False,
            force_version=VERSION,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue(), ()


def pdfx_findings(obstacles: tuple[str, ...], edition: str) -> Iterator[Finding]:
    """Say that the printer's variant could not be made, and why."""
    for obstacle in obstacles:
        yield PdfxNot.found({"edition": edition, "obstacle": obstacle})


def make_pdfx(document: pikepdf.Pdf, metadata: Metadata, *, grey: bool = True) -> tuple[str, ...]:
    """Make the document a PDF/X-1a:2001; return what stood in the way (then it is none).

    Save it as PDF 1.3 without object streams.
    """
    if grey:
        to_grey(document)
    for page in document.pages:
        if "/Group" in page:
            del page["/Group"]
    _drop_opaque_states(document)
    obstacles = tuple(dict.fromkeys(_obstacles(document)))
    if obstacles:
        return obstacles
    for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo"):
        if key in document.Root:
            del document.Root[key]
    set_output_intent(document)
    _describe(document, metadata)
    return ()


def _describe(document: pikepdf.Pdf, metadata: Metadata) -> None:
    """Write the document information that ISO 15930-1, 6.10 asks for; the date is the book's."""
    day = f"D:{metadata.date.replace('-', '')}000000Z"
    about = document.docinfo
    about.Title = pikepdf.String(metadata.title)
    about.CreationDate = about.ModDate = pikepdf.String(day)
    about.Trapped = pikepdf.Name("/False")
    about.GTS_PDFXVersion = pikepdf.String("PDF/X-1:2001")
    about.GTS_PDFXConformance = pikepdf.String("PDF/X-1a:2001")


def _states(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield graphics states, wherever they are used."""
    for item in document.objects:
        holder = item.get("/Resources") if isinstance(item, pikepdf.Dictionary) else None
        if holder is None and isinstance(item, pikepdf.Stream):
            holder = item.get("/Resources")
        for place in (holder, item):
            if isinstance(place, pikepdf.Dictionary) and "/ExtGState" in place:
                yield from dict(place.ExtGState).values()


def _drop_opaque_states(document: pikepdf.Pdf) -> None:
    """Take out what says that everything is opaque: PDF 1.3 knows no alpha."""
    for state in _states(document):
        for key in ("/ca", "/CA"):
            if key in state and float(state[key]) == 1:
                del state[key]
        for key, usual in (("/SMask", "/None"), ("/BM", "/Normal")):
            if key in state and state[key] == usual:
                del state[key]


def _obstacles(document: pikepdf.Pdf) -> Iterator[str]:
    for state in _states(document):
        if {"/ca", "/CA", "/SMask", "/BM"} & set(state.keys()):
            yield "something is transparent"
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield from _coloured(item)


def _coloured(item: pikepdf.Object) -> Iterator[str]:
    if "/ShadingType" in item and item.get("/ColorSpace") != "/DeviceGray":
        yield "a drawing has a colour gradient"
    if item.get("/PatternType") == 1 and isinstance(item, pikepdf.Stream):
        content = item.read_bytes()
        if b" rg" in content or b" RG" in content:
            yield "a drawing has a coloured pattern"
    if item.get("/Type") == "/FontDescriptor" and not (
        {"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys())
    ):
        yield f"the font {str(item.get('/FontName', '')).lstrip('/')} is not embedded"
