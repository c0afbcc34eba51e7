"""What is told to every open page: server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

#: Events that wait for one page; a page that lags further behind is told to begin anew.
MOST_WAITING = 400

#: Seconds between signs of life.
BEAT = 15.0


class Hub:
    """Passes events on to all that listen. Lives in one event loop."""

    def __init__(self, beat: float = BEAT) -> None:
        self._listeners: set[asyncio.Queue[str]] = set()
        self._beat = beat
        self._closed = asyncio.Event()

    @property
    def listeners(self) -> int:
        """How many pages listen."""
        return len(self._listeners)

    def tell(self, name: str, data: object) -> None:
        """Send an event to everybody. Never waits."""
        text = event(name, data)
        for queue in self._listeners:
            if queue.full():
                # It has missed something whatever we do: one word for all of it.
                while not queue.empty():
                    queue.get_nowait()
                text_for_it = event("hello", {"server": "lagging", "version": -1})
                queue.put_nowait(text_for_it)
            else:
                queue.put_nowait(text)

    def close(self) -> None:
        """End every stream."""
        self._closed.set()

    async def listen(self, hello: object) -> AsyncIterator[str]:
        """Open one page's stream, which begins with `hello`."""
        queue: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        self._listeners.add(queue)
        closed = asyncio.ensure_future(self._closed.wait())
        waiting = asyncio.ensure_future(queue.get())
        try:
            yield "retry: 1000\n" + event("hello", hello)
            while not self._closed.is_set():
                done, _ = await asyncio.wait(
                    {waiting, closed}, timeout=self._beat, return_when=asyncio.FIRST_COMPLETED
                )
                if waiting in done:
                    yield waiting.result()
                    waiting = asyncio.ensure_future(queue.get())
                elif not done:
                    yield ": beat\n\n"
        finally:
            closed.cancel()
            waiting.cancel()
            self._listeners.discard(queue)


def event(name: str, data: object) -> str:
    """Write one event in the form of the HTML standard, 9.2.6."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\ndata: {text}\n\n"
