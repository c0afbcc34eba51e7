"""Markdown's own signs: fences, attributes, code, lists within lists."""

from octavo.core.model import Severity
from octavo.findings.entry import Entry, Form


class ContainerOpen(Entry):
    """A fence of three colons was opened and never closed, so that its block goes on to the end of
    what it stands in; or it closes a block that was never opened, and is left out. Nested ones need
    a closing line each.
    """

    code = "container-open"
    found = Form(
        "this ::: has no partner.",
        "Open a block with `::: name` and close it with `:::`, each on its own line.",
    )
    bad = "::: letter\n\nDear Ada,"
    good = "::: letter\n\nDear Ada,\n\n:::"


class AttributesUnread(Entry):
    """What stands in curly brackets cannot be read as attributes, so that it is printed as it
    stands, or left out with a fence. Write `.class`, `#id` or `key=value`; if you mean the bracket
    itself, put a backslash before it.
    """

    code = "attributes-unread"
    found = Form(
        '"{word}" is no attribute, so {words} stands in the text.',
        "Write .class, #id or key=value, as in {{lang=fr}}; \\{{ is a brace.",
    )
    caption = Form(
        "{words} cannot be read as attributes, so it stands in the text.",
        "Write #id or .class, as in {{#tides .row-headers}}; \\{{ is a brace.",
    )
    container = Form(
        "{words} cannot be read as attributes, so it is left out.",
        'Write .class, #id, key=value or key="two words", as in {{lang=fr}}.',
    )
    bad = "The [marée]{French} turned."
    good = "The [marée]{lang=fr} turned."


class CodeOpen(Entry):
    """A passage of code is never closed, and goes on to the end of what it stands in: the rest of
    a chapter is set as code. Close it with the same signs, as many of them, on a line of its own.
    """

    code = "code-open"
    found = Form(
        "this code is never closed; all behind it is code.",
        "Close it with the same marks on a line of their own.",
    )
    bad = "```python\nprint(tide)\n\nAnd so it rose."
    good = "```python\nprint(tide)\n```\n\nAnd so it rose."


class CodeLanguage(Entry):
    """No language of that name is known, so that the code is set plain, without colours or weights
    for its words. The book is fine without; the message names the nearest language.
    """

    code = "code-language"
    severity = Severity.INFO
    found = Form(
        'Pygments knows no language "{language}", so this code is set plain.', "{suggestion}"
    )
    bad = "```pyhton\nprint(tide)\n```"
    good = "```python\nprint(tide)\n```"


class ForeignTag(Entry):
    """A sign that another program would have followed: an inclusion, a short code, a role, a source
    by its key, a command of TeX. Octavo cannot know what it stands for, and prints it as it is
    typed, so that nothing is lost unseen; commands that have no words of their own, such as
    `\\newpage`, are left out.
    """

    code = "foreign-tag"
    found = Form(
        "{tag} is for another program; it stands in the text as it is typed.",
        "Write what it stands for, or take it out.",
    )
    drawing = Form(
        "{language} would be a drawing in another program; here its lines stand as code.",
        "Have it drawn there, save it as SVG or PNG, and show that picture.",
    )
    citation = Form(
        "{tag} names a source by its key; it stands in the text as it is typed.",
        "Write the source, in the text or in a note.",
    )
    reference = Form(
        "{tag} stands for a number that Octavo does not give; it is printed as it is typed.",
        "Write what it refers to, or a link: [the boat](#boat).",
    )
    command = Form(
        "{tag} is a command of TeX outside a formula; it stands in the text as it is typed.",
        "Write it in Markdown, or take it out.",
    )
    silent = Form(
        "{tag} is a command of TeX without words of its own, and is left out.",
        severity=Severity.INFO,
    )
    hidden = Form(
        "{count} of code left out: {tool} would run this unseen.",
        severity=Severity.INFO,
    )
    alone = Form(
        "what is written for {format} alone is left out, as another program would leave it out.",
        severity=Severity.INFO,
    )
    part = Form(
        'another program would open the part "{part}" here; it is left out.',
        "Name the part in [contents] of book.toml.",
    )
    statement = Form(
        "another program would number this {kind}; it has its word as it is typed, and no number.",
        "Write the title yourself: ::: note Theorem 3.",
    )
    bad = "{{#include tide.rs}}"
    good = "```rust\nlet tide = 9;\n```"


class TableRowLong(Entry):
    """A row of a table has more cells than its head. Nothing is lost: the table is as wide as that
    row. A bar that belongs into a cell is written `\\|`.
    """

    code = "table-row-long"
    one = Form(
        "this row has one cell more than the head of its table, which got wider.",
        "Give the head a cell more, or write \\| for a bar within a cell.",
    )
    found = Form(
        "this row has {count} cells more than the head of its table, which got wider.",
        "Give the head as many cells, or write \\| for a bar within a cell.",
    )
    bad = "| Day | Height |\n|---|---|\n| Monday | 3 m | 4 m |"
    good = "| Day | Low | High |\n|---|---|---|\n| Monday | 3 m | 4 m |"


class LinesKept(Entry):
    """Markdown joins the lines of a paragraph. These look like verse: they are short, and end where
    no line would be full. So they stay lines. If they are prose, write each paragraph on one line.
    """

    code = "lines-kept"
    severity = Severity.INFO
    one = Form(
        "the lines of this paragraph are short and stay lines, as in verse.",
        "Put ::: verse above and ::: below to say so, or write prose on one line.",
    )
    found = Form(
        "the lines of {count} paragraphs are short and stay lines, as in verse.",
        "Put ::: verse above and ::: below to say so, or write prose on one line.",
    )
    bad = "The tide goes out\nand leaves its handwriting\nto be read by gulls"
    good = "::: verse\nThe tide goes out\nand leaves its handwriting\n:::"


class CodeUnrun(Entry):
    """knitr, Quarto or Jupyter Book would run code of this chapter, and put what it draws and
    prints behind it. Octavo runs nothing: the code is in the book, its results are not, unless they
    are in the file already. Let the other program write Markdown first, with its pictures. Whether
    it runs the code may be said in a file that Octavo does not read, so this is information.
    """

    code = "code-unrun"
    severity = Severity.INFO
    found = Form(
        "if another program runs the code of this chapter ({count} in all), what that draws or"
        " prints is not in the book.",
        "Let it write Markdown and pictures first (knitr::knit, quarto render --to gfm).",
    )
    bad = "```{r}\nplot(tide)\n```"
    good = "```r\nplot(tide)\n```\n\n![The tide](tide.png)"


class NestedDeep(Entry):
    """Lists, quotations or HTML tags stand in each other more deeply than any page could show: each
    level takes from the width of the line. Of HTML, look for tags that are never closed.
    """

    code = "nested-deep"
    severity = Severity.ERROR
    found = Form(
        "quotations, lists or tags stand too deep in each other.",
        "Take some levels out, or close tags that are left open.",
    )
    bad = "Two hundred > at the beginning of a line"
    good = "> He said:\n>\n> > It rose."
