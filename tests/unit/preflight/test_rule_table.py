"""The table of rules is whole."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from octavo.preflight import rules
from octavo.preflight.rule_table import RULES


def test_every_rule_is_in_the_table_once():
    modules = [
        import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)
    ]
    there = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("check_") and value.__module__ == module.__name__
    }
    assert {rule.check for rule in RULES} == there
    assert len(RULES) == len(there)
