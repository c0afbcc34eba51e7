"""Workers side by side: replaced when they die, ended when they take too long or are not needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.odd_tasks import (
    FOLDER,
    Die,
    Dip,
    Freeze,
    Hang,
    Ink,
    Nothing,
    Print,
    Refuse,
    Scratch,
    Wait,
    Who,
)
from helpers.processes import alive, children, until
from octavo.core.errors import OctavoError
from octavo.workers import line
from octavo.workers.patience import Overdue, Patience, TooLongError
from octavo.workers.pool import Pool
from octavo.workers.process import TaskError

TESTS = str(Path(FOLDER).parent)


@pytest.fixture(autouse=True)
def found_by_workers(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", TESTS)


@pytest.fixture
def pool():
    with Pool(Nothing(), workers=2) as pool:
        yield pool


def workers_of(pool: Pool) -> list[int]:
    own = [started.process.pid for started in pool._processes]
    return own + [child for each in own for child in children(each)]


def test_tasks_are_shared_among_workers(pool, tmp_path):
    pool.ask(Wait(tmp_path / "one"))
    busy = until((tmp_path / "one").exists) and int((tmp_path / "one").read_text())
    others = {pool.ask(Who()).result() for _ in range(5)}
    assert len(others) == 1 and busy not in others


def test_a_shared_value_is_sent_once_to_each_worker(monkeypatch):
    sent = []
    write = line.Line._write
    monkeypatch.setattr(
        line.Line, "_write", lambda self, data: (sent.append(len(data)), write(self, data))
    )
    ink = Ink(name="blue", colour=b"x" * 100_000)
    with Pool(Nothing(), workers=1) as pool:
        assert [pool.ask(Dip(ink)).result() for _ in range(3)] == [
            (ink.colour, 1),
            (ink.colour, 2),
            (ink.colour, 3),
        ]
        pool.ask(Who()).result()
        os.kill(pool.ask(Who()).result(), signal.SIGKILL)
        assert pool.ask(Dip(ink)).result() == (ink.colour, 1)  # its place has a new worker
    assert len([size for size in sent if size > 100_000]) == 2


def test_what_a_task_prints_is_no_answer(pool):
    assert [pool.ask(Print()).result() for _ in range(2)] == [7, 7]


def test_a_worker_that_dies_twice_is_an_error_with_a_remedy_and_its_last_words(pool):
    with pytest.raises(OctavoError, match=r"twice.*memory") as raised:
        pool.ask(Die()).result()
    assert "out of ink" in str(raised.value.__cause__)
    assert pool.ask(Who()).result()


@pytest.mark.parametrize("forks", [True, False])
def test_what_a_worker_says_before_it_dies_is_read(monkeypatch, forks):
    """The task is larger than a pipe: its writing breaks off before the word is read."""
    if not forks:
        monkeypatch.delattr(os, "fork")
    with Pool(Refuse(), workers=2) as pool:
        assert until(lambda: all(each.process.poll() is not None for each in pool._processes))
        for _ in range(3):
            with pytest.raises(OctavoError, match=r"^this machine lacks .*libodd"):
                pool.ask(Who(bytes(10_000_000))).result()


def test_a_task_that_workers_cannot_read_is_a_fault_with_its_reason(pool, monkeypatch):
    monkeypatch.setattr(Who, "__module__", "no_such_module")
    monkeypatch.setitem(sys.modules, "no_such_module", sys.modules["helpers.odd_tasks"])
    with pytest.raises(TaskError, match="no_such_module"):
        pool.ask(Who()).result()
    assert pool.ask(Print()).result() == 7


def test_where_nothing_forks_as_many_processes_are_started(monkeypatch):
    monkeypatch.delattr(os, "fork")
    with Pool(Nothing(), workers=2) as pool:
        assert pool.size == len(pool._processes) == 2
        assert {pool.ask(Who()).result() for _ in range(20)} <= set(workers_of(pool))


def test_a_task_that_takes_long_is_told_of_again_and_again(monkeypatch, tmp_path):
    from octavo.workers import pool as room

    monkeypatch.setattr(room, "PATIENCE", 0.4)
    told: list[Overdue] = []
    with Pool(Nothing(), workers=2, patience=Patience(tell=told.append)) as pool:
        pool.ask(Wait(tmp_path / "one"))
        assert until(lambda: len(told) == 2)
    assert [item.seconds for item in told] == [0.4, 0.8]
    assert str(told[0]) == (
        'manuscript/odd.md: the chapter "Odd" has been at work for 0.4 seconds.'
    )


@pytest.mark.parametrize(
    ("seconds", "said"), [(60, "1 minute"), (120, "2 minutes"), (480, "8 minutes")]
)
def test_minutes_are_told_in_words(seconds, said):
    assert str(Overdue(about="the book", where="", seconds=seconds)) == (
        f"the book has been at work for {said}."
    )


@pytest.mark.parametrize("kind", [Wait, Hang, Freeze])
@pytest.mark.parametrize("forks", [True, False])
def test_at_the_limit_the_worker_is_ended_and_the_chapter_named(monkeypatch, tmp_path, kind, forks):
    if not forks:
        monkeypatch.delattr(os, "fork")
    task = kind() if kind is Freeze else kind(tmp_path / "one")
    with Pool(Nothing(), workers=2, patience=Patience(limit=1.0)) as pool:
        asked = pool.ask(task), pool.ask(task)
        for future in asked:
            with pytest.raises(TooLongError, match="was not done within 1 seconds") as raised:
                future.result(60)
            assert raised.value.where == "manuscript/odd.md"
            assert "--limit" in raised.value.hint
        assert pool.ask(Who()).result()  # the place has another worker now


def test_time_in_which_we_were_stopped_does_not_count(monkeypatch, tmp_path):
    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    with Pool(Nothing(), workers=1, patience=Patience(limit=10.0)) as pool:
        pool.ask(Who()).result()
        future = pool.ask(Wait(tmp_path / "one"))
        while not (tmp_path / "one").exists():
            time.sleep(0.05)
        time.sleep(0.6)
        clock[0] += 3600
        time.sleep(0.6)
        assert not future.done()


def test_closing_ends_all_processes_and_their_scratch_also_at_work(tmp_path):
    pool = Pool(Nothing(), workers=2)
    pool.ask(Scratch(tmp_path / "one"))
    pool.ask(Wait(tmp_path / "two"))
    assert until(lambda: (tmp_path / "one").exists() and (tmp_path / "two").exists())
    before, scratch = workers_of(pool), pool._processes[0].scratch
    assert len(before) == 2
    assert list(scratch.glob("odd-*/file"))
    pool.close()
    # The system takes a killed process off its list in its own time.
    assert until(lambda: not any(map(alive, before)))
    assert not scratch.exists()


STARTER = """
import sys
from pathlib import Path
from helpers.odd_tasks import Nothing, Hang, Wait
from octavo.workers.pool import Pool
folder = Path(sys.argv[1])
pool = Pool(Nothing(), workers=2)
for task in [{kind}(folder / "one"), {kind}(folder / "two")]:
    future = pool.ask(task)
