"""The reader of Markdown: its blocks as they stand, its front matter, its pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import Shortcode
from octavo.findings.catalogue.articles import HeadingsLowered, TwoTitles
from octavo.importing.article import SPLIT, Block, Image, Kind, Source
from octavo.importing.article_pictures import Fetch, nowhere
from octavo.importing.encodings import check_characters, decode
from octavo.importing.markdown_escape import plain_of
from octavo.importing.readers.clean_html import picture_finding, read_picture
from octavo.importing.readers.front_matter_facts import facts_of
from octavo.importing.readers.left_comments import comments_left
from octavo.importing.readers.left_out import left_apart, left_findings
from octavo.importing.readers.markdown_blocks import chunks
from octavo.importing.readers.plain_text import LINE_END
from octavo.importing.readers.site_tags import SiteTags
from octavo.manuscript.chapter_file import is_signpost
from octavo.manuscript.front_matter import split_front_matter
from octavo.markdown.part_headings import PART
from octavo.markdown.tagged_addresses import followed

_PICTURE = re.compile(
    r"""(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))
      | (?P<before>!\[(?P<alt>(?:\\.|\[[^\[\]]*\](?:\([^()\n]*\))?|[^\[\]\\]){0,1000})\]\(\s*)
        (?:<(?P<pointed>[^<>\n]*)>|(?P<bare>[^\s()<>]+))
        (?=\s*\)|\s+["'])
      | (?P<embed>!\[\[)(?P<held>[^\[\]\n|#^]+\.(?:avif|gif|jpe?g|png|svg|webp))(?=[\]|])
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
    facts = facts_of(about)
    findings = [*facts.findings]
    tags = SiteTags({**about.written, "title": facts.title})
    text = tags.followed(text)
    if tags.gone:
        names = ", ".join(f"{{{{< {name} >}}}}" for name in tags.gone)
        findings.append(Shortcode.taken_out({"names": names}, line=first))
    text, left = comments_left(text, first)
    findings += left_findings(left)
    lines = [] if is_signpost(text) else text.split("\n")
    parts = [*map(_without_part, chunks(lines, first))]
    title = facts.title
    blocks, shifted = _levels(parts, title if facts.is_blog else "")
    split = bool(shifted) and about.flag("split")
    findings += [] if split else shifted
    images: dict[str, Image] = {}
    blocks = [_with_pictures(block, fetch, images, findings) for block in blocks]
    if captioned:
        blocks = [_captioned(block) for block in blocks]
    own = next((block for block in blocks if block.kind is Kind.TITLE), None)
    if own and title and plain_of(own.text).casefold() != title.casefold():
        findings.append(_two_titles(title, own))
    elif title and not own and shifted and parts[0].kind is Kind.HEADING:
        findings.append(_two_titles(title, parts[0]))
    return Source(
        words=tuple(word for block in blocks for word in (block.text + block.mark).split()),
        blocks=tuple(blocks),
        title="" if own else title,
        author=facts.author,
        date=facts.date,
        address=facts.address,
        aliases=facts.aliases,
        front=(*facts.front, *([SPLIT] if split else [])),
        images=tuple(images.values()),
        findings=tuple(findings),
        apart=left_apart(left),
    )


def _without_part(block: Block) -> Block:
    """Leave a heading that opens a part in bookdown to the parser, which names it."""
    if block.kind is Kind.HEADING and block.depth == 1 and PART.match(block.text):
        return replace(block, kind=Kind.MARKUP, text=f"# {block.text}")
    return block


def _levels(blocks: list[Block], stated: str) -> tuple[list[Block], list[Finding]]:
    """Return the first heading, if it is an `h1` and no words stand above it, as the title.

    It is one of the text's parts where the engine of a blog sets another, `stated`, above it.
    """
    # Code that sets a chapter up, a comment or the name of a place may well stand above.
    first = next((n for n, block in enumerate(blocks) if block.kind is not Kind.MARKUP), 0)
    head = blocks[first] if blocks else None
    is_title = head and head.kind is Kind.HEADING and head.depth == 1
    if head and is_title and (not stated or _alike(plain_of(head.text), stated)):
        blocks[first] = replace(head, kind=Kind.TITLE, depth=2)
    high = [block for block in blocks if block.kind is Kind.HEADING and block.depth == 1]
    if not high:
        return blocks, []
    lower = [
        replace(block, depth=min(6, block.depth + 1)) if block.kind is Kind.HEADING else block
        for block in blocks
    ]
    return lower, [HeadingsLowered.found(line=high[0].line)]


def _alike(one: str, other: str) -> bool:
    """Return whether two titles have the same words."""
    first, second = (re.sub(r"\W+", " ", each).strip().casefold() for each in (one, other))
    return first == second


def _with_pictures(
    block: Block, fetch: Fetch, images: dict[str, Image], findings: list[Finding]
) -> Block:
    text = _outside_code(followed, block.text) if "{" in block.text else block.text
    if "![" not in text and "<img" not in text:
        return block if text == block.text else replace(block, text=text)

    def put(found: re.Match[str]) -> str:
        address = found["pointed"] or found["bare"] or found["src"] or found["held"] or ""
        if found["code"] or not address or address.startswith("#"):
            return found[0]
        read = read_picture(address, fetch)
        if isinstance(read, str):
            line = block.line + found.string.count("\n", 0, found.start())
            findings.append(picture_finding(address, read, found["alt"] or "", line))
            return found[0]
        images[read.path] = read
        if found["embed"]:
            return f"{found['embed']}{read.path}"
        if found["tag"]:
            return f"{found['tag']}{found['sign']}{read.path}{found['sign']}"
        return f"{found['before']}{read.path}"

    return replace(block, text=_outside_code(lambda piece: _PICTURE.sub(put, piece), text))


def _outside_code(change: Callable[[str], str], text: str) -> str:
    """Return a text changed but for its code on lines of its own, which shows marks."""
    pieces = re.split(r"(?ms)(^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\2[`~]*[ \t]*$|\Z))", text)
    return "".join(
        piece if number % 3 else change(piece)
        for number, piece in enumerate(pieces)
        if number % 3 != 2
    )


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
    form = TwoTitles.found if own.kind is Kind.TITLE else TwoTitles.of_front_matter
    return form({"title": title, "other": plain_of(own.text)}, line=own.line)
