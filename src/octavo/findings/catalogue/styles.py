"""The book's own rules in styles/local.css."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class CssUnread(Entry):
    """`styles/local.css` is there, and no file that can be read: a folder, or a link to what is
    gone. The book is built without its rules.
    """

    code = "css-unread"
    found = Form(
        "this is no file that can be read; the book is built without its rules.",
        "Put a file in its place, or take it away.",
    )
    bad = "styles/local.css, which links to a file on another machine"
    good = "styles/local.css, a file of the book"


class CssBroken(Entry):
    """A rule in `styles/local.css` is not CSS, and is left out: a reader would skip it, or all that
    follows it, each in its own way.
    """

    code = "css-broken"
    found = Form("not valid CSS: {reason}; it is left out.", "Mend the rule, or take it out.")
    bad = ".letter { font-style: italic"
    good = ".letter { font-style: italic }"


class CssImport(Entry):
    """`@import` is not read, so that a book has one style sheet of its own and all can see what it
    says. Write the rules themselves.
    """

    code = "css-import"
    found = Form("@import is not read.", "Mend the rule, or take it out.")
    bad = '@import "letters.css";'
    good = ".letter { font-style: italic }"


class CssUrl(Entry):
    """A rule would fetch a file from elsewhere, and is left out. A book carries all it needs: paper
    cannot load anything, and e-readers do not.
    """

    code = "css-url"
    found = Form(
        'url("{url}") would be fetched from elsewhere; this rule is left out.',
        "Mend the rule, or take it out.",
    )
    bad = '.letter { background: url("https://example.org/paper.png") }'
    good = ".letter { background: #f4f0e6; color: #111 }"


class CssLeftOut(Entry):
    """E-readers do not know this rule, so that it is not in the e-book: some would stop reading the
    style sheet there. If it is meant for paper, put it into `@media print`, and nothing is said.
    """

    code = "css-left-out"
    found = Form(
        "e-readers do not know {what}; it is left out of the e-book.",
        "If it is meant for paper alone, put it in @media print {{ … }}.",
    )
    rule = Form(
        "e-readers do not know the rule {name}; it is left out of the e-book.",
        "Write its rules without it.",
    )
    inside = Form(
        "e-readers do not know a rule inside a rule; it is left out of the e-book.",
        "Write it after the other.",
    )
    value = Form(
        'e-readers do not know "{value}" in "{name}"; it is left out of the e-book.',
        "Write a plain value.",
    )
    forbidden = Form(
        'an e-book\'s styles may not say "{name}"; it is left out of the e-book.',
        "Write dir=rtl or dir=ltr on the element instead.",
    )
    bad = "h2 { string-set: part content() }"
    good = "@media print { h2 { string-set: part content() } }"


class CssSimplified(Entry):
    """A calculation was worked out for the e-book, because many readers do not calculate. Check
    that the value is the one you want.
    """

    code = "css-simplified"
    severity = Severity.INFO
    found = Form(
        '{what} in "{name}" is written as {value} in the e-book.',
        "E-readers do not calculate; write that value, or one you like better.",
    )
    bad = ".letter { margin-left: calc(1em + 4pt) }"
    good = ".letter { margin-left: 1.4em }"


class CssFixedSize(Entry):
    """A size in points or pixels would not grow with the reader's type, so that who needs large
    letters does not get them here. Write it in `em`, which is the size of the type around it.
    """

    code = "css-fixed-size"
    severity = Severity.INFO
    found = Form(
        '"{name}: {value}" is written as {other}, so that readers can enlarge it.',
        "Write sizes in em: then both editions keep them.",
    )
    leading = Form(
        '"line-height: {value}" would not grow with the reader\'s type; left out.',
        "Write a number without a unit: 1.4.",
        severity=Severity.WARNING,
    )
    bad = ".letter { font-size: 9pt }"
    good = ".letter { font-size: 0.9em }"


class CssFixedColour(Entry):
    """A colour could not be read at night, when readers turn the ground dark: black letters on
    black. Give type and ground together, or neither.
    """

    code = "css-fixed-colour"
    found = Form(
        '"{name}: {value}" could not be read at night; it is left out.',
        "Set {other} in the same rule."
        " If it is meant for paper alone, put it in @media print {{ … }}.",
    )
    line = Form(
        '"{name}: {value}" could not be seen at night; the colour of the type is used.',
        "Write currentColor. If it is meant for paper alone, put it in @media print {{ … }}.",
        severity=Severity.INFO,
    )
    bad = ".letter { color: #000 }"
    good = ".letter { color: #000; background: #f4f0e6 }"
