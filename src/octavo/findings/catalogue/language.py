"""The language of a book, and the words that Octavo adds in it."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class LanguageMissing(Entry):
    """The book states no language, and English is assumed. The language decides where words are
    hyphenated, which quotation marks are set, which voice reads the book aloud, and on which shelf
    a shop puts it.
    """

    code = "language-missing"
    found = Form(
        "the book states no language; English is assumed.", 'Write language = "en" under [book].'
    )
    bad = '[book]\ntitle = "Die Gezeiten"'
    good = '[book]\ntitle = "Die Gezeiten"\nlanguage = "de"'


class LanguageWrong(Entry):
    """Languages are written as the tags that e-books and the web use (BCP 47): a code of two or
    three letters, and a country's if it matters. A reader that does not know the tag hyphenates
    nothing and reads aloud with the wrong voice.
    """

    code = "language-wrong"
    severity = Severity.ERROR
    found = Form('"{tag}" is not a language tag.', "{suggestion}")
    passage = Form(
        '"{tag}" is not a language tag; the passage has none.',
        "{suggestion}",
        severity=Severity.WARNING,
    )
    chapter = Form(
        '"{tag}" is not a language tag; the chapter is in the book\'s language.',
        "{suggestion}",
        severity=Severity.WARNING,
    )
    bad = 'language = "english"'
    good = 'language = "en-GB"'


class WordsMissing(Entry):
    """Octavo adds a few words to a book, such as "Contents", "Notes" or "Page", and does not know
    them in this language, or not all of them: a word counts as known if two sources that do not
    depend on each other have it. English ones are used, which a reader will notice. Send us the
    right ones.
    """

    code = "words-missing"
    found = Form(
        'Octavo has no words of its own in "{language}" (Contents, Notes, Page …);'
        " English ones are used.",
        "Send us the {count} words, and the next version will have them.",
    )
    some = Form(
        'Octavo has no word of its own in "{language}" for {words}; English stands in.',
        "Send us the word, and the next version will have it.",
        severity=Severity.INFO,
    )
    bad = 'language = "fo" with a table of contents headed "Contents"'
    good = 'language = "da" with a table of contents headed "Indhold"'
