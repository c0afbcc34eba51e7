"""Article → the text of a chapter file."""

from __future__ import annotations

import re

import yaml

from octavo.core.model import Matter
from octavo.importing.article import SPLIT, Article, Block, Kind
from octavo.importing.markdown_escape import (
    escape_heading,
    escape_line,
    escape_verse,
    heading_markdown,
    plain_words,
)
from octavo.importing.word_account import WRITTEN
from octavo.manuscript.chapter_file import implied_kind

#: Running heads hold about this many characters; a longer title wants a short one.
RUNNING_HEAD = 40

_SHORT_END = re.compile(r"[?!…](?=\s)|[.:;](?=\s)|\s[–—-](?=\s)|—")


def front_matter(article: Article, title: str, *, stem: str, source: str) -> str:
    """Write YAML between `---` lines: author, short_title, date, source, kind if needed.

    What the article's own front matter says goes before what is worked out here.
    """
    about: dict[str, str | bool] = {}
    if article.author:
        about["author"] = article.author
    short = short_title(title)
    if short:
        about["short_title"] = short
    # A file's name can imply a kind (`glossary.md`); an article is a chapter all the same.
    if implied_kind(stem, Matter.BODY) != "chapter":
        about["kind"] = "chapter"
    if article.source.date:
        about["date"] = article.source.date
    about |= dict(article.source.front)
    if SPLIT in article.source.front:
        about[SPLIT[0]] = True
    about["source"] = source
    lines = yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{lines}---\n\n"


def body_text(article: Article, title: str) -> str:
    """Return the Markdown from the title on."""
    own = next((block for block in article.blocks if block.kind is Kind.TITLE), None)
    pieces = [f"# {_heading(own) if own else escape_heading(title)}"]
    above = 1 if SPLIT in article.source.front else 0
    pieces += [_piece(block, above) for block in article.blocks if block.kind in WRITTEN]
    return "\n\n".join(pieces) + "\n"


def short_title(title: str) -> str:
    """Return a title for the running head, or nothing if the title is short or cannot be cut.

    It is cut behind the first sentence, question or clause, if 2 words or more
    and at most RUNNING_HEAD characters remain.
    """
    found = _SHORT_END.search(title)
    if len(title) <= RUNNING_HEAD or not found:
        return ""
    short = title[: found.end()].rstrip(" .:;–—-")
    return short if len(short) <= RUNNING_HEAD and len(short.split()) >= 2 else ""


def _piece(block: Block, above: int) -> str:
    if block.kind is Kind.MARKUP:
        return block.text
    if block.kind is Kind.HEADING:
        return f"{'#' * (block.depth - above)} {_heading(block)}"
    text = block.text if block.markdown else _paragraph(block)
    if block.kind is Kind.SCENE:
        return f"* * *\n\n{text}"
    return f"::: letter\n\n{text}\n\n:::" if block.kind is Kind.LETTER else text


def _paragraph(block: Block) -> str:
    return escape_verse(block.text) if block.verse else escape_line(plain_words(block.text))


def _heading(block: Block) -> str:
    return heading_markdown(block.text) if block.markdown else escape_heading(block.text)
