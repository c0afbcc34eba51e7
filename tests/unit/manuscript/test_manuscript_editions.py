"""Kinds of edition: what is made, of which pages, and what is said about the rest."""

from __future__ import annotations

import tomllib

import pytest

from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of, remedy_of
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.book_toml_keys import check_schema
from octavo.manuscript.edition_page import Offer
from octavo.manuscript.edition_tables import editions_by_name, read_editions
from octavo.manuscript.toml_file import TomlFile

KDP = Offer(trims=("6x9", "5x8"), papers=("white", "cream"), bleed=True)
KNOWN = Known(
    profiles=("plain", "kdp"),
    themes=("classic", "lean"),
    kinds=all_kinds(),
    offers={"plain": Offer(trims=("a5",)), "kdp": KDP},
)
EBOOK = '[editions.ebook]\nformat = "epub"\n'
PRINT = """\
[editions.print]
format = "pdf"
profile = "kdp"
theme = "lean"
trim = "6x9"
paper = "white"
bleed = true
isbn = "978-0-306-40615-7"
chapters = ["one.md"]
"""
CONTENTS = '[contents]\nchapters = ["one.md", "two.md"]\n'


def read(text: str):
    text = f'schema = 1\n[book]\ntitle = "T"\n{CONTENTS}{text}'
    file = TomlFile(name="book.toml", text=text, data=tomllib.loads(text))
    assert check_schema(file) == ()
    editions, findings = read_editions(file, KNOWN)
    return {edition.name: edition for edition in editions}, findings


def test_without_a_kind_the_format_says_it():
    editions, findings = read(EBOOK + PRINT)
    assert {name: item.kind.name for name, item in editions.items()} == {
        "ebook": "ebook",
        "print": "print",
    }
    assert findings == ()


@pytest.mark.parametrize("kind", ["digital", "booklet"])
def test_the_same_pages_are_set_in_the_same_way(kind):
    editions, findings = read(f'{PRINT}[editions.other]\nkind = "{kind}"\nof = "print"\n')
    print_, other = editions["print"], editions["other"]
    assert (other.kind.name, other.of) == (kind, "print")
    for key in ("profile", "theme", "trim", "paper", "bleed", "chapters"):
        assert getattr(other, key) == getattr(print_, key), key
    assert (other.isbn, findings) == ("", ())


def test_the_label_is_no_part_of_an_isbn():
    editions, findings = read(PRINT.replace('"978-', '"ISBN-13: 978-'))
    assert (editions["print"].isbn, findings) == ("978-0-306-40615-7", ())


def test_what_an_edition_states_itself_stands():
    [_, other] = read(f'{PRINT}[editions.other]\nkind = "digital"\ntrim = "5x8"\n')[0].values()
    assert (other.profile, other.trim, other.paper, other.theme) == ("kdp", "5x8", "white", "lean")


def test_names_of_a_profile_go_with_it():
    text = f'{PRINT}[editions.other]\nkind = "digital"\nprofile = "plain"\ntheme = "classic"\n'
    editions, findings = read(text)
    other = editions["other"]
    assert (other.profile, other.trim, other.paper, other.bleed) == ("plain", "", "", False)
    assert (other.theme, other.chapters, findings) == ("classic", editions["print"].chapters, ())


def test_a_name_says_that_it_is_a_cover():
    editions, findings = read(f"{EBOOK}{PRINT}[editions.print-cover]\n")
    cover = editions["print-cover"]
    assert (cover.kind.name, cover.of, findings) == ("cover", "print", ())
    assert cover == editions_by_name([editions["print"]], all_kinds())["print-cover"]


def test_a_cover_by_another_name_says_what_it_goes_round():
    large = '[editions.large]\nformat = "pdf"\n'
    text = f'{PRINT}{large}[editions.jacket]\nkind = "cover"\nof = "large"\nspine = "14.5 mm"\n'
    editions, findings = read(text)
    assert (editions["jacket"].of, editions["jacket"].profile) == ("large", "plain")
    assert (editions["jacket"].spine, findings) == ("14.5 mm", ())


def test_a_print_edition_may_be_called_a_cover():
    editions, findings = read('[editions.hard-cover]\nformat = "pdf"\n')
    assert (editions["hard-cover"].kind.name, findings) == ("print", ())
    editions, findings = read(f'{EBOOK}[editions.ebook-cover]\nformat = "pdf"\n')
    assert (editions["ebook-cover"].kind.name, findings) == ("print", ())


