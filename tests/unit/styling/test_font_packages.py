"""A theme and a script are whole: their files, and the packages that their fonts come in."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from octavo.core import versions
from octavo.styling.scripts import load_scripts
from octavo.styling.theme import styles_folder
from octavo.text.direction import is_right_to_left
from octavo.text.language_tags import check_language

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
COUNTED = {*versions.PACKAGES, *versions._BENEATH}

STYLES = styles_folder()
THEMES = sorted(STYLES.glob("themes/*/"))
SCRIPTS = sorted(STYLES.glob("scripts/*/"))


def distributions(table: Path) -> set[str]:
    """The packages, as pip names them, of all faces in a TOML file."""
    faces = tomllib.loads(table.read_text("utf-8"))["faces"]
    return {face["package"].replace("_", "-") for face in faces}


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[><=~! ]", requirement)[0] for requirement in requirements}


@pytest.mark.parametrize("folder", THEMES, ids=lambda folder: folder.name)
def test_a_theme_is_whole(folder):
    """A stylesheet that is missing would be read as an empty one."""
    for name in ("theme.toml", "tokens.css", "theme.css"):
        assert (folder / name).is_file(), name
    packages = distributions(folder / "theme.toml")
    assert packages <= named(PROJECT["dependencies"]), "pyproject.toml, dependencies"
    assert packages <= COUNTED, "core/versions.py: a new version of a font makes other books"


@pytest.mark.parametrize("folder", SCRIPTS, ids=lambda folder: folder.name)
def test_a_script_is_whole(folder):
    for name in ("script.toml", "script.css"):
        assert (folder / name).is_file(), name
    table = tomllib.loads((folder / "script.toml").read_text("utf-8"))
    shared = table.get("shares", "")
    assert not shared or (folder.parent / f"{shared}.css").is_file(), f"{shared}.css"
    extra = table["extra"]
    packages = distributions(folder / "script.toml")
    assert packages <= named(EXTRAS.get(extra, [])), f"pyproject.toml, the extra {extra}"
    assert packages <= COUNTED, "core/versions.py: a new version of a font makes other books"
    (tested,) = (item for item in EXTRAS["test"] if item.startswith("octavo["))
    assert extra in re.findall(r"[\w-]+", tested), f"pyproject.toml, the extra test: {tested}"


@pytest.mark.parametrize("script", load_scripts(STYLES), ids=lambda script: script.name)
def test_what_a_script_says_of_itself_is_true(script):
    assert script.fonts, f"the fonts of {script.name} are missing: pip install -e '.[test]'"
    letters = [character for character in script.sample if character.isalpha()]
    assert len(letters) > 20 and all(map(script.has, letters))
    assert all(check_language(language) is None for language in script.languages)
    leftwards = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters)
    for language in script.languages:
        assert is_right_to_left(language) == leftwards, f"text/direction.py: {language}"
