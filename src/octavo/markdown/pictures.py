"""Pictures that are no marks of Markdown, as tokens: a paragraph that holds nothing else."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from octavo.markdown.block_attributes import give


def picture_tokens(
    md: MarkdownIt,
    source: str,
    place: tuple[int, int],
    *,
    words: tuple[str, str],
    own: dict[str, str],
) -> list[Token]:
    """Return the tokens of a picture alone in its paragraph.

    `place` is its line in the text and its level; `words` are its caption, as Markdown, and its
    description, which is the caption's if it is empty; `own` its attributes.
    """
    caption, alt = words
    image = Token("image", "img", 0, children=md.inline.parse(caption, md, {}, []))
    image.attrs = {"src": md.normalizeLink(source.strip()), "alt": alt}
    if caption:
        image.attrs["title"] = caption
    if own:
        give(image, own)
    inline = Token("inline", "", 0, children=[image])
    opened, closed = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
    line, level = place
    for token in (opened, inline, closed):
        token.map, token.level, token.block = [line, line + 1], level, True
    inline.level += 1
    return [opened, inline, closed]
