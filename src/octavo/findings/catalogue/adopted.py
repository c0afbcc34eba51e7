"""Whole books from other tools: what `octavo adopt` could not take over as it is."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class LooksAdoptable(Entry):
    """The folder that was named for its articles is a whole book, with a list of its chapters, or
    the file holds all chapters of one. `octavo adopt` takes it over in that order, with its title
    and its parts.
    """

    code = "looks-adoptable"
    severity = Severity.INFO
    found = Form(
        "this looks like a book of {tool}; its articles were taken one by one.",
        "To take it whole, in its own order: octavo adopt {folder}",
    )
    file = Form(
        "this looks like a whole book of {count} chapters; it was taken as one article.",
        "To take it apart into them: octavo adopt {folder}",
    )
    bad = "octavo assemble my-mdbook/"
    good = "octavo adopt my-mdbook/"


class AdoptUnread(Entry):
    """The other tool's files say something of the book that Octavo has no use for or cannot follow,
    such as a chapter that is listed and not there. All else was taken over.
    """

    code = "adopt-unread"
    severity = Severity.INFO
    found = Form("not taken over: {what}.")
    bad = "- [The Ebb](ebb.md), and no such file"
    good = "- [The Ebb](the-ebb.md)"


class AdoptUnreadable(Entry):
    """A chapter of the folder cannot be read: its file may not be opened, or it is a link that
    leads nowhere. The other chapters were taken over. Run the command again once it can be read,
    and it comes in at its place.
    """

    code = "adopt-unreadable"
    severity = Severity.ERROR
    found = Form("{problem} The other chapters were taken.", "{remedy}")
    bad = "A link to a chapter that is no longer there"
    good = "The file itself"


class AdoptLiterature(Entry):
    """The book has a file of its sources, and cites them by keys, such as [@lee1999]. The file was
    copied. Octavo makes no list of it, and prints the keys as they are typed. pandoc writes both
    out, chapter by chapter: the sources as they are to be read, and the list below them.
    """

    code = "adopt-literature"
    severity = Severity.INFO
    found = Form(
        "{file} was copied, but no list is made of it; keys such as [@key] stay as they are typed.",
        "pandoc writes them out: pandoc --citeproc --bibliography={file} -t commonmark_x"
        " CHAPTER.md -o CHAPTER.md",
    )
    bad = "The tides are odd [@lee1999]."
    good = "The tides are odd (Lee 1999)."


class AdoptTagLeft(Entry):
    """A tag asks for the text of another file, and that is not in the folder, or cannot be read.
    The tag stays in the chapter as it is written.
    """

    code = "adopt-tag-left"
    found = Form(
        "the text that {tag} asks for could not be had; the tag stays.",
        "Put the file into the folder, or write its text into the chapter.",
    )
    bad = "{{#include ../../elsewhere/list.txt}}"
    good = "{{#include list.txt}}"


class AdoptBothChanged(Entry):
    """The file has changed in the other tool's folder, and you have changed its copy in the book.
    Yours stays. `--merge` takes over what has changed where you have not; what both have changed is
    written beside it.
    """

    code = "adopt-both-changed"
    found = Form(
        "this has changed in {source} and in the book; the book's was left as it is.",
        "--merge brings the two together, --merge --diff shows that first.",
    )
    bad = "A chapter corrected here, and there as well"
    good = "A chapter corrected in one of the two places"


class AdoptGone(Entry):
    """The chapter is no longer in the folder that it came from. It stays in the book; take it out
    of book.toml if the book is to be without it.
    """

    code = "adopt-gone"
    severity = Severity.INFO
    found = Form(
        "this is no longer in {source}; it stays in the book.",
        "Take it out of book.toml if the book is to be without it.",
    )
    bad = "A chapter that the other tool's list has no longer"
    good = "The same list as at the first time"


class LooksLikeArticle(Entry):
    """The file that was adopted is short and has no chapters: an article, it seems. `octavo adopt`
    makes a book of a file as it is; `octavo assemble` reads an article, finds its by-line and its
    headings, and puts it beside others.
    """

    code = "looks-like-article"
    severity = Severity.INFO
    found = Form(
        "this looks like a single article: no chapters were found in it.",
        "To take it as one of a book's articles: octavo assemble {file}",
    )
    bad = "octavo adopt my-post.md"
    good = "octavo assemble my-post.md"


class LooksLikeArticles(Entry):
    """The folder that was adopted is a blog, or holds separate texts with dates.
    `octavo assemble` reads each as an article, cleans it, and leads links between them right.
    """

    code = "looks-like-articles"
    severity = Severity.INFO
    found = Form(
        "this looks like separate articles ({sign}), not like one book.",
        "To take them as such, into a new book: octavo assemble {folder}",
    )
    bad = "octavo adopt my-blog/"
    good = "octavo assemble my-blog/_posts"


class AdoptRowKept(Entry):
    """The ledger joins this to the chapter before, and you have edited one of the two. Both stay
    as they are; join them by hand, in the files and in book.toml.
    """

    code = "adopt-row-kept"
    found = Form(
        '"{title}" was not joined to the chapter before: one of them has been edited.',
        "Join them by hand, or set level back to chapter in the ledger.",
    )
    bad = 'level = "text" for a chapter that was changed since'
    good = 'level = "chapter"'


class AdoptNotMoved(Entry):
    """The list of chapters in book.toml is yours: it has been changed since Octavo wrote it. So
    the new places of chapters were not written there; chapters that are new were added at the end.
    """

    code = "adopt-not-moved"
    severity = Severity.INFO
    found = Form(
        "the places of chapters have changed, and so has the list here; it was only added to.",
        "Move the chapters by hand: their places are in manuscript/articles/ledger.toml.",
    )
    bad = "chapters sorted by hand, and then other matter in the ledger"
    good = "matter changed in book.toml itself"


class AdoptTagInPlace(Entry):
    """A tag asks for the text of another file. Where a book is adopted in place, no file is
    changed and tags are not followed: the tag stands in the e-book and in print as it is typed, and
    each build names it.
    """

    code = "adopt-tag-in-place"
    found = Form(
        "{tag} asks for another file's text, which a book that is read in place does not get.",
        "Adopt it into a folder of its own (octavo adopt … --book DIR): there the text is put in.",
    )
    bad = "octavo adopt --in-place . with {{#include list.txt}}"
    good = "octavo adopt . --book ../my-book"


class AdoptLanguage(Entry):
    """The other tool's files do not say in which language the book is. Its letters and small words
    do; but only you know whether it is British or Canadian.
    """

    code = "adopt-language"
    severity = Severity.INFO
    found = Form(
        'no language is stated; by its words the book is in "{language}".',
        "If that is wrong, set language in book.toml.",
    )
    bad = "A _quarto.yml without lang, and a book in Portuguese"
    good = "lang: pt-BR"
