"""Headings within a chapter, and the one title that it has."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class HeadingSkip(Entry):
    """A heading skips a level: what follows a chapter's title begins with two number signs, and
    goes down one at a time. Whoever has the book read aloud moves from heading to heading by level,
    and takes a missing one for a part that was lost; checkers of accessibility report it.
    """

    code = "heading-skip"
    found = Form(
        'the heading "{heading}" of level {level} follows one of level {above}.',
        "Write it with {marks}, or put a heading of that level above it.",
    )
    bad = "# The Tide\n\n### High water"
    good = "# The Tide\n\n## High water"


class TitleCount(Entry):
    """A chapter has exactly one title: one line with a single number sign, before everything else.
    From it come the contents, the running heads and the names in a reader's menu.
    """

    code = "title-count"
    severity = Severity.ERROR
    none = Form("the chapter has no title.", "Begin it with a line like `# The Title`.")
    second = Form(
        "the chapter has a second title.",
        "Keep one line with a single #; write ## for a heading within the chapter.",
    )
    inside = Form(
        "the chapter's title stands inside another block.",
        "Put it on a line of its own, before everything else.",
    )
    late = Form("text stands before the chapter's title.", "Put the title first.")
    empty = Form("the chapter's title has no words.", "Write it behind the #.")
    bad = "# The Tide\n\nIt rose.\n\n# The Ebb"
    good = "# The Tide\n\nIt rose.\n\n## The Ebb"
