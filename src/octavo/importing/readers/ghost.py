"""The reader of Ghost's exports (JSON): posts and pages, whichever editor they were written in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from octavo.core.model import Finding
from octavo.importing.readers.article_page import Entry
from octavo.importing.readers.feed import plain_words_of
from octavo.importing.readers.ghost_lexical import lexical_html
from octavo.importing.readers.ghost_mobiledoc import mobiledoc_html
from octavo.importing.readers.ghost_stored import ghost_stored
from octavo.importing.readers.json_values import Json, items, read_json, rows, table, text
from octavo.importing.readers.koenig_cards import of_markdown
from octavo.importing.readers.wanted_posts import Asked, Item, chosen

#: What stands for the blog's own address in the texts of an export.
_ROOT = "__GHOST_URL__"


def is_ghost(data: Json) -> bool:
    """Return whether JSON is an export of Ghost, or posts as its interface gives them."""
    return bool(rows(_content(data).get("posts")))


def read_ghost(data: Json, where: str, asked: Asked) -> tuple[list[Entry], list[Finding]]:
    """Return the posts of an export in order of date, and the findings about it.

    Raises `OctavoError` if none is taken.
    """
    content = _content(data)
    names = _names(content)
    posts = [_item(each, names) for each in rows(content.get("posts"))]
    taken, findings = chosen(posts, asked, where)
    taken.sort(key=lambda each: each.date)
    return [each.entry() for each in taken], findings


def _content(data: Json) -> Mapping[str, Json]:
    """Return the tables of the export: older ones lie in a list, those of the interface bare."""
    whole = table(data)
    held = items(whole.get("db"))
    inside = table(held[0]) if held else whole
    return table(inside.get("data")) or inside


def _names(content: Mapping[str, Json]) -> dict[str, str]:
    """Return the names of the posts' authors, by the posts' ids."""
    people = {text(each.get("id")): text(each.get("name")) for each in rows(content.get("users"))}
    ordered = sorted(rows(content.get("posts_authors")), key=_place)
    names: dict[str, list[str]] = defaultdict(list)
    for each in ordered:
        name = people.get(text(each.get("author_id")), "")
        if name:
            names[text(each.get("post_id"))].append(name)
    for post in rows(content.get("posts")):
        mark = text(post.get("id"))
        own = [text(each.get("name")) for each in rows(post.get("authors"))]
        first = people.get(text(post.get("author_id")), "")
        names[mark] = names[mark] or own or ([first] if first else [])
    return {mark: " and ".join(filter(None, own)) for mark, own in names.items()}


def _place(each: Mapping[str, Json]) -> int:
    place = text(each.get("sort_order"))
    return int(place) if place.isdigit() else 0


def _item(post: Mapping[str, Json], names: Mapping[str, str]) -> Item:
    title = plain_words_of(text(post.get("title")))
    is_page = text(post.get("type")) == "page" or post.get("page") in (1, True)
    moment = text(post.get("published_at")) or text(post.get("created_at"))
    author = names.get(text(post.get("id")), "")
    return Item(
        kind="page" if is_page else "post",
        status=text(post.get("status")),
        title=title,
        entry=partial(_entry, post, title, author=author, day=moment[:10]),
        date=moment,
    )


def _entry(post: Mapping[str, Json], title: str, *, author: str, day: str) -> Entry:
    slug = text(post.get("slug"))
    address = text(post.get("canonical_url")) or text(post.get("url"))
    return Entry(
        title=title,
        author=author,
        date=day,
        address=address if address.startswith(("http://", "https://")) else "",
        html=post_html(post).replace(_ROOT, ""),
        language=text(post.get("locale")),
        aliases=(f"/{slug}/",) if slug else (),
        stored=ghost_stored(post),
    )


def post_html(post: Mapping[str, Json]) -> str:
    """Return the text of a post: as HTML if it has that, else out of its editor's own form."""
    html = text(post.get("html"))
    if html.strip():
        return html
    if text(post.get("lexical")):
        return lexical_html(read_json(text(post.get("lexical")).encode(), "lexical"))
    if text(post.get("mobiledoc")):
        return mobiledoc_html(read_json(text(post.get("mobiledoc")).encode(), "mobiledoc"))
    return of_markdown(text(post.get("markdown")))
