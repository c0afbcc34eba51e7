"""Worker processes: side by side, replaced when they die, gone when they are not needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.layout_samples import composition
from octavo.core.errors import OctavoError
from octavo.core.model import Chapter, Matter
from octavo.layout.galley import decode, encode
from octavo.layout.layout_tasks import LoadEngine, LoadHyphenation, SetGalley, Setting
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


def children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found + [more for child in found for more in children(child)]


def workers_of(pool: Pool) -> list[int]:
    """Of this process's children only the pool's: a browser of other tests may be among them."""
    own = [started.process.pid for started in pool._processes]
    return own + [child for process in own for child in children(process)]


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


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
    for worker in workers_of(pool):
        os.kill(worker, signal.SIGKILL)
    assert [future.result() for future in [pool.ask(piece()), pool.ask(piece())]] == [
        wanted,
        wanted,
    ]


def test_a_worker_that_dies_twice_is_an_error_with_a_remedy(pool, monkeypatch):
    monkeypatch.setattr(
        "octavo.workers.line.Line.receive", lambda self: (_ for _ in ()).throw(EOFError)
    )
    with pytest.raises(OctavoError, match=r"twice.*memory"):
        pool.ask(piece()).result()


def test_a_fault_in_a_worker_is_told_with_its_place(pool):
    with pytest.raises(TaskError, match=r"AttributeError.*no attribute 'xhtml'") as raised:
        pool.ask(replace(piece(), document="no document")).result()
    assert any("worker.py" in note for note in raised.value.__notes__)
    assert pool.ask(piece()).result()


def test_a_chapter_is_parsed_as_it_is_here():
    text = "# Low Water\n\nA *word*[^a] of hers.\n\n[^a]: The note.\n"
    chapter = Chapter(id="one", path="one.md", matter=Matter.BODY, kind="chapter", text=text)
    with Pool(LoadEngine(), workers=2) as pool:
        pool.prepare(LoadHyphenation("en-GB"), LoadParser())
        asked = [pool.ask(ParseChapter(chapter, "en-GB")) for _ in range(4)]
        found = {future.result() for future in asked}
    assert found == {parsed_cache.encode(parse_chapter(chapter, "en-GB"))}


def test_closing_ends_all_processes_also_at_work():
    pool = Pool(LoadEngine(), workers=2)
    before = workers_of(pool)
    for _ in range(2):
        pool.ask(piece("Low water " * 90_000))
    time.sleep(0.2)
    assert before
    pool.close()
    assert not [worker for worker in before if alive(worker)]


STARTER = """
import sys, time
from octavo.layout.layout_tasks import LoadEngine
from octavo.workers.pool import Pool
pool = Pool(LoadEngine(), workers=2)
pool.prepare()
print("up", flush=True)
time.sleep(60)
"""


def test_workers_end_when_the_process_that_started_them_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None and parent.stdout.readline() == "up\n"
    workers: list[int] = []
    for _ in range(100):
        workers = children(parent.pid)
        if len(workers) == 2:
            break
        time.sleep(0.1)
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not any(map(alive, workers)):
            break
        time.sleep(0.1)
    assert not any(map(alive, workers))
