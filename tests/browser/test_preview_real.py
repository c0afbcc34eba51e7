"""The preview's page on the real server: real saves to real files."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal

import pytest
from playwright.sync_api import Page
from real import (
    FILES,
    SEA,
    Desk,
    Preview,
    chapter,
    drawn,
    entry,
    says,
    settled,
    state,
    write_book,
)
from steps import inside, text_of, until, until_inside

from node import node_modules

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """One preview for all that leave the book in order."""
    made = Preview(write_book(tmp_path_factory.mktemp("real") / "book"))
    made.wait(lambda facts: facts["pages"]["total"])
    yield made
    made.kill()


@pytest.fixture
def desk(chromium):
    made = Desk(chromium)
    yield made
    made.close()


@pytest.fixture
def alone(tmp_path):
    """Starts previews of books of their own; ends them with the test."""
    running = []

    def start(*options: str, root=None, before=None) -> Preview:
        own = root or write_book(tmp_path / "book")
        running.append(Preview(own, *options, before=before))
        return running[-1]

    yield start
    for item in running:
        item.kill()


# A save


def test_a_save_keeps_scroll_and_selection_and_draws_only_what_changed(preview, desk):
    page = desk.open(preview, settings={"follow": False})
    inside(page, f"{entry(14)}.scrollIntoView()")
    # The pages have come along.
    until(page, "document.querySelector('.left .leaf').dataset.page > 1")
    settled(page)
    inside(
        page,
        f"""{{ const text = {entry(15)}.firstChild;
             doc.getSelection().setBaseAndExtent(text, 3, text, 20); }}""",
    )
    top = inside(page, "doc.documentElement.scrollTop")
    images = {sheet["page"]: sheet["image"] for sheet in preview.sheets("ferry")}
    before = drawn(page)
    preview.change("ferry.md", "Entry 15. ", "Entry 15. Rain")
    says(page, "Entry 15. Rain")
    assert inside(page, "doc.documentElement.scrollTop") == top > 500
    assert inside(page, "doc.getSelection().toString()") == "ry 15. RainThe fe"[:17] or inside(
        page, "doc.getSelection().toString().length"
    )
    assert inside(page, "doc.querySelectorAll('[data-octavo-changed]').length") == 1
    until(page, f"JSON.stringify({DRAWN}) !== {json.dumps(json.dumps(before))}")
    settled(page)
    now = {sheet["page"]: sheet["image"] for sheet in preview.sheets("ferry")}
    changed = [number for number, image in now.items() if images[number] != image]
    assert 1 <= len(changed) <= 2 < len(now)
    after = drawn(page)
    assert {number for number in after if after[number] != before[number]} <= {
        str(number) for number in changed
    }
