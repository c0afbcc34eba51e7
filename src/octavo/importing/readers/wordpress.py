"""The reader of WordPress exports (WXR): the posts, in order of date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from urllib.parse import urljoin

from lxml import etree

from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import Shortcode
from octavo.importing.readers.article_page import Entry
from octavo.importing.readers.feed import plain_words_of, refuse_entities
from octavo.importing.readers.html_elements import line_of, text_of
from octavo.importing.readers.json_values import Json, read_json, rows, text
from octavo.importing.readers.wanted_posts import NOTHING_MORE, Asked, Item, chosen
from octavo.importing.readers.wordpress_text import (
    Attached,
    resolved,
    shortcodes,
    with_paragraphs,
    written_shortcodes,
)
from octavo.importing.readers.xml_export import damage, read_xml, unreadable
from octavo.text.xhtml_names import DC, RSS_CONTENT

_CONTENT = f"{{{RSS_CONTENT}}}encoded"
_DC = f"{{{DC}}}creator"
_EXCERPT = re.compile(r"\{http://wordpress\.org/export/[^}]*/excerpt/\}encoded")
_NAMESPACE = re.compile(rb"xmlns:\w+\s*=\s*[\"']https?://wordpress\.org/export/[0-9.]+/?[\"']")
_WORDPRESS = "wordpress.org/export"
_WHAT = "a WordPress export"

#: What is no post at all: thrown away, or saved by itself while it was written.
_NO_POST = frozenset(("trash", "auto-draft", "inherit"))
_FOOTNOTES = re.compile(r"<!--\s*wp:footnotes\b.*?/?-->")
_PATTERN = re.compile(r'<!--\s*wp:block\s+\{[^{}]*"ref":\s*([0-9]+)[^{}]*\}\s*/-->')
#: Patterns may hold others, this deep.
_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """An item of the export: its `wp:` fields, its metadata by key, and the element itself."""

    element: etree._Element
    fields: Mapping[str, str]
    meta: Mapping[str, list[str]]

    @property
    def kind(self) -> str:
        return self.fields.get("post_type") or "post"

    @property
    def content(self) -> str:
        return self.element.findtext(_CONTENT) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    """What posts refer to: authors by login, pictures and patterns by number."""

    authors: Mapping[str, str]
    attached: Attached
    patterns: Mapping[str, str] = field(default_factory=dict)


def is_wxr(data: bytes) -> bool:
    """Return whether XML is a WordPress export."""
    return _NAMESPACE.search(data[:20_000]) is not None


def read_wxr(
    data: bytes, where: str, asked: Asked = NOTHING_MORE
) -> tuple[list[Entry], list[Finding]]:
    """Return the posts of an export in order of date, and the findings about them.

    Attachments, menus and templates are counted; pages, drafts, and posts that are private or
    have a password are taken if asked for. Raises `OctavoError` if the XML cannot be read or
    no post is taken.
    """
    refuse_entities(data, where)
    root, parser = read_xml(data, where, _WHAT)
    posts = [_post(item) for item in root.iter("item")]
    if not posts:
        raise unreadable("it has no posts", where, _WHAT)
    export = _Export(
        authors=_authors(root),
        attached=_attached(posts),
        patterns={each.fields.get("post_id", ""): each.content
                  for each in posts if each.kind == "wp_block"},
    )  # fmt: skip
    items = [_item(each, export) for each in posts if each.fields.get("status") not in _NO_POST
             or each.kind not in ("post", "page")]  # fmt: skip
    taken, findings = chosen(items, asked, where)
    taken.sort(key=lambda each: each.date)
    entries = [each.entry() for each in taken]
    left = _shortcodes(taken, entries, where)
    return entries, [*findings, *left, *damage(parser, where)]


def _post(item: etree._Element) -> _Post:
    fields: dict[str, str] = {}
    meta: dict[str, list[str]] = defaultdict(list)
    for child in item:
        name = _wp_name(child)
        if name == "postmeta":
            pair = {_wp_name(each): (each.text or "") for each in child}
            meta[pair.get("meta_key", "").strip()].append(pair.get("meta_value", ""))
        elif name:
            fields[name] = (child.text or "").strip()
    return _Post(element=item, fields=fields, meta=meta)


def _wp_name(element: etree._Element) -> str:
    """Return the name of an element of WordPress's own, whatever its prefix and version."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag.startswith("wp:"):
        return tag[3:]  # a damaged file may have lost the name of the namespace
    space, _, name = tag.rpartition("}")
    return name if _WORDPRESS in space and not space.endswith("excerpt/") else ""


def _authors(root: etree._Element) -> dict[str, str]:
    """Return the names that authors show, by the names they log in with."""
    names = {}
    for element in root.iter("{*}author"):
        pair = {_wp_name(child): (child.text or "").strip() for child in element}
        login, shown = pair.get("author_login", ""), pair.get("author_display_name", "")
        if login and shown:
            names[login] = shown
    return names


