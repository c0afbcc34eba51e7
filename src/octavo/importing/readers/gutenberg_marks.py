"""Marks in plain texts of Project Gutenberg: `_italic_` and `=bold=`, by its own convention."""

from __future__ import annotations

import re
from dataclasses import replace

from octavo.importing.article import Block, Kind
from octavo.importing.markdown_escape import escape_run, escape_start, plain_words

#: Words between two signs; a sign beside a letter, a space within or a row of signs is none.
_MARKED = re.compile(
    r"(?<![\w=])(?P<sign>[_=])(?![\s_=])(?P<words>(?:(?!(?P=sign)).)+)(?<!\s)(?P=sign)(?![\w=])",
    re.S,
)
_WRITTEN = {"_": "*", "=": "**"}


def with_marks(block: Block) -> Block:
    """Return a block of a text of Project Gutenberg with its marks as Markdown's.

    Where these would not say the same words, or a sign has no partner, it stays as it is.
    """
    if block.kind is not Kind.PARAGRAPH or not _MARKED.search(block.text):
        return block
    # A text without marks needs no parser of HTML.
    from octavo.importing.readers.word_proof import rendered

    lines = block.text.split("\n") if block.verse else [block.text]
    text = "\n".join(map(plain_words, lines))
    made, end = "", 0
    for found in _MARKED.finditer(text):
        sign = _WRITTEN[found["sign"]]
        made += f"{escape_run(text[end : found.start()])}{sign}{escape_run(found['words'])}{sign}"
        end = found.end()
    made += escape_run(text[end:])
    marked = replace(block, text="  \n".join(map(escape_start, made.split("\n"))), markdown=True)
    bare = replace(block, text=_MARKED.sub(lambda found: found["words"], text))
    return marked if rendered([marked]) == rendered([bare]) else block
