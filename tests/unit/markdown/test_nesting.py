"""Whether a chapter may stand too deep in itself, told without parsing it."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest

import octavo
from octavo.core.model import Severity
from octavo.findings.registry import entries
from octavo.markdown.nesting import may_nest_deep

#: What opens a level, what closes it, and whether each level stands on a line of its own.
OPENERS = {
    "quotation": ("> ", "", False),
    "tight quotation": (">", "", False),
    "list": ("- ", "", False),
    "numbered list": ("1. ", "", False),
    "lettered list": ("(a) ", "", False),
    "definition": (": ", "", False),
    "aside": ("A> ", "", False),
    "emphasis": ("*a ", " a*", False),
    "strong": ("**a ", " a**", False),
    "deleted": ("~~a ", " a~~", False),
    "raised": ("^a", "a^", False),
    "span": ("[", "]{.x}", False),
    "link": ("[", "](b.md)", False),
    "inline note": ("^[", "]", False),
    "tag": ("<b>", "", False),
    "division": ("<div>\n\n", "", False),
    "container": ("::: note\n", "", False),
    "list by its indent": ("- a\n", "", True),
    "admonition": ("!!! note\n\n", "", True),
    "note": ("[^{n}]: a\n\n", "", True),
}


def nested(levels: list[tuple[str, str, bool]]) -> str:
    """A text with levels in each other, the first outside."""
    text, ends, indent = "", "", ""
    for number, (opening, closing, indents) in enumerate(levels):
        text += opening.replace("{n}", str(number))
        ends = closing + ends
        if indents:
            indent += "    "
            text += indent
    return f"{text}words{ends}\n"


def said(parse, text: str) -> list[str]:
    return [each.code for each in parse(text).findings if each.severity is Severity.ERROR]


@pytest.mark.parametrize("name", OPENERS)
def test_a_text_that_stands_too_deep_is_told(parse, name):
    for count in (20, 60, 90, 97, 100, 130, 300, 1200):
        text = nested([OPENERS[name]] * count)
        assert may_nest_deep(text) or not said(parse, text), count


@pytest.mark.parametrize("seed", range(60))
def test_levels_of_several_kinds_are_told(parse, seed):
    pick = random.Random(seed)
    kinds = pick.sample(sorted(OPENERS), 3)
    text = nested([OPENERS[pick.choice(kinds)] for _ in range(pick.randint(60, 160))])
    assert may_nest_deep(text) or not said(parse, text)


def test_marks_that_stand_too_deep_are_an_error(parse):
    found = parse("Words.\n\n" + nested([OPENERS["emphasis"]] * 300)).findings
    assert [(each.code, each.line) for each in found] == [("nested-deep", 5)]


def test_what_people_write_is_not_parsed_for_it():
    text = (
        "# A title\n\nWords with *a mark*, **another**, [a link](https://example.com/a_b_c),"
        " `code` and a note.[^1]\n\n- One\n    - Two\n        - *Three*\n\n> Said\n>\n> > said\n\n"
        "```python\ndef f():\n                    return {}\n```\n\n[^1]: A note.\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n"
    )
    assert not may_nest_deep(text * 5)


def test_only_depth_makes_an_error_of_a_chapters_text():
    """`found_ahead` of `build/pipeline.py` parses no other chapters, and no pictures are read."""
    home = Path(octavo.__file__).parent
    named = {entry.__name__: entry for entry in entries().values()}
    files = [*home.glob("markdown/*.py"), *home.glob("bind/*.py")]
    files += [home / "manuscript" / "book_images.py", home / "editions" / "loading.py"]
    errors = {
        f"{node.value.id}.{node.attr}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (form := getattr(named.get(node.value.id), node.attr, None))
        if getattr(form, "severity", None) is Severity.ERROR
    }
    assert errors == {"NestedDeep.found"}
