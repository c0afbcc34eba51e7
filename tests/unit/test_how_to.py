"""The pages for those who work on Octavo say what is there: files, tests, rooms in their order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.printers.read_profile import read_profile

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / ".github" / "how-to"
ARCHITECTURE, STYLES = ROOT / "src" / "octavo" / "README.md", ROOT / "styles" / "README.md"
CONTRIBUTING = ROOT / ".github" / "CONTRIBUTING.md"
PAGES = [
    CONTRIBUTING,
    ARCHITECTURE,
    STYLES,
    ROOT / "tests" / "README.md",
    *sorted(HOW_TO.glob("*.md")),
]

#: Files of a book, and one that a theme may have and none has yet.
NOT_HERE = {"book.toml", "build/.cache", "ereader.css", "styles/local.css"}
_PATH = re.compile(r"[\w.<>-]*(?:/[\w.<>-]+)*(?:/|\.(?:py|toml|md|css|txt))")


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def blocks(page: Path, language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text_of(page), re.M | re.S)
    return [re.sub(rf"^{indent}", "", block, flags=re.M) for indent, block in found]


def named(page: Path) -> Iterator[str]:
    """The paths and tests that a page names: each word within a pair of backticks."""
    for code in re.findall("`([^`\n]+)`", text_of(page)):
        for word in code.split():
            path = word.split("::")[0]
            if _PATH.fullmatch(path) or path in (".ci/check", ".ci/run", ".ci/bare"):
                yield word


def homes(page: Path, path: str) -> list[Path]:
    """Where a path may lie: in the repository, beside the page, or in the package."""
    return [folder / path for folder in (ROOT, page.parent, ROOT / "src" / "octavo")]


def is_there(page: Path, path: str) -> bool:
    """Whether there is such a file or folder; NAME and the like stand for a new one in its own."""
    made_up = re.search(r"NAME|AREA|<\w+>", path)
    if not made_up:
        return any(home.exists() for home in homes(page, path))
    folder, rest = path[: made_up.start()], path[made_up.end() :]
    if rest.startswith("/"):
        return any(list(home.glob(f"*{rest}")) for home in homes(page, folder))
    return any(home.parent.is_dir() for home in homes(page, path))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page):
    names = set(named(page)) - NOT_HERE
    assert names
    beside = {name for name in names if "/" not in name}  # such as `print.css`: in some folder
    missing = [
        name
        for name in sorted(names)
        if not is_there(page, name.split("::")[0])
        and not (name in beside and any(page.parent.rglob(name)))
        and not (name in beside and any((ROOT / "styles").rglob(name)))
    ]
    assert missing == []


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *PAGES], ids=lambda page: str(page.relative_to(ROOT))
)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(page))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", sorted(HOW_TO.glob("*.md")), ids=lambda page: page.stem)
def test_the_tests_of_a_page_are_there(page):
    tests = [name.split("::") for name in named(page) if "::" in name]
    assert len(tests) >= 3
    for path, test in tests:
        assert f"def {test}(" in (ROOT / path).read_text("utf-8"), f"{path}::{test}"


@pytest.mark.parametrize("page", sorted(HOW_TO.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_is_found_and_its_examples_can_be_read(page):
    for other in (CONTRIBUTING, ROOT / "README.md"):
        assert f"how-to/{page.name})" in text_of(other)
    for block in blocks(page, "toml"):
        tomllib.loads(block)
    for block in blocks(page, "python"):
        compile(block, page.name, "exec")


def test_the_sample_printer_is_one():
    (block,) = blocks(HOW_TO / "add-a-printer.md", "toml")
    assert read_profile("sample", block).trim().name == "5.5x8.5"


def test_the_rooms_are_those_of_the_contract_in_their_order():
    contracts = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    rooms = [room for layer in layers for room in layer.split(" | ")]
    assert re.findall(r"^\| `([a-z]+)` \|", text_of(ARCHITECTURE), re.M) == rooms
    folders = {path.parent.name for path in ARCHITECTURE.parent.glob("*/__init__.py")}
    assert set(rooms) == folders


@pytest.mark.parametrize("medium", ["core", "print", "ereader"])
def test_every_style_file_has_its_row(medium):
    (table,) = re.findall(rf"^\| In `{medium}/` .*\n((?:\|.*\n)+)", text_of(STYLES), re.M)
    shown = re.findall(r"^\| `([\w-]+\.css)`", table, re.M)
    assert sorted(shown) == sorted(path.name for path in (ROOT / "styles" / medium).glob("*.css"))


def test_the_set_up_line_is_that_of_the_readme():
    (line,) = re.findall(r"^.*apt-get.*pytest$", text_of(CONTRIBUTING), re.M)
    assert line in text_of(ROOT / "README.md")
