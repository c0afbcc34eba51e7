"""Finished PDFs: marks, links and other extras of screens, and PDF/X."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class PdfMarks(Entry):
    """Something is drawn beyond the page, such as crop marks or a colour bar. The printer adds its
    own, and yours would stand in the way.
    """

    code = "pdf-marks"
    severity = Severity.ERROR
    found = Form(
        "something is drawn wholly beyond the trim: a printer's mark, by its place.",
        "Take the marks off: {printer} adds its own.",
    )
    bad = "A PDF exported with crop marks"
    good = "The same, exported without marks"


class PdfTransparency(Entry):
    """Something can be seen through something else, and the printer asks for a file without that:
    old presses' software draws it wrongly, or as a white box.
    """

    code = "pdf-transparency"
    severity = Severity.ERROR
    found = Form("something is transparent here: {causes}.", "Flatten it: {printer} asks for that.")
    bad = 'opacity="0.5" in images/tide.svg'
    good = 'fill="#808080" in images/tide.svg'


class PdfLinks(Entry):
    """Links are for screens, and this printer refuses them. A `digital` edition is the place for
    them; a printed edition that Octavo builds has none.
    """

    code = "pdf-links"
    severity = Severity.ERROR
    found = Form(
        "links lie on this page, which paper cannot follow.",
        "Take them out: {printer} refuses them.",
    )
    bad = "A PDF for the screen, sent to the printer"
    good = "The printed edition: octavo build print"


class PdfAnnotations(Entry):
    """Comments, stamps and highlights are for screens, and this printer refuses them: some would be
    printed, some not.
    """

    code = "pdf-annotations"
    severity = Severity.ERROR
    found = Form(
        "annotations lie on this page: comments, stamps or fields.",
        "Take them out: {printer} refuses them.",
    )
    bad = "A proof with the proofreader's comments"
    good = "The file as it was built"


class PdfOutline(Entry):
    """Bookmarks are for screens, and this printer refuses them. A `digital` edition is the place
    for them.
    """

    code = "pdf-outline"
    severity = Severity.ERROR
    found = Form("the file has an outline (bookmarks).", "Take it out: {printer} refuses it.")
    bad = "A PDF for the screen, sent to the printer"
    good = "The printed edition: octavo build print"


class PdfActions(Entry):
    """The file does something when it is opened, or runs a program. No book should, and readers
    warn of such a file as of a virus.
    """

    code = "pdf-actions"
    severity = Severity.ERROR
    found = Form(
        "the file does something by itself when it is opened: an action or a script.",
        "Take the actions out.",
    )
    bad = "A PDF that opens a web page"
    good = "The same without actions"


class PdfAttachments(Entry):
    """There are other files within the file. A printer prints none of them."""

    code = "pdf-attachments"
    found = Form("other files are attached to this one.", "Take them out.")
    bad = "A PDF with its spreadsheet attached"
    good = "The PDF alone"


class PdfForm(Entry):
    """The file has fields to fill in, which are printed empty, or not at all."""

    code = "pdf-form"
    found = Form("the file has fields to fill in.", "Save it without the form.")
    bad = "A worksheet with fields to type in"
    good = "The same with lines to write on"


class PdfLayers(Entry):
    """The file has layers that can be switched off. What you see may not be what is printed."""

    code = "pdf-layers"
    found = Form(
        "the file has layers: what is hidden here may be printed there.",
        "Save it with its layers joined.",
    )
    bad = "A map with a hidden layer of notes"
    good = "The map with its layers joined"


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


class PdfxMissing(Entry):
    """The printer asks for PDF/X, a stricter kind of PDF that leaves nothing open to its software.
    Most take another all the same.
    """

    code = "pdfx-missing"
    found = Form(
        "the file is no {variant}, which {printer} asks for.",
        "It may be taken all the same; the printer's own check decides.",
    )
    bad = "A plain PDF for a printer who asks for PDF/X-1a"
    good = "The edition built for that printer's profile"


class PdfxBroken(Entry):
    """The file says that it is PDF/X and breaks one of its rules, which the message names. A
    printer's own check would stop here.
    """

    code = "pdfx-broken"
    severity = Severity.ERROR
    found = Form(
        "the file says that it is {variant}, and {problem}.",
        "Save it anew as PDF/X; a printer's check would stop here.",
    )
    bad = "A PDF/X-1a with an RGB photograph"
    good = "A PDF/X-1a with the photograph in CMYK"
