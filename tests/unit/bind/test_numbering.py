"""Numbers and the openers of parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from octavo.bind.numbering import number_label, number_sections, open_parts, part_label
from octavo.bind.passes import bind
from octavo.core.model import Book, Chapter, Manuscript, Matter, Metadata, Part, Section
from octavo.text.added_words import words_of

METADATA = Metadata(title="T", language="en", identifier="urn:x", slug="t", date="2000-01-01")


def bound(*chapters: tuple[str, Matter, str, int | None], parts: tuple[str, ...] = ()) -> Book:
    """A book of sections, given by id, matter, kind and part."""
    written = tuple(
        Chapter(id=name, path=f"{name}.md", matter=matter, kind=kind, text="", part=part)
        for name, matter, kind, part in chapters
    )
    sections = tuple(
        Section(id=item.id, kind=item.kind, matter=item.matter, title=item.id, title_text=item.id)
        for item in written
    )
    manuscript = Manuscript(
        root=Path("/"),
        metadata=METADATA,
        chapters=written,
        parts=tuple(Part(id=f"part-{n}", title=title) for n, title in enumerate(parts, 1)),
    )
    return number_sections(Book(metadata=METADATA, sections=open_parts(manuscript, sections)))


def numbers(book: Book) -> list[tuple[str, str]]:
    return [(section.id, section.number) for section in book.sections]


F, B, K = Matter.FRONT, Matter.BODY, Matter.BACK


def test_without_parts_only_chapters_of_the_body_have_numbers():
    book = bound(
        ("preface", F, "preface", None),
        ("introduction", B, "introduction", None),
        ("one", B, "chapter", None),
        ("two", B, "chapter", None),
        ("epilogue", B, "epilogue", None),
        ("notes", K, "chapter", None),
    )
    assert numbers(book) == [
        ("preface", ""),
        ("introduction", ""),
        ("one", "1"),
        ("two", "2"),
        ("epilogue", ""),
        ("notes", ""),
    ]
    assert all(section.part is None for section in book.sections)


def test_parts_have_roman_numbers_and_chapters_count_on_through_them():
    book = bound(
        ("preface", F, "preface", None),
        ("zero", B, "introduction", None),
        ("one", B, "chapter", 0),
        ("two", B, "chapter", 0),
        ("three", B, "chapter", 1),
        ("after", K, "afterword", None),
        parts=("Ebb & <flow>", "Flood"),
    )
    assert numbers(book) == [
        ("preface", ""),
        ("zero", ""),
        ("part-1", "I"),
        ("one", "1"),
        ("two", "2"),
        ("part-2", "II"),
        ("three", "3"),
        ("after", ""),
    ]
    ebb = book.sections[2]
    assert (ebb.kind, ebb.matter, ebb.title_text) == ("part", B, "Ebb & <flow>")
    assert ebb.title == "Ebb &amp; &lt;flow&gt;"
    assert [section.part for section in book.sections[3:7]] == [
        "part-1",
        "part-1",
        None,
        "part-2",
    ]


def test_a_part_of_nothing_but_drafts_does_not_open():
    book = bound(("one", B, "chapter", 1), parts=("Ebb", "Flood"))
    assert numbers(book) == [("part-2", "I"), ("one", "1")]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Part I", "Part II"]),
        ("ja", ["第1部", "第2部"]),
        ("ar", ["جزء 1", "جزء 2"]),
        ("fa", ["بخش 1", "بخش 2"]),
    ],
)
def test_a_part_is_called_as_the_languages_books_do(language, labels):
    words = words_of(language)
    sections = bound(
        ("one", Matter.BODY, "chapter", 0),
        ("two", Matter.BODY, "chapter", 1),
        parts=("Ebb", "Flood"),
    ).sections
    book = number_sections(Book(metadata=METADATA, sections=sections, words=words))
    parts = [section for section in book.sections if section.kind == "part"]
    assert [part_label(words["part"], part.number) for part in parts] == labels


def titled(*titles: str, kind: str = "chapter", language: str = "en") -> list[str]:
    """The numbers of sections with these titles."""
    matter = Matter.BACK if kind == "appendix" else Matter.BODY
    sections = tuple(
        Section(id=f"c{number}", kind=kind, matter=matter, title=title, title_text=title)
        for number, title in enumerate(titles)
    )
    metadata = replace(METADATA, language=language)
    words = words_of(language)
    book = number_sections(Book(metadata=metadata, sections=sections, words=words))
    return [number_label(section, words) for section in book.sections]


def test_a_title_with_its_own_number_gets_no_second_one():
    assert titled("Ebb", "4. The Light", "Flood") == ["1", "", "3"]
    assert titled("Chapter I", "Chapter II", "Interlude") == ["", "", ""]
    assert titled("1 Ebb", "2 Flood", "3 Tide", "Interlude") == ["", "", "", ""]
    assert titled("12 Boats", "Ebb", "Flood") == ["1", "2", "3"]
    assert titled("Part I: Ebb", "Part II: Flood", kind="part") == ["", ""]
    assert titled("Ebb", "Flood", kind="part") == ["Part I", "Part II"]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Appendix A", "Appendix B"]),
        ("de", ["Anhang A", "Anhang B"]),
        ("ru", ["Приложение А", "Приложение Б"]),
        ("ja", ["付録A", "付録B"]),
        ("ar", ["ملحق أ", "ملحق ب"]),
    ],
)
def test_an_appendix_has_its_word_and_its_letter(language, labels):
    assert titled("Tides", "Winds", kind="appendix", language=language) == labels


def test_an_appendix_that_says_what_it_is_stays_as_it_is():
    assert titled("Tides", "Anhang: Winde", "Moon", kind="appendix") == [
        "Appendix A",
        "",
        "Appendix C",
    ]


def test_a_book_may_go_without_numbers():
    chapters = (Chapter(id="a", path="a.md", matter=B, kind="chapter", text=""),)
    sections = (Section(id="a", kind="chapter", matter=B, title="A", title_text="A"),)
    manuscript = Manuscript(root=Path("/"), metadata=METADATA, chapters=chapters)
    assert [section.number for section in bind(manuscript, sections).sections] == ["1"]
    plain = bind(replace(manuscript, numbers=False), sections)
    assert [section.number for section in plain.sections] == [""]
