"""Other programs end with this process, whatever ends it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from helpers.processes import alive, children, until
from octavo.workers import launch
from octavo.workers.launch import run_program

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


def test_what_a_program_says():
    script = "print('well'); import sys; sys.exit(1)"
    assert run_program([sys.executable, "-c", script], patience=60) == b"well\n"


def test_a_program_that_is_not_there_says_nothing():
    assert run_program(["/no/such/program"], patience=60) == b""


def test_patience_has_an_end(monkeypatch):
    started = []
    start = launch.system.start

    def remember(*about, **more):
        started.append(start(*about, **more))
        return started[-1]

    monkeypatch.setattr(launch.system, "start", remember)
    with pytest.raises(subprocess.TimeoutExpired):
        run_program(SLEEP, patience=1)
    assert started[0].returncode is not None


OWNER = """
import sys
from octavo.workers import launch
{before}
launch.run_program([sys.executable, "-c", "import time; time.sleep(600)"], patience=600)
"""
#: On a system that does not end a process with its parent.
BLIND = """
launch.system.end_with_parent = lambda parent: False
start = launch.system.start
code = "import sys; from octavo.core import system; system.end_with_parent = lambda _: False;"
code += "from octavo.workers import launch; launch.main(int(sys.argv[1]), sys.argv[2:])"
launch.system.start = lambda command, **more: start(
    [sys.executable, "-c", code, *command[4:]], **more
)
"""


@pytest.mark.parametrize("before", ["", BLIND], ids=["linux", "another system"])
def test_a_program_ends_with_its_owner(before):
    owner = subprocess.Popen([sys.executable, "-c", OWNER.format(before=before)])
    wanted = 2 if before else 1
    assert until(lambda: len(children(owner.pid)) == wanted)
    programs = children(owner.pid)
    owner.kill()
    owner.wait()
    assert until(lambda: not any(map(alive, programs)))
