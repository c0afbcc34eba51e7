"""What front matter says of an article: title, author, day, addresses, and what is not used."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.core.model import Finding
from octavo.findings.catalogue.articles import ArticleDraft, FrontMatterUnused
from octavo.findings.catalogue.chapters import FrontMatterUnread
from octavo.manuscript.front_matter import FrontMatter
from octavo.manuscript.front_matter_keys import FRONT_MATTER, people_of

#: Keys that blogs state an article's address by.
_ADDRESSES = ("source", "canonical", "canonical_url", "canonicalurl", "url", "link", "permalink")
#: Keys of other addresses: Hugo's, Jekyll's, and names that stand for the last part of one.
_ALIASES = ("aliases", "alias", "redirect_from", "slug", "blogger_orig_url", "tumblr_url")
_DATES = ("date", "published", "pubdate", "created")
_TAKEN = frozenset((*_ADDRESSES, *_ALIASES, *_DATES, "author", "draft", "split", "title"))
#: Keys of blogs' engines, which set the title above the text themselves.
_OF_BLOGS = frozenset("categories date draft layout permalink slug tags weight".split())

# Keys of a chapter that say the same of an article.
_KEPT = tuple(key for key in FRONT_MATTER if key not in _TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What front matter says; see `article.Source` for what each is."""

    title: str
    author: str
    date: str
    address: str
    aliases: tuple[str, ...]
    front: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    is_blog: bool


def facts_of(about: FrontMatter) -> Facts:
    """Return what the front matter of an article says."""
    options = {key.lower(): value for key, value in about.written.items()}
    return Facts(
        title=about.text("title"),
        author=" and ".join(people_of(about.options.get("author")) or ()),
        date=_date(options),
        address=_address(options),
        aliases=tuple(dict.fromkeys(_aliases(options))),
        front=tuple((key, value) for key in _KEPT if (value := about.text(key))),
        findings=(*_unread(about), *_unused(about)),
        is_blog=bool(_OF_BLOGS & options.keys()),
    )


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


def _date(options: Mapping[str, object]) -> str:
    value = next((options[key] for key in _DATES if options.get(key)), "")
    if isinstance(value, datetime.date):  # a `datetime` is one, too
        return value.isoformat()[:10]
    found = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _text(value))
    return found[0] if found else _text(value)


def _address(options: Mapping[str, object]) -> str:
    texts = (_text(options.get(key)) for key in _ADDRESSES)
    return next((text for text in texts if text), "")


def _aliases(options: Mapping[str, object]) -> Iterator[str]:
    for key in _ALIASES:
        value = options.get(key)
        for each in value if isinstance(value, list) else [value]:
            if name := _text(each):
                yield f"/{name}/" if key == "slug" and "/" not in name else name


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
