"""The reader of WordPress exports (WXR): the posts, in order of date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ExportDamaged, ExportLeftOut, Shortcode
from octavo.findings.catalogue.articles import ArticleDraft
from octavo.importing.readers.article_page import Entry
from octavo.importing.readers.feed import plain_words_of, refuse_entities
from octavo.importing.readers.html_elements import line_of
from octavo.text.xhtml_names import DC, RSS_CONTENT

_CONTENT = f"{{{RSS_CONTENT}}}encoded"
_DC = f"{{{DC}}}creator"
_NAMESPACE = re.compile(rb"xmlns:wp\s*=\s*[\"']http://wordpress\.org/export/")

_BLOCK = (
    "address|article|aside|blockquote|details|div|dl|fieldset|figure|figcaption|footer|form|h[1-6]"
    "|header|hr|li|main|nav|ol|p|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK_FIRST = re.compile(rf"\s*(?:<!--.*?-->\s*)*</?(?:{_BLOCK})\b", re.I | re.S)
_KEPT_WHOLE = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.I | re.S)
_KEPT_OPENS = re.compile(r"<(?:pre|script|style|textarea)\b", re.I)
_MOST_KEPT = 500
_CAPTION = re.compile(
    r"\[caption[^\]\[]{0,500}\]\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)"
    r"(.{0,500}?)\[/caption\]",
    re.S,
)
_SHORTCODE = re.compile(
    r"(?<!\[)\[/?(caption|gallery|audio|video|embed|playlist|contact-form(?:-7)?|youtube|vimeo"
    r"|[a-z]+(?:[_-][a-z0-9]+)+|[a-z][a-z0-9]+(?=\s+[a-z_-]+=))\b[^\]\[\n]{0,500}\](?!\]|\()"
)

#: What a post's status must be for its text to be an article.
_WANTED = frozenset(("publish", "private", "draft", "pending", "future", ""))


def is_wxr(data: bytes) -> bool:
    """Return whether XML is a WordPress export."""
    return _NAMESPACE.search(data[:20_000]) is not None


def read_wxr(data: bytes, where: str) -> tuple[list[Entry], list[Finding]]:
    """Return the posts of an export in order of date, and the findings about them.

    Pages, attachments and menus are left out and counted; drafts are taken,
    and named. Raises `OctavoError` if the XML cannot be read or has no posts.
    """
    refuse_entities(data, where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, strip_cdata=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        raise _broken(str(error), where) from None
    if root is None:
        raise _broken("it holds no XML", where)
    items = list(root.iter("item"))
    kinds = Counter(_wp(item, "post_type") or "post" for item in items)
    posts = [item for item in items if (_wp(item, "post_type") or "post") == "post"]
    posts = [item for item in posts if _wp(item, "status") in _WANTED]
    if not posts:
        raise _broken("it has no posts", where)
    names = _authors(root)
    posts.sort(key=_moment)
    findings = [*_left_out(kinds, where), *_notes(posts, where), *_damage(parser, where)]
    return [_entry(item, names) for item in posts], findings


def _entry(item: etree._Element, names: dict[str, str]) -> Entry:
    creator = " ".join((item.findtext(_DC) or "").split())
    link = (item.findtext("link") or "").strip()
    day = _moment(item)[:10]
    return Entry(
        title=_title(item),
        author=names.get(creator, creator),
        date="" if day.startswith("0000") else day,
        address=link if link.startswith(("http://", "https://")) else "",
        html=with_paragraphs(item.findtext(_CONTENT) or ""),
    )


def _title(item: etree._Element) -> str:
    return plain_words_of(item.findtext("title") or "")


def _wp(item: etree._Element, name: str) -> str:
    """Return the text of `wp:name`, whatever version of the namespace it is in."""
    for child in item:
        if (
            isinstance(child.tag, str)
            and child.tag.endswith(f"}}{name}")
            and ("wordpress.org/export" in child.tag)
        ):
            return (child.text or "").strip()
    return ""


def _moment(item: etree._Element) -> str:
    return _wp(item, "post_date")


def _authors(root: etree._Element) -> dict[str, str]:
    """Return the names that authors show, by the names they log in with."""
    names = {}
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.endswith("}author"):
            login, shown = _wp(element, "author_login"), _wp(element, "author_display_name")
            if login and shown:
                names[login] = shown
    return names


def _left_out(kinds: Counter[str], where: str) -> Iterator[Finding]:
    others = {kind: number for kind, number in kinds.items() if kind != "post"}
    if others:
        counted = ", ".join(f"{number} {kind}" for kind, number in sorted(others.items()))
        yield ExportLeftOut.found({"kinds": counted}, file=where)


def _notes(posts: list[etree._Element], where: str) -> Iterator[Finding]:
    for item in posts:
        title = _title(item) or "(no title)"
        status = _wp(item, "status")
        if status not in ("publish", ""):
            values = {"title": title, "status": status}
            yield ArticleDraft.unpublished(values, file=where, line=line_of(item))
        names = shortcodes(item.findtext(_CONTENT) or "")
        names = [name for name in names if name != "caption"]
        if names:
            shown = ", ".join(f"[{name}]" for name in names)
            values = {"title": title, "names": shown}
            yield Shortcode.found(values, file=where, line=line_of(item))


def _damage(parser: etree.XMLParser, where: str) -> Iterator[Finding]:
    errors = [entry for entry in parser.error_log if entry.level_name in ("ERROR", "FATAL")]
    if errors:
        values = {"reason": errors[0].message}
        yield ExportDamaged.found(values, file=where, line=errors[0].line)


def _broken(reason: str, where: str) -> OctavoError:
    return OctavoError(
        f"this cannot be read as a WordPress export: {reason}.",
        where=where,
        hint="Export the blog again (Tools, Export, Posts) and name that file.",
    )


def with_paragraphs(text: str) -> str:
    """Put in the paragraphs of WordPress: blank lines part them, line ends are breaks.

    That holds beside elements and blocks, too: a post of the old editor has a `<p>` here and
    there, and the new editor keeps what the old one wrote.
    """
    text = _CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", text)
    text = text.replace("\r\n", "\n")
    # Elements by the thousand that are never closed are no code, and take long to look for.
    many = len(_KEPT_OPENS.findall(text)) > _MOST_KEPT
    pieces = [text] if many else _KEPT_WHOLE.split(text)
    made = []
    for number, piece in enumerate(pieces):
        if number % 3 == 1:
            made.append(piece)
        elif number % 3 == 0:
            made += [_paragraph(run) for run in re.split(r"\n[ \t]*\n\s*", piece) if run.strip()]
    return "\n\n".join(made)


def _paragraph(run: str) -> str:
    if _BLOCK_FIRST.match(run):
        return run
    return "<p>" + run.strip().replace("\n", "<br>\n") + "</p>"


def shortcodes(text: str) -> list[str]:
    """Return the names of what only the blog's own software could show: `[gallery ids="1"]`."""
    return sorted({found[1] for found in _SHORTCODE.finditer(text)})
