"""The guide names every key of the preview."""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src" / "octavo"


def test_the_guide_lists_each_key():
    table = (SOURCE / "preview" / "page" / "keys.js").read_text("utf-8")
    rows = re.findall(r'^    \[\[("[^\]]+)\], "', table, re.M)
    keys = {key for row in rows for key in re.findall(r'"([^"]+)"', row)}
    guide = (SOURCE / "guide" / "manuscript" / "first-steps.md").read_text("utf-8")
    listed = guide.partition("Table: Keys of the preview")[2].partition("Only your own")[0]
    assert len(keys) > 20
    assert {key for key in keys if f"`{key}`" not in listed} == set()
