"""Finished PDFs: type, ink, colours, and what stands too near to an edge."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


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
