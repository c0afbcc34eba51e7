"""Keys of a terminal, one by one, and a line where words are asked for."""

from __future__ import annotations

import os
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager


def pressed_keys() -> list[str]:
    """Read what was pressed: one key, or several if somebody types ahead.

    An arrow or a function key is "escape"; Ctrl-D, and the end of a terminal that was closed, is
    "\\x04".
    """
    pressed = os.read(sys.stdin.fileno(), 64).decode("utf-8", "ignore").lower()
    if pressed.startswith("\x1b"):
        return ["escape"]
    return list(pressed) or ["\x04"]


@contextmanager
def single_keys() -> Iterator[None]:
    """Let keys through one by one, without Enter and unseen; Ctrl-C stays what it is."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def typed_line() -> str:
    """Read a line as it is typed, seen and with Enter, while keys come one by one otherwise."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    seen = termios.tcgetattr(terminal)
    seen[3] |= termios.ECHO | termios.ICANON
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, seen)
        # Byte by byte of the terminal: what is read ahead would be no key later.
        return os.read(terminal, 4096).decode("utf-8", "ignore").strip()
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
