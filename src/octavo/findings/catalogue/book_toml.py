"""book.toml: its keys and values, and what they say about the book as a whole."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class SchemaMissing(Entry):
    """The first line of book.toml says for which form of the file it was written, so that a later
    Octavo can still read it rightly instead of guessing.
    """

    code = "schema-missing"
    severity = Severity.ERROR
    found = Form("the schema is not stated.", "Begin the file with the line schema = 1.")
    bad = '[book]\ntitle = "The Tide"'
    good = 'schema = 1\n\n[book]\ntitle = "The Tide"'


class SchemaUnknown(Entry):
    """The file was written for another version of Octavo, and its keys may mean something else. Use
    that version; or write the number that this one reads, build again, and mend what it complains
    of.
    """

    code = "schema-unknown"
    severity = Severity.ERROR
    found = Form(
        "schema {number} is not known; this version of Octavo reads schema {known}.",
        "Use the Octavo that wrote this file; or write schema = {known}"
        " and build again, to see which keys differ.",
    )
    bad = "schema = 7"
    good = "schema = 1"


class Strict(Entry):
    """Warnings stop this build as errors do, since `--strict` or `strict = true` at the top of
    book.toml asks for it: nothing is written until none is left. It suits a book that is ready for
    the shops, and a machine that builds it at every change. Notes stop nothing.
    """

    code = "strict"
    severity = Severity.ERROR
    book = Form(
        "warnings stop this build, because strict = true; there {verb} {count:,}.",
        "Mend what they name, or take the line out.",
    )
    command = Form(
        "warnings stop this build, because of --strict; there {verb} {count:,}.",
        "Mend what they name, or build without it.",
    )
    bad = "strict = true with a link that leads nowhere"
    good = "strict = true with the link mended"


class KeyUnknown(Entry):
    """A key that Octavo does not know, most often a slip of the finger. It is an error, because
    what you meant to say would otherwise be missing from the book without a word. The guide has a
    table of all keys: `octavo guide`.
    """

    code = "key-unknown"
    severity = Severity.ERROR
    found = Form('unknown key "{key}".', "{suggestion}")
    bad = '[book]\ntitel = "The Tide"'
    good = '[book]\ntitle = "The Tide"'


class TypeWrong(Entry):
    """The value is of another kind than its key asks for: a word without quotation marks, a single
    name where a list belongs, a number in quotation marks, a table where a line would do.
    """

    code = "type-wrong"
    severity = Severity.ERROR
    value = Form('"{key}" must be {what}.', "Write {key} = {example}.")
    item = Form('an item of "{key}" is not {what}.', "Write it as {example}.")
    table = Form('"{key}" must be a table.', "Write [{key}] on a line of its own.")
    tables = Form(
        '"{key}" must be a list of tables.', "Write [[{key}]], in double brackets, before each."
    )
    bad = 'subjects = "Sailing"'
    good = 'subjects = ["Sailing"]'


class CharacterForbidden(Entry):
    """An invisible control character has got into the text, usually by copying from a PDF or a
    terminal. The files of an e-book are XML, which cannot hold it: a reader would refuse the whole
    chapter. In book.toml it is an error; in a chapter or a style sheet a space takes its place.
    """

    code = "character-forbidden"
    severity = Severity.ERROR
    found = Form('"{key}" holds the control character {character}.', "Take it out.")
    in_text = Form(
        "the control character {character} becomes a space.",
        "Take it out.",
        severity=Severity.WARNING,
    )
    none = Form(
        "{character} is no character; it becomes a space.",
        "Take it out.",
        severity=Severity.WARNING,
    )
    reference = Form(
        "{reference} names no character that a book can hold; it goes.",
        "Take it out.",
        severity=Severity.WARNING,
    )
    bad = "The tide&#1; turned."
    good = "The tide turned."


class TitleMissing(Entry):
    """No shop takes a book without a title, no reader can list it, and its files are named after
    it.
    """

    code = "title-missing"
    severity = Severity.ERROR
    found = Form("the book has no title.", 'Write title = "…" under [book].')
    article = Form(
        "no title was found; “{title}” is made of the file's name.",
        "Change the line that begins with # in the chapter.",
        severity=Severity.WARNING,
    )
    bad = '[book]\nauthors = ["Ada Byron"]'
    good = '[book]\ntitle = "The Tide"\nauthors = ["Ada Byron"]'


class TitleLong(Entry):
    """A title is shown in places that have little room: a cover, a spine, a running head, a list on
    a telephone. What does not fit is cut off there, and shops refuse what is longer than they
    store. A subtitle takes the rest; for a chapter, `short_title` is what the running head shows.
    """

    code = "title-long"
    found = Form(
        "the title has {count:,} characters; stores take {most},"
        " and a cover, a running head and a file's name hold its beginning only.",
        "Shorten it; a subtitle or the description takes the rest.",
    )
    chapter = Form(
        "the chapter's title has {count:,} characters; a running head holds its beginning only.",
        "Shorten it, or write short_title: … into the chapter's front matter.",
    )
    article = Form(
        "a title of {words} words.", "Give the chapter a short_title for the running head."
    )
    bad = "# On the Tides of the Northern Coast, and What the Fishermen Told Me About Them in 1911"
    good = "---\nshort_title: On the Tides\n---\n\n# On the Tides of the Northern Coast, and What …"


class DateWrong(Entry):
    """The date of publication goes into the e-book and to the shops as year, month and day. Other
    ways to write it mean different days in different countries.
    """

    code = "date-wrong"
    severity = Severity.ERROR
    found = Form('"{date}" is not a date.', 'Write it as date = "2026-11-22".')
    epoch = Form(
        'SOURCE_DATE_EPOCH is "{epoch}", which is no time.',
        "Set it to a number of seconds since 1970, or unset it.",
    )
    bad = 'date = "22/11/2026"'
    good = 'date = "2026-11-22"'


class SlugWrong(Entry):
    """The slug begins the names of all files that are built. They travel through shops, mail and
    web servers, which agree on small letters, digits and hyphens only.
    """

    code = "slug-wrong"
    found = Form(
        'the slug "{slug}" cannot be the name of a file; "{other}" is.', 'Write slug = "{other}".'
    )
    bad = 'slug = "The Tide!"'
    good = 'slug = "the-tide"'


class AuthorUnnamed(Entry):
    """A person in `authors` has no name, and would stand as an empty line on the title page and in
    the shops' lists.
    """

    code = "author-unnamed"
    found = Form(
        "an author has no name, and is left out.",
        'Write authors = ["Name"], or leave the line out.',
    )
    bad = 'authors = [""]'
    good = 'authors = ["Ada Byron"]'


class ContributorUnnamed(Entry):
    """A person in `contributors` (an editor, a translator, an illustrator) has no name."""

    code = "contributor-unnamed"
    found = Form(
        "a contributor has no name, and is left out.",
        'Write contributors = ["Name"], or leave the line out.',
    )
    bad = 'contributors = [{ role = "translator" }]'
    good = 'contributors = [{ name = "Luigi Menabrea", role = "translator" }]'


class RoleUnknown(Entry):
    """What a person did is stored as a code of the MARC list, by which libraries and shops sort
    them. Write it as a plain word, such as `editor`, or as the code itself.
    """

    code = "role-unknown"
    found = Form(
        'the role "{role}" is not one that libraries know; it is left out.', "{suggestion}"
    )
    bad = 'contributors = [{ name = "Luigi Menabrea", role = "made the English" }]'
    good = 'contributors = [{ name = "Luigi Menabrea", role = "translator" }]'


class SeriesUnnamed(Entry):
    """There is a number in a series, but no series: shops group the volumes by its name."""

    code = "series-unnamed"
    found = Form(
        "the book has a number in a series, but the series has no name; the number is left out.",
        'Write series = "…" above it.',
    )
    bad = "series_number = 2"
    good = 'series = "The Northern Coast"\nseries_number = 2'


class SeriesNumber(Entry):
    """The place in a series is a decimal number: 2, or 1.5 for a story between two volumes. Readers
    sort by it.
    """

    code = "series-number"
    found = Form("{number} is no place in a series; it is left out.", "Write series_number = 2.")
    bad = 'series_number = "second"'
    good = "series_number = 2"


class GoalWrong(Entry):
    """`goal` is the number of words that you want to write; the preview shows how far you have
    come. None, or fewer, is no goal.
    """

    code = "goal-wrong"
    found = Form("{goal} is no number of words to write; it is passed over.", "Write goal = 60000.")
    bad = "goal = 0"
    good = "goal = 60000"


class WritingUnknown(Entry):
    """Lines run from side to side ("horizontal"), or downwards in columns ("vertical"), as in
    Japanese novels.
    """

    code = "writing-unknown"
    found = Form('"{writing}" is no way of writing; lines run from side to side.', "{suggestion}")
    bad = 'writing = "downwards"'
    good = 'writing = "vertical"'


class WritingVertical(Entry):
    """Only e-books can be written downwards so far. The printed edition of the same book is set in
    lines across the page, which Japanese readers know from non-fiction.
    """

    code = "writing-vertical"
    found = Form(
        'the printed edition "{edition}" is set in lines across the page.',
        "Only e-books can be written downwards.",
    )
    bad = '[book]\nwriting = "vertical"\n\n[editions.print]\nformat = "pdf"'
    good = '[book]\nwriting = "vertical"\n\n[editions.ebook]\nformat = "epub"'
