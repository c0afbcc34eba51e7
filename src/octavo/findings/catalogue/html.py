"""HTML that is written in a chapter."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class HtmlRefused(Entry):
    """An element or attribute of HTML that a book cannot have. Scripts, frames, forms and films
    mean nothing on paper, and the shops refuse e-books that hold them; other things have a better
    way in Markdown or in the book's own style sheet. A bare `<` is written `&lt;`.
    """

    code = "html-refused"
    severity = Severity.ERROR
    declaration = Form("{sign} cannot stand in a book.", "Take it out.")
    letters = Form("<{tag}> is not in small letters.", "Write <{small}>.")
    unknown = Form("<{tag}> is not an element of HTML.", "Write &lt; where you mean the sign <.")
    element = Form("<{tag}> cannot stand in a book.", "{instead}")
    script = Form("the attribute {name} runs a script; a book runs none.", "Take it out.")
    attribute = Form("<{tag}> cannot have the attribute {name} in a book.", "Take it out.")
    attachment = Form(
        'rel="attachment" would put a file of this computer into the book.',
        "Take it out, or link to a web address.",
    )
    link = Form("a link runs a script; a book runs none.", "Take it out.")
    cite = Form('cite="{value}" is not a web address.', "Write one, or take it out.")
    fetches = Form("a style fetches a file; a book carries all it needs.", "Take it out.")
    id = Form('the id "{value}" is not one word.', "Join its words with hyphens.")
    language = Form('"{value}" is not a language tag.', "{suggestion}")
    number = Form(
        '{name}="{value}" is not a whole number.',
        "Write a number alone, or a rule in styles/local.css.",
    )
    choice = Form('{name}="{value}" means nothing.', "Choose one of: {choices}.")
    bad = '<font color="red">The tide</font>'
    good = '<span class="warning">The tide</span>'


class HtmlMalformed(Entry):
    """HTML that does not add up: a tag that is not closed, two that overlap, an attribute without
    quotes. Browsers guess what was meant; e-readers read XHTML, and show nothing of a chapter that
    is not well-formed.
    """

    code = "html-malformed"
    severity = Severity.ERROR
    comment = Form("this comment is never closed.", "Write --> at its end.")
    twice = Form(
        "raw HTML is not well-formed: {name} stands twice in one tag.", "Take one of the two out."
    )
    valueless = Form(
        "raw HTML is not well-formed: {name} has no value.",
        'Write {name}="…", or &lt; where you mean the sign <.',
    )
    unquoted = Form(
        "raw HTML is not well-formed: the value of {name} has no quotes.",
        'Write {name}="{value}".',
    )
    void = Form(
        "raw HTML is not well-formed: <{tag}> needs no </{tag}>.",
        "Mend the tag, or write &lt; where you mean the sign <.",
    )
    before = Form(
        "raw HTML is not well-formed: <{tag}> is not closed before </{outer}>.",
        "Mend the tag, or write &lt; where you mean the sign <.",
    )
    closes = Form(
        "raw HTML is not well-formed: </{tag}> closes nothing.",
        "Mend the tag, or write &lt; where you mean the sign <.",
    )
    open = Form(
        "raw HTML is not well-formed: <{tag}> is never closed.",
        "Mend the tag, or write &lt; where you mean the sign <.",
    )
    overlap = Form(
        "raw HTML is not well-formed: <{tag}> and <{other}> overlap.",
        "Close first what was opened last.",
    )
    found = Form(
        "raw HTML is not well-formed: {reason}.",
        "Close each tag you open, and write &lt; where you mean the sign <.",
    )
    bad = "<b>The <i>tide</b></i>"
    good = "<b>The <i>tide</i></b>"


class HtmlNesting(Entry):
    """Something stands where it cannot: a paragraph in a heading, a cell outside a table. Each
    reader would mend it in its own way, and EPUBCheck calls it an error.
    """

    code = "html-nesting"
    severity = Severity.ERROR
    outside = Form("<{tag}> stands outside {places}.", "Put it where it belongs, or take it out.")
    child = Form("<{tag}> cannot stand inside <{holder}>.", "Put it inside {children}.")
    block = Form(
        "<{tag}> cannot stand inside <{holder}>.",
        "Put it on lines of its own, with a blank line before and behind it.",
    )
    caption = Form("<caption> does not stand first in its table.", "Put it behind <table>.")
    link = Form("a link stands inside a link.", "Take one of the two out.")
    text = Form("text stands directly in <{tag}>.", "Put it inside {place}.")
    bad = "<ul>The tide</ul>"
    good = "<ul><li>The tide</li></ul>"
