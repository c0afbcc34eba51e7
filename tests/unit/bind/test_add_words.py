"""The words Octavo adds."""

from __future__ import annotations

import pytest

from octavo.bind.passes import add_words
from octavo.core.model import Book, Metadata
from octavo.findings.wording import message_of


def words(language: str) -> Book:
    metadata = Metadata(title="T", language=language, identifier="x", slug="t", date="2000-01-01")
    return add_words(Book(metadata=metadata, sections=()))


@pytest.mark.parametrize(
    ("language", "contents", "page"),
    [
        ("en", "Contents", "Page"),
        ("en-GB", "Contents", "Page"),
        ("de", "Inhalt", "Seite"),
        ("de-CH", "Inhalt", "Seite"),
        ("DE", "Inhalt", "Seite"),
        ("fr-CA", "Table des matières", "Page"),
    ],
)
def test_words_in_the_books_language(language, contents, page):
    book = words(language)
    assert (book.words["contents"], book.words["page"]) == (contents, page)
    assert book.findings == ()


def test_a_word_that_is_not_known_is_english_and_one_line_names_it():
    book = words("da")
    assert (book.words["contents"], book.words["title_page"]) == ("Indhold", "Title page")
    [finding] = book.findings
    assert (finding.code, finding.severity) == ("words-missing", "info")
    assert '"da" for Title page;' in message_of(finding)


@pytest.mark.parametrize("language", ["no", "nn", "nb-NO"])
def test_norwegian_has_one_set(language):
    assert words(language).words == words("nb").words


def test_a_language_without_words_gets_english_ones_and_it_is_said():
    book = words("cy-GB")
    assert book.words == words("en").words
    [finding] = book.findings
    assert (finding.code, finding.severity, finding.file) == (
        "words-missing",
        "warning",
        "manuscript/book.toml",
    )
    assert '"cy-GB"' in message_of(finding)
