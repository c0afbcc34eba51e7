"""Two calls at one place are parted, and a call from the figure before it."""

from __future__ import annotations

from octavo.compose.note_calls import part_calls
from octavo.markdown.xhtml_tree import read, write


def call(number: int, *, classes: str = "noteref") -> str:
    return f'<a class="{classes}" id="a--noteref-{number}" href="#a--note-{number}">{number}</a>'


def parted(xhtml: str) -> str:
    root = read(xhtml)
    part_calls(root)
    return write(root)


def test_a_raised_comma_parts_two_calls():
    comma = '<sup class="between-notes">,</sup>'
    assert parted(f"<p>So.{call(1)}{call(2)}{call(3)}</p>") == (
        f"<p>So.{call(1)}{comma}{call(2)}{comma}{call(3)}</p>"
    )


def test_calls_apart_stay():
    xhtml = f"<p>So.{call(1)} And{call(2)}, {call(3)}<em>x</em>{call(4)}</p>"
    assert parted(xhtml) == xhtml


def test_a_figure_before_a_call_is_not_read_with_it():
    away = "noteref after-figure"
    assert parted(f"<p>In 1901{call(1)} and <b>1902</b>{call(2)}</p>") == (
        f"<p>In 1901{call(1, classes=away)} and <b>1902</b>{call(2, classes=away)}</p>"
    )
