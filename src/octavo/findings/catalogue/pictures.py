"""Pictures: files that are not there, or not fit for an e-book or for print."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class ImageMissing(Entry):
    """The file is not there, or no file is named; a frame with the picture's words stands in its
    place. Compare its name, capitals included: your machine may not mind them, and a shop's does.
    """

    code = "image-missing"
    found = Form('the image "{image}" is not there.', "{suggestion}")
    folder = Form('the image "{image}" is a folder.', "Name a file in it.")
    unnamed = Form(
        "this image names no file.",
        "Write it between the round brackets: ![what it shows](images/…).",
    )
    bad = "![A chart of the coast](images/Chart.png) with the file images/chart.png"
    good = "![A chart of the coast](images/chart.png)"


class ImageRemote(Entry):
    """The image is on the web, and a frame with its words stands in its place. A book carries all
    it shows: paper cannot load anything, e-readers will not, and the address may be gone next year.
    """

    code = "image-remote"
    found = Form(
        'the image "{image}" is not a file of this book.',
        "Save it in manuscript/images and name that file: a book loads nothing from the web.",
    )
    cover = Form(
        'the image "{image}" is not a file of this book.',
        "Save it in manuscript/images and name that file.",
    )
    bad = "![A chart](https://example.org/chart.png)"
    good = "![A chart](images/chart.png)"


class ImageUnreadable(Entry):
    """The file is damaged, or of a kind that e-books cannot hold, or a drawing that runs a script
    or loads something; a frame with its words stands in its place. Export it again as PNG, JPEG or
    plain SVG.
    """

    code = "image-unreadable"
    found = Form(
        'the image "{image}" cannot be used: {reason}.',
        "Export it again as PNG, JPEG or plain SVG.",
    )
    bad = "![A chart](images/chart.tiff)"
    good = "![A chart](images/chart.png)"


class ImageMisnamed(Entry):
    """The file is not what its name says. Octavo uses it as what it is; other programs go by the
    name and may refuse it. Rename it.
    """

    code = "image-misnamed"
    found = Form('the image "{image}" is in truth {kind}; it is used as such.', 'Call it "{name}".')
    bad = "images/harbour.png, which holds a JPEG"
    good = "images/harbour.jpg"


class ImageUndescribed(Entry):
    """The image has no alternative text, and whoever cannot see it is told nothing. Since June 2025
    e-books that are sold in the European Union must be accessible, and shops ask. Say in a sentence
    what it shows, or that it only decorates.
    """

    code = "image-undescribed"
    found = Form(
        'the image "{image}" has no alternative text.',
        "Write what it shows: ![what it shows](…); or that it only decorates:"
        " ![](…){{role=presentation}}.",
    )
    empty = Form(
        'the alternative text "{alt}" does not say what the image "{image}" shows.',
        "Say in a sentence what it shows: ![what it shows](…).",
    )
    bad = "![](images/chart.png)"
    good = "![The coast from the cape to the harbour, with depths in fathoms](images/chart.png)"


class ImageShrunk(Entry):
    """The image has more pixels than a shop takes, so that the e-book has a smaller copy. Print has
    all of it.
    """

    code = "image-shrunk"
    severity = Severity.INFO
    found = Form(
        'the image "{image}" has {pixels} million pixels; the e-book carries it in'
        " {width} × {height}, as Apple Books takes no more than {most} million.",
        "Nothing to do: print keeps them all.",
    )
    cover = Form(
        'the image "{image}" is more than {most} pixels long, the most that Google Play takes;'
        " the e-book carries it smaller.",
        "Export it as a JPEG of 1600 × 2560 pixels in RGB.",
    )
    bad = "A photograph of 8,000 × 6,000 pixels"
    good = "The same; or one of 2,400 × 1,800 pixels, which is sharp across a printed page"


class ImageAnimated(Entry):
    """Only the first picture of an animation is kept: paper shows no more, and many e-readers
    neither.
    """

    code = "image-animated"
    found = Form(
        'the image "{image}" moves; the e-book shows its first frame alone, as most readers would.',
        "Choose the frame that says most, and save it as PNG.",
    )
    bad = "![The tide comes in](images/tide.gif)"
    good = "![The harbour at high water](images/high-water.png)"


class ImageCmyk(Entry):
    """The image is in a printer's colours, and e-readers show those wrongly or not at all, so that
    the e-book's copy was turned into a screen's. Look at it: blues and greens may have shifted.
    """

    code = "image-cmyk"
    severity = Severity.INFO
    found = Form(
        'the image "{image}" is in CMYK, the colours of print; the e-book carries it in RGB.',
        "Look at its colours in the e-book, or give an RGB image.",
    )
    bad = "A JPEG that was saved for a printer, in CMYK"
    good = "The same picture in RGB with the profile sRGB"


class ImageCoarse(Entry):
    """The image has too few pixels for its size on the page, and its edges will look like stairs or
    like fog. Building says so under 300 to the inch, and warns under 200; under half of what the
    printer asks for, a check calls it an error. Enlarging it in a program adds pixels but no
    detail.
    """

    code = "image-coarse"
    found = Form(
        'the image "{image}" has {pixels} pixels an inch on page {folio}; print asks for {asked}.',
        "Use one of {times:.1f} times the width, or show it smaller.",
    )
    in_file = Form(
        "the {what} of {width} × {height} pixels has {pixels} pixels an inch here;"
        " {printer} asks for {asked}.",
        "Use one that is {due} pixels wide, or print it smaller.",
    )
    bad = "A picture of 600 pixels, 4 inches wide on the page"
    good = "A picture of 1,200 pixels, 4 inches wide on the page"


class BleedMissing(Entry):
    """A full-bleed picture ends where the page is cut, and the knife is never that exact: a white
    edge may show. With bleed it is printed larger than the page, and the rest is cut off.
    """

    code = "bleed-missing"
    found = Form(
        'a full-bleed picture ends at the trim in the edition "{edition}",'
        " which has no bleed: the cut may leave a white edge.",
        "Write bleed = true under [editions.{edition}], if its printer offers it.",
    )
    bad = '[editions.print]\nprofile = "kdp-paperback"'
    good = '[editions.print]\nprofile = "kdp-paperback"\nbleed = true'
