"""`[book]`: dates, identifiers, slugs, people; `[editions]`."""

from __future__ import annotations

import time
import tomllib

import pytest

from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of
from octavo.manuscript.book_metadata import Known, read_metadata
from octavo.manuscript.edition_tables import read_editions
from octavo.manuscript.toml_file import TomlFile


def read(about: str, epoch: str = ""):
    text = f'schema = 1\n[book]\nlanguage = "en"\n{about}\n'
    file = TomlFile(name="book.toml", text=text, data=tomllib.loads(text))
    return read_metadata(
        file, Known(profiles=("plain",), themes=("classic",), kinds=all_kinds(), epoch=epoch)
    )


@pytest.mark.parametrize(
    ("about", "epoch", "date"),
    [
        ('title = "T"\ndate = "2026-11-22"', "", "2026-11-22"),
        ('title = "T"\ndate = 2026-11-22', "", "2026-11-22"),
        ('title = "T"\ndate = 2026-11-22T23:59:59Z', "", "2026-11-22"),
        ('title = "T"\ndate = "2026-11-22"', "86400", "2026-11-22"),
        ('title = "T"', "86399", "1970-01-01"),
        ('title = "T"', "86400", "1970-01-02"),
        ('title = "T"', "1795305600", "2026-11-22"),
        ('title = "T"', "", "2000-01-01"),
    ],
)
def test_the_date_is_the_books_else_the_epochs_else_a_fixed_one(about, epoch, date):
    metadata, findings = read(about, epoch)
    assert (metadata.date, findings) == (date, ())


def test_the_epochs_day_is_greenwichs(monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert read('title = "T"', "86399")[0].date == "1970-01-01"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("epoch", ["x", "1e9", "²", "99999999999999999999", "-99999999999999"])
def test_an_epoch_that_is_no_time(epoch):
    _, [finding] = read('title = "T"', epoch)
    assert (finding.code, finding.severity, finding.file) == ("date-wrong", "error", None)
    assert epoch in message_of(finding)


@pytest.mark.parametrize("date", ["", "2026", "22.11.2026", "2026-02-30", "2026-11-22 10:00"])
def test_a_date_that_is_none(date):
    _, [finding] = read(f'title = "T"\ndate = "{date}"')
    assert (finding.code, finding.line) == ("date-wrong", 5)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Low Tide", "low-tide"),
        ("  Ærø: Ende & Anfang!  ", "aero-ende-anfang"),
        ("Straße, Żółć, Ðorđe, Ñandú", "strasse-zolc-dorde-nandu"),
        ("Don’t Go", "dont-go"),
        ("水", "book"),
        ("Отлив", "book"),
        ("../../etc", "etc"),
        ("word " * 40, "-".join(["word"] * 12)),
        ("x" * 100, "x" * 60),
    ],
)
def test_the_slug_of_a_title_is_short_ascii_without_a_path(title, slug):
    metadata, _ = read(f'title = "{title}"')
    assert metadata.slug == slug
    assert len(slug) <= 60


@pytest.mark.parametrize("slug", ["Low", "a b", "a/b", "..", "ü", "-a", "a--b", "x" * 61])
def test_a_slug_that_is_given_must_be_one(slug):
    _, [finding] = read(f'title = "T"\nslug = "{slug}"')
    assert (finding.code, finding.line) == ("slug-wrong", 5)


def test_a_book_keeps_its_identifier_while_title_and_authors_stay():
    one, _ = read('title = "T"\nauthors = ["Ann"]')
    again, _ = read('title = "T"\nauthors = [{ name = "Ann" }]\nrights = "x"')
    other, _ = read('title = "T"\nauthors = ["Bo"]')
    assert one.identifier == again.identifier != other.identifier
    assert one.identifier.startswith("urn:uuid:")
    assert read('title = "T"\nidentifier = " urn:isbn:1 "')[0].identifier == "urn:isbn:1"
    assert read('title = "T"\nidentifier = " "')[0].identifier.startswith("urn:uuid:")


def test_people():
    metadata, findings = read(
        'title = "T"\nauthors = [" Ann Ash ", { name = "Bo", sort = "B", role = "trl" }]'
    )
    ann, bo = metadata.authors
    assert (ann.name, ann.sort_name, ann.role) == ("Ann Ash", None, "aut")
    assert (bo.name, bo.sort_name, bo.role) == ("Bo", "B", "trl")
    assert findings == ()


def editions(text: str):
    file = TomlFile(name="book.toml", text=text, data=tomllib.loads(text))
    return read_editions(
        file, Known(profiles=("plain", "wide"), themes=("classic", "lean"), kinds=all_kinds())
    )


def test_without_editions_there_are_an_ebook_and_a_printed_book():
    found, findings = editions("")
    assert [(item.name, item.kind.format) for item in found] == [
        ("ebook", "epub"),
        ("print", "pdf"),
    ]
    assert findings == ()


def test_several_editions_of_one_format_stand_side_by_side():
    found, findings = editions(
        '[editions.pocket]\nformat = "pdf"\nisbn = "978-0-306-40615-7"\n'
        '[editions.large-2]\nformat = "pdf"\nprofile = "wide"\ntheme = "lean"\n'
    )
    assert [(item.name, item.profile, item.theme, item.isbn) for item in found] == [
        ("pocket", "plain", "classic", "978-0-306-40615-7"),
        ("large-2", "wide", "lean", ""),
    ]
    assert findings == ()


@pytest.mark.parametrize("name", ["Print", '"a b"', '"../x"', '"é"', '""', "a_b", '"a-"'])
def test_the_name_of_an_edition_is_part_of_a_files(name):
    _, [finding] = editions(f'[editions.{name}]\nformat = "epub"\n')
    assert (finding.code, finding.line) == ("edition-name", 1)
