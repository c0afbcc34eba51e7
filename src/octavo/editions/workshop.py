"""Where pages are set: worker processes, started when the first is needed.

One workshop serves all editions of a build, and the preview for as long as it runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from octavo.layout.laid import Laid
from octavo.layout.pool import Pool
from octavo.layout.tasks import Setting, Task
from octavo.model import Asset, Chapter, Composition


@dataclass(slots=True)
class Workshop:
    """Workers behind one door; close it at the end.

    `workers` is how many there are, by default one a processor.
    """

    workers: int | None = None
    _pool: Pool | None = field(default=None, init=False, repr=False)

    is_open: bool = field(default=False, init=False)

    def start(self) -> None:
        """Starts the workers if they are not there: it takes them a second to be ready."""
        if self._pool is None:
            self._pool = Pool(self.workers)

    def open(self, language: str = "", *, parse: bool = False) -> None:
        """Opens the workshop for tasks: for a book in `language`, and to `parse` its chapters."""
        self.start()
        assert self._pool is not None
        self._pool.prepare(language, parse=parse)
        self.is_open = True

    def close(self) -> None:
        """Ends the workers."""
        if self._pool is not None:
            self._pool.close()
            self._pool, self.is_open = None, False

    def ask(self, name: str, *arguments: Any) -> Future[Any]:
        """Has a task done when a worker is free; see `layout.pool.Pool.ask`."""
        self.open()
        assert self._pool is not None
        return self._pool.ask(Task(name, arguments))

    def parse(self, chapter: Chapter, language: str) -> Future[bytes]:
        """Has a chapter of a book in `language` parsed, as `parse.kept` keeps it."""
        return self.ask("parse", chapter, language)

    def get_ready(self, setting: Setting) -> None:
        """Has the workers that have nothing to do read the styles and fonts of a setting."""
        self.open()
        assert self._pool is not None
        for _ in range(self._pool.size - 1):
            self._pool.ask(Task("ready", (setting,)))

    def lay_out(self, composition: Composition, *, tagged: bool = False) -> Laid:
        """Lays out a whole composition as one run of pages."""
        laid: Laid = self.do("single", composition, tagged)
        return laid

    def draw_cover(self, compositions: Iterable[Composition]) -> Asset:
        """The first of the compositions whose page holds all of its cover, as a picture."""
        asset: Asset = self.do("cover", tuple(compositions))
        return asset

    def do(self, name: str, *arguments: Any) -> Any:
        """Does one task."""
        return self.ask(name, *arguments).result()

    def __del__(self) -> None:
        self.close()
