"""Finished PDFs: what a printer's own check would send back."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class FileUnreadable(Entry):
    """The file is no PDF, or it is too badly damaged to be read as one. A printer would see as
    much.
    """

    code = "file-unreadable"
    severity = Severity.ERROR
    found = Form(
        "this file cannot be read as a PDF ({reason}).",
        "Build it again, or save it anew from the program that made it.",
    )
    bad = "A download that broke off"
    good = "The whole file, built again"


class FileLocked(Entry):
    """The file is encrypted, with a password or without. Printers put many books on one sheet, and
    for that they must open and change the file.
    """

    code = "file-locked"
    severity = Severity.ERROR
    found = Form("the file is encrypted.", "Save it without a password and without restrictions.")
    password = Form(
        "this file opens with a password only.", "Save it without one: no printer can open it."
    )
    bad = "A PDF saved with “no copying allowed”"
    good = "The same, saved without restrictions"


class FileDamaged(Entry):
    """The file could be read only in part, or by guessing. The printer's software may guess
    otherwise: save it again.
    """

    code = "file-damaged"
    severity = Severity.ERROR
    found = Form(
        "the file is damaged, and was read by guessing.", "Build it again, or save it anew."
    )
    page = Form(
        "the content of this page makes no sense in places, which were passed over.",
        "Look at the page, and save the file anew.",
    )
    bad = "A PDF that was cut short by a full disk"
    good = "The whole file, built again"


class PdfVersion(Entry):
    """The file is a PDF of a later version than printers' software is sure to read. What it cannot
    read it may leave out without a word.
    """

    code = "pdf-version"
    found = Form(
        "the file is PDF {version}, which printers' software may not read.",
        "Save it as PDF 1.7 or earlier.",
    )
    bad = "A file saved as PDF 2.0"
    good = "The same, saved as PDF 1.7"


class PageSize(Entry):
    """The pages are not of the size that you ordered, or are without the bleed, or have it unasked.
    The printer would scale them, crop them or send them back.
    """

    code = "page-size"
    severity = Severity.ERROR
    found = Form(
        'the pages are {size}; the size {name} of "{profile}"{bleed} is {due}.',
        "Build the edition again, or name the trim and bleed that are meant.",
    )
    bad = "Pages of 210 × 297 mm for a book of 6 × 9 in"
    good = "Pages of 6 × 9 in, or of 6.125 × 9.25 in with bleed"


class CoverSize(Entry):
    """The cover is not as wide as its book now asks for, most often because the book has grown
    since: each page makes the spine wider. Printed like this, the title on the spine would slip
    onto the front or the back.
    """

    code = "cover-size"
    severity = Severity.ERROR
    found = Form(
        "the cover is {size}; for a book of {pages} it should be {due}, of which {spine} are the"
        " spine.",
        "Build the cover again, after the book.",
    )
    bad = "octavo build print, after three more chapters"
    good = "octavo build, which makes both"


class PagesUnlike(Entry):
    """One page is larger or smaller than the others. A printer cuts all of them together."""

    code = "pages-unlike"
    severity = Severity.ERROR
    found = Form(
        "this page is {size}, and the others are {usual}.",
        "Give all pages one size: a printer cuts them together.",
    )
    bad = "A map of 9 × 12 in between pages of 6 × 9 in"
    good = "The map on two facing pages of 6 × 9 in"


class PageBleed(Entry):
    """The file says that the cut is somewhere else than where this printer cuts, so that too much
    or too little would be cut off.
    """

    code = "page-bleed"
    severity = Severity.ERROR
    found = Form(
        "the TrimBox leaves {there} to cut off at left, foot, right and head;"
        ' "{profile}" cuts {due}.',
        "Set the TrimBox where the printer cuts, or leave it out.",
    )
    bad = "3 mm of bleed for a printer that cuts off 0.125 in"
    good = "0.125 in of bleed, at the three sides that are cut"


class PageBoxes(Entry):
    """A PDF has boxes for the page, the bleed and the trim, one within the other. Here they are
    not, and programs disagree on what such a page is.
    """

    code = "page-boxes"
    severity = Severity.ERROR
    found = Form(
        "the {inner} reaches out of the {outer}.",
        "Trim lies in bleed, and bleed in the page: set the boxes anew.",
    )
    bad = "A TrimBox as large as the sheet, round a smaller BleedBox"
    good = "MediaBox around BleedBox around TrimBox"


class PageTurned(Entry):
    """The page lies on its side, or is enlarged, and only looks right on a screen, which turns it.
    A printer may take it as it lies.
    """

    code = "page-turned"
    severity = Severity.ERROR
    turned = Form(
        "this page is turned by {degrees}° when it is shown; a printer may take it as it lies.",
        "Save it as it should be printed.",
    )
    enlarged = Form(
        "this page is enlarged {times:g} times when it is shown; a printer may take it as it lies.",
        "Save it as it should be printed.",
    )
    bad = "A wide table, turned with the viewer's command"
    good = "The page as it should be printed, with the table turned on it"


class PagesOdd(Entry):
    """The printer binds whole leaves, or whole sheets of four or more pages. Blank pages at the end
    make up for it; if the printer adds them, they may come where you do not want them.
    """

    code = "pages-odd"
    found = Form(
        "the file has {pages}; {printer} binds a multiple of {multiple}.",
        "Build the edition again, or add {short} at the end.",
    )
    bad = "A file of 121 pages"
    good = "The same with one blank page at the end"


class PageLast(Entry):
    """The printer wants the last page for a barcode of its own, and something stands on it, which
    the barcode would cover.
    """

    code = "page-last"
    severity = Severity.ERROR
    found = Form(
        "the last page is not empty; {printer} prints a barcode on it.",
        "Build the edition again, or add an empty page at the end.",
    )
    bad = "About the author, on the very last page"
    good = "About the author, and a blank leaf behind it"


class FontNotEmbedded(Entry):
    """The font is not in the file, so that the printer's machine would use another: lines would
    break elsewhere, and some characters be missing.
    """

    code = "font-not-embedded"
    severity = Severity.ERROR
    found = Form(
        "the font {font} is not in the file.",
        "Save it with all fonts embedded: the printer has others.",
    )
    bad = "A PDF in Helvetica that leaves the font to the reader"
    good = "The same, saved with “embed all fonts”"


class FontTypeThree(Entry):
    """The font may be made of dots instead of outlines, and then prints coarsely. Old programs make
    such fonts, and some that draw charts.
    """

    code = "font-type-three"
    found = Form(
        "the font {font} is a Type 3 font: its letters may be dots.",
        "Use a TrueType or OpenType font.",
    )
    bad = "A chart whose labels are in a Type 3 font"
    good = "The same chart, saved as SVG with TrueType fonts or outlines"


class GlyphAbsent(Entry):
    """The font has no sign for a character, so that a box is printed, or nothing. In the text it
    looks as if a letter had been forgotten.
    """

    code = "glyph-absent"
    severity = Severity.ERROR
    found = Form(
        "a character on this page is not in the font {font}.",
        "Look for empty boxes, and use a font that has what is missing.",
    )
    many = Form(
        "{count} characters on this page are not in the font {font}.",
        "Look for empty boxes, and use a font that has what is missing.",
    )
    bad = "Ελληνικά, in a font without Greek letters"
    good = "Ελληνικά, in a font that has them"


class TextUnmapped(Entry):
    """The letters can be seen but not searched, copied or read aloud, because the file does not say
    which characters they are. On paper that does not show; for a digital edition it is an error.
    """

    code = "text-unmapped"
    found = Form(
        "text in {font} does not say which characters it shows.",
        "Save the file with a ToUnicode table for each font.",
    )
    bad = "A PDF from which one can copy only gibberish"
    good = "The same, from a program that writes ToUnicode tables"


class ColourRefused(Entry):
    """The printer does not print from this kind of colour. Screens mix red, green and blue light,
    presses four inks; who converts last decides what it looks like, and it should be you.
    """

    code = "colour-refused"
    severity = Severity.ERROR
    found = Form("{what} is in {colours}; {printer} asks for {asked}.", "Convert it to {asked}.")
    bad = "A photograph in RGB, for a printer who takes CMYK"
    good = "The photograph converted to CMYK with the printer's profile"


class InkHeavy(Entry):
    """So much ink in one place does not dry: it smears, and sticks to the facing page. The colour
    profile with which an image is converted sets the limit.
    """

    code = "ink-heavy"
    severity = Severity.ERROR
    found = Form(
        "a colour here takes {ink} % of ink on all plates together;"
        " {printer} takes {most} % at most.",
        "Convert it with a colour profile that ends there.",
    )
    bad = "A black of 100/100/100/100"
    good = "A black of 60/40/40/100"


class BlackMixed(Entry):
    """Black type is mixed of several inks, and gets a coloured rim wherever the plates do not meet
    exactly, which on small letters is everywhere. It should be black alone.
    """

    code = "black-mixed"
    severity = Severity.ERROR
    found = Form(
        "black text here is mixed of four inks ({inks}).",
        "Set it in black alone (0/0/0/100): {printer} asks for that.",
    )
    bad = "Text in RGB black, converted to 75/68/67/90"
    good = "Text in 0/0/0/100"


class TextOutside(Entry):
    """Text stands so near to the edge that the knife may take it: whole stacks are cut, and the cut
    is off by a millimetre or two.
    """

    code = "text-outside"
    severity = Severity.ERROR
    found = Form(
        "text stands only {distance} from the edge{words}; {printer} asks for {due}.",
        "Move it in, or it may be cut.",
    )
    over = Form(
        "text stands over the edge{words}; {printer} asks for {due}.",
        "Move it in, or it may be cut.",
    )
    bad = "A folio 0.1 in above the foot of the page"
    good = "A folio 0.4 in above the foot of the page"


class TextInGutter(Entry):
    """Text stands so near to the spine that the binding hides it. The thicker the book, the more of
    the inner margin disappears in the gutter.
    """

    code = "text-in-gutter"
    severity = Severity.ERROR
    found = Form(
        "text stands {distance} from the spine{words}; {printer} asks for {due} at {pages}.",
        "Build the edition again for its page count, or widen the inner margin.",
    )
    bad = "An inner margin of 0.375 in with 600 pages"
    good = "An inner margin of 0.75 in with 600 pages"


class BleedShort(Entry):
    """A picture or tint ends just where the page is cut. The knife is never that exact, and leaves
    a white line: let it run over the edge by the whole bleed.
    """

    code = "bleed-short"
    severity = Severity.ERROR
    found = Form(
        "a picture or tint ends at the trim at {sides}.",
        "Let it run over the trim, into the bleed, or keep it well within.",
    )
    unbled = Form(
        "a picture or tint ends at the trim at {sides}.",
        "Order the edition with bleed (bleed = true), or keep it within the margins.",
    )
    bad = "A photograph of 6 × 9 in on a page of 6 × 9 in"
    good = "A photograph of 6.25 × 9.25 in, which runs over all edges"


class TextSmall(Entry):
    """The type is smaller than prints well: its thin strokes fill or break. Up to three characters
    in a row may be, for the sake of note numbers and exponents.
    """

    code = "text-small"
    found = Form(
        "text of {size:.1f} pt stands here{words}; {least:g} pt is the least that prints well.",
        "Set it larger.",
    )
    bad = "The labels of a chart in 4 pt"
    good = "The labels of a chart in 7 pt"


class LineThin(Entry):
    """The line is so thin that it may vanish in print. It is in a drawing of yours, for those that
    Octavo draws are as thick as the printer asks. Give it a wider stroke; mind that a drawing which
    is shown smaller has thinner lines.
    """

    code = "line-thin"
    found = Form(
        "a line of {width:.2g} pt is drawn here; {least:g} pt is the least that prints well.",
        "Draw it thicker.",
    )
    bad = 'stroke-width="0.1" in images/tide.svg'
    good = 'stroke-width="0.5" in images/tide.svg'


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
