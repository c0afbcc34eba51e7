"""Parsed chapters that are kept."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import fields, replace

import pytest

from octavo.core.cache import NOTHING, Store
from octavo.core.model import Chapter, Matter, Section
from octavo.markdown import parsed_cache
from octavo.markdown.parsed_cache import decode, encode, parse_chapters
from octavo.markdown.section import parse_chapter
from octavo.workers.patience import TooLongError

TEXT = """# The *Salt* Road

A word[^1] and a picture: \u201cquoted\u201d, \U0001d49c.

![The tide](images/tide.svg)

## At Low Water

| a | b |
|---|---|
| 1 | 2 |

<script>red</script>

[^1]: The note.
"""
TEXT_GOOD = TEXT.replace("<script>red</script>", "")
CHAPTER = Chapter(
    id="one",
    path="manuscript/one.md",
    matter=Matter.BODY,
    kind="chapter",
    text=TEXT,
    author="A. B.",
    source="articles/one.md",
)


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(folder=tmp_path, engine="e1")


def test_a_section_comes_back_as_it_was():
    text = TEXT.replace("<script>red</script>", "A bell:\x07")
    for chapter in (CHAPTER, replace(CHAPTER, text=text), replace(CHAPTER, matter=Matter.FRONT)):
        section = parse_chapter(chapter, "en", lines=True)
        assert decode(encode(section)) == section
        assert repr(decode(encode(section))) == repr(section)


def test_the_sample_has_something_in_every_field():
    bad, good = (parse_chapter(replace(CHAPTER, text=text), "en") for text in (TEXT, TEXT_GOOD))
    given_later = {"number", "part", "language"}
    for field in fields(Section):
        assert field.name in given_later or getattr(good, field.name) or getattr(bad, field.name)


def test_a_chapter_is_parsed_once(store, monkeypatch):
    first, count = parse_chapters([CHAPTER], "en", store)
    assert count == 0
    monkeypatch.setattr(parsed_cache, "_parse", lambda *_: pytest.fail("parsed again"))
    assert parse_chapters([CHAPTER], "en", store) == (first, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "two"},
        {"path": "manuscript/two.md"},
        {"matter": Matter.BACK},
        {"kind": "preface"},
        {"text": TEXT + "\\n"},
        {"line": 4},
        {"short_title": "Salt"},
        {"author": "C. D."},
        {"language": "fr"},
    ],
)
def test_all_that_a_chapter_is_counts(store, change):
    parse_chapters([CHAPTER], "en", store)
    other = replace(CHAPTER, **change)
    sections, count = parse_chapters([other], "en", store)
    assert (sections, count) == ((parse_chapter(other, "en", lines=True),), 0)


def test_the_books_language_and_the_engine_count(store):
    parse_chapters([CHAPTER], "en", store)
    assert parse_chapters([CHAPTER], "fr", store)[1] == 0
    assert parse_chapters([CHAPTER], "en", replace(store, engine="e2"))[1] == 0
    assert parse_chapters([CHAPTER], "en", NOTHING)[1] == 0
    assert parse_chapters([CHAPTER], "en", store)[1] == 1


@pytest.mark.parametrize("entry", [b"", b"[]", b"{}", b"\xff", b'{"matter": "sea"}', b"null"])
def test_an_entry_that_is_no_section_is_made_anew(store, entry):
    (section,), _ = parse_chapters([CHAPTER], "en", store)
    key = store.key("section", "en", repr(CHAPTER))
    assert store.get(key) is not None
    store.put(key, entry)
    assert parse_chapters([CHAPTER], "en", store) == ((section,), 0)
    assert parse_chapters([CHAPTER], "en", store) == ((section,), 1)


MANY = [replace(CHAPTER, id=f"c{n}", path=f"manuscript/c{n}.md") for n in range(12)]


class Others:
    """Two who take the first two chapters; the other chapters are nobody's."""

    def __init__(self, *results: bytes | Exception) -> None:
        self.results, self.asked = results, list[Chapter]()

    def __call__(self, chapter: Chapter, language: str) -> Future[bytes]:
        future: Future[bytes] = Future()
        if len(self.asked) < len(self.results):
            result = self.results[len(self.asked)]
            future.set_running_or_notify_cancel()
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)
        self.asked.append(chapter)
        return future


def test_many_chapters_are_shared_with_others(store, monkeypatch):
    alone, _ = parse_chapters(MANY, "en", NOTHING)
    here: list[str] = []

    def watched(chapter, language):
        here.append(chapter.id)
        return parse_chapter(chapter, language, lines=True)

    monkeypatch.setattr(parsed_cache, "_parse", watched)
    others = Others(encode(alone[0]), encode(alone[1]))
    assert parse_chapters(MANY, "en", store, others) == (alone, 0)
    assert here == [f"c{n}" for n in range(11, 1, -1)]
    assert parse_chapters(MANY, "en", store, pytest.fail) == (alone, 12)


def test_what_others_fail_at_is_parsed_here(store):
    others = Others(b"no section", RecursionError())
    alone, _ = parse_chapters(MANY, "en", NOTHING)
    assert parse_chapters(MANY, "en", store, others) == (alone, 0)
    assert others.asked == MANY


def test_one_that_is_ended_beyond_its_limit_is_not_begun_again_here(store):
    others = Others(TooLongError("the text of a chapter was not done within 9 seconds."))
    with pytest.raises(TooLongError):
        parse_chapters(MANY, "en", store, others)


def test_a_few_chapters_are_not_worth_asking_for(store):
    sections, count = parse_chapters(MANY[:3], "en", store, lambda *_: pytest.fail("asked"))
    assert (len(sections), count) == (3, 0)
