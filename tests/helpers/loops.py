"""Running coroutines where another loop may be at work: Playwright's, in the browser tests."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def in_loop(work: Coroutine[object, object, Result]) -> Result:
    """What a coroutine gives, run in a thread that has no loop yet."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
