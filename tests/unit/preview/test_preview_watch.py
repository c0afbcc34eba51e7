"""What is watched: the book's own files, and new folders among them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from helpers.loops import in_loop
from octavo.preview.file_watch import changes, is_part

#: Seconds that a busy machine may take.
PATIENCE = 60


@pytest.mark.parametrize("name", ["one.md", "book.toml", "local.css", "stone.svg"])
def test_files_of_the_book(name):
    assert is_part(Path("/book/manuscript") / name)


@pytest.mark.parametrize("name", [".one.md.swp", "one.md~", "#one.md#", ".one.md.12.part", "4.swp"])
def test_what_editors_leave_is_no_part(name):
    assert not is_part(Path("/book/manuscript") / name)


def seen(book: Path, *steps) -> list[set[str]]:
    """What is told after each step, by the names of files; an empty set if it is nothing."""

    async def run():
        stream = changes(book)
        told = []
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(1)
        for step, awaited in steps:
            step()
            done, _ = await asyncio.wait({waiting}, timeout=PATIENCE if awaited else 1.5)
            told.append({path.name for path in waiting.result()} if done else set())
            if done:
                waiting = asyncio.ensure_future(anext(stream))
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await stream.aclose()
        return told

    return in_loop(run())


def test_a_save_is_told_and_a_build_is_not(book):
    (book / "build").mkdir()
    (book / ".git").mkdir()
    assert seen(
        book,
        (lambda: (book / "build" / "book.pdf").write_bytes(b"x"), False),
        (lambda: (book / ".git" / "index").write_bytes(b"x"), False),
        (lambda: (book / "manuscript" / "one.md").write_text("# New\n", "utf-8"), True),
    ) == [set(), set(), {"one.md"}]


def test_a_folder_that_is_new_is_watched(book):
    first, second = seen(
        book,
        (lambda: (book / "styles").mkdir(), True),
        (lambda: (book / "styles" / "local.css").write_text("p { color: red }", "utf-8"), True),
    )
    assert first == {book.name}
    assert "local.css" in second or book.name in second
