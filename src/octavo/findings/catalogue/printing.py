"""Finished PDFs: what a printer's own check would send back."""

from octavo.findings.entry import Entry, Form


class PdfxNot(Entry):
    """The printer asks for PDF/X-1a, and something in the book cannot be in one: a colour gradient
    in a drawing, or something transparent. The file is a plain PDF, which most printers take. Save
    the drawing in plain greys, or as a picture of 300 dots an inch.
    """

    code = "pdfx-not"
    found = Form(
        '"{edition}" is a plain PDF, not the PDF/X-1a that its printer asks for: {obstacle}.',
        "Save the drawing in plain greys, or as a picture of 300 dots an inch.",
    )
    bad = 'opacity="0.5" in images/tide.svg'
    good = 'fill="#808080" in images/tide.svg'
