"""What `text/` says, nothing else in Octavo says again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import octavo

SOURCES = Path(octavo.__file__).parent

#: What would be a second home, by the module of `text/` to import it from instead.
SECOND_HOMES = {
    "direction.py: a direction": r"""(?x)(?<![\w.])["'](?:rtl|ltr)["']""",
    "direction.py: a primary subtag": r"""\.split\(["']-["'](?:, ?1)?\)\[0\]""",
    "direction.py: vertical lines": r"""writing["']?\)? ?==? ?["']vertical""",
    "numerals.py: roman numerals": r"""["']XC["']|["']xc["']|\broman\([^)]*\)\.lower\(\)""",
    "quotation_marks.py: marks of languages": r"""["']„["'], ?["'][“”]["']""",
    "xhtml_names.py: a namespace": (
        r"w3\.org/(?:1999/x|1998/Math|2000/svg|XML/)|idpf\.org/2007|purl\.org/|daisy\.org/"
        r"|oasis:names"
    ),
    "xhtml_names.py: elements of code": r"""["']kbd["'], ?["'](?:pre|samp)["']""",
    "xhtml_names.py: an id in a section": r"""partition\(["']--["']\)|\}--(?:note|title|table)""",
    "xml_characters.py: forbidden characters": r"\\x00-\\x08|\\ufdd0-\\ufdef|\\ud800-\\udfff",
    "units.py: points and other units": r"25\.4|\b72 ?/ ?96|\b96 ?/ ?72|28\.34|/ 72\b|\* 72\b",
    "shorten.py: a shortened text": r"\[: ?\w+\]\}…|\[: ?\w+\](?:\.rstrip\(\))?\}…|\.–—",
    "added_words.py: words of languages": r"words\.toml",
}


def _modules() -> list[Path]:
    return [path for path in SOURCES.rglob("*.py") if path.parent.name != "text"]


@pytest.mark.parametrize("what", SECOND_HOMES)
def test_nothing_is_spelled_again(what):
    pattern = re.compile(SECOND_HOMES[what])
    again = [
        f"{path.relative_to(SOURCES)}:{number}: {line.strip()}"
        for path in _modules()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not again, f"text/{what} has its home there:\n" + "\n".join(again)


@pytest.mark.parametrize("what", SECOND_HOMES)
def test_each_pattern_finds_what_text_itself_says(what):
    module = SOURCES / "text" / what.partition(":")[0]
    assert module.exists()
