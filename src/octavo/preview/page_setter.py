"""The worker that sets the pages of one chapter, as the preview sees it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from octavo.layout.layout_tasks import LoadEngine
from octavo.preview.page_jobs import Done, Drawn, Job, Set
from octavo.preview.preview_tasks import LoadPress, SetChapter
from octavo.workers.stream import Renewal, StoppedError, Stream

#: The worker's fonts and boxes take about 200 MB. A chapter takes seconds, so that one which
#: does not stop at its next page is most likely endless.
RENEWAL = Renewal(memory=700 * 2**20, tasks=250, patience=20.0)


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
