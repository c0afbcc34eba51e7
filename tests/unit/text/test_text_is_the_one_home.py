"""What `text/` says, nothing else in Octavo says again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import octavo

SOURCES = Path(octavo.__file__).parent

#: What would be a second home: what it spells, the module of `text/` to import it from instead,
#: and a line that would be one.
SECOND_HOMES = {
    "a direction": (
        "direction.py",
        r"""(?<![\w.])["'](?:rtl|ltr)["']""",
        'if direction(language) == "rtl":',
    ),
    "a primary subtag": (
        "direction.py",
        r"""\.split\(["']-["'](?:, ?1)?\)\[0\]""",
        'code = language.lower().split("-")[0]',
    ),
    "vertical lines": (
        "direction.py",
        r"""writing["']?\)? == ["']vertical""",
        'return metadata.writing == "vertical"',
    ),
    "roman numerals": (
        "numerals.py",
        r"""["']XC["']|["']xc["']|\broman\([^)]*\)\.lower\(\)""",
        "return roman(number).lower()",
    ),
    "marks of a language": (
        "quotation_marks.py",
        r"""["']„["'], ?["'][“”]["']""",
        'MARKS = {"pl": ("„", "”", "«", "»")}',
    ),
    "a namespace": (
        "xhtml_names.py",
        r"w3\.org/(?:1999/x|1998/Math|2000/svg|XML/)|idpf\.org/2007|purl\.org/|daisy\.org/"
        r"|oasis:names",
        'XHTML = "http://www.w3.org/1999/xhtml"',
    ),
    "elements of code": (
        "xhtml_names.py",
        r"""["']kbd["'], ?["'](?:pre|samp)["']""",
        '_CODE = frozenset({"code", "kbd", "pre", "samp"})',
    ),
    "an id in a section": (
        "xhtml_names.py",
        r"""partition\(["']--["']\)|\}--(?:note|title|table)""",
        'home = target.partition("--")[0]',
    ),
    "forbidden characters": (
        "xml_characters.py",
        r"\\x00-\\x08|\\ufdd0-\\ufdef|\\ud800-\\udfff",
        r'_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c]")',
    ),
    "points and other units": (
        "units.py",
        r"25\.4|\b72 ?/ ?96|\b96 ?/ ?72|28\.34|/ 72\b|\* 72\b",
        "return length / 72 * 25.4",
    ),
    "a shortened text": (
        "shorten.py",
        r"\[: ?\w+\]\}…|\[: ?\w+\](?:\.rstrip\(\))?\}…|,;:\.–—",
        'shown = text if len(text) < 60 else f"{text[:57]}…"',
    ),
    "words of a language": (
        "added_words.py",
        r"words\.toml|Inhalt|Table des matières",
        'WORDS = {"de": "Inhalt"}',
    ),
}


@pytest.mark.parametrize("what", SECOND_HOMES)
def test_nothing_is_spelled_again(what):
    home, spelled, _ = SECOND_HOMES[what]
    pattern = re.compile(spelled)
    again = [
        f"{path.relative_to(SOURCES)}:{number}: {line.strip()}"
        for path in SOURCES.rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if path.parent.name != "text" and pattern.search(line)
    ]
    assert not again, f"{what} has its home in text/{home}:\n" + "\n".join(again)


@pytest.mark.parametrize("what", SECOND_HOMES)
def test_a_second_home_would_be_seen(what):
    home, spelled, line = SECOND_HOMES[what]
    assert (SOURCES / "text" / home).is_file()
    assert re.search(spelled, line)
