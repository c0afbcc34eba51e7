"""What workers do with layouts: galleys side by side, and what is said where the engine lacks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from helpers.layout_samples import composition
from octavo.core.model import Chapter, Matter
from octavo.layout.galley import decode, encode
from octavo.layout.layout_tasks import LoadEngine, LoadHyphenation, SetGalley, Setting, SetWhole
from octavo.markdown import parsed_cache
from octavo.markdown.parse_tasks import LoadParser, ParseChapter
from octavo.markdown.section import parse_chapter
from octavo.workers.pool import Pool
from octavo.workers.process import TaskError

PAGE = "@page { size: 200pt 300pt; margin: 20pt }"


def piece(text: str = "Low water", left: bool = False) -> SetGalley:
    made = composition(f'<section class="chapter" id="a"><p>{text}</p></section>', PAGE)
    setting = Setting(key="s", name="s", composition=replace(made, documents=()))
    return SetGalley(setting=setting, document=made.documents[0], images=(), left=left)


@pytest.fixture
def pool():
    with Pool(LoadEngine(), workers=2) as pool:
        yield pool


def test_each_task_has_its_own_result(pool):
    asked = [pool.ask(piece(text)) for text in ("One", "Two " * 400, "Three")]
    galleys = [decode(future.result()) for future in asked]
    assert len(galleys[1].pages) > len(galleys[0].pages) == len(galleys[2].pages) == 1
    assert encode(galleys[1]) == asked[1].result()


def test_a_galley_begins_on_the_side_it_is_asked_for(pool):
    left, right = (decode(pool.ask(piece(left=side)).result()) for side in (True, False))
    assert (left.left, right.left) == (True, False)


def test_a_worker_that_dies_is_replaced_and_its_task_done_again(pool):
    wanted = pool.ask(piece()).result()
    for started in pool._processes:
        os.killpg(started.process.pid, signal.SIGKILL)
    futures = [pool.ask(piece()), pool.ask(piece())]
    assert [future.result() for future in futures] == [wanted, wanted]


def test_a_fault_in_a_worker_is_told_with_its_place(pool):
    with pytest.raises(TaskError, match=r"TypeError.*not iterable") as raised:
        pool.ask(replace(piece(), images=3)).result()
    assert any("/octavo/layout/" in note for note in raised.value.__notes__)
    assert pool.ask(piece()).result()


def test_a_task_says_what_it_is_about():
    task = piece()
    document = replace(task.document, title="Low Water", file="manuscript/low.md")
    task = replace(task, document=document)
    assert (task.about, task.where) == ('the chapter "Low Water"', "manuscript/low.md")
    untitled = replace(task, document=replace(document, title="", file=""))
    assert (untitled.about, untitled.where) == ("a page of the book", "")
    whole = SetWhole(composition=task.setting.composition)
    assert (whole.about, whole.where) == ("the book, laid out in one piece", "")


def test_a_chapter_is_parsed_as_it_is_here():
    text = "# Low Water\n\nA *word*[^a] of hers.\n\n[^a]: The note.\n"
    chapter = Chapter(id="one", path="one.md", matter=Matter.BODY, kind="chapter", text=text)
    with Pool(LoadEngine(), workers=2) as pool:
        pool.prepare(LoadHyphenation("en-GB"), LoadParser())
        asked = [pool.ask(ParseChapter(chapter, "en-GB")) for _ in range(4)]
        found = {future.result() for future in asked}
    assert found == {parsed_cache.encode(parse_chapter(chapter, "en-GB", lines=True))}


#: A machine without Pango, for this process and for all that it starts: Python runs this first.
NO_PANGO = """
import sys
class Broken:
    def find_spec(self, name, *rest):
        if name == "weasyprint.text.ffi":
            raise OSError("cannot load library 'libpango-1.0-0'")
sys.meta_path.insert(0, Broken())
"""


def test_what_the_machine_lacks_is_said_whatever_the_size_of_the_book(tmp_path):
    """Not that it is short of memory: the chapter is larger than what a pipe takes at once."""
    (tmp_path / "sitecustomize.py").write_text(NO_PANGO)
    book = tmp_path / "book" / "manuscript"
    book.mkdir(parents=True)
    (book / "book.toml").write_text(
        'schema = 1\n[book]\ntitle = "Low"\nlanguage = "en"\nauthors = ["Ada"]\n'
        'description = "Water."\n[contents]\nchapters = ["one.md"]\n'
        '[editions.print]\nformat = "pdf"\n'
    )
    (book / "one.md").write_text("# One\n\n" + "Low water. " * 40_000 + "\n")
    done = subprocess.run(
        [sys.executable, "-m", "octavo", "build", "--book", str(book.parent)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 1
    assert "this machine lacks what sets pages: cannot load library" in done.stderr
    assert "memory" not in done.stderr
    assert not list(book.parent.rglob("*.pdf"))
