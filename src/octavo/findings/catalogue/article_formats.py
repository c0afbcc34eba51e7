"""Articles: what reading their files, pages and feeds left out."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class Shortcode(Entry):
    """A blog's shortcode stands in the text, and only the blog could have filled it in, with a
    gallery, a form or a map. Replace it in the chapter, or take it out.
    """

    code = "shortcode"
    found = Form(
        "“{title}” has shortcodes, which stand in the text as they are: {names}.",
        "Only the blog could fill them in: replace them in the chapter.",
    )
    taken_out = Form(
        "tags that only the site could follow were taken out, and what they held stays: {names}.",
        "Look at the chapter, and set there what they showed.",
    )
    bad = "[gallery ids=12,13]"
    good = "![The harbour at high water](images/harbour.jpg)"


class ArticleUnread(Entry):
    """An article could not be read, so that the book has no chapter of it. All others were taken.
    Do what the message says, and run `octavo assemble` again.
    """

    code = "article-unread"
    severity = Severity.ERROR
    found = Form("{problem}", "{remedy}")
    bad = "title: A key and\ta tab"
    good = 'title: "A key and a tab"'


class EntriesEmpty(Entry):
    """Entries of a feed or an export, or some of several files, that have no text were left out.
    Most often they were begun and never written.
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


class TableHead(Entry):
    """A table names no head, so that its first row became it: Markdown's tables have one, and a
    voice reads it out before each cell.
    """

    code = "table-head"
    severity = Severity.INFO
    found = Form("this table names no head; its first row became it.")
    bad = "<table><tr><td>Day</td><td>Height</td></tr> …"
    good = "<table><tr><th>Day</th><th>Height</th></tr> …"


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
    """Posts are taken from an export; pages only with `--pages`, and readers' comments, menus,
    templates and settings never.
    """

    code = "export-left-out"
    severity = Severity.INFO
    found = Form("only articles are taken; left out: {kinds}.")
    with_pages = Form("only posts are taken; left out: {kinds}.", "--pages takes the pages, too.")
    of_site = Form("from {tool}, and left out: {what}.", "--pages and --drafts take those.")
    bad = "An export whose best text is a page, “About the coast”"
    good = "octavo assemble export.xml --pages"


class ExportWordsLeftOut(Entry):
    """Words of an export were left out that are no part of an article: a page's properties,
    readers' comments on a document, buttons to subscribe and to share. The message says them; the
    export itself is kept beside the ledger.
    """

    code = "export-words-left-out"
    severity = Severity.INFO
    properties = Form("the page's properties are left out: “{words}”.")
    comments = Form("the readers' comments are left out: “{words}”.")
    buttons = Form("the site's own buttons are left out: “{words}”.")
    contents = Form("the page's own table of contents is left out: “{words}”.")
    bad = "Subscribe now"
    good = "A post without the buttons that stood between its paragraphs"


class ArticleWordsMissing(Entry):
    """Words of a post did not come into its chapter: they stand on a button or in a form, or its
    HTML is broken, and a tag that is never closed swallows what follows. The message says them. Put
    them into the chapter if they belong there.
    """

    code = "article-words-missing"
    found = Form(
        "{count} of the article's words are not in its chapter: “{words}”.",
        "Put them there if they belong to it; broken HTML may have hidden them.",
    )
    bad = "The tide <textarea>was out, and nobody saw him go."
    good = "The tide was out, and nobody saw him go."


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
