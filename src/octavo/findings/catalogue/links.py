"""Links: to other chapters, to headings, and to the web."""

from octavo.findings.entry import Entry, Form


class LinkBroken(Entry):
    """The link leads to no chapter, to no heading, or is no address. Its words stand in the book
    without it, because shops refuse a file with links inside the book that lead nowhere; one to a
    heading that is not there leads to its chapter. A heading's name is its words in small letters,
    joined by hyphens; the spellings of GitHub, pandoc and other tools are understood too.
    """

    code = "link-broken"
    empty = Form(
        "this link has no address.", "Write it between the round brackets: [text](address)."
    )
    unreadable = Form(
        'the link "{link}" is not an address.',
        "Copy it from a browser: a space, for instance, is written %20.",
    )
    siteless = Form(
        'the link "{link}" names no site.', "Write it in full, beginning with https://."
    )
    unopenable = Form(
        'the link "{link}" leads to no page that a reader can open.',
        "Write it in full, beginning with https://.",
    )
    fragment = Form(
        'the link "{link}" leads to a chapter that has no "#{fragment}".', "{suggestion}"
    )
    web = Form('the link "{link}" leads to no chapter.', "Write https://{link}.")
    unopened = Form(
        'the link "{link}" leads to a chapter that cannot be read.', "Mend that chapter."
    )
    draft = Form(
        'the link "{link}" leads to a chapter that is left out.', "Build with --drafts to see it."
    )
    orphan = Form(
        'the link "{link}" leads to a chapter that is left out.',
        "List it under [contents]: as a chapter, or under ignore.",
    )
    found = Form('the link "{link}" leads to no chapter.', "{suggestion}")
    bad = "See [the ebb](tide.md#Ebb)."
    good = "See [the ebb](tide.md#the-ebb)."
