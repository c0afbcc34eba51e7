"""Covers: the e-book's picture, and the sheet that goes round a printed book."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class CoverSmall(Entry):
    """The cover has fewer pixels than the shops ask for. Under 625 × 1000 Amazon refuses it; under
    1600 × 2560 it looks soft on a good screen. 1600 × 2560 suits all shops.
    """

    code = "cover-small"
    found = Form(
        'the image "{image}" has {width} × {height} pixels;'
        " Amazon takes no cover under 625 × 1000.",
        "Export it as a JPEG of 1600 × 2560 pixels in RGB.",
    )
    soft = Form(
        'the image "{image}" has {width} × {height} pixels;'
        " Amazon asks for 1600 × 2560, to be sharp everywhere.",
        "Export it as a JPEG of 1600 × 2560 pixels in RGB.",
        severity=Severity.INFO,
    )
    bad = "A cover of 600 × 900 pixels"
    good = "A cover of 1600 × 2560 pixels"


class CoverShape(Entry):
    """The cover is too wide or too narrow for the shops, which show all covers in frames of one
    shape: it will look lost among others, or be cut.
    """

    code = "cover-shape"
    found = Form(
        'the image "{image}" is {ratio:.2f} times as high as wide ({width} × {height} pixels);'
        " shops make room for covers of about 1.6.",
        "Export it as a JPEG of 1600 × 2560 pixels in RGB.",
    )
    bad = "A square cover, 2000 × 2000 pixels"
    good = "A cover of 1600 × 2560 pixels"


class CoverDrawing(Entry):
    """The cover is an SVG. Amazon and Google take covers as JPEG only: export it as JPEG."""

    code = "cover-drawing"
    found = Form(
        'the image "{image}" is a drawing (SVG); Amazon and Google take covers as JPEG alone.',
        "Export it as a JPEG of 1600 × 2560 pixels in RGB.",
    )
    bad = 'cover = "images/cover.svg"'
    good = 'cover = "images/cover.jpg"'


class CoverUnset(Entry):
    """The theme cannot set a cover for this title, because its fonts lack some of the characters.
    No cover is better than one of empty boxes; make one yourself.
    """

    code = "cover-unset"
    found = Form(
        'the e-book has no cover: no font of the theme "{theme}" can write'
        " its title and names (it lacks {characters}).",
        'Give an image of 1600 × 2560 pixels: cover = "images/cover.jpg" in [book].',
    )
    bad = 'title = "潮" with a theme of Latin letters'
    good = 'title = "潮"\ncover = "images/cover.jpg"'


class PictureCoarse(Entry):
    """The cover image has fewer pixels than the printer asks for, once it is as large as a printed
    cover. A screen's picture is often a third of what paper needs. Export it larger.
    """

    code = "picture-coarse"
    found = Form(
        '"{picture}" has {pixels} pixels an inch on the printed cover; printers ask for {asked}.',
        "Export it with {width} × {height} pixels if you can.",
    )
    bad = "A front of 1000 × 1600 pixels on a page of 6 × 9 in"
    good = "A front of 1838 × 2775 pixels on a page of 6 × 9 in"


class PictureCropped(Entry):
    """The cover image has another shape than the printed front, and some of it is cut off. Look at
    what is left: a name at the edge may be gone.
    """

    code = "picture-cropped"
    found = Form(
        '{cut:.0%} of "{picture}" are cut off {where}: the printed front has another shape.',
        "Look at it; a picture of {width} × {height} pixels fits.",
    )
    bad = "A front of 1600 × 2560 pixels on a page of 6 × 9 in"
    good = "A front of 1838 × 2775 pixels on a page of 6 × 9 in"


class WrapAssumed(Entry):
    """The profile says nothing of covers, so that the numbers of Amazon's paperback stand in. If
    the printer's paper is thicker, the title on the spine slips onto the front. Compare the file
    with your printer's template before you order.
    """

    code = "wrap-assumed"
    found = Form(
        'the profile "{profile}" states no {lacking} of a cover; the cover "{edition}" goes by'
        " those of {other} (its spine is {spine:.1f} mm for {pages} pages).",
        "Before you print it, name the printer's profile, or compare it with the printer's"
        " template.",
    )
    bad = '[editions.print]\nprofile = "plain"\n\n[editions.print-cover]'
    good = '[editions.print]\nprofile = "kdp-paperback"\n\n[editions.print-cover]'


class SpineEmpty(Entry):
    """No words are on the spine, because the printer forbids them on so thin a book, or because
    they would be too small to read. Nothing needs to be done.
    """

    code = "spine-empty"
    severity = Severity.INFO
    found = Form(
        'the spine of the cover "{edition}" has no words: in {width:.1f} mm of width'
        " they would be too small.",
    )
    forbidden = Form(
        'the spine of the cover "{edition}" has no words: {printer} prints none'
        " under {least} pages, and it has {pages}.",
    )
    bad = "A spine of 3 mm"
    good = "A spine of 6 mm, which holds the title"


class BlurbMissing(Entry):
    """The back of the printed cover is empty, and that is where a reader in a bookshop looks
    second. Write a `blurb`; without one, the `description` stands there.
    """

    code = "blurb-missing"
    severity = Severity.INFO
    found = Form(
        'the back of the cover "{edition}" says nothing of the book.',
        'Write blurb = """…""" in [book], or a description.',
    )
    bad = '[book]\ntitle = "The Tide"'
    good = '[book]\ntitle = "The Tide"\nblurb = """A coast, a clock, and a drowned bell."""'


class BlurbLong(Entry):
    """The back does not hold all of it, even in small type, and the rest is left out. A blurb is an
    invitation, not a summary.
    """

    code = "blurb-long"
    found = Form(
        "the {key} has {count:,} characters, more than the back cover holds; about"
        " {share:,.0f} of them stand there.",
        'Write a shorter one for the cover: blurb = """…""" in [book].',
    )
    bad = "A description of 3,000 characters, and no blurb"
    good = "The same description for the shops, and a blurb of 700 characters"


class BarcodeMissing(Entry):
    """The print edition has no ISBN, and its cover no barcode, without which bookshops cannot sell
    it. Some printers put one there themselves; its place is left clear.
    """

    code = "barcode-missing"
    severity = Severity.INFO
    found = Form(
        'the cover "{edition}" has no barcode, for the edition "{of}"'
        " has no ISBN; its place stays clear.",
        "Write isbn under [editions.{of}], unless the printer puts a barcode there.",
    )
    bad = '[editions.print]\nformat = "pdf"'
    good = '[editions.print]\nformat = "pdf"\nisbn = "978-3-16-148410-0"'
