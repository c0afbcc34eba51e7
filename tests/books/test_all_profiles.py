"""The sample book, the guide and one of 300 pages, made for every printer, by outside checkers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import page as validator
import pytest

from helpers.novel import write_novel
from helpers.outside import run
from octavo.build.pipeline import Request, build
from octavo.core.artifact import Artifact
from octavo.printers.read_profile import load_profile, profile_names

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]


class Cut(NamedTuple):
    """A printer's page in points: its trim, and the bleed where it has any."""

    width: float
    height: float
    bleed: tuple[float, float] = (0.0, 0.0)  # at the spine, and at the three other sides


def _cut(name: str) -> Cut:
    profile = load_profile(name)
    trim, bleed = profile.trim(), profile.bleed
    return Cut(trim.width, trim.height, (bleed.inner, bleed.outer) if bleed else (0.0, 0.0))


#: Some printers' pages, written again here: a number that is changed by mistake is seen.
WRITTEN = {
    "plain": Cut(396, 612),
    "kdp-paperback": Cut(396, 612, (0, 9)),
    "kdp-hardcover": Cut(396, 612, (0, 9)),
    "ingramspark": Cut(396, 612, (0, 9)),
    "lulu": Cut(396, 612, (9, 9)),
    "bod": Cut(382.68, 609.45, (14.17, 14.17)),
}
CUTS = {name: WRITTEN.get(name) or _cut(name) for name in profile_names()}
#: The one that gets all 300 pages; the others a part of the book.
WHOLE = "kdp-paperback"
BOOKS = ("sample", "guide", "novel")
EACH = [(book, profile) for book in BOOKS for profile in CUTS]

_BOX = re.compile(r"^Page +(\d+) (\w+Box): +([\d.-]+) +([\d.-]+) +([\d.-]+) +([\d.-]+)", re.M)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_profiles_say_what_is_written_here(name):
    assert _cut(name)[:2] == pytest.approx(WRITTEN[name][:2], abs=0.01)
    assert _cut(name).bleed == pytest.approx(WRITTEN[name].bleed, abs=0.01)


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of the three books, each built for all printers."""
    return {name: _made(name, tmp_path_factory.mktemp(name)) for name in BOOKS}


def _made(name: str, root: Path) -> Path:
    if name == "novel":
        write_novel(root, 30, 3000, "".join(_editions(bleed=True, part=True)))
    else:
        source = REPOSITORY if name == "sample" else REPOSITORY / "src/octavo/guide"
        for folder in ("manuscript", "styles"):
            if name == "guide" or folder == "manuscript":
                shutil.copytree(source / folder, root / folder)
        toml = root / "manuscript" / "book.toml"
        text = toml.read_text("utf-8")
        text = text[: text.index("[editions.")] + "".join(_editions())
        toml.write_text(text, encoding="utf-8")
    made = list(build(Request(root=root, out=root / "build")))
    assert sum(isinstance(item, Artifact) for item in made) == len(CUTS) + 1
    return root


def _editions(*, bleed: bool = False, part: bool = False) -> Iterator[str]:
    few = ", ".join(f'"c{number:02}.md"' for number in range(1, 10))
    for profile, cut in CUTS.items():
        yield f'\n[editions.{profile}]\nformat = "pdf"\nprofile = "{profile}"\n'
        if bleed and any(cut.bleed):
            yield "bleed = true\n"
        if part and profile != WHOLE:
            yield f"chapters = [{few}]\n"
    yield '\n[editions.screen]\nkind = "digital"\nof = "plain"\n'


@pytest.fixture(params=EACH, ids="-".join)
def printed(request: pytest.FixtureRequest, books: dict[str, Path]) -> tuple[str, str, Path]:
    """A book's name, the profile, and the file."""
    book, profile = request.param
    return book, profile, file_of(books, book, profile)


def file_of(books: dict[str, Path], book: str, edition: str) -> Path:
    (found,) = (books[book] / "build").glob(f"*-{edition}.pdf")
    return found


