"""The words of book.toml and of chapters' heads, as they are set: curled and dashed.

Here, once, and not where they are used: on title pages, covers and copyright pages, in running
heads, contents and metadata they are the same words. What names come from (ids, slugs, the
identifier) was made of the words as they were typed. Markdown (a blurb, a title in front matter)
is set where it is parsed. Spaces that do not break are a page's and no shop's: they are put in
where pages are made.
"""

from __future__ import annotations

from dataclasses import replace

from octavo.core.model import Chapter, Edition, Manuscript, Metadata, Person
from octavo.text.typographer import curl


def set_words(book: Manuscript) -> Manuscript:
    """Return the manuscript with the words that the author gave outside the chapters' texts."""
    language = book.metadata.language
    return replace(
        book,
        metadata=_metadata(book.metadata),
        chapters=tuple(_chapter(each, language) for each in book.chapters),
        parts=tuple(replace(each, title=curl(each.title, language)) for each in book.parts),
        editions=tuple(_edition(each, language) for each in book.editions),
    )


def _metadata(about: Metadata) -> Metadata:
    language = about.language
    return replace(
        about,
        title=curl(about.title, language),
        subtitle=curl(about.subtitle, language),
        series=curl(about.series, language),
        authors=_people(about.authors, language),
        contributors=_people(about.contributors, language),
        publisher=curl(about.publisher, language),
        rights=curl(about.rights, language),
        description=curl(about.description, language),
        about_author=curl(about.about_author, language),
        also_by=tuple(curl(title, language) for title in about.also_by),
    )


def _people(people: tuple[Person, ...], language: str) -> tuple[Person, ...]:
    return tuple(replace(each, name=curl(each.name, language)) for each in people)


def _chapter(chapter: Chapter, language: str) -> Chapter:
    language = chapter.language or language
    return replace(
        chapter,
        short_title=curl(chapter.short_title, language),
        author=curl(chapter.author, language),
    )


def _edition(edition: Edition, language: str) -> Edition:
    return replace(edition, printer=curl(edition.printer, language))