future.result()
"""


@pytest.mark.parametrize("kind", ["Wait", "Hang"])
def test_workers_end_with_their_owner_whatever_ends_it(tmp_path, kind):
    """Also in the midst of a task without an end, and if no thread of theirs can run."""
    code = STARTER.format(kind=kind)
    owner = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    notes = [tmp_path / "one", tmp_path / "two"]
    assert until(lambda: all(note.exists() for note in notes))
    workers = [int(note.read_text()) for note in notes]
    assert sorted(workers) == sorted(children(owner.pid))
    owner.kill()
    owner.wait()
    assert until(lambda: not any(map(alive, workers)))


def test_where_the_system_does_not_end_them_their_input_does(tmp_path, monkeypatch):
    """Both of them: the one that was started, and the one that was forked."""
    code = STARTER.format(kind="Wait")
    code = "from octavo.workers import process\nprocess._MODULE = 'helpers.blind_worker'\n" + code
    owner = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    notes = [tmp_path / "one", tmp_path / "two"]
    assert until(lambda: all(note.exists() for note in notes))
    workers = [int(note.read_text()) for note in notes]
    owner.kill()
    owner.wait()
    assert until(lambda: not any(map(alive, workers)))


def test_a_worker_whose_owner_has_gone_already_does_not_begin():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    command = [sys.executable, "-P", "-m", "octavo.workers.worker", str(gone.pid), "build"]
    late = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert late.wait(60) == 1
    assert late.stdout is not None and late.stdout.read() == b""
