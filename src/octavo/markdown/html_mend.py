"""HTML as people write it → HTML that a book can hold; no word is lost on the way.

`mend` takes the tree that an HTML parser made and gives each element a place that its content
model allows (HTML, the Living Standard, section 4): a list holds items, a table rows, a line of
text no blocks. Elements that mean nothing in a book become what they are nearest to, or go and
leave their content: `<details>` its words, `<video>` and `<iframe>` a link.
"""

from __future__ import annotations

from lxml import etree

from octavo.markdown.html_elements import set_elements
from octavo.markdown.html_lists_tables import set_lists, set_tables
from octavo.markdown.html_places import set_figures, set_lines, set_paragraphs, set_phrases
from octavo.markdown.mended_tree import Mended


def mend(root: etree._Element) -> Mended:
    """Mend a tree in its place; `root` itself is a `div` that may hold anything."""
    mended = Mended()
    set_elements(root, mended)
    set_lines(root)
    set_lists(root, mended)
    set_tables(root, mended)
    set_figures(root, mended)
    set_phrases(root, mended)
    set_paragraphs(root)
    return mended
