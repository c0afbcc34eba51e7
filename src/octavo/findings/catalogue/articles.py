"""Articles: what `octavo assemble` has to say about the texts that it brings into a book."""

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


class Shortcode(Entry):
    """A blog's shortcode stands in the text, and only the blog could have filled it in, with a
    gallery, a form or a map. Replace it in the chapter, or take it out.
    """

    code = "shortcode"
    found = Form(
        "“{title}” has shortcodes, which stand in the text as they are: {names}.",
        "Only the blog could fill them in: replace them in the chapter.",
    )
    bad = "[gallery ids=12,13]"
    good = "![The harbour at high water](images/harbour.jpg)"


class EntriesEmpty(Entry):
    """Entries of a feed or an export, or files in a folder, that have no text were left out. Most
    often they were begun and never written.
    """

    code = "entries-empty"
    severity = Severity.INFO
    found = Form("without a text, and left out: {names}.")
    bad = "A post with a title and nothing below it"
    good = "A post with a text"


class FilesPassedOver(Entry):
    """Files in the folder that are no articles were passed over. If one of them is, save it in a
    form that can be read: text, Markdown, HTML or .docx.
    """

    code = "files-passed-over"
    severity = Severity.INFO
    found = Form("no articles, and passed over: {names}.")
    bad = "harbour.pages"
    good = "harbour.docx"


class TwoTitles(Entry):
    """The article's front matter and its text have different titles. The text's was taken, for that
    is what its reader saw.
    """

    code = "two-titles"
    found = Form(
        "the front matter's title is “{title}”, the text's “{other}”; the text's was taken."
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
    """The article says of itself that it is a draft, or was never published. It was taken all the
    same, because you named it. Take its chapter out of book.toml if it should wait.
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


class StructureFlattened(Entry):
    """Some of the page's structure has no like in a book, such as boxes within boxes, so that its
    words became plain paragraphs. Compare the chapter with the page.
    """

    code = "structure-flattened"
    severity = Severity.INFO
    found = Form(
        "some of the page's structure cannot be written as Markdown; its words became"
        " plain paragraphs.",
        "Compare the chapter with the page.",
    )
    bad = "A table within a table"
    good = "Two tables, one below the other"


class PageLeftOut(Entry):
    """So many words of the web page were left out as menus, comments and the like. Which part of a
    page is the article is a guess; the whole page is kept beside the ledger: see whether you miss
    something.
    """

    code = "page-left-out"
    severity = Severity.INFO
    found = Form(
        "{count:,} of the page's {all:,} words were left out as menus, comments and the like.",
        "The whole page is kept beside the ledger: look whether you miss something.",
    )
    bad = "An article whose second half is missing from the chapter"
    good = "An article without the menu that stood above it"


class EmbedLeftOut(Entry):
    """A film, a map or a form was left out, because paper cannot show it and an e-book may not load
    it. Say in a sentence what it showed, or put a picture there.
    """

    code = "embed-left-out"
    found = Form(
        "{count} × <{tag}>{source} left out: a book cannot show it.",
        "Describe it in a sentence, or put a picture there.",
    )
    bad = '<iframe src="https://example.org/tide-film"></iframe>'
    good = "![The bay at low water](images/low-water.jpg)"


class ImageLeftOut(Entry):
    """A picture could not be had: its file is not there, or the web did not give it. Save it in
    `manuscript/images` and show it from the chapter.
    """

    code = "image-left-out"
    found = Form(
        'the picture "{address}"{described} is not in the book: {reason}.',
        "Save it in manuscript/images and show it from the chapter.",
    )
    bad = "![The harbour](https://example.org/gone.jpg)"
    good = "![The harbour](images/harbour.jpg)"


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


class TableHead(Entry):
    """A table names no head, so that its first row became it: Markdown's tables have one, and a
    voice reads it out before each cell.
    """

    code = "table-head"
    severity = Severity.INFO
    found = Form("this table names no head; its first row became it.")
    bad = "<table><tr><td>Day</td><td>Height</td></tr> …"
    good = "<table><tr><th>Day</th><th>Height</th></tr> …"


class DocxLeftOut(Entry):
    """Something in the Word document has no like in a book, such as a style of your own. Its words
    are all there; look at the chapter.
    """

    code = "docx-left-out"
    severity = Severity.INFO
    found = Form(
        "not taken over as it is: {words}.", "Look at the chapter; what it says is all there."
    )
    bad = "A paragraph in the style “Odd One”"
    good = "A paragraph in the style “Quote”"


class FeedSummaries(Entry):
    """The feed holds only the beginnings of its articles, as many feeds do. Name their own
    addresses, or export the blog.
    """

    code = "feed-summaries"
    found = Form(
        "{count} of {all} entries hold a summary alone, “{title}” first.",
        "Name the articles' own addresses, or export the blog.",
    )
    bad = "octavo assemble https://example.org/feed"
    good = "octavo assemble https://example.org/the-tide https://example.org/the-ebb"


class ExportLeftOut(Entry):
    """Only posts are taken from an export; pages, menus and pictures are not. If a page is an
    article, name its address.
    """

    code = "export-left-out"
    severity = Severity.INFO
    found = Form("only posts are taken; left out: {kinds}.")
    bad = "An export whose best text is a page, “About the coast”"
    good = "octavo assemble export.xml https://example.org/about-the-coast"


class ExportDamaged(Entry):
    """The export is damaged, and posts may be missing from its end. What could be read was taken;
    export the blog again and count the posts.
    """

    code = "export-damaged"
    found = Form(
        "the export is damaged ({reason}); what could be read was taken.",
        "Export the blog again and compare the number of posts.",
    )
    bad = "An export whose download broke off"
    good = "The same, downloaded whole"


class EncodingMisstated(Entry):
    """The page states one encoding and is in another, and was read as what it is. See whether its
    letters are right, above all accents and quotation marks.
    """

    code = "encoding-misstated"
    found = Form(
        'the page says that it is "{encoding}"; it is UTF-8 and was read so.',
        "Look whether its letters are right.",
    )
    bad = '<meta charset="iso-8859-1"> in a page that is UTF-8'
    good = '<meta charset="utf-8">'
