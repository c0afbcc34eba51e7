"""The printed pages of chapters: which are wanted, which are drawn, what the browser gets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import replace

from octavo.core.errors import OctavoError
from octavo.core.model import Finding, Section
from octavo.findings.catalogue.machine import Fault
from octavo.findings.failures import findings_of
from octavo.layout.layout_tasks import LoadEngine
from octavo.pagination.galley_places import is_left
from octavo.pagination.page_findings import unlaid
from octavo.pagination.section_places import Place
from octavo.preview.ebook_view import missing_image, shown_images
from octavo.preview.page_jobs import Done, Drawn, Job, Set
from octavo.preview.preview_tasks import LoadPress, SetChapter
from octavo.preview.spreads import Images, Source, Spread, spread_facts, spread_findings
from octavo.text.direction import is_right_to_left
from octavo.workers.patience import Overdue
from octavo.workers.process import TaskError
from octavo.workers.stream import Renewal, StoppedError, Stream

#: The worker's fonts and boxes take about 200 MB. A chapter takes seconds, so that one which
#: does not stop at its next page is most likely endless.
RENEWAL = Renewal(memory=700 * 2**20, tasks=250, patience=20.0)

#: Tells the open pages: the name of an event, and its data.
Tell = Callable[[str, dict[str, object]], None]


class Pages:
    """Keeps the pages of chapters that were asked for. Lives in one event loop."""

    def __init__(self, tell: Tell, settled: Callable[[], None]) -> None:
        self.images = Images()
        self.press = Press()
        self.source: Source | None = None
        #: What came of the last try of a chapter that could not be set, by what it was made of.
        self._failed: dict[str, tuple[object, tuple[Finding, ...]]] = {}
        self._tell = tell
        self._settled = settled
        self._spreads: dict[str, Spread] = {}
        self._wanted: dict[str, int | None] = {}
        self._look: tuple[str, int] = ("", 0)
        self._working: tuple[str, object] = ("", None)
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Set what is wanted until it is cancelled."""
        try:
            with suppress(OSError):  # whoever wants pages comes to know
                await self.press.open()
            while True:
                await self._wake.wait()
                self._wake.clear()
                while name := self._next():
                    await self._set(name, self._wanted.pop(name))
                    self._settled()
        finally:
            await self.press.close()

    @property
    def busy(self) -> bool:
        """Whether something is wanted or at work."""
        return bool(self._wanted or self._working[0])

    @property
    def overdue(self) -> Overdue | None:
        """What has been at work for long."""
        return self.press.overdue

    @property
    def counts(self) -> dict[str, int]:
        """The page counts of the chapters that are laid out."""
        return {name: len(item.pages) for name, item in self._spreads.items() if item.pages}

    @property
    def error(self) -> tuple[Finding, ...]:
        """What keeps chapters, as they are now, from being set."""
        return tuple(
            finding
            for name, (key, found) in self._failed.items()
            if (section := self._section(name)) is not None and key == self._key(section)
            for finding in found
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on the pages that are laid out."""
        all_spreads = self._spreads.values()
        own = (finding for item in all_spreads for finding in (*item.findings, *item.late))
        return (*self.error, *own)

    def update(self, source: Source, changed: Mapping[str, int | None]) -> None:
        """Take another state of the book; `changed` are sections, each with the line that is."""
        self.source = source
        there = {section.id for section in source.reading.loaded.book.sections}
        self._spreads = {name: item for name, item in self._spreads.items() if name in there}
        self._wanted = {name: line for name, line in self._wanted.items() if name in there}
        for name, line in changed.items():
            if name in self._spreads or name == self._look[0] or len(changed) == 1:
                self._want(name, line)
        if self._look[0] in there:
            self._want(self._look[0], changed.get(self._look[0]))

    def tell_numbers(self) -> None:
        """Tell that pages have other numbers now, be they drawn anew or not."""
        for name, spread in self._spreads.items():
            section = self._section(name)
            if section and self.source and spread.news:
                spread.findings = spread_findings(section, self.source, spread.news)
            self._tell("pages", {"chapter": name, "version": spread.version, "changed": []})

    def look(self, name: str, page: int) -> None:
        """Note what is looked at: it is set before everything else."""
        self._look = (name, max(0, page - self._offset(name)))
        self._want(name, None)

    def _want(self, name: str, line: int | None) -> None:
        section = self._section(name)
        if section is None or self._working == (name, self._key(section)):
            return
        if not self._is_stale(name, section):
            if self._working[0] == name:  # what it is being set from is no longer so
                self.press.stop()
            return
        self._wanted[name] = line if line is not None else self._wanted.get(name)
        if self._working[0] and name in (self._working[0], self._look[0]):
            self.press.stop()
        self._wake.set()

    def _next(self) -> str:
        """Choose the chapter that is wanted most: the one that is looked at, else the last one."""
        if self._look[0] in self._wanted:
            return self._look[0]
        return next(reversed(self._wanted), "")

    def _section(self, name: str) -> Section | None:
        return self.source.reading.section(name) if self.source else None

    def _is_stale(self, name: str, section: Section) -> bool:
        kept = self._spreads.get(name)
        if kept is None or not kept.whole or kept.key != self._key(section):
            return True
        return any(image not in self.images for image in kept.images if image)

    def _key(self, section: Section) -> object:
        assert self.source is not None
        loaded = self.source.reading.loaded
        sections = loaded.book.sections if self.source.in_one_piece else (section,)
        images = tuple(loaded.images.get(use.path) for each in sections for use in each.images)
        about = (loaded.book.metadata.title, loaded.book.metadata.language, loaded.book.words)
        place = self._start(section.id)
        own = replace(section, findings=())
        return (own, images, about, self.source.setting, place, self._others(section))

    def _others(self, section: Section) -> object:
        """Return what else a chapter's pages are made of: all others, if they hang together."""
        assert self.source is not None
        if not self.source.in_one_piece:
            return None
        sections = self.source.reading.loaded.book.sections
        return tuple(replace(item, findings=()) for item in sections if item is not section)

    def _start(self, name: str) -> tuple[bool, int]:
        """Return whether a chapter begins on a left page, and the number of that page."""
        assert self.source is not None
        place = self.source.printed.places.get(name)
        language = self.source.reading.loaded.book.metadata.language
        left = is_left(place.first if place else 0, right_to_left=is_right_to_left(language))
        return left, place.number if place else 1

    def _offset(self, name: str) -> int:
        """Return 1 if the empty page before the chapter is shown with it."""
        place = self._place(name)
        return int(place.blank_before) if place else 0

    def _place(self, name: str) -> Place | None:
        return self.source.printed.places.get(name) if self.source else None

    async def _set(self, name: str, line: int | None) -> None:
        section, source = self._section(name), self.source
        if section is None or source is None:
            return
        key = self._key(section)
        self._working = (name, key)
        try:
            job = self._job(section, source, line)
            # The process must not be left in the midst of an answer.
            async with aclosing(self.press.set(job)) as all_news:
                async for news in all_news:
                    self._take(news, section, source, key=key, line=line)
        except OctavoError as error:
            self._failed[name] = (key, findings_of(error))
        except TaskError as fault:
            self._failed[name] = (key, (Fault.pages({"error": str(fault)}),))
        except Exception as error:
            # Whatever it is, the next save may be without it: the preview goes on.
            self._failed[name] = (key, (Fault.pages({"error": repr(error)}),))
        finally:
            self._working = ("", None)

    def _take(
        self,
        news: Set | Drawn | Done,
        section: Section,
        source: Source,
        *,
        key: object,
        line: int | None,
    ) -> None:
        name = section.id
        if self._section(name) is None:
            return  # the chapter has left the book meanwhile
        if isinstance(news, Set):
            self._laid(news, section, source, key=key)
        elif isinstance(news, Drawn):
            self._drawn(name, news)
        elif isinstance(news, Done):
            self._done(section, news, key=key, line=line)

    def _laid(self, news: Set, section: Section, source: Source, *, key: object) -> None:
        name = section.id
        before = self._spreads.get(name)
        kept = before.images[: len(news.pages)] if before else []
        images = [*kept, *[None] * (len(news.pages) - len(kept))]
        self._spreads[name] = Spread(
            key=key,
            version=source.version,
            size=news.size,
            pages=news.pages,
            images=images,
            # The spread with the change comes before the others are laid out.
            changed=before.changed if before and before.key == key else set(),
            news=news,
            findings=spread_findings(section, source, news),
        )
        self._failed.pop(name, None)

    def _drawn(self, name: str, news: Drawn) -> None:
        spread = self._spreads[name]
        offset = self._offset(name)
        changed: list[int] = []
        for number, image, data in news.pages:
            if data is not None:
                self.images.put(image, data)
            if spread.images[number] not in (None, image):
                spread.changed.add(number)
                changed.append(number + offset)
            spread.images[number] = image
            spread.drawn.add(number)
        self._tell("pages", {"chapter": name, "version": spread.version, "changed": changed})

    def _done(self, section: Section, news: Done, *, key: object, line: int | None) -> None:
        name = section.id
        if name in self._spreads and news.findings:
            self._spreads[name].late = news.findings
        if news.error is not None:
            self._failed[name] = (key, findings_of(news.error))
        elif news.fault and self.source and self.source.reading.loaded.local.strip():
            self._failed[name] = (key, findings_of(unlaid(news.fault)))
        elif news.fault:
            self._failed[name] = (key, (Fault.pages({"error": news.fault}),))
        elif not news.whole and (now := self._section(name)) and self._is_stale(name, now):
            # Something else came first: what was not drawn is wanted still.
            self._wanted.setdefault(name, line)

    def _job(self, section: Section, source: Source, line: int | None) -> Job:
        loaded = source.reading.loaded
        left, folio = self._start(section.id)
        sheet = source.reading.sheets.get(section.id)
        sections, composed = loaded.book.sections, loaded.book.sections
        if not source.in_one_piece:
            composed = (section,)
            sections = tuple(
                replace(item, body="", notes=(), headings=(), images=(), findings=())
                for item in sections
            )
        images = {
            path: loaded.images.get(path, missing_image())
            for item in composed
            for path in shown_images(item)
        }
        before = self._spreads.get(section.id)
        names = before.images if before else []
        return Job(
            book=replace(loaded.book, sections=sections, findings=()),
            section=section,
            manuscript=replace(
                loaded.manuscript, chapters=(sheet.chapter,) if sheet else (), findings=()
            ),
            setting=source.setting,
            images=images,
            title=sheet.title if sheet else 1,
            left=left,
            folio=folio,
            in_one_piece=source.in_one_piece,
            line=line,
            look=self._look[1] if self._look[0] == section.id else 0,
            known=frozenset(name for name in names if name and name in self.images),
        )

    def shown(self, name: str) -> dict[str, object] | None:
        """Make the object of `/api/pages/<id>`, and want that chapter; None if there is none."""
        section = self._section(name)
        if section is None or self.source is None:
            return None
        stale = self._is_stale(name, section)
        if stale and name not in self._wanted:
            self._want(name, None)
        spread = self._spreads.get(name)
        if spread is None or not spread.pages:
            frame = self.source.setting.frame
            size = (frame.width, frame.height) if frame else (0.0, 0.0)
            spread = Spread(key=None, version=self.source.version, size=size)
        return {
            "chapter": name,
            "version": spread.version,
            "stale": stale,
            "width": round(spread.size[0], 3),
            "height": round(spread.size[1], 3),
            "pages": spread_facts(section, spread, self.source.printed, images=self.images),
        }


class Press(Stream):
    """One worker that sets pages. Lives in one event loop."""

    def __init__(self, renewal: Renewal = RENEWAL) -> None:
        super().__init__("pages", LoadEngine(), LoadPress(), renewal=renewal)

    async def set(self, job: Job) -> AsyncGenerator[Set | Drawn | Done, None]:
        """Yield what a job brings, up to `Done`. Raises `TaskError` if it ends its worker twice."""
        try:
            async with aclosing(self.do(SetChapter(job))) as all_news:
                async for news in all_news:
                    yield news
        except StoppedError:
            yield Done(whole=False)
