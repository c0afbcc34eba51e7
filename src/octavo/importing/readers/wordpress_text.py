"""The text of WordPress posts: its shortcodes, and the paragraphs that are not written down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from itertools import chain
from typing import NamedTuple

_BLOCK = (
    "address|article|aside|blockquote|details|div|dl|fieldset|figure|figcaption|footer|form|h[1-6]"
    "|header|hr|li|main|nav|ol|p|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK_FIRST = re.compile(rf"\s*(?:<!--.*?-->\s*)*</?(?:{_BLOCK})\b", re.I | re.S)
_KEPT_WHOLE = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.I | re.S)
_KEPT_OPENS = re.compile(r"<(?:pre|script|style|textarea)\b", re.I)
_MOST_KEPT = 500
_CAPTION = re.compile(
    r"\[caption([^\]\[]{0,500})\]\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)"
    r"(.{0,500}?)\[/caption\]",
    re.S,
)
_ATTRIBUTE = re.compile(r"""([a-z_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.I)
#: Shortcodes of WordPress itself whose meaning a book can have.
_GALLERY = re.compile(r"(?<!\[)\[gallery\b([^\]\[]{0,1000})\](?!\])")
_PLAYED = re.compile(
    r"(?<!\[)\[(embed|audio|video|youtube|vimeo|playlist)\b([^\]\[]{0,1000})\]"
    r"(?:([^\[\]<>]{0,1000})\[/\1\])?(?!\])"
)
#: Those of the programs that colour code: the language may be an attribute, or all of the name.
_SOURCE = re.compile(
    r"(?<!\[)\[(sourcecode|source|codesyntax|code|cc[a-zA-Z]{0,8}(?:_\w{1,20})?|bash|cpp|csharp|css"
    r"|html|java|javascript|js|perl|php|python|ruby|sql|xml)(?:\s[^\]\[]{0,300})?\]"
    r"(.*?)\[/\1\](?!\])",
    re.S,
)
#: What WP-Syntax and CodeColorer colour: raw code, in which a `<select>` or `<?php` is a word.
_COLOURED = re.compile(
    r"<(pre|code)(?=\s)[^<>]{0,300}\slang\s*=[^<>]{0,300}>(.*?)</\1\s*>", re.S | re.I
)
_SHORTCODE = re.compile(
    r"(?<!\[)\[/?(caption|gallery|audio|video|embed|playlist|contact-form(?:-7)?|youtube|vimeo"
    r"|[a-z]{2,}(?:[_-][a-z0-9]+)+|[a-z][a-z0-9]+(?=\s+[a-z_-]+=))\b[^\]\[\n]{0,500}\](?!\]|\()"
)
#: Programs have such brackets, too.
_PROGRAMS = re.compile(r"<(pre|code)\b.*?</\1\s*>", re.S | re.I)


class Attached(NamedTuple):
    """The pictures of an export: address and caption by number, numbers by their post's."""

    pictures: Mapping[str, tuple[str, str]]
    of_post: Mapping[str, list[str]]


def resolved(text: str, attached: Attached, post: str) -> str:
    """Return a post's text with the shortcodes that a book can have the meaning of.

    Galleries become their pictures, what is played a link, source code a block of code.
    """
    text = _COLOURED.sub(_coloured, text)
    if "[" not in text:
        return text
    text = _SOURCE.sub(lambda found: _code(found[2]), text)
    text = _GALLERY.sub(lambda found: _gallery(found, attached, post), text)
    return _PLAYED.sub(_played, text)


def _attributes(written: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(unescape(written))
    return {each[1].lower(): each[2] or each[3] or each[4] or "" for each in found}


def _code(inside: str) -> str:
    return f"<pre>{escape(unescape(inside.strip(chr(10))), quote=False)}</pre>"


def _coloured(found: re.Match[str]) -> str:
    """Return what is coloured as code, which may be a part of its line."""
    block = _code(found[2])
    if found[1].lower() == "pre" or "\n" in found[2].strip(" \t"):
        return block
    return block.replace("<pre>", "<code>").replace("</pre>", "</code>")


def _gallery(found: re.Match[str], attached: Attached, post: str) -> str:
    """Return the pictures of a gallery: those that it names, else all of the post's own."""
    said = _attributes(found[1])
    named = said.get("ids") or said.get("include") or ""
    numbers = [each.strip() for each in named.split(",") if each.strip()]
    pictures = [attached.pictures.get(each) for each in numbers or attached.of_post.get(post, [])]
    return "\n\n".join(_shown(*each) for each in pictures if each) or found[0]


def _shown(address: str, caption: str) -> str:
    held = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(address)}" alt="">{held}</figure>'


def _played(found: re.Match[str]) -> str:
    said = _attributes(found[2])
    bare = found[2].strip().lstrip("=").strip().strip("\"'")
    sources = (found[3] or "", *said.values(), bare)
    address = next((each for each in map(str.strip, sources) if each.startswith("http")), "")
    return f'<a href="{escape(unescape(address))}">{escape(address)}</a>' if address else found[0]


def with_paragraphs(text: str) -> str:
    """Put in the paragraphs of WordPress: blank lines part them, line ends are breaks.

    That holds beside elements and blocks, too: a post of the old editor has a `<p>` here and
    there, and the new editor keeps what the old one wrote.
    """
    text = _CAPTION.sub(_captioned, text)
    text = text.replace("\r\n", "\n")
    # Elements by the thousand that are never closed are no code, and take long to look for.
    many = len(_KEPT_OPENS.findall(text)) > _MOST_KEPT
    pieces = [text] if many else _KEPT_WHOLE.split(text)
    return "\n\n".join(_parted(pieces))


def _parted(pieces: list[str]) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        if number % 3 == 1:
            yield piece
        elif number % 3 == 0:
            yield from map(
                _paragraph, (run for run in re.split(r"\n[ \t]*\n\s*", piece) if run.strip())
            )


def _captioned(found: re.Match[str]) -> str:
    """Return a picture with its caption, which older posts have as an attribute."""
    caption = found[3] if found[3].strip() else _attributes(found[1]).get("caption", "")
    return f"<figure>{found[2]}<figcaption>{caption}</figcaption></figure>"


def _paragraph(run: str) -> str:
    if _BLOCK_FIRST.match(run):
        return run
    return "<p>" + run.strip().replace("\n", "<br>\n") + "</p>"


def written_shortcodes(text: str) -> tuple[str, ...]:
    """Return the shortcodes of a text as they are written, what they hold and code aside."""
    made = [_tags_of(found, 2) for found in _SOURCE.finditer(text)]
    plain = _PROGRAMS.sub(" ", _SOURCE.sub(" ", text))
    made += [_tags_of(found, 3) for found in _PLAYED.finditer(plain)]
    plain = _PLAYED.sub(" ", plain)
    rest = (each for kind in (_GALLERY, _SHORTCODE) for each in kind.finditer(plain))
    found = {each.start(): each[0] for each in rest}
    return (*chain.from_iterable(made), *(found[place] for place in sorted(found)))


def _tags_of(found: re.Match[str], inside: int) -> tuple[str, ...]:
    """Return the tags around what a shortcode holds, which is group `inside`."""
    if found[inside] is None:
        return (found[0],)
    start, end = (place - found.start() for place in found.span(inside))
    return found[0][:start], found[0][end:]


def shortcodes(text: str) -> list[str]:
    """Return the names of what only the blog's own software could show: `[contact-form]`."""
    plain = _PROGRAMS.sub(" ", text)
    return sorted({found[1] for found in _SHORTCODE.finditer(plain)})
