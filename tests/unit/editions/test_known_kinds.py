"""Each file of `editions/kinds` is a kind of edition, and says all that others ask of one."""

from __future__ import annotations

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

from octavo.core.edition_kind import Concern, Pages
from octavo.editions import kinds
from octavo.editions.known_kinds import all_kinds, maker
from octavo.preflight.rule_table import RULES

FILES = sorted(entry.name for entry in iter_modules(kinds.__path__))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_called_after_its_kind(name):
    """The file's name is where its `make` is looked for."""
    assert import_module(f"{kinds.__name__}.{name}").KIND.name == name
    assert list(inspect.signature(maker(all_kinds()[name])).parameters) == [
        "loaded",
        "edition",
        "services",
    ]


@pytest.mark.parametrize("name", FILES)
def test_its_finished_files_are_checked(name):
    kind = all_kinds()[name]
    served = {rule.concern for rule in RULES} | {Concern.PACKAGE}
    assert set(kind.checks) <= served
    assert (kind.format == "epub") == (Concern.PACKAGE in kind.checks)
    assert (kind.format == "pdf") == (Concern.FILE in kind.checks)
    assert (kind.format == "pdf") == (kind.pages is not Pages.NONE)
