"""The reader of Markdown: its blocks as they stand, its front matter, its pictures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from octavo.core.model import Finding
from octavo.findings.catalogue.articles import (
    ArticleDraft,
    FrontMatterUnused,
    HeadingsLowered,
    TwoTitles,
)
from octavo.findings.catalogue.chapters import FrontMatterUnread
from octavo.importing.article import SPLIT, Block, Image, Kind, Source
from octavo.importing.article_pictures import Fetch, nowhere
from octavo.importing.encodings import check_characters, decode
from octavo.importing.markdown_escape import plain_of
from octavo.importing.readers.clean_html import picture_finding, read_picture
from octavo.importing.readers.markdown_blocks import chunks
from octavo.importing.readers.plain_text import LINE_END
from octavo.manuscript.chapter_file import is_signpost
from octavo.manuscript.front_matter import FrontMatter, split_front_matter
from octavo.manuscript.front_matter_keys import FRONT_MATTER, people_of
from octavo.markdown.part_headings import PART
from octavo.markdown.tagged_addresses import followed

#: Keys that blogs state an article's address by.
_ADDRESSES = ("source", "canonical", "canonical_url", "canonicalurl", "url", "link", "permalink")
_DATES = ("date", "published", "pubdate", "created")
_TAKEN = frozenset((*_ADDRESSES, *_DATES, "author", "draft", "split", "title"))

# Keys of a chapter that say the same of an article.
_KEPT = tuple(key for key in FRONT_MATTER if key not in _TAKEN)

_PICTURE = re.compile(
    r"""(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))
      | (?P<before>!\[(?P<alt>(?:\\.|\[[^\[\]]*\](?:\([^()\n]*\))?|[^\[\]\\]){0,1000})\]\(\s*)
        (?:<(?P<pointed>[^<>\n]*)>|(?P<bare>[^\s()<>]+))
        (?=\s*\)|\s+["'])
      | (?P<tag><img\b[^>]{0,1000}?\bsrc=)(?P<sign>["'])(?P<src>[^"'<>]*)(?P=sign)""",
    re.VERBOSE | re.DOTALL,
)

#: A picture that is all of a paragraph, with a description and without a title.
_ALONE = re.compile(
    r"""\A(?P<before>\s*!\[(?P<alt>(?:\\.|\[[^\[\]]*\](?:\([^()\n]*\))?|[^\[\]\\]){1,1000})\]\(\s*(?:<[^<>\n]*>|[^\s()<>]+))\s*\)
        (?P<rest>(?:\{[^{}]*\})?\s*)\Z""",
    re.VERBOSE | re.DOTALL,
)


def read_markdown(
    data: bytes,
    where: str,
    *,
    encoding: str | None = None,
    fetch: Fetch = nowhere,
    captioned: bool = False,
) -> Source:
    """Read Markdown. Its words are those of the text, but for the signs of headings.

    With `captioned` the description of a picture alone in its paragraph is its caption, too, as
    pandoc has it.

    The text passes through as it is; only the addresses of pictures that are
    copied in change, headings begin with `#`, and an article with several `#`
    headings has them one step lower. Raises `OctavoError` for other encodings.
    """
    text = "\n".join(LINE_END.split(decode(data, where, encoding=encoding)))
    check_characters(text, where)
    about, text, first = split_front_matter(text, where)
    options = {key.lower(): value for key, value in about.written.items()}
    findings = [*_unread(about), *_unused(about)]
    lines = [] if is_signpost(text) else text.split("\n")
    parts = [*map(_without_part, chunks(lines, first))]
    blocks, shifted = _levels(parts)
    split = bool(shifted) and about.flag("split")
    findings += [] if split else shifted
    images: dict[str, Image] = {}
    blocks = [_with_pictures(block, fetch, images, findings) for block in blocks]
    if captioned:
        blocks = [_captioned(block) for block in blocks]
    title = about.text("title")
    own = next((block for block in blocks if block.kind is Kind.TITLE), None)
    if own and title and plain_of(own.text).casefold() != title.casefold():
        findings.append(_two_titles(title, own))
    return Source(
        words=tuple(word for block in blocks for word in (block.text + block.mark).split()),
        blocks=tuple(blocks),
        title="" if own else title,
        author=" and ".join(people_of(about.options.get("author")) or ()),
        date=_date(options),
        address=_address(options),
        front=(
            *((key, value) for key in _KEPT if (value := about.text(key))),
            *([SPLIT] if split else []),
        ),
        images=tuple(images.values()),
        findings=tuple(findings),
    )


def _without_part(block: Block) -> Block:
    """Leave a heading that opens a part in bookdown to the parser, which names it."""
    if block.kind is Kind.HEADING and block.depth == 1 and PART.match(block.text):
        return replace(block, kind=Kind.MARKUP, text=f"# {block.text}")
    return block


def _levels(blocks: list[Block]) -> tuple[list[Block], list[Finding]]:
    """Return the first heading, if it is an `h1` and no words stand above it, as the title."""
    # Code that sets a chapter up, a comment or the name of a place may well stand above.
    first = next((n for n, block in enumerate(blocks) if block.kind is not Kind.MARKUP), 0)
    if blocks and blocks[first].kind is Kind.HEADING and blocks[first].depth == 1:
        blocks[first] = replace(blocks[first], kind=Kind.TITLE, depth=2)
    high = [block for block in blocks if block.kind is Kind.HEADING and block.depth == 1]
    if not high:
        return blocks, []
    lower = [
        replace(block, depth=min(6, block.depth + 1)) if block.kind is Kind.HEADING else block
        for block in blocks
    ]
    return lower, [HeadingsLowered.found(line=high[0].line)]


def _with_pictures(
    block: Block, fetch: Fetch, images: dict[str, Image], findings: list[Finding]
) -> Block:
    if "![" not in block.text and "<img" not in block.text:
        return block

    def put(found: re.Match[str]) -> str:
        address = found["pointed"] or found["bare"] or found["src"] or ""
        if found["code"] or not address or address.startswith("#"):
            return found[0]
        read = read_picture(address, fetch)
        if isinstance(read, str):
            line = block.line + block.text.count("\n", 0, found.start())
            findings.append(picture_finding(address, read, found["alt"] or "", line))
            return found[0]
        images[read.path] = read
        if found["tag"]:
            return f"{found['tag']}{found['sign']}{read.path}{found['sign']}"
        return f"{found['before']}{read.path}"

    # Code on lines of its own shows marks, no pictures.
    pieces = re.split(r"(?ms)(^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\2[`~]*[ \t]*$|\Z))", block.text)
    text = "".join(
        piece if number % 3 else _PICTURE.sub(put, followed(piece))
        for number, piece in enumerate(pieces)
        if number % 3 != 2
    )
    return replace(block, text=text)


def _captioned(block: Block) -> Block:
    """Give pictures that stand alone their description as a title, which is a caption here."""
    if "![" not in block.text:
        return block
    parts = re.split(r"(\n[ \t]*\n)", block.text)
    return replace(block, text="".join(_ALONE.sub(_with_title, part) for part in parts))


def _with_title(found: re.Match[str]) -> str:
    title = " ".join(found["alt"].split()).replace('"', '\\"')
    return f'{found["before"]} "{title}"){found["rest"]}'


def _two_titles(title: str, own: Block) -> Finding:
    return TwoTitles.found({"title": title, "other": plain_of(own.text)}, line=own.line)


def _unread(about: FrontMatter) -> Iterator[Finding]:
    for finding in about.findings:
        if finding.code == FrontMatterUnread.code:
            yield replace(finding, file=None)


def _unused(about: FrontMatter) -> Iterator[Finding]:
    keys = [key for key in about.others if key.lower() not in _TAKEN]
    if keys:
        yield FrontMatterUnused.found({"keys": ", ".join(keys)}, line=1)
    if about.is_draft:
        yield ArticleDraft.found(line=1)


def _date(options: Mapping[str, Any]) -> str:
    value = next((options[key] for key in _DATES if options.get(key)), "")
    if isinstance(value, datetime.date):  # a `datetime` is one, too
        return value.isoformat()[:10]
    found = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _text(value))
    return found[0] if found else _text(value)


def _address(options: Mapping[str, Any]) -> str:
    texts = (_text(options.get(key)) for key in _ADDRESSES)
    return next((text for text in texts if text), "")


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
