"""Chapters that have changed in two places: in the book, and in what they came from."""

from octavo.findings.entry import Entry, Form


class BothChanged(Entry):
    """You have edited the chapter, and what its article makes has changed since, for the article
    was changed, or a decision in the ledger. Your chapter stays as it is. `--merge` takes over what
    has changed where you have not; where both have changed the same lines, yours stand, and the
    others are written beside it. `--merge --diff` shows all of it and writes nothing.
    """

    code = "both-changed"
    article = Form(
        "{chapter} was left as it is: you have edited it, and this article has changed since.",
        "--merge brings the two together, --merge --diff shows that first.",
    )
    bad = "A paragraph mended in the chapter, and another one in the article"
    good = "octavo assemble --merge"


class MergeConflict(Entry):
    """The same lines have changed in the chapter and in its source. Yours stand in the chapter, so
    that the book can be built; the others are in the file that is named, between the signs that
    other tools use, with the lines as they were before. Take over what you want, and delete the
    file.
    """

    code = "merge-conflict"
    found = Form(
        "the source has changed this passage, too; yours stands.",
        "Both are in {aside}: take over what you want, then delete that file.",
    )
    bad = "One sentence reworded here, and reworded otherwise in the article"
    good = "The sentence as you want it, and no file of conflicts left"


class MergeImpossible(Entry):
    """To merge, Octavo needs the chapter as it last wrote it, which it keeps in
    `manuscript/articles/.written.zip`. That has no such text: the chapter was made by an earlier
    version, or the file was deleted. The chapter stays as it is.
    """

    code = "merge-impossible"
    found = Form(
        "{chapter} cannot be merged: the text that was last written of it was not kept.",
        "Compare the two with --diff, and take over what you want.",
    )
    bad = "octavo assemble --merge, with .written.zip deleted"
    good = "octavo assemble --diff"
