"""Fonts: the author's own, those of the theme, and characters that none of them has."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class GlyphMissing(Entry):
    """None of the book's fonts has these characters, nor has any that comes with Octavo. In print a
    box with the character's number stands there; an e-book leaves it to the reader's machine, which
    may have a font that helps.
    """

    code = "glyph-missing"
    found = Form(
        "no font of this edition has {characters}.",
        "Use another character, or give a font that has it:"
        ' [[fonts]] with file = "fonts/Name.ttf" in book.toml.',
    )
    script = Form(
        "no font of this edition has {characters}.",
        "Install the fonts: pip install 'octavo[{extras}]'; or give a font that has it:"
        ' [[fonts]] with file = "fonts/Name.ttf" in book.toml.',
    )
    formula = Form(
        'the font of formulas has no character "{character}" (U+{number:04X});'
        " in print the formula stands as it is typed.",
        "Use another character, or say it in the text beside the formula.",
    )
    bad = "𝄞 The tide"
    good = "The tide"


class FontForeign(Entry):
    """Something on a page is set in a font of your machine instead of the theme's; most often it is
    text inside a drawing. Another machine would print another book, and the font's licence may not
    allow it. Turn that text into outlines, in the program that the drawing comes from.
    """

    code = "font-foreign"
    found = Form(
        "the font {font} of this machine stands in for one of the theme's.",
        "Look for characters that the theme's fonts lack, for text inside SVG images,"
        " and for font-family in styles/local.css: another machine would print another book.",
    )
    bad = '<text font-family="Comic Sans MS">High water</text> in images/tide.svg'
    good = "The same words as outlines (in Inkscape: Path, Object to Path)"


class FontMissing(Entry):
    """A font that `book.toml` names is not there, or none is named: the theme's stand in. Copy it
    to `manuscript/fonts`, so that it travels with the book.
    """

    code = "font-missing"
    found = Form('the font "{font}" is not there; the theme\'s stand in.', "{suggestion}")
    unnamed = Form(
        "a font names no file; it is passed over.", 'Write file = "fonts/Name.ttf" under [[fonts]].'
    )
    bad = '[[fonts]]\nfile = "Garamond.ttf"'
    good = '[[fonts]]\nfile = "fonts/Garamond.ttf"'


class FontChoice(Entry):
    """A font is said to have a role, style, weight or name that no font can have. The role says
    where it is used (text, headings, code), the others which of the family's faces it is. Such a
    font is not used.
    """

    code = "font-choice"
    role = Form('a font has the unknown role "{value}".', "{suggestion}")
    style = Form('a font has the unknown style "{value}".', "{suggestion}")
    weight = Form(
        "{weight} is no weight of a font.",
        "Write weight = 400 for regular, weight = 700 for bold.",
    )
    family = Form('"{family}" cannot be the name of a font.', "Use letters, digits and spaces.")
    bad = '[[fonts]]\nfile = "fonts/Garamond-Bold.ttf"\nweight = 7000'
    good = '[[fonts]]\nfile = "fonts/Garamond-Bold.ttf"\nweight = 700'


class FontUnreadable(Entry):
    """The font's file is damaged, or is no font, and the theme's stand in. Give another, if you can
    from where you got it.
    """

    code = "font-unreadable"
    found = Form("{problem}", "Give another file.")
    bad = '[[fonts]]\nfile = "fonts/Garamond.zip"'
    good = '[[fonts]]\nfile = "fonts/Garamond.ttf"'


class FontForbidden(Entry):
    """The font's maker forbids to put it into a book, and says so in the file. A printer would send
    the PDF back, and whoever sells the e-book would break the licence. Ask for a licence that
    allows it, or use another font.
    """

    code = "font-forbidden"
    severity = Severity.ERROR
    found = Form(
        "the font {font} {fault}.",
        "Ask its maker for a licence for books and a file that says so; or use another font.",
    )
    bad = "A font that came with an office program"
    good = "A font under the SIL Open Font License, or one licensed for embedding"


class FontPrintOnly(Entry):
    """The font's maker allows it for "preview and print". Whether that covers e-books, which carry
    the font as a file, only its licence says: read it, or use another font there.
    """

    code = "font-print-only"
    found = Form(
        "the font {font} may be embedded for reading and printing only;"
        " whether that covers e-books, its licence says.",
        "Read the licence, or use another font for the e-book.",
    )
    bad = "A font licensed for print, in an e-book"
    good = "The same in the printed edition, and one under the SIL Open Font License in the e-book"
