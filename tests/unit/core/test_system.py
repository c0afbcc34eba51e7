"""What the system gives, and what is done where it does not: each name taken away once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from helpers.processes import alive, until
from octavo.core import system

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


def test_the_processors_that_we_may_use():
    assert system.processors() == len(os.sched_getaffinity(0))


def test_processors_where_nobody_says_which_are_ours(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity")
    assert system.processors() == os.cpu_count()
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert system.processors() == 1


def test_memory():
    assert 2**20 < system.most_memory() < 2**40


def test_memory_where_nobody_says_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    assert system.most_memory() == 0


def test_whether_a_process_runs():
    process = subprocess.Popen([sys.executable, "-c", ""])
    assert system.runs(process.pid)
    process.wait()
    assert not system.runs(process.pid)
    assert system.runs(os.getpid())
    assert system.runs(2**70)


@pytest.mark.parametrize("lacking", ["kill", "posix"])
def test_where_nobody_can_tell_a_process_counts_as_running(monkeypatch, lacking):
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    if lacking == "kill":
        monkeypatch.delattr(os, "kill")
    else:
        monkeypatch.setattr(os, "name", "nt")
    assert system.runs(process.pid)


def test_a_process_leads_a_group_and_ends_with_it():
    script = "import os, sys; print(os.fork(), flush=True); import time; time.sleep(600)"
    process = system.start([sys.executable, "-c", script], errors=subprocess.DEVNULL)
    assert process.stdout is not None
    forked = int(process.stdout.readline())
    assert os.getpgid(process.pid) == process.pid != os.getpgid(0)
    system.end(process)
    assert process.returncode == -signal.SIGKILL
    assert until(lambda: not alive(forked))


@pytest.mark.parametrize("lacking", [(os, "killpg"), (signal, "SIGKILL"), (os, "setsid")])
def test_a_process_ends_where_there_are_no_groups(monkeypatch, lacking):
    monkeypatch.delattr(*lacking)
    process = system.start(SLEEP, errors=subprocess.DEVNULL)
    system.end(process)
    assert process.returncode == (-15 if lacking[1] == "SIGKILL" else -9)


def test_one_that_has_been_waited_for_is_left(monkeypatch):
    process = system.start([sys.executable, "-c", ""], errors=subprocess.DEVNULL)
    process.wait()
    ended = []
    monkeypatch.setattr(os, "killpg", lambda *about: ended.append(about))
    system.end(process)
    assert ended == []


def test_files_and_variables_are_handed_on():
    here, there = os.pipe()
    script = "import os, sys; os.write(int(sys.argv[1]), os.environ['ODD'].encode())"
    process = system.start(
        [sys.executable, "-c", script, str(there)],
        errors=subprocess.DEVNULL,
        inherit=[there],
        more={"ODD": "well"},
    )
    assert os.read(here, 10) == b"well"
    assert process.wait() == 0


@pytest.mark.parametrize("lacking", ["kill", None])
def test_one_process_is_ended_by_its_number(monkeypatch, lacking):
    process = subprocess.Popen(SLEEP)
    if lacking:
        with monkeypatch.context() as patch:
            patch.delattr(os, "kill")
            assert not system.end_one(process.pid)
    assert system.end_one(process.pid)
    assert process.wait() == -signal.SIGKILL


def test_one_process_is_ended_where_there_is_no_sigkill(monkeypatch):
    process = subprocess.Popen(SLEEP)
    monkeypatch.delattr(signal, "SIGKILL")
    assert system.end_one(process.pid)
    assert process.wait() == -signal.SIGTERM


@pytest.mark.parametrize("lacking", ["fork", "linux"])
def test_where_nothing_may_be_forked(monkeypatch, lacking):
    assert system.forks()
    if lacking == "fork":
        monkeypatch.delattr(os, "fork")
    else:
        monkeypatch.setattr(sys, "platform", "darwin")
    assert not system.forks()


def test_signals_that_ask_for_an_end(monkeypatch):
    assert system.ending_signals() == (signal.SIGTERM, signal.SIGHUP)
    monkeypatch.delattr(signal, "SIGHUP")
    assert system.ending_signals() == (signal.SIGTERM,)


@pytest.mark.parametrize("lacking", [None, "pthread_kill"])
def test_a_signal_is_sent_to_the_main_thread(monkeypatch, lacking):
    if lacking:
        monkeypatch.delattr(signal, lacking)
    heard = threading.Event()
    before = signal.signal(signal.SIGUSR1, lambda number, frame: heard.set())
    try:
        threading.Thread(target=system.send_to_main_thread, args=(signal.SIGUSR1,)).start()
        # Without `pthread_kill` it comes to know between two steps, not in the midst of a wait.
        assert until(heard.is_set) if lacking else heard.wait(60)
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_to_be_less_urgent_is_no_need(monkeypatch):
    monkeypatch.delattr(os, "nice")
    system.be_less_urgent(10)


PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
print(child.pid, flush=True)
time.sleep(600)
"""
CHILD = """
import sys, time
from octavo.core import system
{before}
can = system.end_with_parent(int(sys.argv[1]))
print(can, flush=True)
if can:
    time.sleep(600)
system.wait_for_end(int(sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("before", "can"),
    [
        ("", "True"),
        ("sys.platform = 'odd'", "False"),
        ("import ctypes; ctypes.CDLL = lambda name: object()", "False"),
    ],
    ids=["linux", "another system", "no prctl"],
)
def test_a_process_ends_with_its_parent(before, can):
    command = [sys.executable, "-c", PARENT, CHILD.format(before=before)]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert parent.stdout.readline() == f"{can}\n"
    parent.kill()
    parent.wait()
    assert until(lambda: not alive(child))
