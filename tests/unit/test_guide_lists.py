"""What can be chosen is in the guide's tables: printers, themes, kinds of edition, formats.

The chapters are read as they are written: no book need be built for it.
"""

from __future__ import annotations

import re
from dataclasses import fields
from importlib.resources import files

import pytest

from octavo.cli.why import Told, as_object
from octavo.core.edition_kind import Pages
from octavo.editions.known_kinds import all_kinds
from octavo.importing.formats import COLLECTIONS, READERS
from octavo.printers.read_profile import profile_names
from octavo.styling.theme import styles_folder, theme_names
from octavo.typesetting.measures import Composed, Measures
from octavo.typesetting.old_ways import OldWay
from octavo.typesetting.set_text import SetLine, SetParagraph

MANUSCRIPT = files("octavo.guide") / "manuscript"
THEMES = theme_names(styles_folder())


def chapter(name: str) -> str:
    return (MANUSCRIPT / f"{name}.md").read_text("utf-8")


def first_cells(name: str, table: str) -> str:
    """What stands in the first column of a chapter's table."""
    (rows,) = re.findall(rf"^Table: .*\{{#{table}\b.*\}}\n\n((?:\|.*\n)+)", chapter(name), re.M)
    return "\n".join(row.split("|")[1].strip() for row in rows.splitlines()[2:])


def named(name: str, table: str) -> list[str]:
    return re.findall("`([^`]+)`", first_cells(name, table))


def test_every_printer_has_a_row():
    assert sorted(named("editions", "profiles")) == sorted(profile_names())


def test_every_theme_has_a_row():
    assert sorted(named("editions", "themes")) == sorted(THEMES)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_is_named_where_the_key_is(theme):
    (row,) = re.findall(r"^\| `theme` \|.*$", chapter("book-toml"), re.M)
    assert f'`"{theme}"`' in row


def test_every_kind_of_edition_with_pages_has_a_row():
    kinds = {kind.name for kind in all_kinds().values() if kind.pages is not Pages.NONE}
    assert set(named("editions", "kinds")) == kinds


def test_every_format_of_editions_is_named():
    formats = {kind.format for kind in all_kinds().values()}
    assert set(re.findall(r"`(\w+)` makes", chapter("editions"))) == formats


def test_every_reader_has_a_row():
    """Another ending for the same (`.htm`) needs none."""
    shown = first_cells("articles", "formats")
    there = {READERS[ending] for ending in READERS if f"post{ending}`" in shown}
    missing = sorted(ending for ending, reader in READERS.items() if reader not in there)
    assert missing == []
    assert any(f"feed{ending}`" in shown for ending in COLLECTIONS)


def test_every_measure_has_a_row_with_its_unit():
    keys = [field.name for field in fields(Measures)]
    assert named("printed-page", "measure-keys") == keys
    (rows,) = re.findall(
        r"^Table: .*\{#measure-keys\b.*\}\n\n((?:\|.*\n)+)", chapter("printed-page"), re.M
    )
    assert all(len(row.split("|")) == 5 and row.split("|")[2].strip() for row in rows.splitlines())
    (running,) = (row for row in rows.splitlines() if row.startswith("| `running`"))
    assert all(f"`{field.name}`" in running for field in fields(Composed))


def test_every_reason_of_the_old_way_has_a_row():
    assert sorted(named("printed-page", "old-ways")) == sorted(map(str, OldWay))


def test_every_key_of_an_answer_has_a_row():
    line = SetLine(0, 0.0, 0.0, 0.0, 1.0, 1.0, True, False, False, 0, "x")
    about = ("a", "a.md", 1, 0, "p", "text", 11.0, True, True, 0.0, "", 0, False)
    told = as_object(Told("print", SetParagraph(*about, (line,))))
    assert named("printed-page", "why-keys") == list(told)
    lines = told["lines"]
    assert isinstance(lines, list)
    (row,) = re.findall(r"^\| `lines` \| list.*$", chapter("printed-page"), re.M)
    assert all(f"`{key}`" in row for key in lines[0])
