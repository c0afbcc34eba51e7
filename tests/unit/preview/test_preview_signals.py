"""The preview's server shuts down at every signal that asks for an end, then hands it on."""

from __future__ import annotations

import signal

import pytest
import uvicorn

from octavo.preview.server import _Server


@pytest.fixture
def hangup():
    """What happens at SIGHUP; puts back what did before."""
    before = signal.getsignal(signal.SIGHUP)
    yield lambda handler: signal.signal(signal.SIGHUP, handler)
    signal.signal(signal.SIGHUP, before)


def server() -> _Server:
    return _Server(uvicorn.Config(app=lambda: None), lambda: None, lambda: None)


def test_a_hangup_shuts_the_server_down(hangup):
    """And is no exception in the midst of what the loop does, where it could be lost."""
    heard: list[int] = []
    hangup(lambda number, frame: heard.append(number))
    one = server()
    with one.capture_signals():
        signal.raise_signal(signal.SIGHUP)
        assert (one.should_exit, heard) == (True, [])
    assert heard == [signal.SIGHUP]


def test_a_hangup_that_is_to_be_ignored_is_ignored(hangup):
    hangup(signal.SIG_IGN)
    one = server()
    with one.capture_signals():
        signal.raise_signal(signal.SIGHUP)
        assert not one.should_exit
