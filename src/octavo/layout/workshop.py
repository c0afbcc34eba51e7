"""Where pages are set: worker processes, started when the first is needed.

One workshop serves all editions of a build, or the count of the pages in the preview.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TypeVar

from octavo.core.cache import Store
from octavo.core.model import Asset, Chapter, Composition
from octavo.layout.laid_pages import Laid
from octavo.layout.layout_tasks import (
    DrawCover,
    LoadEngine,
    LoadHyphenation,
    ReadSetting,
    Setting,
    SetWhole,
)
from octavo.markdown.parse_tasks import LoadParser, ParseChapter
from octavo.workers.patience import Patience
from octavo.workers.pool import Pool
from octavo.workers.task import Task

Result = TypeVar("Result")


@dataclass(slots=True, kw_only=True)
class Workshop:
    """Workers behind one door; close it at the end.

    `workers` is how many there are, by default one a processor; `patience` how long a task may
    take.
    """

    workers: int | None = None
    patience: Patience = field(default_factory=Patience)
    is_open: bool = field(default=False, init=False)
    _pool: Pool | None = field(default=None, init=False, repr=False)

    def start(self) -> Pool:
        """Start the workers if they are not there: it takes them a second to be ready."""
        if self._pool is None:
            self._pool = Pool(LoadEngine(), workers=self.workers, patience=self.patience)
        return self._pool

    def open(self, language: str = "", *, parse: bool = False) -> Pool:
        """Open the workshop for tasks: for a book in `language`, and to `parse` its chapters."""
        pool = self.start()
        pool.prepare(LoadHyphenation(language), *((LoadParser(),) if parse else ()))
        self.is_open = True
        return pool

    def close(self) -> None:
        """End the workers."""
        if self._pool is not None:
            self._pool.close()
            self._pool, self.is_open = None, False

    def ask(self, task: Task[Result]) -> Future[Result]:
        """Have a task done when a worker is free; see `Pool.ask`."""
        return self.open().ask(task)

    def do(self, task: Task[Result]) -> Result:
        """Do one task."""
        return self.ask(task).result()

    def parse(self, chapter: Chapter, language: str) -> Future[bytes]:
        """Have a chapter of a book in `language` parsed, as `markdown.parsed_cache` keeps it."""
        return self.ask(ParseChapter(chapter, language))

    def get_ready(self, setting: Setting) -> None:
        """Have the workers that have nothing to do read the styles and fonts of a setting."""
        pool = self.open()
        for _ in range(pool.size - 1):
            pool.ask(ReadSetting(setting))

    def lay_out(self, composition: Composition, *, tagged: bool = False) -> Laid:
        """Lay out a whole composition as one run of pages."""
        return self.do(SetWhole(composition=composition, tagged=tagged))

    def draw_cover(self, compositions: Iterable[Composition]) -> Asset:
        """Draw the first of the compositions whose page holds all of its cover, as a picture."""
        return self.do(DrawCover(tuple(compositions)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What makes editions beside the values that they are made of.

    `store` is the cache of the book, which knows the engine.
    """

    store: Store
    workshop: Workshop
