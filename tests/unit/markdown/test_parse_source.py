"""Where things stand in the source, and what of it is code."""

from __future__ import annotations

import pytest

from octavo.findings.wording import message_of
from octavo.markdown.source_places import Lines, without_code


@pytest.mark.parametrize(
    "code",
    [
        "`SEEN`",
        "``a ` SEEN``",
        "`over\nlines SEEN`",
        "```\nSEEN\n```",
        "~~~ html\nSEEN\n~~~",
        "``` python\nSEEN\n\nSEEN\n```",
        "    SEEN",
        "\tSEEN\n\n\tSEEN",
        "-   item\n\n        SEEN",
        "1.  item\n\n    More.\n\n        SEEN\n        SEEN",
        "[^1]: note\n\n        SEEN",
        "<!-- SEEN -->",
        "<!-- over\n\nparagraphs SEEN -->",
    ],
)
def test_code_is_blanked_and_nothing_moves(code):
    text = f"Before.\n\n{code}\n\nBehind.\n"
    blank = without_code(text)
    assert "SEEN" not in blank
    assert blank.startswith("Before.\n") and blank.endswith("\nBehind.\n")
    assert len(blank) == len(text)
    assert [i for i, c in enumerate(blank) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A `tick alone SEEN",
        "A `tick\n\nSEEN in `another paragraph",
        "\\`SEEN\\`",
        "``two` SEEN",
        "```\nSEEN and never closed",
        "Text\n    SEEN continued",
        "-   item\n\n    SEEN in the item",
        "-   item\n\n    -   inner\n\n        SEEN in the inner item",
        "1.  item\n2.  item\n\n    SEEN",
        "[^1]: note\n\n    SEEN in the note",
        "Term\n:   Definition\n\n    SEEN",
        "   SEEN with three spaces",
    ],
)
def test_what_is_no_code_stays(text):
    assert "SEEN" in without_code(f"Before.\n\n{text}\n")


def test_lines_count_from_the_files_first():
    lines = Lines("# T\n\n[a](b.md)\n", first=5)
    assert lines.next("b.md") == 7


def test_a_target_used_again_is_found_again():
    lines = Lines("[a](b.md)\n[a](b.md#x)\n\n![c](b.md 't')\n<b.md>\n", first=1)
    assert [lines.next("b.md") for _ in range(3)] == [1, 4, 5]
    assert lines.next("b.md#x") == 2
    assert lines.next("b.md") == 1, "begins again"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](b.md)", "b.md"),
        ("[a]( b.md )", "b.md"),
        ("[a](<b c.md>)", "b c.md"),
        ("[a][1]\n\n[1]: b.md 'T'", "b.md"),
        ("<a href='b.md'>", "b.md"),
        ('<img src="b.png"/>', "b.png"),
        ("<https://x.org/?a=1&b=2>", "https://x.org/?a=1&b=2"),
        ("[a](x?a&amp;b)", "x?a&b"),
        ("<ann@example.org>", "mailto:ann@example.org"),
    ],
)
def test_spellings_of_targets(text, target):
    at = text.index("[1]:") if "[1]:" in text else 0
    assert Lines(f"\n\n{text}\n", first=1).next(target) == 3 + text.count("\n", 0, at)


def test_a_target_in_code_is_not_meant():
    lines = Lines("`[a](b.md)`\n\n[a](b.md)\n", first=1)
    assert lines.next("b.md") == 3


def test_what_is_not_found_stands_at_the_beginning():
    assert Lines("Text.\n", first=4).next("b.md") == 4


def test_notes_and_calls():
    lines = Lines(
        "A.[^1] B[^b]: and `[^no]`, ![^no](x), \\[^no].\n\n[^1]: One.[^2]\n   [^2]: Two.\n", first=1
    )
    assert list(lines.note_calls()) == [("1", 1), ("b", 1), ("2", 3)]
    assert list(lines.note_texts()) == [("1", 3), ("2", 4)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("::: a\n:::\n", None),
        ("::: a\n::: b\n:::\n:::\n", None),
        ("::: a\n::: b\n:::\n", 1),
        (":::\n", 1),
        ("::: a\n:::\n:::\n", 3),
        ("```\n::: a\n```\n", None),
    ],
)
def test_open_containers(text, line):
    assert Lines(text, first=1).open_container() == line


def test_a_reference_of_five_thousand_digits_goes_and_is_said(parse):
    section = parse(f"a&#{'9' * 5000};b")
    assert section.body == "<p>ab</p>"
    (finding,) = section.findings
    assert (finding.code, finding.line) == ("character-forbidden", 3)
    assert len(message_of(finding)) < 100
