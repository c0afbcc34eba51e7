"""Text is printed in black, whatever an author's HTML says."""

from __future__ import annotations

import pytest

from octavo.compose.plain_ink import set_in_black
from octavo.markdown.xhtml_tree import read, write


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color: red", None),
        ("COLOR:#fae5d3; text-align: center", "text-align: center"),
        ("background-color: #eee; background: blue", None),
        ("border: 1px solid red; width: 5em", "border: 1px solid red; width: 5em"),
    ],
)
def test_colours_are_taken_out_of_styles(style, kept):
    root = read(f'<p>a <span style="{style}">b</span></p>')
    set_in_black(root)
    held = f' style="{kept}"' if kept else ""
    assert write(root) == f"<p>a <span{held}>b</span></p>"
