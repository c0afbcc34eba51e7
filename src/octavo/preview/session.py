"""The preview at work: reads what changes, keeps what is shown, tells the pages."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Finding
from octavo.findings.failures import findings_of
from octavo.preview.book_changes import Changes, compare
from octavo.preview.book_facts import (
    Printed,
    State,
    all_findings,
    book_facts,
    error_state,
    fault_state,
    finding_state,
    state_facts,
)
from octavo.preview.book_reader import Reading, Shelf
from octavo.preview.ebook_view import Styles, Text, characters_of, make_styles, make_text
from octavo.preview.file_watch import changes
from octavo.preview.page_numbers import find_page, lay_out_book, with_counts
from octavo.preview.printed_pages import Pages
from octavo.preview.search import search
from octavo.preview.server_sent_events import Hub
from octavo.preview.shown_editions import Setting, set_ebook, set_print
from octavo.preview.spreads import Source
from octavo.workers.patience import Overdue

_Made = TypeVar("_Made")
_Given = TypeVarTuple("_Given")

#: Changed chapters that are composed before their pages ask for them.
_MOST_AT_ONCE = 2

#: Chapters that are gone and may come back under another name.
_MOST_LOST = 8

#: Seconds between two looks at what takes long.
_LOOK = 1.0

#: Chapters whose documents are kept ready.
_MOST_TEXTS = 24


class Desk:
    """All that the routes ask for. Lives in one event loop; work is done in one thread."""

    def __init__(self, root: Path, hub: Hub, *, epoch: str = "") -> None:
        self.root = root
        self.editor = ""
        self.hub = hub
        self.version = 0
        self.state = State()
        self.reading: Reading | None = None
        self.styles: Styles | None = None
        self.printed = Printed()
        self.pages = Pages(self.hub.tell, self._pages_settled)
        self._shelf = Shelf(root, epoch)
        self._epoch = epoch
        self._full: asyncio.Task[None] | None = None
        self._tried = False
        self._overdue: Overdue | None = None
        self._began, self._took = 0.0, 0.0
        self._press_setting: Setting | None = None
        self._found: tuple[Finding, ...] = ()
        self._of_styles: tuple[Finding, ...] = ()
        self._texts: dict[str, tuple[object, Text]] = {}
        self._lost: dict[str, str] = {}
        self._thread = ThreadPoolExecutor(1, "octavo-read")
        self._dirty = asyncio.Event()
        #: The book has been read; and its pages' styles have been made, if they can be.
        self.first, self.styled = asyncio.Event(), asyncio.Event()

    async def run(self) -> None:
        """Work until it is cancelled."""
        works = (self._watch(), self.pages.run(), self._watch_time())
        tasks = [asyncio.create_task(work) for work in works]
        try:
            self._dirty.set()
            while True:
                await self._dirty.wait()
                self._dirty.clear()
                await self.update()
        finally:
            tasks += [self._full] if self._full else []
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def _watch(self) -> None:
        while True:
            with suppress(OSError, RuntimeError):
                async for _ in changes(self.root):
                    self._dirty.set()
            # The folder is gone, or may not be looked at: it may come back.
            await asyncio.sleep(1)
            self._dirty.set()

    async def _watch_time(self) -> None:
        """Tell which chapter takes long, as often as there is something new to say of it."""
        while True:
            await asyncio.sleep(_LOOK)
            if self.pages.overdue and str(self.pages.overdue) != self.state.message:
                self._settle(self._said())

    def _take_long(self, overdue: Overdue) -> None:
        """Note what takes long in the layout of the whole book."""
        self._overdue = overdue
        self._settle(self._said())

    async def update(self) -> None:
        """Read the book again and tell what is new."""
        self._began, self._took = time.perf_counter(), 0.0
        try:
            await self._update()
        except OctavoError as error:
            self._found = findings_of(error)
            self._settle(error_state(error, str(self.root)))
        except Exception as error:
            # Whatever it is, the next save may be without it: the preview goes on.
            self._settle(fault_state(error))
        finally:
            self.first.set()
            self.styled.set()

    async def _update(self) -> None:
        reading = await self.work(self._shelf.read)
        before, self.reading = self.reading, reading
        found = compare(before, reading)
        self._found = tuple(all_findings(reading))
        if before is not None:
            await self._make_ready(found)
            self._tell_text(before, found)
        if found.styles or not self._styles_serve(reading, found):
            # Whoever asks for the pages of a chapter that is new waits until they can be set.
            self.styled.clear()
            await self._restyle(reading)
            self._settle(self._said())
            self.first.set()
            await self._reset(reading)
        self._tell_pages(found.sections)
        self._settle(self._said())
        if not self.pages.busy:
            self._pages_settled()
        if before is None:
            # What has been read stays: the collector need not go through it at each save.
            gc.collect()
            gc.freeze()

    async def _make_ready(self, found: Changes) -> None:
        """Compose what has changed, so that it can be had at once; not if that is much."""
        if len(found.sections) <= _MOST_AT_ONCE:
            for name in found.sections:
                await self.text(name)

    def _styles_serve(self, reading: Reading, found: Changes) -> bool:
        """Return whether the fonts have all that was written."""
        new = [item for item in reading.loaded.book.sections if item.id in found.sections]
        return self.styles is not None and characters_of(new) <= self.styles.characters

    def _said(self) -> State:
        """Return how it is now: an error, or at work on the pages, or ready."""
        found = (*self._found, *self._about_styles(), *self.pages.findings)
        state = finding_state(found, str(self.root))
        if state is None:
            overdue = self.pages.overdue or self._overdue
            state = State(
                name="building" if self.pages.busy or overdue else "ready",
                what="pages" if self.pages.busy else "book" if overdue else "text",
                message=str(overdue) if overdue else "",
            )
        # What comes later, such as another chapter's pages, was no part of the save.
        return replace(state, seconds=round(self._took or time.perf_counter() - self._began, 3))

    def _about_styles(self) -> tuple[Finding, ...]:
        return (*self._of_styles, *(self._press_setting.findings if self._press_setting else ()))

    def _settle(self, state: State) -> None:
        self.state = state
        self.tell_book()

    def _tell_text(self, before: Reading, found: Changes) -> None:
        if found.sections or found.gone:
            self.version += 1
        for name, line in found.sections.items():
            self.hub.tell("text", {"chapter": name, "version": self.version, "line": line})
        for name, now in (*found.gone.items(), *self._found_again(found)):
            self.hub.tell("gone", {"chapter": name, "now": now})
            if now is None and name in before.sheets:
                # It may come back under another name: files are moved in two steps.
                self._lost[before.sheets[name].chapter.text] = name
        while len(self._lost) > _MOST_LOST:
            self._lost.pop(next(iter(self._lost)))

    def _found_again(self, found: Changes) -> list[tuple[str, str]]:
        """Find chapters that went a while ago and are back under another name."""
        assert self.reading is not None
        again = []
        for name in found.sections:
            sheet = self.reading.sheets.get(name)
            old = self._lost.pop(sheet.chapter.text, "") if sheet else ""
            if old and old != name and old not in self.reading.sheets:
                again.append((old, name))
        return again

    async def _restyle(self, reading: Reading) -> None:
        """Make the styles anew, and tell the pages if they are others."""
        try:
            setting = await self.work(set_ebook, reading.loaded)
            styles = await self.work(make_styles, reading, setting, self.styles)
        except OctavoError as error:
            self._of_styles = findings_of(error)
            return
        self._of_styles = setting.findings
        before, self.styles = self.styles, styles
        if before is not None and before.version != styles.version:
            self.version += 1
            self.hub.tell("styles", {"version": self.version})

    async def _reset(self, reading: Reading) -> None:
        """Make the printed pages' styles anew."""
        self._press_setting = await self.work(
            set_print, reading.loaded, self.printed.gutter_for, self._press_setting
        )

    def _tell_pages(self, changed: Mapping[str, int | None] | tuple[()]) -> None:
        if self.reading is not None and self._press_setting is not None:
            source = Source(
                version=self.version,
                reading=self.reading,
                setting=self._press_setting,
                printed=self.printed,
            )
            self.pages.update(source, dict(changed))

    def _pages_settled(self) -> None:
        """Tell how it stands when pages are set, or cannot be."""
        self._mark_stale()
        if not (self.pages.busy or self._took):
            self._took = time.perf_counter() - self._began
        self._settle(self._said())
        idle = not self.pages.busy and self.state.name == "ready"
        if idle and self.printed.total is None and not self._tried:
            self.lay_out_all()

    def _mark_stale(self) -> None:
        sections = self.reading.loaded.book.sections if self.reading else ()
        names = tuple(section.id for section in sections)
        self.printed = with_counts(self.printed, self.pages.counts, names)

    def lay_out_all(self) -> None:
        """Begin a full layout, unless one is under way."""
        if self._full is None or self._full.done():
            self._tried = True
            self._full = asyncio.create_task(self._lay_out_all())

    async def _lay_out_all(self) -> None:
        self.printed = replace(self.printed, running=True)
        self.tell_book()
        try:
            printed = await lay_out_book(self.root, self._epoch, self._take_long)
            # The numbers are told as soon as the pages know them.
            self.printed = replace(self.printed, gutter_for=printed.gutter_for)
        except (OctavoError, OSError):
            # The book's problems say what is in the way; a full disk, the next chapter's pages.
            printed = None
        finally:
            self._overdue = None
        if self.reading is not None:
            with suppress(OctavoError):  # that of a font is said with the book's
                await self._reset(self.reading)
        self.printed = printed or replace(self.printed, running=False)
        self._tell_pages(())
        self.pages.tell_numbers()
        self._mark_stale()
        self._settle(self._said())

    async def work(self, made: Callable[[*_Given], _Made], *given: *_Given) -> _Made:
        """Do something that takes a while, after all that was begun before."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, made, *given)

    def tell_book(self) -> None:
        """Tell everybody the facts of the book."""
        self.hub.tell("book", self.facts())

    def facts(self) -> dict[str, object]:
        """Make the object of `/api/book`."""
        facts = book_facts(
            self.reading,
            self.printed,
            findings=dict.fromkeys((*self._found, *self._about_styles(), *self.pages.findings)),
            pages=self.pages.counts,
        )
        own = {"version": self.version, "state": state_facts(self.state)}
        return {**own, **facts, "editor": bool(self.editor)}

    async def search(self, query: str) -> dict[str, object]:
        """Make the object of `/api/search`."""
        if self.reading is None:
            return {"query": query, "hits": [], "more": 0}
        return await self.work(search, self.reading, query)

    def go(self, page: str) -> tuple[str, int]:
        """Find the chapter and the page in it with a number; `OctavoError` if there is none."""
        return find_page(self.printed, page)

    async def text(self, name: str) -> bytes | None:
        """Make a chapter's document; None if there is no such chapter."""
        reading, styles = self.reading, self.styles
        if reading is None or styles is None:
            return None
        section = reading.section(name)
        if section is None:
            return None
        images = tuple(reading.loaded.images.get(use.path) for use in section.images)
        key = (section, images, styles.version)
        kept = self._texts.pop(name, None)
        if kept is None or kept[0] != key:
            kept = (key, await self.work(make_text, reading, section, styles))
        self._texts[name] = kept
        while len(self._texts) > _MOST_TEXTS:
            self._texts.pop(next(iter(self._texts)))
        return kept[1].xhtml

    def asset(self, name: str) -> Asset | None:
        """Find an image or a font by the address that a document gave it."""
        places = [text.assets for _, text in self._texts.values()]
        places += [self.styles.fonts] if self.styles else []
        return next((place[name] for place in places if name in place), None)