def _attached(posts: list[_Post]) -> Attached:
    """Return the pictures of the export: by number, and the numbers by the post they belong to."""
    pictures: dict[str, tuple[str, str]] = {}
    of_post: dict[str, list[str]] = defaultdict(list)
    for each in posts:
        address = each.fields.get("attachment_url", "")
        if each.kind != "attachment" or not address:
            continue
        number = each.fields.get("post_id", "")
        caption = next(
            (child.text or "" for child in each.element
             if isinstance(child.tag, str) and _EXCERPT.fullmatch(child.tag)), "",
        )  # fmt: skip
        pictures[number] = (address, caption.strip())
        of_post[each.fields.get("post_parent", "")].append(number)
    return Attached(pictures=pictures, of_post=of_post)


def _item(post: _Post, export: _Export) -> Item:
    status = post.fields.get("status", "")
    if status == "publish" and post.fields.get("post_password"):
        status = "password"
    return Item(
        kind=post.kind,
        status=status,
        title=_title(post),
        entry=partial(_entry, post, export),
        line=line_of(post.element),
        date=post.fields.get("post_date", ""),
    )


def _title(post: _Post) -> str:
    return plain_words_of(post.element.findtext("title") or "")


def _entry(post: _Post, export: _Export) -> Entry:
    link = (post.element.findtext("link") or "").strip()
    day = post.fields.get("post_date", "")[:10]
    return Entry(
        title=_title(post),
        author=_author(post, export),
        date="" if day.startswith("0000") else day,
        address=link if link.startswith(("http://", "https://")) else "",
        html=_html(post, export),
        stored=_stored(post),
        shortcodes=written_shortcodes(_stored(post)),
        aliases=tuple(dict.fromkeys(_aliases(post, link))),
    )


def _author(post: _Post, export: _Export) -> str:
    """Return who wrote a post; those of "Co-Authors Plus" are categories."""
    several = [
        " ".join((each.text or "").split())
        for each in post.element.iterfind("category")
        if each.get("domain") == "author"
    ]
    creator = " ".join((post.element.findtext(_DC) or "").split())
    names = [export.authors.get(each, each) for each in several if each]
    return " and ".join(names) or export.authors.get(creator, creator)


def _aliases(post: _Post, link: str) -> Iterator[str]:
    """Yield the other addresses of a post: by number, and by the names that it had."""
    number, name = post.fields.get("post_id", ""), post.fields.get("post_name", "")
    if number:
        yield f"/?{'page_id' if post.kind == 'page' else 'p'}={number}"
    for old in (name, *post.meta.get("_wp_old_slug", [])):
        if old and link.startswith(("http://", "https://")):
            yield urljoin(link.rstrip("/"), f"{old}/") if "?" not in link else f"/{old}/"


def _html(post: _Post, export: _Export) -> str:
    """Return the text of a post, with its notes, galleries and patterns in their places."""
    made = post.content
    for _ in range(_DEEPEST):
        made = _PATTERN.sub(lambda found: export.patterns.get(found[1], ""), made)
    notes = _notes(post)
    if notes and _FOOTNOTES.search(made):
        made = _FOOTNOTES.sub(lambda found: notes, made, count=1)
    elif notes:
        made = f"{made}\n\n{notes}"
    made = resolved(made, export.attached, post.fields.get("post_id", ""))
    return with_paragraphs(made)


def _stored(post: _Post) -> str:
    """Return all that a post says, as it is stored: its text, and the notes in its metadata."""
    texts = [text_of(each) for each in post.element.iterfind(_CONTENT)]
    notes = [text(each.get("content")) for each in _note_rows(post)]
    return "\n\n".join([*texts, *notes])


def _note_rows(post: _Post) -> list[Mapping[str, Json]]:
    held = next((each for each in post.meta.get("footnotes", []) if each.strip()), "")
    return rows(read_json(held.encode(), "footnotes")) if held else []


def _notes(post: _Post) -> str:
    """Return the notes of the block editor, which stand in the metadata, as a list."""
    notes = _note_rows(post)
    lines = (
        f'<li id="{escape(text(each.get("id")))}">{text(each.get("content"))}'
        f' <a href="#{escape(text(each.get("id")))}-link">↩</a></li>'
        for each in notes
    )
    return f"<ol>{''.join(lines)}</ol>" if notes else ""


def _shortcodes(items: list[Item], entries: list[Entry], where: str) -> Iterator[Finding]:
    for item, entry in zip(items, entries, strict=True):
        names = shortcodes(entry.html)
        if names:
            shown = ", ".join(f"[{name}]" for name in names)
            values = {"title": item.title or "(no title)", "names": shown}
            yield Shortcode.found(values, file=where, line=item.line)
