"""Articles: what an editor would mark in their words."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class TitleCase(Entry):
    """Some titles are in sentence case ("The turn of the tide") and others in title case ("The Turn
    of the Tide"). On a page of their own nobody sees it; in the contents, one below the other,
    everybody does. Settle on one.
    """

    code = "title-case"
    found = Form(
        "the title is in {style}, most of the book's in {most}.", "Make them alike in the chapters."
    )
    bad = "# The Turn of the Tide, and in another chapter: # The harbour at night"
    good = "# The turn of the tide, and in another chapter: # The harbour at night"


class HeadingCase(Entry):
    """Some headings within an article are in sentence case and others in title case, which looks
    like an oversight. Settle on one.
    """

    code = "heading-case"
    found = Form(
        "this heading is in {style}, most of the article's in {most}.",
        "Make them alike in the chapter.",
    )
    bad = "## High Water and Low\n\n## What the clock said"
    good = "## High water and low\n\n## What the clock said"


class HeadingLong(Entry):
    """A heading of more than 15 words takes three lines of a page, and three lines of the contents.
    Shorten it in the chapter.
    """

    code = "heading-long"
    found = Form("a heading of {words} words.", "Shorten it in the chapter.")
    bad = "## What I learned about the tides from the fishermen of the northern coast in one summer"
    good = "## What the fishermen knew"


class ShortChapter(Entry):
    """Under 500 words, a chapter is less than two pages, and its title and the blank behind it take
    more room than its text. Two of them may want to be one.
    """

    code = "short-chapter"
    found = Form(
        "a short chapter: {words} words and no headings.", "Join it to another, or let it stand."
    )
    bad = "Twelve chapters of 300 words"
    good = "Four chapters of 900 words, each with three headings"


class TruncatedParagraph(Entry):
    """A paragraph breaks off in the middle of a sentence: something was lost when the article was
    copied or stored. Complete it in the chapter.
    """

    code = "truncated-paragraph"
    found = Form("the paragraph breaks off: “… {words}”.", "Complete it in the chapter.")
    bad = "The tide turned, and with it the"
    good = "The tide turned, and with it the boats."


class TruncatedEnding(Entry):
    """The article breaks off in the middle of a sentence, often because a feed or a preview held
    only its beginning. Complete it in the chapter.
    """

    code = "truncated-ending"
    found = Form("the article breaks off: “… {words}”.", "Complete it in the chapter.")
    left_out = Form("the article breaks off: “… {words}”.", "The sentence was left out.")
    bad = "And then, at nine in the morning, we saw"
    good = "And then, at nine in the morning, we saw the bell."


class WebReference(Entry):
    """Words that make sense on a website only: "in my next post", "click here", "see the comments".
    A reader of the book has nothing to click, and no next post. Reword them in the chapter.
    """

    code = "web-reference"
    found = Form("“{words}” speaks of the web page, not of the book.", "Reword it in the chapter.")
    bad = "Click here for the tide table."
    good = "The tide table is in the appendix."


class LetterParagraph(Entry):
    """A long quotation stands within a paragraph, where it is hard to see who speaks. Accept the
    proposal in the ledger to have it set as a letter, in lines of its own.
    """

    code = "letter-paragraph"
    found = Form(
        "a quotation of {words} words stands within a paragraph.",
        "Set accepted = true at this line in {ledger} to set it as a letter.",
    )
    bad = "He wrote: “Dear Ada, the tide …” (and 120 words more)"
    good = "He wrote:\n\n::: letter\nDear Ada, the tide …\n:::"


class MissingSpace(Entry):
    """No space follows a full stop, so that two sentences run together, and the line cannot break
    there. Put one in.
    """

    code = "missing-space"
    found = Form("no space follows the stop in “{words}”.", "Put one in the chapter.")
    bad = "The tide turned.It was nine."
    good = "The tide turned. It was nine."


class MissingSpaceAfterColon(Entry):
    """No space follows a colon, and what stood before it was taken for a heading, so that heading
    and paragraph were parted there. Check that it was one.
    """

    code = "missing-space-after-colon"
    found = Form(
        "no space follows the colon of “{words}:”.",
        "Heading and paragraph were parted there; check that this is right.",
    )
    bad = "High water:The bell rang."
    good = "## High water\n\nThe bell rang."


class ParenStop(Entry):
    """A full stop stands inside a closing bracket, although the sentence began outside. It should
    stand behind it.
    """

    code = "paren-stop"
    found = Form(
        "“{word}” has its full stop inside the bracket.",
        "Put it behind the bracket in the chapter.",
    )
    bad = "The tide turned (at nine.)"
    good = "The tide turned (at nine)."


class NbspRun(Entry):
    """Runs of spaces and no-break spaces, which web editors leave behind, became one space each.
    Nothing is to be done.
    """

    code = "nbsp-run"
    severity = Severity.INFO
    found = Form(
        "one run of spaces and no-break spaces.", "Each became one space; nothing is to be done."
    )
    many = Form(
        "{count} runs of spaces and no-break spaces.",
        "Each became one space; nothing is to be done.",
    )
    bad = "The tide &nbsp; &nbsp; turned."
    good = "The tide turned."


class RightsNamedAuthor(Entry):
    """The article names an author who is not an author of the book. See that you have the right to
    print it, and say so under `contributors` or `rights`, so that the reader knows whose words they
    are.
    """

    code = "rights-named-author"
    found = Form(
        "the article names its author, {name}, who is none of the book's.",
        "If you may publish it, name the author under contributors or in rights of book.toml.",
    )
    bad = "An article by Luigi Menabrea, in a book by Ada Byron"
    good = 'contributors = ["Luigi Menabrea"]'
