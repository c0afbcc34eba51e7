"""Articles: how a run of `octavo assemble` takes them into the book, and what they share."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class TwoTitles(Entry):
    """The article's front matter and its text have different titles. The one that its reader saw
    was taken: the text's, or the front matter's where that is a blog's, whose engine sets it above
    the text.
    """

    code = "two-titles"
    found = Form(
        "the front matter's title is “{title}”, the text's “{other}”; the text's was taken."
    )
    of_front_matter = Form(
        "the front matter's title is “{title}”, the text's “{other}”; the front matter's was taken,"
        " and the text's is a heading."
    )
    bad = "---\ntitle: Tides\n---\n\n# The tide"
    good = "# The tide"


class HeadingsLowered(Entry):
    """The article had several headings of the first level, of which a chapter has one, so all below
    the title went down by one.
    """

    code = "headings-lowered"
    severity = Severity.INFO
    found = Form(
        "all headings below the title went down one step: there is more than one #.",
        "A chapter has one # Title; if this article is several, take it apart.",
    )
    bad = "# The tide\n\n# The ebb"
    good = "# The tide\n\n## The ebb"


class FrontMatterUnused(Entry):
    """Keys at the head of the article that Octavo has no use for, such as a blog's tags. They were
    left out of the chapter; the copy of the article keeps them.
    """

    code = "front-matter-unused"
    severity = Severity.INFO
    found = Form("not used of the front matter: {keys}.")
    bad = "---\ntags: sea, clocks\n---"
    good = "---\ndate: 2026-11-22\n---"


class ArticleDraft(Entry):
    """The article says of itself that it is a draft, or was never published. One that you name is
    taken all the same; those of an export are left out, unless you ask for them with `--drafts`.
    """

    code = "article-draft"
    found = Form(
        "the article says that it is a draft; it was taken all the same.",
        "Take its chapter out of book.toml if it should wait.",
    )
    unpublished = Form(
        "“{title}” is not published ({status}); it was taken all the same.",
        "Take its chapter out of book.toml if it should wait.",
    )
    left_out = Form(
        "“{title}” is not published ({status}); it was left out.", "--drafts takes it, too."
    )
    bad = "---\ndraft: true\n---"
    good = "The article as it was published"


class ArticleGone(Entry):
    """An article that was there at an earlier run is there no more. Its chapter stays, with all
    that you have changed in it; take it out of book.toml if the book is to be without it.
    """

    code = "article-gone"
    found = Form(
        "its source {origin} is not there any more.",
        "The chapter {chapter} stays; take it out of book.toml if the book is to be without it.",
    )
    bad = "octavo assemble articles/, after harbour.txt was deleted"
    good = "The same, with harbour.txt back in its place, or its chapter off the list"


class ChapterTakenOut(Entry):
    """You took the chapter out of book.toml, and there it stays, however often its article is read
    again. This is said once. To have it back, write it into the list.
    """

    code = "chapter-taken-out"
    severity = Severity.INFO
    found = Form(
        "{chapter} stays out of the book, as you took it out.",
        "To have it back, write it into book.toml's list.",
    )
    bad = 'chapters = ["piece-one.md"], though "piece-two.md" was to be there'
    good = 'chapters = ["piece-one.md", "piece-two.md"]'


class ArticleNotKept(Entry):
    """No copy of the article was kept, and it was not named this time, so that it was not read
    again. Name it once more.
    """

    code = "article-not-kept"
    found = Form(
        "no copy was kept, so {origin} was not read again.",
        "Name it once more: octavo assemble ARTICLE",
    )
    bad = "octavo assemble"
    good = "octavo assemble harbour.txt"


class ArticleCopyEdited(Entry):
    """You have edited the copy in `manuscript/articles`, so that the copy counts, not the original,
    and what was changed in the original since is not in the book.
    """

    code = "article-copy-edited"
    found = Form(
        "this copy was edited, so {origin} was not used.",
        "Delete the copy to go by the original again.",
    )
    bad = "Changes in both harbour.txt and manuscript/articles/harbour.txt"
    good = "Changes in the chapter, and the copy as it was"


class ArticleDuplicate(Entry):
    """Two articles have the same text, or most of it: a reader would think that a page was bound
    twice. Keep the better one, or join them.
    """

    code = "article-duplicate"
    found = Form(
        "the text is that of {other}, word for word.", "Leave one of the two out of the book."
    )
    mostly = Form(
        "about {percent} % of the shorter text stands in {other} as well.",
        "Keep the better one, or join them.",
    )
    bad = "A post, and the newsletter that repeated it"
    good = "One of the two"


class PassageShared(Entry):
    """Two articles share a passage, which the message shows. On a blog nobody remembers; in a book
    it is thirty pages back. Take it out of one of the chapters, or let it stand.
    """

    code = "passage-shared"
    found = Form(
        "{words} words stand in {where} as well: “{text}”.",
        "Take the passage out of one of the two chapters, or let it stand.",
    )
    bad = "“Who is who on the coast”, at the head of every article"
    good = "The same in the first chapter alone"


class StoryRetold(Entry):
    """Two articles may tell the same story: they share names and numbers that are in no other. It
    is a guess; compare them.
    """

    code = "story-retold"
    severity = Severity.INFO
    found = Form(
        "the story of {other} may be told here again: both name {names}.",
        "Compare the two; this is a guess from names and numbers.",
    )
    bad = "The drowned bell of 1911, told in chapters three and nine"
    good = "The story in chapter three, and a reference to it in chapter nine"


class ImageKept(Entry):
    """A picture of that name is there already and is another one. Yours was left as it is, for you
    may have cropped or cleaned it.
    """

    code = "image-kept"
    severity = Severity.INFO
    found = Form(
        "{image} is another picture than the article's and was left as it is.",
        "Delete it to have the article's.",
    )
    bad = "images/harbour.jpg, which is another picture than the article's"
    good = "images/harbour.jpg as you want it"
