"""Tables drawn with lines, as pandoc has them."""

from __future__ import annotations

import re

import pytest

GRID = """\
+-------+--------+
| Tide  | Time   |
+=======+:======:+
| High  | - 12   |
|       | - *13* |
+-------+--------+
| 潮    | none   |
+-------+--------+
"""


@pytest.fixture
def shown(body):
    return lambda text: re.sub(r">\s+<", "><", body(text))


def table(head: str, body: str) -> str:
    return f'<div class="table"><table>{head}{body}</table></div>'


def test_a_grid_holds_blocks(shown):
    text = shown(f"One.\n\n{GRID}\nTwo.")
    assert (
        text
        == "<p>One.</p>"
        + table(
            '<thead><tr><th scope="col">Tide</th>'
            '<th class="align-center" scope="col">Time</th></tr>'
            "</thead>",
            '<tbody><tr><td>High</td><td class="align-center"><ul><li>12</li>'
            "<li><em>13</em></li></ul></td></tr><tr><td>潮</td>"
            '<td class="align-center">none</td></tr></tbody>',
        )
        + "<p>Two.</p>"
    )


def test_lines_within_a_grid_are_right(parse):
    section = parse("# T\n\nOne.\n\n" + GRID.replace("- 12  ", "@a1999"), title="")
    assert [(item.code, item.line) for item in section.findings] == [("foreign-tag", 8)]


SIMPLE = """\
  Right   Left   Mid
 ------ ------   ---
     12 high      a
      3 *low*

Table: Demo.
"""


def test_a_simple_table_has_sides_and_its_caption(shown):
    assert shown(SIMPLE) == table(
        "<caption>Demo.</caption>"
        '<thead><tr><th class="align-right" scope="col">Right</th>'
        '<th class="align-right" scope="col">Left</th>'
        '<th scope="col">Mid</th></tr></thead>',
        '<tbody><tr><td class="align-right">12</td><td class="align-right">high</td><td>a</td></tr>'
        '<tr><td class="align-right">3</td><td class="align-right"><em>low</em></td><td/></tr>'
        "</tbody>",
    )


def test_a_table_without_a_head_ends_with_its_line(shown):
    text = "------- ----\nhigh    12\nlow     3\n------- ----\n\nTwo."
    assert (
        shown(text)
        == table(
            "", "<tbody><tr><td>high</td><td>12</td></tr><tr><td>low</td><td>3</td></tr></tbody>"
        )
        + "<p>Two.</p>"
    )


MULTILINE = """\
--------------------
 Tide     Time
          of day
-------- -----------
high     at twelve
         or so

low      later
--------------------
"""


def test_rows_of_several_lines(shown):
    text = re.sub(' class="[a-z-]+"', "", shown(MULTILINE))
    assert text == (
        '<div><table><thead><tr><th scope="col">Tide</th><th scope="col">Time\nof day</th>'
        "</tr></thead><tbody><tr><td>high</td><td>at twelve\nor so</td></tr>"
        "<tr><td>low</td><td>later</td></tr></tbody></table></div>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "One.\n\n---\n\nTwo.",
        "One.\n\n--- ---\n\nTwo.",
        "- - -\n\nTwo.",
        "One\n--- ---\n\nTwo.",
        "Two words crossing\n----- -----\nhere is no table\n",
        "-----\nOne.\n\nTwo.\n\n-----\n",
        "+---+\n| a | b |\n+---+\n",
        "+ one\n+ two\n",
        "# T a\n--- ---\na   b\n",
    ],
)
def test_rules_lists_and_other_drawings_are_no_tables(shown, text):
    assert "<table" not in shown(text)


def test_a_table_in_a_list(shown):
    text = "- One:\n\n" + "".join(f"  {line}\n" for line in SIMPLE.split("\n")[:4])
    assert "<li><p>One:</p><div" in shown(text) and shown(text).count("<tr>") == 3


@pytest.mark.parametrize("typed", ["{: .wide}", "{:.wide}"])
def test_kramdown_gives_a_table_attributes_below(shown, typed):
    text = shown(f"| a | b |\n|---|---|\n| 1 | 2 |\n{typed}\n\nTwo.")
    assert '<table class="wide">' in text and "{:" not in text and text.count("<tr>") == 2
    assert text.endswith("<p>Two.</p>")


def test_code_in_a_cell_is_closed(chapter_of):
    line = "+--------+------+\n"
    text = f"{line}| ``` md | tide |\n| *ebb*  |      |\n| ```    |      |\n{line}"
    read = chapter_of("c.md", text)
    assert "*ebb*" in read.body
    assert [each.code for each in read.findings if each.code == "code-open"] == []
    read = chapter_of("c.md", text.replace("| ```    |", "|        |"))
    assert [each.code for each in read.findings if each.code == "code-open"] == ["code-open"]