def test_the_long_book_is_long(books):
    assert "Pages:" in (
        about := run("pdfinfo", str(file_of(books, "novel", WHOLE)), package=POPPLER)
    )
    assert int(re.search(r"Pages: +(\d+)", about)[1]) >= 290


POPPLER = "poppler-utils"


def test_the_file_is_sound(printed):
    said = run("qpdf", "--check", str(printed[2]), package="qpdf")
    assert "No syntax or stream encoding errors" in said


def test_the_boxes_are_the_trim_and_its_bleed(printed):
    book, profile, path = printed
    width, height, bleed = CUTS[profile]
    inner, outer = bleed if book == "novel" else (0.0, 0.0)
    found: dict[int, dict[str, tuple[float, ...]]] = {}
    for row in _BOX.findall(
        run("pdfinfo", "-box", "-f", "1", "-l", "9999", str(path), package=POPPLER)
    ):
        found.setdefault(int(row[0]), {})[row[1]] = tuple(map(float, row[2:]))
    assert len(found) > 50
    for page, boxes in found.items():
        left, right = (inner, outer) if page % 2 else (outer, inner)
        sheet = (0, 0, width + inner + outer, height + 2 * outer)
        assert boxes["MediaBox"] == pytest.approx(sheet, abs=0.02)
        assert boxes["BleedBox"] == pytest.approx(sheet, abs=0.02)
        trim = (left, outer, sheet[2] - right, sheet[3] - outer)
        assert boxes["TrimBox"] == pytest.approx(trim, abs=0.02)


def test_every_font_is_in_the_file(printed):
    rows = run("pdffonts", str(printed[2]), package=POPPLER).splitlines()[2:]
    assert len(rows) >= 2
    for row in rows:
        *_, embedded, subset, mapped, _, _ = row.split()
        assert (embedded, subset, mapped) == ("yes", "yes", "yes"), row
        assert "Type 3" not in row


def test_all_is_printed_with_black_ink_alone(printed):
    rows = run(
        *("gs", "-q", "-o", "-", "-r24", "-sDEVICE=inkcov", str(printed[2])), package="ghostscript"
    ).splitlines()
    plates = [tuple(map(float, row.split()[:4])) for row in rows if "CMYK" in row]
    assert len(plates) > 50
    assert {plate[:3] for plate in plates} == {(0.0, 0.0, 0.0)}
    assert sum(plate[3] > 0 for plate in plates) > 0.6 * len(plates)


@pytest.fixture(scope="session")
def reports(books: dict[str, Path]) -> dict[str, list[dict[str, Any]]]:
    """What `octavo check` finds, by book."""
    found = {}
    for name, root in books.items():
        command = [sys.executable, "-m", "octavo", "check", "--json"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        found[name] = json.loads(done.stdout)["findings"]
    return found


@pytest.mark.parametrize("book", BOOKS)
def test_our_own_check_finds_nothing(reports, book):
    # Sixty pages are too few for a case; without a printer there is no bleed. That is all.
    known = {"sample": {"pages-few"}, "novel": {"bleed-short"}}.get(book, set())
    assert [item for item in reports[book] if item["code"] not in known] == []
    assert all(
        item["file"].endswith(("-kdp-hardcover.pdf", "-plain.pdf")) for item in reports[book]
    )


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3U"])
def test_the_long_book_for_a_screen_conforms(books, profile):
    path = file_of(books, "novel", "screen")
    report = validator.validate_pdf(
        str(path), profile=getattr(validator.ValidationProfile, profile)
    )
    assert list(report.failures) == []
    assert report.is_compliant


def test_another_build_gives_the_same_bytes(books, tmp_path):
    again = _made("sample", tmp_path)
    for path in sorted((again / "build").glob("*.pdf")):
        assert path.read_bytes() == (books["sample"] / "build" / path.name).read_bytes(), path.name
