"""Blocks know the line of the file that they come from."""

from __future__ import annotations

from lxml import etree

from octavo.core.model import Chapter, Matter
from octavo.markdown.section import parse_chapter
from octavo.markdown.xhtml_tree import read
from octavo.text.xhtml_names import LINE


def marked(text: str, line: int = 1):
    chapter = Chapter(
        id="c", path="manuscript/c.md", matter=Matter.BODY, kind="chapter", text=text, line=line
    )
    section = parse_chapter(chapter, "en", lines=True)
    assert [item for item in section.findings if item.severity == "error"] == []
    return section


def lines(text: str, line: int = 1) -> list[tuple[str, str | None]]:
    section = marked(text, line)
    return [(str(item.tag), item.get(LINE)) for item in read(section.body)]


def test_every_kind_of_block_is_found():
    text = (
        "# Title\n\nA paragraph over\ntwo lines.\n\n## A heading\n\n> A quotation.\n\n"
        "- an item\n- another\n\n1. first\n2. second\n\n```\ncode = 1\n```\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n![What it shows](images/x.png)\n\nThe end.\n"
    )
    assert lines(text) == [
        ("p", "3"),
        ("h2", "6"),
        ("blockquote", "8"),
        ("ul", "10"),
        ("ol", "13"),
        ("pre", "16"),
        ("div", "20"),
        ("figure", "24"),
        ("p", "26"),
    ]


def test_marks_are_no_part_of_the_words():
    text = (
        '# Title\n\n*Emphasis* "quoted" -- and [a link](https://example.org/a-long-address)'
        " behind[^1] it.\n\nTwo\u2026 dots &amp; `code` here.\n\n[^1]: The note.\n"
    )
    section = marked(text, 4)
    assert section.title_line == 4
    assert [item.get(LINE) for item in read(section.body)] == ["6", "8"]
    assert [item.get(LINE) for item in read(section.notes[0].body)] == ["10"]


def test_equal_paragraphs_have_lines_of_their_own():
    assert lines("# T\n\nYes.\n\nNo.\n\nYes.\n\nNo.\n") == [
        ("p", "3"),
        ("p", "5"),
        ("p", "7"),
        ("p", "9"),
    ]


def test_items_of_a_list_and_paragraphs_of_a_quotation_are_marked():
    section = marked("# T\n\n- one\n- two\n\n> first\n>\n> second\n")
    root = read(section.body)
    found = [(str(item.tag), item.get(LINE)) for item in root.iter(etree.Element) if item.get(LINE)]
    assert found == [
        ("ul", "3"),
        ("li", "3"),
        ("li", "4"),
        ("blockquote", "6"),
        ("p", "6"),
        ("p", "8"),
    ]


def test_what_has_no_words_has_its_line():
    assert lines("# T\n\nBefore.\n\n* * *\n\nAfter.\n") == [("p", "3"), ("hr", "5"), ("p", "7")]


def test_blocks_that_the_parse_makes_have_the_line_of_what_they_hold():
    text = '# T\n\n![x](a.png "Caption")\n\nTerm\n:   Definition\n\n| a |\n|---|\n| b |\n'
    assert lines(text) == [("figure", "3"), ("dl", "5"), ("div", "8")]


def test_many_notes_have_their_lines_and_no_line_gets_into_a_book():
    count = 200
    calls = "".join(f"Call[^{n}].\n\n" for n in range(count))
    text = f"# T\n\n{calls}" + "".join(f"[^{n}]: The same words.\n\n" for n in range(count))
    section = marked(text)
    found = [next(iter(read(note.body))).get(LINE) for note in section.notes]
    assert found == [str(3 + 2 * count + 2 * n) for n in range(count)]
    plain = parse_chapter(
        Chapter(id="c", path="c.md", matter=Matter.BODY, kind="chapter", text=text), "en"
    )
    assert LINE not in "".join([plain.title, plain.body, *(note.body for note in plain.notes)])
