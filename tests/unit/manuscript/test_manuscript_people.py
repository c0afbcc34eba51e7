"""Who made the book, in what role; the series; the way of writing; an edition's own chapters."""

from __future__ import annotations

import tomllib

import pytest

from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of, remedy_of
from octavo.manuscript.book_metadata import Known, read_metadata
from octavo.manuscript.book_toml_keys import check_schema
from octavo.manuscript.edition_tables import read_editions
from octavo.manuscript.toml_file import TomlFile

KNOWN = Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())


def file(text: str) -> TomlFile:
    return TomlFile(name="book.toml", text=text, data=tomllib.loads(text))


def about(lines: str):
    book = file(f'schema = 1\n[book]\ntitle = "T"\nlanguage = "en"\n{lines}\n')
    assert check_schema(book) == ()
    return read_metadata(book, KNOWN)


# The codes are copied from the MARC Code List for Relators, by hand.
@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("editor", "edt"),
        ("Translator", "trl"),
        ("illustrator", "ill"),
        ("cover designer", "cov"),
        ("cover-designer", "cov"),
        ("narrator", "nrt"),
        ("photographer", "pht"),
        ("trl", "trl"),
        ("prf", "prf"),
    ],
)
def test_roles_are_words_or_codes(role, code):
    metadata, findings = about(f'contributors = [{{ name = "Ann", role = "{role}" }}]')
    assert [person.role for person in metadata.contributors] == [code]
    assert findings == ()


def test_without_a_role_an_author_wrote_the_book_and_a_contributor_helped():
    metadata, _ = about('authors = ["Ann"]\ncontributors = ["Bo", { name = "Cy", sort = "C" }]')
    assert [person.role for person in metadata.authors] == ["aut"]
    assert [(p.name, p.sort_name, p.role) for p in metadata.contributors] == [
        ("Bo", None, "ctb"),
        ("Cy", "C", "ctb"),
    ]


@pytest.mark.parametrize("key", ["authors", "contributors"])
@pytest.mark.parametrize(
    ("role", "hint"),
    [
        ("traslator", 'Did you mean "translator"?'),
        ("ilustrator", 'Did you mean "illustrator"?'),
        ("xyz", "Write a word such as editor"),
        ("", "Write a word such as editor"),
    ],
)
def test_an_unknown_role_is_named_with_a_suggestion(key, role, hint):
    _, [finding] = about(f'{key} = [\n{{ name = "Ann", role = "{role}" }}\n]')
    assert (finding.code, finding.severity, finding.line) == ("role-unknown", "warning", 6)
    assert remedy_of(finding).startswith(hint)


def test_a_contributor_needs_a_name():
    metadata, found = about('authors = [" ", "A"]\ncontributors = [{ role = "editor" }]')
    assert [(item.code, message_of(item)) for item in found] == [
        ("author-unnamed", "an author has no name, and is left out."),
        ("contributor-unnamed", "a contributor has no name, and is left out."),
    ]
    assert ([author.name for author in metadata.authors], metadata.contributors) == (["A"], ())


@pytest.mark.parametrize(("number", "said"), [("2", "2"), ("1.5", "1.5"), ("0", "0")])
def test_a_series(number, said):
    metadata, findings = about(f'series = "Shores"\nseries_number = {number}')
    assert (metadata.series, metadata.series_number, findings) == ("Shores", said, ())


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ("series_number = 2", "series-unnamed", 5),
        ('series = "S"\nseries_number = -1', "series-number", 6),
        ('series = "S"\nseries_number = nan', "series-number", 6),
        ('writing = "verticle"', "writing-unknown", 5),
        ("goal = 0", "goal-wrong", 5),
        ("goal = -500", "goal-wrong", 5),
    ],
)
def test_what_cannot_be(lines, code, line):
    metadata, [finding] = about(lines)
    assert (finding.code, finding.severity, finding.line) == (code, "warning", line)
    assert (metadata.series_number, metadata.writing, metadata.goal) == ("", "", 0)


def test_a_series_number_in_quotes_is_refused():
    book = file('schema = 1\n[book]\nseries_number = "2"\n')
    (finding,) = check_schema(book)
    assert (finding.code, finding.line) == ("type-wrong", 3)


def test_title_sort():
    assert about('title_sort = "T, The"')[0].title_sort == "T, The"


def test_print_says_that_it_cannot_be_written_downwards():
    text = (
        '[book]\nwriting = "vertical"\n[editions.a]\nformat = "epub"\n'
        '[editions.b]\nformat = "pdf"\n'
    )
    _, [finding] = read_editions(file(text), KNOWN)
    assert (finding.code, finding.severity, finding.line) == ("writing-vertical", "warning", 2)
    assert '"b"' in message_of(finding)


CONTENTS = """[contents]
front = ["front/preface.md"]
chapters = ["zero.md"]
[[contents.part]]
title = "P"
chapters = ["one.md", "./two.md"]
[editions.sample]
format = "epub"
"""


def test_an_edition_may_list_chapters_of_its_own():
    [edition], findings = read_editions(
        file(CONTENTS + 'chapters = ["two.md", "zero.md", "./two.md"]'), KNOWN
    )
    assert edition.chapters == ("manuscript/two.md", "manuscript/zero.md")
    assert findings == ()
    [whole], _ = read_editions(file(CONTENTS), KNOWN)
    assert whole.chapters == ()


@pytest.mark.parametrize(
    ("listed", "hint"),
    [
        ('["on.md"]', 'Did you mean "one.md"?'),
        ('["front/preface.md"]', "Front and back matter are in every edition"),
        ("[]", 'Write chapters = ["one.md"]'),
    ],
)
def test_a_list_that_names_no_chapter(listed, hint):
    _, [finding] = read_editions(file(f"{CONTENTS}chapters = {listed}"), KNOWN)
    assert (finding.code, finding.severity, finding.line) == ("edition-chapters", "error", 9)
    assert remedy_of(finding).startswith(hint)
