"""What all tests share: the processes that set pages, which take a second to start."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.layout import workshop
from octavo.workers.patience import Patience
from octavo.workers.pool import Pool
from octavo.workers.task import Preparation


class Lent(Pool):
    """A pool that outlives whoever closes it."""

    def close(self) -> None:
        """Goes on: the next test needs it."""


@pytest.fixture(scope="session", autouse=True)
def shared_pool() -> Iterator[None]:
    """One pool for all builds within this process, started when the first needs it."""
    lent: list[Lent] = []

    def pool(load: Preparation, *, workers: int | None, patience: Patience) -> Pool:
        if not lent:
            lent.append(Lent(load, workers=workers, patience=patience))
        return lent[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workshop, "Pool", pool)
        yield
    for one in lent:
        Pool.close(one)


def pytest_configure() -> None:
    """Take Ctrl-C also as a background job of a script, which ignores it with all it starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write what was skipped to the file OCTAVO_SKIPPED, for `pytest @FILE` on another machine."""
    if path := os.environ.get("OCTAVO_SKIPPED"):
        names = {report.nodeid for report in terminalreporter.stats.get("skipped", ())}
        Path(path).write_text("".join(f"{name}\n" for name in sorted(names)))
