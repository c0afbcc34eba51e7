"""Chapters: the files of the manuscript, and what their front matter says."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class ChapterUnreadable(Entry):
    """The file cannot be read, so that nothing can be said of the text in it. Look whether it is
    yours to read, and whether the disk is in order.
    """

    code = "chapter-unreadable"
    severity = Severity.ERROR
    found = Form("{problem}", "{remedy}")
    bad = "manuscript/one.md, which belongs to another user"
    good = "sudo chown $USER manuscript/one.md"


class TextEncoding(Entry):
    """The file is not UTF-8, as text is saved today. It is read in the encoding in which its
    letters make words, or as what such files mostly are; but letters with accents, dashes and
    quotation marks may have become others. Look at the line, then save the file as UTF-8.
    """

    code = "text-encoding"
    found = Form(
        "this is not UTF-8; it is read as {encoding} ({bytes}, from this line on).",
        "Look at it, and save the file as UTF-8.",
    )
    bad = "A chapter saved by an old editor, in which é is one byte"
    good = "The same chapter saved as UTF-8"


class BookEmpty(Entry):
    """No chapter is listed, or all of them are drafts, so that there is nothing to build."""

    code = "book-empty"
    severity = Severity.ERROR
    found = Form("the book has no chapters.", 'Write chapters = ["one.md"] under [contents].')
    drafts = Form(
        "the book has no chapters.",
        "Build with --drafts, or take draft = true out of one of them.",
    )
    bad = "[contents]\nchapters = []"
    good = '[contents]\nchapters = ["one.md"]'


class ChapterEmpty(Entry):
    """The file has no words, so that the book has an opener with nothing behind it. Perhaps it was
    not saved, or is to be written later: `draft = true` in its front matter leaves it out.
    """

    code = "chapter-empty"
    found = Form("the chapter has no words.", "Write them, or leave the file out of the book.")
    bad = "An empty file"
    good = "# The Tide\n\nIt rose."


class ChapterMissing(Entry):
    """A file that book.toml lists is not in the folder `manuscript`. Look for a slip in its name;
    capitals count, also where your own machine does not mind.
    """

    code = "chapter-missing"
    severity = Severity.ERROR
    found = Form('the chapter "{chapter}" is not there.', "{suggestion}")
    bad = 'chapters = ["One.md"] with the file manuscript/one.md'
    good = 'chapters = ["one.md"]'


class ChapterOrphan(Entry):
    """A chapter lies in the folder, and the book does not list it, so that it is in no edition.
    List it where it belongs, or put it under `ignore` if it is to wait.
    """

    code = "chapter-orphan"
    found = Form(
        "book.toml does not list this chapter; it is left out.",
        "List it under [contents]: as a chapter, or under ignore.",
    )
    bad = '[contents]\nchapters = ["one.md"] with manuscript/two.md beside it'
    good = '[contents]\nchapters = ["one.md"]\nignore = ["two.md"]'


class ChapterTwice(Entry):
    """A chapter is listed twice. It stands in the book once, at its first place: of two, links into
    it could not say which they mean.
    """

    code = "chapter-twice"
    found = Form(
        '"{chapter}" is listed twice; it stands at its first place.', "Take one of the two out."
    )
    bad = 'chapters = ["one.md", "two.md", "one.md"]'
    good = 'chapters = ["one.md", "two.md"]'


class ChapterFolder(Entry):
    """A folder is listed where a file should be. The order of the files in it is nothing that
    Octavo could guess: list them one by one.
    """

    code = "chapter-folder"
    severity = Severity.ERROR
    found = Form(
        '"{chapter}" is a folder, not a file.', "List the Markdown files in it, one by one."
    )
    bad = 'chapters = ["journey"]'
    good = 'chapters = ["journey/out.md", "journey/home.md"]'


class PathOutside(Entry):
    """The file lies outside the book's folder, or a link leads out of it. A book is one folder that
    can be copied, kept and built elsewhere; what lies outside would be missing there.
    """

    code = "path-outside"
    severity = Severity.ERROR
    chapter = Form('"{path}" lies outside the book.', "Copy the file into the manuscript folder.")
    font = Form(
        'the font "{path}" lies outside the book; the theme\'s stand in.',
        "Copy it into manuscript/fonts.",
        severity=Severity.WARNING,
    )
    styles = Form(
        "this file lies outside the book; its rules are not read.",
        "Copy it into the book's folder.",
        severity=Severity.WARNING,
    )
    image = Form(
        'the image "{path}" lies outside the book.',
        "Copy it into manuscript/images.",
        severity=Severity.WARNING,
    )
    bad = "![A chart](../../Pictures/chart.png)"
    good = "![A chart](images/chart.png)"


class PartUntitled(Entry):
    """A part has no title, which would be printed on a page of its own and stand in the contents.
    Its chapters stand in the book, and in no part.
    """

    code = "part-untitled"
    found = Form(
        "this part has no title; its chapters stand in no part.",
        'Write title = "…" under [[contents.part]].',
    )
    bad = '[[contents.part]]\nchapters = ["one.md"]'
    good = '[[contents.part]]\ntitle = "Outward"\nchapters = ["one.md"]'


class PartEmpty(Entry):
    """A part has no chapters: its title would stand on a page with nothing behind it, so it is left
    out.
    """

    code = "part-empty"
    found = Form(
        'the part "{part}" has no chapters; it is left out.',
        'Write chapters = ["one.md"] under its title, or take the part out.',
    )
    bad = '[[contents.part]]\ntitle = "Outward"'
    good = '[[contents.part]]\ntitle = "Outward"\nchapters = ["one.md"]'


class Draft(Entry):
    """The chapter says of itself that it is a draft, and is left out, so that nothing unfinished
    gets into a shop. `--drafts` includes it; the preview always shows it.
    """

    code = "draft"
    severity = Severity.INFO
    found = Form("this is a draft; it is left out.", "Build with --drafts to see it.")
    bad = "---\ndraft: true\n---\n\n# The Tide"
    good = "# The Tide"


class FrontMatterKey(Entry):
    """The front matter of chapters has keys that Octavo does not use. The book is built without
    them: other programs have keys of their own there, and one line names them all. A warning is
    for a key that is one letter away from one that Octavo knows.
    """

    code = "front-matter-key"
    found = Form(
        'unknown key "{key}" in the front matter; it is not used.',
        "{suggestion}",
    )
    others = Form(
        "front matter has keys that Octavo does not use: {keys}.",
        severity=Severity.INFO,
    )
    bad = "---\nautor: Ann\n---"
    good = "---\nauthor: Ann\n---"


class FrontMatterType(Entry):
    """A value in the front matter is of the wrong kind, and is not used: a list where words belong,
    a word where `true` or `false` does.
    """

    code = "front-matter-type"
    found = Form('"{key}" must be text; it is not used.', 'Put it in quotes: "…".')
    flag = Form('"{key}" must be true or false; it is not used.', "Write one of the two.")
    bad = "---\ndraft: nearly\n---"
    good = "---\ndraft: true\n---"


class FrontMatterUnread(Entry):
    """The lines at the head of the file cannot be read as front matter. If they look like it, what
    is a plain key with a plain value is used, and the others are not; if they look like prose, or
    nothing closes them, they are kept as text, and the line of hyphens is a rule.
    """

    code = "front-matter-unread"
    found = Form("the front matter is {problem}; only its plain lines are used.", "{remedy}")
    text = Form("the front matter is {problem}; it is kept as text.", "{remedy}")
    words = Form(
        "there is no key between these rules; they are kept as text.",
        "Leave a blank line below the first rule, or write each line as key: value.",
    )
    open = Form(
        "the front matter that begins here is never closed; it is kept as text.",
        "Close it with a line that holds only {fence}.",
    )
    bad = '---\nshort_title: "The Tide\n---'
    good = '---\nshort_title: "The Tide"\n---'


class KindUnknown(Entry):
    """The chapter says it is of a kind that Octavo does not know. The kind tells readers what a
    section is (a preface, an appendix), and the printed book how to open it.
    """

    code = "kind-unknown"
    found = Form('"{kind}" is not a kind of section; it is passed over.', "{suggestion}")
    bad = "---\nkind: prefase\n---"
    good = "---\nkind: preface\n---"


class IdTwice(Entry):
    """Two things have the same name, or one has a name that Octavo gives itself. A link, a note or
    a reader's bookmark would find the first of the two only, and e-readers refuse such a file.
    """

    code = "id-twice"
    severity = Severity.ERROR
    part = Form(
        'the id "{id}" belongs to the part "{other}" already.',
        "Rename one of the files, or write another id in its front matter.",
    )
    chapter = Form(
        'the id "{id}" belongs to {other} already.',
        "Rename one of the files, or write another id in its front matter.",
    )
    text = Form(
        'the id "{id}" is given twice; the first one counts.',
        "Give one of the two another id.",
        severity=Severity.WARNING,
    )
    reserved = Form(
        'the id "{id}" is one of Octavo\'s own; it is left out.',
        "Give another id.",
        severity=Severity.WARNING,
    )
    bad = "## High water {#tide}\n\n## Low water {#tide}"
    good = "## High water {#high}\n\n## Low water {#low}"
