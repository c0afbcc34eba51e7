"""What the preview has workers do. Imports nothing that sets pages."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from octavo.core.system import be_less_urgent
from octavo.preview.page_jobs import Done, Drawn, Job, Set
from octavo.workers.patience import Overdue
from octavo.workers.task import Bench

if TYPE_CHECKING:
    from octavo.preview.book_facts import Printed

#: How much less urgent the whole book is than what the author waits for.
_NICE = 10


@dataclass(frozen=True, slots=True)
class LoadPress:
    """Load what sets a chapter's pages and draws them."""

    def run(self) -> None:
        """Load it."""
        import octavo.preview.page_setter_process  # noqa: F401


@dataclass(frozen=True, slots=True)
class SetChapter:
    """Set a chapter's pages and draw them; news are the pages as they come."""

    job: Job

    @property
    def about(self) -> str:
        """The chapter, by its title."""
        return f'the chapter "{self.job.section.title_text}"'

    @property
    def where(self) -> str:
        """The chapter's file."""
        return self.job.section.file

    def stream(self, bench: Bench, say: Callable[[Set | Drawn], None]) -> Done:
        """Set and draw them; not to the end if something else is wanted meanwhile."""
        from octavo.preview.page_setter_process import work

        return work(self.job, bench, say)


@dataclass(frozen=True, slots=True, kw_only=True)
class LayOutBook:
    """Lay out the whole book in `root` for its page numbers; news are what takes long in it.

    `epoch` is SOURCE_DATE_EPOCH, or empty.
    """

    root: Path
    epoch: str

    about: ClassVar[str] = "the whole book"
    where: ClassVar[str] = ""

    def stream(self, bench: Bench, say: Callable[[Overdue], None]) -> Printed:
        """Lay it out. Raises `OctavoError` if that cannot be done."""
        from octavo.preview.page_numbers_process import full

        be_less_urgent(_NICE)
        # This is one long piece of work, and not many small ones as other workers do.
        gc.enable()
        return full(self.root, self.epoch, say)
