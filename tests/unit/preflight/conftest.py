"""A strict printer, and a clean book for it, which each test spoils in one place."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from octavo.build.pipeline import Request, load
from octavo.core.cache import NOTHING
from octavo.core.model import Edition, Finding
from octavo.editions.known_kinds import all_kinds, maker
from octavo.editions.rendering import Rendered
from octavo.layout.workshop import Services, Workshop
from octavo.preflight.print_job import Job
from octavo.preflight.run_rules import check_pdf
from octavo.printers.read_profile import read_profile

#: Two chapters that fill more than a dozen pages.
SENTENCE = "The tide came in over the flats and went out again before the light was gone. "
BOOK = """\
schema = 1
[book]
title = "Low Tide"
language = "en"
[contents]
chapters = ["one.md", "two.md"]
[editions.print]
format = "pdf"
profile = "kdp-paperback"
trim = "6x9"
"""
PRINTER = """\
title = "Strict"
printer = "The Strict Press"
[sources.s]
title = "Its letter"
address = "https://example.org/"
read = "2026-11-22"
[trims]
default = "6x9"
source = ["s"]
sizes."6x9" = ["6 in", "9 in"]
[papers]
default = "white"
source = ["s"]
white = { title = "white paper", most = 40 }
[bleed]
top = "0.125 in"
bottom = "0.125 in"
outer = "0.125 in"
source = ["s"]
[margins]
outside = "0.25 in"
outside_bleed = "0.25 in"
source = ["s"]
[gutter]
steps = [[150, "0.375 in"], [300, "0.5 in"]]
source = ["s"]
[pages]
fewest = 24
multiple = 2
last_blank = true
source = ["s"]
[file]
variant = ""
colours = ["grey", "cmyk"]
black = true
refuses = ["marks", "outline", "annotations", "links", "transparency", "rgb"]
resolution = 300
ink = 240
source = ["s"]
"""
#: Of all blank pages the printer's own.
PAGES = 26

Spoil = Callable[[pikepdf.Pdf], object]
Check = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def strict() -> Job:
    return Job(
        edition="print",
        profile=read_profile("strict", PRINTER),
        checks=all_kinds()["print"].checks,
        trim="6x9",
    )


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The book as an edition of a kind, made by the project itself."""
    root = tmp_path_factory.mktemp("low-tide")
    (root / "manuscript").mkdir()
    (root / "manuscript" / "book.toml").write_text(BOOK)
    text = "\n\n".join([SENTENCE * 5] * 40)
    (root / "manuscript" / "one.md").write_text(f"# One\n\n{text}\n")
    (root / "manuscript" / "two.md").write_text(
        f"# Two\n\nA call.[^1]\n\n{text}\n\n[^1]: A note.\n\n![Low water](tide.svg)\n"
    )
    (root / "manuscript" / "tide.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
        '<path d="M0 15h90" stroke="#000"/></svg>'
    )
    loaded = load(Request(root=root, out=root / "build"))

    services = Services(store=NOTHING, workshop=Workshop())

    def rendered(kind: str) -> bytes:
        edition = Edition(name=kind, kind=all_kinds()[kind], profile="kdp-paperback", trim="6x9")
        return whole(maker(edition.kind)(loaded, edition, services)).data

    return rendered


def whole(rendering: Iterator[object]) -> Rendered:
    while True:
        try:
            next(rendering)
        except StopIteration as done:
            return done.value


@pytest.fixture(scope="session")
def clean(rendered, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A print edition as the strict printer wants it: 26 pages, the last one blank."""
    path = tmp_path_factory.mktemp("clean") / "print.pdf"
    path.write_bytes(rendered("print"))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for page in document.pages:
            del page.obj["/BleedBox"]  # it says no more than the others
        while len(document.pages) < PAGES:
            add_blank(document)
        assert len(document.pages) == PAGES
        document.save(path)
    return path


@pytest.fixture(scope="session")
def screen(rendered, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A digital edition."""
    path = tmp_path_factory.mktemp("screen") / "digital.pdf"
    path.write_bytes(rendered("digital"))
    return path


def add_blank(document: pikepdf.Pdf) -> None:
    document.add_blank_page(page_size=(432, 648))
    document.pages[-1].obj.TrimBox = pikepdf.Array([0, 0, 432, 648])


@pytest.fixture
def check(clean: Path, strict: Job, tmp_path: Path) -> Check:
    """What is found once a file is spoilt: `book.pdf`, pages and codes."""
    numbers = itertools.count()

    def check(
        spoil: Spoil | None = None, *, job: Job | None = None, path: Path | None = None, **save
    ) -> list[Finding]:
        target = tmp_path / f"book-{next(numbers)}.pdf"
        if spoil is None and not save:
            shutil.copy(path or clean, target)
        else:
            with pikepdf.open(path or clean) as document:
                if spoil is not None:
                    spoil(document)
                document.save(target, **save)
        return list(check_pdf(target, "book.pdf", lambda facts: job or strict))

    return check
