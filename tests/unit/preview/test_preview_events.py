"""Events reach all that listen, and nobody waits for one that lags."""

from __future__ import annotations

import asyncio
import json

from helpers.loops import in_loop
from octavo.preview.server_sent_events import MOST_WAITING, Hub, event


def test_the_form_of_an_event():
    assert event("text", {"a": "é\n"}) == 'event: text\ndata: {"a":"é\\n"}\n\n'


def told(text: str) -> tuple[str, object]:
    head, data = text.strip().removeprefix("retry: 1000\n").split("\n")
    return head.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_everybody_is_told_and_begins_with_hello():
    async def run():
        hub = Hub()
        streams = [hub.listen({"server": "s", "version": 3}) for _ in range(2)]
        assert [told(await anext(item)) for item in streams] == [
            ("hello", {"server": "s", "version": 3})
        ] * 2
        hub.tell("book", {"version": 4})
        assert [told(await anext(item)) for item in streams] == [("book", {"version": 4})] * 2
        for item in streams:
            await item.aclose()
        assert hub.listeners == 0

    in_loop(run())


def test_who_lags_is_told_to_begin_anew():
    async def run():
        hub = Hub()
        stream = hub.listen({"server": "s", "version": 0})
        await anext(stream)
        for number in range(MOST_WAITING + 1):
            hub.tell("text", {"version": number})
        name, data = told(await anext(stream))
        assert name == "hello"
        assert data["server"] != "s"
        hub.tell("text", {"version": -1})
        assert told(await anext(stream)) == ("text", {"version": -1})
        await stream.aclose()

    in_loop(run())


def test_a_quiet_stream_beats_and_a_closed_one_ends():
    async def run():
        hub = Hub(beat=0.01)
        stream = hub.listen({})
        await anext(stream)
        assert await anext(stream) == ": beat\n\n"
        hub.close()
        assert [item async for item in stream if "beat" not in item] == []

    in_loop(asyncio.wait_for(run(), 20))
