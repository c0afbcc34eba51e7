"""`::: example`: Markdown twice, as it is written and as it comes out.

So the source that a guide shows and the result below it can never disagree.
Ids, notes and links exist once: in the result.
"""

from __future__ import annotations

from lxml import etree

#: The parts of an example, by their class; each is the word, too, by which a voice announces it.
_PARTS = ("source", "result")


def shape_example(block: etree._Element) -> None:
    """Names the example and its parts for voices.

    `data-label` names the word for the pass that knows the book's language.
    """
    block.set("role", "doc-example")
    for part in block.iterchildren("div"):
        name = part.get("class", "")
        if name in _PARTS:
            part.set("role", "group")
            part.set("data-label", f"example_{name}")
