"""A kind of edition is one file: with one more file in `editions/kinds` there is one more kind."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from helpers.transcript import Octavo
from octavo.editions import kinds
from octavo.editions.known_kinds import all_kinds
from octavo.editions.read_manuscript import known

#: A text file: no pages, a format of its own, nothing to check.
OUTLINE = '''\
"""The outline of a book: its titles, a line each."""

from octavo.core.edition_kind import Kind, Pages
from octavo.core.progress import Step
from octavo.editions.rendering import Rendered

KIND = Kind(name="outline", noun="outline", format="txt", pages=Pages.NONE)


def make(loaded, edition, services):
    yield Step(name="list", edition=edition.name)
    titles = "".join(f"{section.title_text}\\n" for section in loaded.book.sections)
    return Rendered(edition=edition, data=titles.encode(), findings=())
'''
#: A PDF that shows the pages of a print edition, and is checked as any PDF is.
TEASER = '''\
"""The first page of a print edition."""

from octavo.core.edition_kind import Concern, Kind, Pages
from octavo.editions.rendering import Rendered

KIND = Kind(
    name="teaser", noun="teaser", format="pdf", pages=Pages.SHOWN, checks=(Concern.FILE,)
)


def make(loaded, edition, services):
    import io

    import pikepdf

    from octavo.editions.kinds.print import make as make_print

    whole = yield from make_print(loaded, edition, services)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole.data)) as document:
        del document.pages[1:]
        document.save(out, deterministic_id=True)
    return Rendered(edition=edition, data=out.getvalue(), pages=1, findings=whole.findings)
'''
EDITIONS = """
[editions.list]
format = "txt"
[editions.first]
kind = "teaser"
"""


@pytest.fixture(autouse=True)
def more_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two more files where the kinds are."""
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / "outline.py").write_text(OUTLINE)
    (folder / "teaser.py").write_text(TEASER)
    with monkeypatch.context() as patch:
        patch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
        _forget()
        yield
    _forget()


def _forget() -> None:
    all_kinds.cache_clear()
    known.cache_clear()
    for name in ("outline", "teaser"):
        sys.modules.pop(f"{kinds.__name__}.{name}", None)
        vars(kinds).pop(name, None)


@pytest.fixture
def edited(book: Path) -> Path:
    """The small book with an edition of each."""
    with (book / "manuscript" / "book.toml").open("a") as file:
        file.write(EDITIONS)
    return book


def test_it_is_built_checked_and_listed(octavo: Octavo, edited: Path) -> None:
    ran = octavo("octavo build --json list first")
    assert ran.code == 0, ran.output
    built = json.loads(ran.output)["artifacts"]
    assert [(item["edition"], item["pages"]) for item in built] == [("list", None), ("first", 1)]
    listed, first = (Path(item["path"]) for item in built)
    assert (listed.suffix, first.suffix) == (".txt", ".pdf")
    assert listed.read_text().splitlines()[-2:] == ["One", "Two"]
    assert len(pypdfium2.PdfDocument(first)) == 1
    ran = octavo("octavo check --json list first")
    checked = json.loads(ran.output)
    assert (ran.code, checked["findings"]) == (0, [])
    assert [(item["edition"], item["profile"]) for item in checked["checked"]] == [
        ("list", None),
        ("first", "plain"),
    ]
    first.write_bytes(b"%PDF-1.7 and no more")
    ran = octavo("octavo check --json first")
    assert (ran.code, len(json.loads(ran.output)["findings"]) > 0) == (1, True)


def test_all_editions_are_built_with_it_and_stand(octavo: Octavo, edited: Path) -> None:
    assert "list.txt" in octavo("octavo build list").output
    assert "up to date" in octavo("octavo build list").output


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('[editions.x]\nkind = "teeser"\n', 'Did you mean "teaser"?'),
        ('[editions.x]\nkind = "nothing at all"\n', "outline"),
        ('[editions.x]\nkind = "teaser"\nformat = "epub"\n', "a teaser, which is no epub"),
        ('[editions.x]\nkind = "outline"\nformat = "pdf"\n', "an outline, which is no pdf"),
        ('[editions.x]\ntheme = "classic"\n', 'format = "pdf" or format = "txt"'),
        ('[editions.x]\nkind = "outline"\ntrim = "a5"\n', 'the outline "x" has no trim'),
        ('[editions.x]\nkind = "outline"\nof = "print"\n', '"of" means nothing there'),
        ('[editions.x]\nkind = "teaser"\nof = "ebook"\n', "which has no pages"),
    ],
)
def test_messages_know_it(octavo: Octavo, book: Path, wrong: str, said: str) -> None:
    with (book / "manuscript" / "book.toml").open("a") as file:
        file.write(wrong)
    ran = octavo("octavo build x")
    assert (ran.code, ran.output) == (1, "")
    assert said in ran.errors


#: What an e-book has no use for: what sets, joins and reads pages.
HEAVY = ("weasyprint", "pikepdf", "pypdfium2", "octavo.pdf", "octavo.pagination.paginate")


def test_what_makes_a_kind_is_loaded_when_it_is_made() -> None:
    code = (
        "import sys\n"
        "from octavo.editions.known_kinds import all_kinds, maker\n"
        "every = [maker(kind) for kind in all_kinds().values()]\n"
        "assert len(every) >= 5\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
