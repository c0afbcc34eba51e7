"""Editions: the tables of book.toml that say what is made of the book."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class EditionName(Entry):
    """An edition's name becomes part of a file's name, and a word of the command line: small
    letters, digits and hyphens.
    """

    code = "edition-name"
    severity = Severity.ERROR
    found = Form(
        'the edition "{edition}" cannot be part of a file\'s name.',
        "Use small letters, digits and hyphens.",
    )
    bad = '[editions."Large Print"]'
    good = "[editions.large-print]"


class EditionFormat(Entry):
    """An edition is an e-book (`epub`) or pages (`pdf`); nothing else in its table says which."""

    code = "edition-format"
    severity = Severity.ERROR
    found = Form('the edition "{edition}" has the unknown format "{value}".', "{suggestion}")
    missing = Form('the edition "{edition}" states no format.', "Write {choices}.")
    bad = '[editions.ebook]\nformat = "mobi"'
    good = '[editions.ebook]\nformat = "epub"'


class EditionProfile(Entry):
    """A profile holds the numbers of one printer: sizes, margins, papers, the kind of PDF. There is
    none of that name. `octavo profiles` lists those there are; `plain` goes by no printer's.
    """

    code = "edition-profile"
    severity = Severity.ERROR
    found = Form('the edition "{edition}" has the unknown profile "{value}".', "{suggestion}")
    missing = Form('the edition "{edition}" states no profile.', "Write {choices}.")
    bad = 'profile = "amazon"'
    good = 'profile = "kdp-paperback"'


class EditionTheme(Entry):
    """A theme is how the book looks: its typefaces, headings, page numbers. There is none of that
    name; the message names the nearest, or all.
    """

    code = "edition-theme"
    severity = Severity.ERROR
    found = Form('the edition "{edition}" has the unknown theme "{value}".', "{suggestion}")
    missing = Form('the edition "{edition}" states no theme.', "Write {choices}.")
    bad = 'theme = "clasic"'
    good = 'theme = "classic"'


class EditionChapters(Entry):
    """An edition that lists chapters holds those alone: a free sample, or one part as a volume. The
    list is empty, or names a file that is no chapter of the body. Front and back matter are not
    listed; they are in every edition.
    """

    code = "edition-chapters"
    severity = Severity.ERROR
    found = Form(
        'the edition "{edition}" lists "{chapter}", which is no chapter of the book.',
        "{suggestion}",
    )
    around = Form(
        'the edition "{edition}" lists "{chapter}", which is no chapter of the book.',
        "Front and back matter are in every edition: take it off this list.",
    )
    none = Form(
        'the edition "{edition}" lists no chapters.',
        'Write chapters = ["one.md"], or take the line out for the whole book.',
    )
    bad = '[editions.sample]\nformat = "epub"\nchapters = ["front/preface.md"]'
    good = '[editions.sample]\nformat = "epub"\nchapters = ["one.md"]'


class EditionKind(Entry):
    """A kind says more exactly what an edition is: `print` or a `digital` PDF, a `cover`, a
    `booklet`. There is none of that name, or it is not made in the format that is stated.
    """

    code = "edition-kind"
    severity = Severity.ERROR
    found = Form('the edition "{edition}" has the unknown kind "{kind}".', "{suggestion}")
    format = Form(
        'the edition "{edition}" is {kind}, which is no {format}.',
        'Write format = "{due}", or take that line out.',
    )
    bad = '[editions.screen]\nkind = "digital"\nformat = "epub"'
    good = '[editions.screen]\nkind = "digital"'


class EditionOf(Entry):
    """A cover, a booklet or a PDF for the screen shows the pages of a print edition, and `of` says
    of which. It names none of this book, or the edition does not say it where there is a choice. A
    cover that goes round the wrong pages has the wrong spine.
    """

    code = "edition-of"
    severity = Severity.ERROR
    found = Form(
        'the edition "{edition}" is of "{of}", which is no edition of this book.', "{suggestion}"
    )
    unsaid = Form(
        'the edition "{edition}" does not say which edition\'s pages it shows.', "{suggestion}"
    )
    cover = Form(
        'the edition "{edition}" is {kind}, and there is no print edition to go round.',
        "{suggestion}",
    )
    itself = Form('the edition "{edition}" cannot be of itself.', "{suggestion}")
    showing = Form(
        'the edition "{edition}" is of "{of}", which shows the pages of another edition itself.',
        "{suggestion}",
    )
    pageless = Form('the edition "{edition}" is of "{of}", which has no pages.', "{suggestion}")
    bad = '[editions.cover]\nkind = "cover"\nof = "ebook"'
    good = '[editions.cover]\nkind = "cover"\nof = "print"'


class EditionKey(Entry):
    """The edition states something that it takes from the edition whose pages it shows, or has no
    use for. Two places for one number would sooner or later disagree, so one of them is refused.
    """

    code = "edition-key"
    severity = Severity.ERROR
    of = Form(
        'the edition "{edition}" has its own pages; "of" means nothing there.',
        'Take the line out, or say what shows those pages: kind = "digital".',
    )
    spine = Form(
        'only a cover has a spine; the edition "{edition}" has none to set.',
        "Write it under [editions.{edition}-cover].",
    )
    found = Form(
        'the {noun} "{edition}" goes round other pages; "{key}" is theirs.',
        "Take the line out; the cover goes by [editions.{source}].",
    )
    bad = '[editions.print-cover]\ntrim = "6 × 9 in"'
    good = '[editions.print]\nformat = "pdf"\ntrim = "6 × 9 in"\n\n[editions.print-cover]'


class EditionSpine(Entry):
    """The width of a spine is a number and a unit. Without a unit nobody can tell whether 14.5
    means millimetres or points, and the printer would see it only when the cover is folded.
    """

    code = "edition-spine"
    severity = Severity.ERROR
    found = Form(
        '"{spine}" is not the width of a spine.',
        'Write it with its unit, as the printer\'s calculator says: spine = "14.5 mm".',
    )
    bad = 'spine = "14.5"'
    good = 'spine = "14.5 mm"'


class EditionTrim(Entry):
    """The printer does not cut pages of this size, or the edition is an e-book and has none. The
    message names the nearest that there is; `octavo profiles NAME` lists them all.
    """

    code = "edition-trim"
    severity = Severity.ERROR
    pageless = Form('the {noun} "{edition}" has no trim.', "Take the line out.")
    unasked = Form('the profile "{profile}" asks for no trim.', "Take the line out.")
    found = Form('the profile "{profile}" has no trim "{value}".', "{suggestion}")
    bad = 'profile = "kdp-paperback"\ntrim = "6 x 10 in"'
    good = 'profile = "kdp-paperback"\ntrim = "6 × 9 in"'


class EditionPaper(Entry):
    """The printer does not offer this paper, or the edition is an e-book. The paper decides how
    thick the book is, and so how wide its spine.
    """

    code = "edition-paper"
    severity = Severity.ERROR
    pageless = Form('the {noun} "{edition}" has no paper.', "Take the line out.")
    unasked = Form('the profile "{profile}" asks for no paper.', "Take the line out.")
    found = Form('the profile "{profile}" has no paper "{value}".', "{suggestion}")
    bad = 'profile = "kdp-paperback"\npaper = "ivory"'
    good = 'profile = "kdp-paperback"\npaper = "cream"'


class EditionBleed(Entry):
    """Bleed is the strip round a page that is printed and cut off, so that pictures reach the very
    edge. Only a printer's profile has it: `plain` goes by no printer, and an e-book is not cut.
    """

    code = "edition-bleed"
    severity = Severity.ERROR
    pageless = Form('the {noun} "{edition}" has no bleed.', "Take the line out.")
    found = Form(
        'the profile "{profile}" has no bleed.',
        "Take the line out, or name a printer's profile; `octavo profiles` lists them.",
    )
    bad = 'profile = "plain"\nbleed = true'
    good = 'profile = "kdp-paperback"\nbleed = true'


class ObfuscationUnused(Entry):
    """`obfuscate_fonts` makes the fonts of an e-book unusable outside it, as some licences demand.
    In a PDF the fonts are cut down to the letters used, and there is nothing to obfuscate.
    """

    code = "obfuscation-unused"
    found = Form(
        'obfuscate_fonts does nothing in the printed edition "{edition}".',
        "Only an e-book's fonts can be made unusable outside it; take the line out.",
    )
    bad = '[editions.print]\nformat = "pdf"\nobfuscate_fonts = true'
    good = '[editions.ebook]\nformat = "epub"\nobfuscate_fonts = true'


class ContentsDepth(Entry):
    """`contents_depth` says how many levels of headings an e-book's contents list: 1 for chapters
    alone, 2 for their sections as well, and so on to 6. The contents of a printed edition list
    parts and chapters, whatever it says.
    """

    code = "contents-depth"
    found = Form(
        "contents_depth = {depth} is no depth of contents; it is taken for {used}.",
        "Write a number from 1, for chapters alone, to {most}.",
    )
    pages = Form(
        'contents_depth does nothing in the edition "{edition}", which has pages.',
        "Only an e-book's contents list sections; take the line out.",
    )
    bad = '[editions.ebook]\nformat = "epub"\ncontents_depth = 0'
    good = '[editions.ebook]\nformat = "epub"\ncontents_depth = 1'


class LinkLeftOut(Entry):
    """In this edition the chapter that a link leads to is missing, because the edition lists its
    chapters. The link became plain text, so that no reader taps into nothing. Read the sentence
    again: "as chapter five tells" promises what a sample does not hold.
    """

    code = "link-left-out"
    severity = Severity.INFO
    found = Form(
        'the link "{text}" leads to "{title}", which the edition "{edition}"'
        " does not hold; there it is plain text.",
        "If the sentence sends the reader there, say it in other words.",
    )
    bad = "More of this in [the fifth chapter](five.md), in a sample of chapters one to three"
    good = "More of this in the full book."
