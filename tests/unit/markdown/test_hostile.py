"""Texts that are made to be slow or deep: they cost what they are long, or are refused."""

from __future__ import annotations

import random
import sys

import pytest
from markdown_it.helpers import parseLinkLabel

from octavo.manuscript.slugs import Names, free_name
from octavo.markdown.chapter_tree import read_chapter
from octavo.markdown.dialect import Writing, dialect, parse
from octavo.markdown.positions import PlacedInline
from octavo.markdown.xhtml_tree import read, text_of

#: Marks that are opened and never closed, or that look far for what closes them.
REPEATED = (
    "[", "![", "[^", "^[", "[r][", "![a][", "[a](b ", "[a](<b", "[a]{", "[a]{.b}", "[`", "[*",
    "[<", "*a", "_a ", "~a", "^a", "`a", "$a", "$$a ", "{{", "{a:", "&a", "<a", "<!--", "<x>",
    "\\[", "\\", "http:", "http://", "http://a ", "www.", "www._", "a@", "a@b.", "a@b.c ", '"a ',
    "'", "-- ", "a:", "<b>a</b> ", "<span>a</span> ", "a<br>", "a[^1] ", "## a\n\n", "- a\n",
    "> a\n", "[a]: b\n\n", "[^a]: b\n\n", "::: a\n:::\n\n", "| a | b\n", "{.a}\n", "{% hint %}\n",
    "{::comment}\n", "{aside}\n\n",
    "$$\n", "$$ \\begin{a}\n", "\\begin{align}\n", "    a\n", "```\na\n```\n\n", "a. b\n\nc\n\n",
    "+---+\n", "+---+\n| a |\n", "--- ---\na   b\n\n", "-----\na\n--- ---\n\n", "##a\n", "<hr>\n",
    "{sub}`", "\\textbf{", "<div>\n</div>\n\n", "<p>a\n\n", "a *b*\nc [d](e)\n",
)  # fmt: skip


def steps(text: str) -> int:
    """The lines of Python that are run to read a text: the same on every machine."""
    count = 0

    def traced(frame, event, argument):
        nonlocal count
        count += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        read_chapter(text, Writing())
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("mark", REPEATED)
def test_work_grows_as_the_text_does(mark):
    read_chapter(mark, Writing())
    few, many = steps(mark * 120), steps(mark * 480)
    assert many < 5.5 * few


@pytest.mark.parametrize("mark", ["[", "![", "[^", "^[", "[r][", "![a][", "a[", "[*"])
def test_the_end_of_a_label_is_looked_for_once(monkeypatch, mark):
    looks, skip = [], PlacedInline.skipToken
    monkeypatch.setattr(PlacedInline, "skipToken", lambda *given: looks.append(0) or skip(*given))
    text = mark * 600
    read_chapter(text, Writing())
    assert len(looks) < 4 * len(text)


def test_labels_end_where_the_library_finds_their_ends():
    made, ours, theirs = random.Random(12), dialect(), dialect()
    theirs.helpers.parseLinkLabel = parseLinkLabel
    pieces = [
        "[",
        "[",
        "]",
        "]",
        "](u)",
        "]{.b}",
        "][r]",
        "![",
        "^[",
        "[^n]",
        "`",
        "*",
        "a ",
        "\\",
        "<i>",
        "\n",
    ]
    for _ in range(1500):
        text = "".join(made.choices(pieces, k=made.randint(4, 24))) + "\n\n[r]: /there\n"
        assert parse(ours, text).tokens == parse(theirs, text).tokens, text


def test_containers_side_by_side_and_in_each_other_are_looked_through_once():
    text = "::: a\n" * 60 + "words\n\n" * 60
    assert steps(text + "words\n\n" * 180) < 5.5 * steps(text)


@pytest.mark.parametrize(
    ("opening", "deep"), [("> ", 90), ("- ", 45), ("1. ", 45), ("<div>", 90), ("::: a\n", 90)]
)
def test_what_stands_as_deep_as_a_page_shows_keeps_its_words(parse, opening, deep):
    section = parse(f"One.\n\n{opening * deep}the last word")
    assert not [each for each in section.findings if each.code != "container-open"]
    assert text_of(read(section.body)).endswith("the last word")


@pytest.mark.parametrize(
    "opening", ["> ", "- ", "1. ", "<div>", "<table><tr><td>", "<i>", "::: a\n", "- > "]
)
@pytest.mark.parametrize("deep", [110, 1000])
def test_what_stands_deeper_is_refused_with_its_line(parse, opening, deep):
    (finding,) = parse(f"One.\n\n{opening * deep}the last word").findings
    assert finding.code == "nested-deep"
    assert finding.line >= 5


def test_a_deep_list_of_lines_is_refused_where_it_is_too_deep(parse):
    (finding,) = parse("".join(f"{'  ' * each}- item\n" for each in range(80))).findings
    assert (finding.code, finding.line) == ("nested-deep", 3 + 48)


def test_paragraphs_that_are_never_closed_are_not_deep(parse):
    section = parse("<p>One word\n" * 300)
    assert not section.findings
    assert section.body.count("One word") == 300


def test_a_row_of_quotation_marks_is_words(parse):
    section = parse('"' * 3000 + "word" + '"' * 3000)
    assert not section.findings
    assert "word" in section.body


def test_braces_behind_other_marks_are_said_with_their_line(parse):
    section = parse("one\n*two* words\nor [three]{some odd word}\n`code` [four]{some odd word}\n")
    unread = [each.line for each in section.findings if each.code == "attributes-unread"]
    assert unread == [5, 6]


def test_an_address_without_an_end_is_words(parse):
    assert "<a" not in parse(f"It is http://{'a' * 300}.com there.").body
    assert "<a" in parse(f"It is http://example.com/{'a' * 300} there.").body


def test_names_are_those_that_are_found_one_by_one():
    wanted = ["a", "a", "b", "a-2", "a", "a-2", "b-3", "b", "b"]
    names, taken = Names({"b"}), {"b"}
    for each in wanted:
        taken.add(name := free_name(each, taken))
        assert names.take(each) == name


def test_notes_that_call_notes_do_not_multiply_without_end(parse):
    chain = "".join(f"[^{n}]: Word {n} [^{n + 1}] [^{n + 1}]\n\n" for n in range(40))
    section = parse(f"One.[^0]\n\n{chain}[^40]: the end\n")
    assert len(section.notes[0].body) < 3_000_000
    assert section.notes[0].body.startswith("<p>Word 0 <span")
