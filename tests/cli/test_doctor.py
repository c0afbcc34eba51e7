"""`octavo doctor`: what is missing, and the line that installs it."""

from __future__ import annotations

import pytest

from helpers.transcript import Octavo
from octavo.core import libraries
from octavo.core.errors import OctavoError
from octavo.core.libraries import INSTALL, Need
from octavo.styling import theme


@pytest.fixture
def needs(monkeypatch: pytest.MonkeyPatch) -> list[Need]:
    """What the machine needs, for the test to fill."""
    needs: list[Need] = []
    monkeypatch.setattr(libraries, "needs", lambda: iter(needs))
    return needs


def need(name: str, *, present: bool, required: bool = True) -> Need:
    return Need(
        name=name,
        present=present,
        needed_for=f"things with {name}",
        remedy=f"install {name}",
        required=required,
    )


def test_nothing_is_missing(octavo: Octavo, needs: list[Need]) -> None:
    needs.append(need("libtide.so", present=True))
    ran = octavo("octavo doctor")
    assert (ran.code, ran.errors) == (0, "")
    lines = ran.output.splitlines()
    assert lines[0].split() == ["libtide.so", "ok"]
    assert lines[1].startswith("fonts of classic") and "ok" in lines[1]
    assert lines[-1] == "Everything Octavo needs is here."


def test_what_is_optional_is_named_and_no_error(octavo: Octavo, needs: list[Need]) -> None:
    needs.append(need("java", present=False, required=False))
    ran = octavo("octavo doctor")
    assert ran.code == 0
    assert "not there (optional)" in ran.output
    assert "  for things with java: install java" in ran.output.splitlines()


def test_what_is_missing_comes_with_the_line_that_installs_it(
    octavo: Octavo, needs: list[Need]
) -> None:
    needs += [need("libtide.so", present=False), need("libebb.so", present=True)]
    ran = octavo("octavo doctor")
    assert (ran.code, ran.errors) == (1, "")
    assert "  for things with libtide.so: install libtide.so" in ran.output.splitlines()
    assert ran.output.endswith(f"\n  {INSTALL}\n")
    assert "Everything" not in ran.output


def test_a_missing_font_package(
    octavo: Octavo, needs: list[Need], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_theme(name: str, styles: object) -> None:
        raise OctavoError("the font package x is not installed.", hint="Install it: pip install x")

    monkeypatch.setattr(theme, "load_theme", load_theme)
    ran = octavo("octavo doctor")
    assert ran.code == 1
    assert "pip install x" in ran.output
    assert INSTALL not in ran.output, "that line brings libraries, not fonts"


def test_another_weasyprint_is_named_with_the_line_that_installs_ours(
    octavo: Octavo, needs: list[Need], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "WEASYPRINT", "69.0")
    ran = octavo("octavo doctor")
    assert ran.code == 1
    assert "WeasyPrint 69.0, and 70.0 is installed." in ran.output
    assert "pip install weasyprint==69.0" in ran.output
    assert "Everything" not in ran.output and INSTALL not in ran.output
