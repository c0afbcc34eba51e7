"""Vertical lines: the stylesheet turned by a right angle."""

from __future__ import annotations

import pytest

from helpers.epub_samples import metadata
from octavo.epub.vertical_writing import with_writing

VERTICAL = metadata(writing="vertical")


@pytest.mark.parametrize(
    ("given", "turned"),
    [
        ("p{padding-left: 3em;text-indent: -3em}", "p{padding-top: 3em;text-indent: -3em}"),
        (".a{margin: 1em 2em 3em 4em}", ".a{margin: 4em 1em 2em 3em}"),
        (".a{margin: 1em 2em}", ".a{margin: 2em 1em 2em 1em}"),
        (".a{margin: 0}", ".a{margin: 0}"),
        (".a{border-left: 1px solid}", ".a{border-top: 1px solid}"),
        (".a{border-bottom-width: 1px}", ".a{border-left-width: 1px}"),
        ("table{width: 100%;line-height: 2}", "table{height: 100%;line-height: 2}"),
        ("img{max-width: 100%;height: auto}", "img{max-width: 100%;height: auto}"),
        ("@media screen{ p{margin-top: 1em} }", "@media screen{ p{margin-right: 1em} }"),
    ],
)
def test_the_sides_are_those_of_vertical_lines(given: str, turned: str) -> None:
    assert with_writing(given, VERTICAL).startswith(turned)
    assert with_writing(given, metadata()) == given
