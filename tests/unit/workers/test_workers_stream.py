"""One worker that tells news: stopped, replaced, and ended with whoever listens."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import aclosing
from pathlib import Path

import pytest

from helpers.loops import in_loop
from helpers.odd_tasks import FOLDER, Count, Endless, Nothing, Refuse
from helpers.processes import alive, until
from octavo.core.errors import OctavoError
from octavo.workers import stream as room
from octavo.workers.process import TaskError
from octavo.workers.stream import Renewal, StoppedError, Stream

USUAL = Renewal(memory=2**60, tasks=100, patience=20.0)


@pytest.fixture(autouse=True)
def found_by_workers(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(FOLDER).parent))


def run(work, *preparations, renewal=USUAL):
    """What `work` gives, which is handed a stream."""

    async def whole():
        stream = Stream("odd", *preparations, renewal=renewal)
        try:
            return await work(stream)
        finally:
            await stream.close()

    return in_loop(whole())


def test_news_come_one_by_one_and_then_the_result():
    async def work(stream):
        return [news async for news in stream.do(Count(4))]

    assert run(work, Nothing()) == [0, 1, 2, 3, "6"]


def test_a_task_that_is_stopped_ends_early_and_its_worker_goes_on():
    async def work(stream):
        heard = []
        async for news in stream.do(Count(10_000, 0.01)):
            heard.append(news)
            if news == 2:
                stream.stop()
        return heard[-1], [news async for news in stream.do(Count(2))], stream.started

    last, then, started = run(work)
    assert last.endswith("only")
    assert (then, started) == ([0, 1, "1"], 1)


def test_one_that_does_not_stop_is_ended_with_its_worker():
    async def work(stream):
        workers = []
        with pytest.raises(StoppedError):
            async for worker in stream.do(Endless()):
                workers.append(worker)
                stream.stop()
        return workers, [news async for news in stream.do(Count(2))]

    workers, then = run(work, renewal=Renewal(memory=2**60, tasks=100, patience=0.3))
    assert len(workers) == 1
    assert until(lambda: not alive(workers[0]))
    assert then == [0, 1, "1"]


def test_a_task_begins_again_if_its_worker_dies_and_is_given_up_at_the_second_time():
    async def once(stream):
        heard = []
        async for news in stream.do(Count(3)):
            heard.append(news)
            if len(heard) == 1:
                os.kill(stream.pid, signal.SIGKILL)
        return heard

    assert run(once)[-4:] == [0, 1, 2, "3"]

    async def always(stream):
        async for worker in stream.do(Endless()):
            os.kill(worker, signal.SIGKILL)

    with pytest.raises(TaskError, match="again and again"):
        run(always)


def test_whoever_listens_no_more_leaves_no_answer_behind():
    async def work(stream):
        async with aclosing(stream.do(Count(1000))) as all_news:
            async for _ in all_news:
                break
        return [news async for news in stream.do(Count(2))]

    assert run(work) == [0, 1, "1"]


def test_what_cannot_be_prepared_is_said():
    async def work(stream):
        return [news async for news in stream.do(Count(2))]

    with pytest.raises(OctavoError, match="libodd"):
        run(work, Refuse())


@pytest.mark.parametrize("grown", [{"tasks": 1, "memory": 2**60}, {"tasks": 100, "memory": 1}])
def test_a_worker_that_has_grown_is_replaced(grown):
    async def work(stream):
        for _ in range(2):
            async for _ in stream.do(Count(1)):
                pass
        return stream.started

    assert run(work, renewal=Renewal(patience=1.0, **grown)) == 3


def test_what_takes_long_is_named(monkeypatch):
    async def work(stream):
        async with aclosing(stream.do(Endless())) as all_news:
            async for _ in all_news:
                early = stream.overdue
                monkeypatch.setattr(room, "PATIENCE", 0.001)
                await asyncio.sleep(0.01)
                late = stream.overdue
                break
        return early, late, stream.overdue

    early, late, after = run(work)
    assert (early, after) == (None, None)
    assert (late.about, late.where) == ('the chapter "Odd"', "manuscript/odd.md")
