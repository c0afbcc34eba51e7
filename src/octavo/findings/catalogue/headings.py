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
    """A chapter has one title: its first line with a single number sign. From it come the contents,
    the running heads and the names in a reader's menu. Further ones are set a level lower, with the
    headings below them; `split: true` in the front matter makes each a chapter of its own, as it is
    where one file is the whole body of the book.
    """

    code = "title-count"
    severity = Severity.INFO
    more = Form(
        "{count} headings have a single #; those behind the first stand a level lower.",
        "Write ## for a heading within a chapter, or split: true into the front matter.",
    )
    bad = "# The Tide\n\nIt rose.\n\n# The Ebb"
    good = "# The Tide\n\nIt rose.\n\n## The Ebb"