def test_the_only_print_edition_need_not_be_named():
    editions, findings = read(f'{EBOOK}{PRINT}[editions.screen]\nkind = "digital"\n')
    assert (editions["screen"].of, findings) == ("print", ())


def test_a_book_for_the_screen_alone_has_pages_of_its_own():
    editions, findings = read('[editions.screen]\nkind = "digital"\ntrim = "a5"\n')
    assert (editions["screen"].of, editions["screen"].trim, findings) == ("", "a5", ())


@pytest.mark.parametrize(
    ("text", "code", "said", "hint"),
    [
        (EBOOK + '[editions.x]\nkind = "digitl"\n', "kind", '"digitl"', '"digital"'),
        ('[editions.x]\nformat = "epub"\nkind = "digital"\n', "kind", "epub", 'format = "pdf"'),
        (PRINT + '[editions.x]\nkind = "digital"\nof = "prnt"\n', "of", '"prnt"', '"print"'),
        (EBOOK + PRINT + '[editions.x]\nkind = "booklet"\nof = "ebook"\n', "of", "no pages",
         'of = "print"'),
        (PRINT + '[editions.x]\nkind = "digital"\nof = "x"\n', "of", "of itself", 'of = "print"'),
        (PRINT + '[editions.y]\nkind = "digital"\n[editions.x]\nkind = "booklet"\nof = "y"\n',
         "of", "of another edition itself", 'of = "print"'),
        (PRINT + '[editions.b]\nformat = "pdf"\n[editions.x]\nkind = "digital"\n', "of",
         "which edition's pages", 'of = "print" or of = "b"'),
        (EBOOK + '[editions.x]\nkind = "cover"\n', "of", "no print edition", "Add a print"),
        (PRINT + '[editions.x]\nformat = "pdf"\nof = "print"\n', "key", "its own pages",
         'kind = "digital"'),
        (PRINT + '[editions.print-cover]\nisbn = "978-0-306-40615-7"\n', "key", '"isbn"',
         "[editions.print]"),
        (PRINT + '[editions.print-cover]\nprofile = "kdp"\n', "key", '"profile"', "Take the line"),
        (PRINT + 'spine = "9 mm"\n', "key", "only a cover", "[editions.print-cover]"),
        (PRINT + '[editions.print-cover]\nspine = "14,5 mm"\n', "spine", "14,5", '"14.5 mm"'),
        (PRINT + '[editions.print-cover]\nspine = "14"\n', "spine", '"14"', '"14.5 mm"'),
    ],
)  # fmt: skip
def test_what_means_nothing_is_said_with_its_line(text, code, said, hint):
    _, findings = read(text)
    finding = next(item for item in findings if item.code == f"edition-{code}")
    assert finding.severity == "error"
    assert said in message_of(finding)
    assert hint in remedy_of(finding)
    written = f'schema = 1\n[book]\ntitle = "T"\n{CONTENTS}{text}'.split("\n")
    line = written[finding.line - 1]
    assert line.startswith((f"{code} =", "[editions.x]", "format", *_keys(finding)))


def _keys(finding) -> tuple[str, ...]:
    return tuple(
        f"{key} =" for key in ("of", "isbn", "profile", "spine") if key in message_of(finding)
    )


def test_a_circle_is_said_of_both():
    text = '[editions.a]\nkind = "digital"\nof = "b"\n[editions.b]\nkind = "booklet"\nof = "a"\n'
    _, findings = read(text)
    assert [item.code for item in findings] == ["edition-of", "edition-of"]


def test_what_is_inherited_is_judged_where_it_is_written():
    wrong = PRINT.replace('"6x9"', '"6x8"').replace('"lean"', '"leen"')
    _, findings = read(f'{wrong}[editions.screen]\nkind = "digital"\n[editions.print-cover]\n')
    assert [item.code for item in findings] == ["edition-theme", "edition-trim"]
    # Of its own, an edition is judged by the profile that it inherits.
    _, findings = read(f'{PRINT}[editions.screen]\nkind = "digital"\ntrim = "a5"\n')
    assert [(item.code, message_of(item)) for item in findings] == [
        ("edition-trim", 'the profile "kdp" has no trim "a5".')
    ]


def test_an_isbn_is_not_shared_by_inheritance():
    text = f'{PRINT}[editions.screen]\nkind = "digital"\nisbn = "9780306406157"\n'
    assert [item.code for item in read(text)[1]] == ["isbn-shared"]
