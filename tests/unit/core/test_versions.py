"""The digest of what makes the bytes besides the book."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

from octavo.core import versions
from octavo.core.versions import PACKAGES, STYLES

PACKAGE = Path(versions.__file__).parents[1]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies of the sources and the styles, which are the engine's in the test."""
    shutil.copytree(PACKAGE, tmp_path / "octavo")
    shutil.copytree(STYLES, tmp_path / "styles")
    monkeypatch.setattr(versions, "_PACKAGE", tmp_path / "octavo")
    monkeypatch.setattr(versions, "STYLES", tmp_path / "styles")
    return tmp_path


def now() -> str:
    versions.engine_digest.cache_clear()
    try:
        return versions.engine_digest()
    finally:
        versions.engine_digest.cache_clear()


@pytest.mark.parametrize(
    "path",
    [
        "octavo/compose/ereader_documents.py",
        "octavo/printers/plain.toml",
        "octavo/text/added_words.toml",
        "styles/tokens.css",
        "styles/themes/classic/theme.toml",
    ],
)
def test_a_source_or_a_style_makes_another_engine(copied, path):
    before = now()
    file = copied / path
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert now() != before


def test_a_new_file_and_a_new_name_make_another_engine(copied):
    digests = [now()]
    (copied / "styles" / "core" / "zz.css").write_text("")
    digests.append(now())
    (copied / "styles" / "core" / "zz.css").rename(copied / "styles" / "core" / "zy.css")
    digests.append(now())
    assert len(set(digests)) == 3


def test_what_makes_no_edition_does_not(copied):
    before = now()
    for room in ("cli", "importing", "preflight", "guide"):
        (copied / "octavo" / room / "more.py").write_text("x = 1\n")
    (copied / "octavo" / "compose" / "__pycache__").mkdir(exist_ok=True)
    (copied / "octavo" / "compose" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert now() == before


def test_rooms_that_do_not_count_are_not_used_by_those_that_do():
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).parts[0] in versions._APART or path.name == "__main__.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [item.name for item in node.names] if isinstance(node, ast.Import) else []
            rooms = {name.split(".")[1] for name in names if name.startswith("octavo.")}
            assert not rooms & versions._APART, path


def test_versions_are_those_that_are_installed():
    installed = dict(versions._installed())
    # A folder's name has a version as it is compared, 4.4 for 4.004.
    assert {name: Version(installed[name]) for name in PACKAGES} == {
        name: Version(version(name)) for name in PACKAGES
    }


def test_another_version_makes_another_engine(monkeypatch):
    before = now()
    installed = dict(versions._installed())
    monkeypatch.setattr(versions, "_installed", lambda: {**installed, "lxml": "0.1"}.items())
    assert now() != before


def test_a_package_that_lies_nowhere_as_a_folder_is_asked_for(monkeypatch):
    before = list(versions._versions())
    monkeypatch.setattr(versions, "_installed", lambda: ())
    assert f"weasyprint {version('weasyprint')}" in list(versions._versions())
    assert "lxml " in list(versions._versions())
    assert before != list(versions._versions())


def test_another_library_of_the_system_makes_another_engine(monkeypatch):
    before = now()
    monkeypatch.setattr(versions, "_library", lambda name, question: "")
    assert now() != before


def test_it_is_told_without_the_libraries():
    code = (
        "import sys, octavo.core.versions; octavo.core.versions.engine_digest();"
        "print([name for name in ('lxml', 'weasyprint', 'PIL', 'importlib.metadata')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
