"""A book whose files are called in many scripts, and several of them by one name."""

from __future__ import annotations

import pytest

from helpers.outside import run_epubcheck
from octavo.build import pipeline
from octavo.core.artifact import Artifact

BOOK = """
schema = 1

[book]
title = "Names"
authors = ["Ann Ash"]
language = "en-GB"
identifier = "urn:uuid:7b1f4a3e-4c3e-4b77-9b39-0c2e6f6b4a11"

[contents]
chapters = [{files}]

[editions.ebook]
format = "epub"
"""
FILES = ("粥.md", "суп.md", "हिन्दी.md", "العَرَبِيَّة.md", "a/README.md", "b/README.md", "chapter.md")
TEXT = """# {title}

A note.[^1] See [soup](/суп.md#два-слова), [a](a/README.md) and [gruel](粥.md).

## Два слова

[Up](#два-слова)

[^1]: The note.
"""


@pytest.mark.slow
def test_the_e_book_of_many_scripts_is_valid(tmp_path):
    for number, name in enumerate(FILES):
        path = tmp_path / "manuscript" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(title=f"Title {number}"), encoding="utf-8")
    listed = ", ".join(f'"{name}"' for name in FILES)
    (tmp_path / "manuscript" / "book.toml").write_text(BOOK.format(files=listed), "utf-8")
    built = pipeline.build(pipeline.Request(root=tmp_path, out=tmp_path))
    [ebook] = [each.path for each in built if isinstance(each, Artifact)]
    assert run_epubcheck(ebook) == []
