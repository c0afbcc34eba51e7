"""The words of book.toml and of chapters' heads are curled; names made of them stay."""

from __future__ import annotations

from octavo.editions.known_kinds import all_kinds
from octavo.manuscript.book_metadata import Known, book_identifier
from octavo.manuscript.load import load_manuscript

KNOWN = Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())

BOOK = """schema = 1
[book]
title = "The Keeper's \\"Daughter\\""
title_sort = "Keeper's Daughter, The"
subtitle = "It's a tale -- of sorts..."
language = "en"
authors = [{ name = "Pat O'Brien", sort = "O'Brien, Pat" }]
contributors = [{ name = "Mo O'Dea", role = "editor" }]
publisher = "Reader's Press"
rights = "All 'rights' reserved"
description = "She said \\"no\\"."
also_by = ["Don't Look"]
about_author = "Pat's life"
series = "Lamp's Light"
[contents]
chapters = []
[[contents.part]]
title = "The Sea's Edge"
chapters = ["one's.md"]
[editions.print]
kind = "print"
printer = "Printed at Mo's"
"""
CHAPTER = """---
author: "Mo O'Dea"
short_title: "Don't"
---

# Don't
"""


def test_every_word_that_is_set_is_curled(tmp_path):
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.toml").write_text(BOOK, "utf-8")
    (tmp_path / "manuscript" / "one's.md").write_text(CHAPTER, "utf-8")
    book = load_manuscript(tmp_path, KNOWN)
    about, (chapter,), (part,) = book.metadata, book.chapters, book.parts
    assert about.title == "The Keeper’s “Daughter”"
    assert about.subtitle == "It’s a tale – of sorts…"
    assert [person.name for person in about.authors] == ["Pat O’Brien"]
    assert [person.name for person in about.contributors] == ["Mo O’Dea"]
    assert (about.publisher, about.rights) == ("Reader’s Press", "All ‘rights’ reserved")
    assert (about.description, about.about_author) == ("She said “no”.", "Pat’s life")
    assert (about.also_by, about.series) == (("Don’t Look",), "Lamp’s Light")
    assert part.title == "The Sea’s Edge"
    assert (chapter.author, chapter.short_title) == ("Mo O’Dea", "Don’t")
    assert {edition.printer for edition in book.editions} >= {"Printed at Mo’s"}
    # What is made of the words as they were typed.
    assert about.slug == "the-keepers-daughter"
    assert about.identifier == book_identifier('The Keeper\'s "Daughter"', ["Pat O'Brien"])
    assert about.authors[0].sort_name == "O'Brien, Pat"
    assert about.title_sort == "Keeper's Daughter, The"
    assert (part.id, chapter.id) == ("part-the-seas-edge", "ones")


def test_marks_are_the_languages(tmp_path):
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.toml").write_text(BOOK.replace('"en"', '"de"'), "utf-8")
    (tmp_path / "manuscript" / "one's.md").write_text(CHAPTER, "utf-8")
    assert load_manuscript(tmp_path, KNOWN).metadata.title == "The Keeper’s „Daughter“"
