"""The process that sets pages: it is replaced before it grows, and given up when it cannot live."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest

from helpers.loops import in_loop
from octavo.core.errors import OctavoError
from octavo.layout.laid_pages import Laid
from octavo.layout.page_proof import ProofPage
from octavo.preview.book_facts import Printed
from octavo.preview.book_reader import Shelf
from octavo.preview.page_jobs import Done, Drawn, Set
from octavo.preview.printed_pages import RENEWAL, Pages, Press
from octavo.preview.server_sent_events import Hub
from octavo.preview.session import Desk
from octavo.preview.shown_editions import set_print
from octavo.preview.spreads import Source
from octavo.workers.process import TaskError
from octavo.workers.stream import StoppedError


@pytest.fixture
def job(book):
    reading = Shelf(book).read()
    setting = set_print(reading.loaded)
    pages = Pages(lambda name, data: None, lambda: None)
    source = Source(version=1, reading=reading, setting=setting, printed=Printed())
    pages.source = source
    return pages._job(reading.loaded.book.sections[0], source, 5)


def test_a_job_brings_pages_then_images_then_its_end(job):
    async def run():
        press = Press()
        try:
            return [news async for news in press.set(job)]
        finally:
            await press.close()

    laid, drawn, done = in_loop(run())
    assert isinstance(laid, Set)
    assert len(laid.pages) == 1
    assert isinstance(drawn, Drawn)
    assert [(number, data[:4]) for number, _, data in drawn.pages] == [(0, b"\x89PNG")]
    assert isinstance(done, Done)
    assert done.whole


@pytest.mark.parametrize("grown", [{"tasks": 1}, {"memory": 1}])
def test_an_old_process_makes_room_for_a_new_one(job, grown):
    async def run():
        press = Press(replace(RENEWAL, **grown))
        try:
            pids = []
            for _ in range(2):
                async for _ in press.set(job):
                    pass
                pids.append(press.pid)
            return pids
        finally:
            await press.close()

    first, second = in_loop(run())
    assert first != second


def test_a_process_that_dies_twice_at_one_job_is_given_up(job, monkeypatch):
    plain = Press.open

    async def open_and_kill(self):
        await plain(self)
        os.killpg(self.pid, signal.SIGKILL)

    monkeypatch.setattr(Press, "open", open_and_kill)

    async def run():
        press = Press()
        with pytest.raises(TaskError, match="again and again"):
            async for _ in press.set(job):
                pass
        assert press.started == 2
        assert press.pid is None

    in_loop(run())


def test_what_comes_of_a_chapter_that_has_left_the_book_is_passed_over(job, book):
    reading = Shelf(book).read()
    told: list[str] = []
    pages = Pages(lambda name, data: told.append(name), lambda: None)
    gone, *others = reading.loaded.book.sections
    rest = replace(reading.loaded.book, sections=tuple(others))
    now = replace(reading, loaded=replace(reading.loaded, book=rest))
    source = Source(version=2, reading=now, setting=set_print(reading.loaded), printed=Printed())
    pages.update(source, {})
    for news in (Drawn(pages=((0, "a", b"png"),)), Done(whole=True, fault="lost")):
        pages._take(news, gone, source, key=None, line=None)
    assert (told, pages.error, pages.counts) == ([], (), {})


def test_a_job_that_had_to_be_ended_is_not_whole(job, monkeypatch):
    async def do(self, task):
        raise StoppedError
        yield

    monkeypatch.setattr(Press, "do", do)

    async def run():
        return [news async for news in Press().set(job)]

    assert in_loop(run()) == [Done(whole=False)]


class OddPress:
    """Fails at some words, and draws one page of everything else."""

    overdue = None

    def __init__(self, fail):
        self.fail, self.stopped = fail, 0

    def stop(self):
        self.stopped += 1

    async def set(self, job):
        if "nobody at all" in job.section.body:
            yield self.fail()
            return
        page = ProofPage(left=False, blank=False, blocks=())
        yield Set(pages=(page,), size=(300.0, 400.0), findings=(), laid=LAID)
        yield Drawn(pages=((0, job.section.id, b"png"),))
        yield Done(whole=True)


LAID = Laid(pages=1, starts={}, overruns=(), crowded=frozenset(), log=(), pdf=b"")


def gone():
    raise TaskError("gone")


def faulty():
    return Done(whole=False, fault="gone")


def lacking():
    raise OctavoError("this machine lacks Pango.", hint="Install it.")


@pytest.fixture
def desk(book):
    made = Desk(book, Hub())
    made._tried = True  # no full layout
    return made


async def save(desk, book, text, name="one"):
    (book / "manuscript" / f"{name}.md").write_text(text, "utf-8")
    await desk.update()
    await work_off(desk)
    return desk.state.name


async def work_off(desk):
    while name := desk.pages._next():
        await desk.pages._set(name, desk.pages._wanted.pop(name))
        desk._pages_settled()


@pytest.mark.parametrize("fail", [gone, faulty, lacking])
def test_an_error_goes_when_the_text_is_put_back_as_it_was(book, desk, fail):
    good = (book / "manuscript" / "one.md").read_text("utf-8")

    async def run():
        desk.pages.press = OddPress(fail)
        await desk.update()
        desk.pages.look("one", 0)
        bad = good.replace("nobody", "nobody at all")
        return [await save(desk, book, text) for text in (good, bad, good)]

    assert in_loop(run()) == ["ready", "error", "ready"]


def test_the_pages_of_one_chapter_do_not_hide_that_another_cannot_be_set(book, desk):
    good = (book / "manuscript" / "one.md").read_text("utf-8")

    async def run():
        desk.pages.press = OddPress(gone)
        await desk.update()
        desk.pages.look("one", 0)
        await save(desk, book, good.replace("nobody", "nobody at all"))
        desk.pages.look("two", 0)
        await work_off(desk)
        return desk.state.name

    assert in_loop(run()) == "error"


def test_what_a_machine_lacks_is_said_with_what_to_do(book, desk):
    good = (book / "manuscript" / "one.md").read_text("utf-8")

    async def run():
        desk.pages.press = OddPress(lacking)
        await desk.update()
        desk.pages.look("one", 0)
        await save(desk, book, good.replace("nobody", "nobody at all"))
        return desk.state

    state = in_loop(run())
    assert state.message.startswith("this machine lacks Pango")
    assert state.hint == "Install it."


def test_a_text_that_is_put_back_stops_the_work_on_what_it_was_meanwhile(book, desk):
    path = book / "manuscript" / "one.md"
    good = path.read_text("utf-8")

    async def run():
        desk.pages.press = press = OddPress(gone)
        await desk.update()
        desk.pages.look("one", 0)
        await save(desk, book, good)
        path.write_text(good.replace("nobody", "somebody"), "utf-8")
        await desk.update()
        # It is at work on the text between.
        desk.pages._wanted.clear()
        desk.pages._working = ("one", desk.pages._key(desk.pages._section("one")))
        path.write_text(good, "utf-8")
        await desk.update()
        return press.stopped > 0

    assert in_loop(run())
