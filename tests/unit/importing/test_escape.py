"""What is written renders, through Python-Markdown, to exactly the source's words."""

from __future__ import annotations

import random
from urllib.parse import unquote

import lxml.html
import markdown
import pytest

from helpers.articles import BREAD, HARBOUR, NASTY, POST, UNTITLED
from octavo.importing.article import Block, Kind
from octavo.importing.chapter_text import body_text
from octavo.importing.decide import decide
from octavo.importing.markdown_escape import (
    escape_heading,
    escape_line,
    escape_verse,
    plain_words,
    words_of_markdown,
)
from octavo.importing.readers.plain_text import read_plain
from octavo.importing.readers.word_proof import letters_of
from octavo.markdown.chapter_tree import to_xhtml
from octavo.markdown.html_attributes import TEX
from octavo.markdown.xhtml_tree import read

EXTENSIONS = (
    "footnotes", "tables", "attr_list", "def_list", "fenced_code", "sane_lists", "smarty", "abbr",
)  # fmt: skip

# The typography of the book curls quotes and joins hyphens; that is no change of words.
STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "--", "—": "---", "…": "..."}
)

NASTY_LINES = [
    "1. One", "1.", "12) Twelve", "2)", "# sign", "###### signs", "#tag", "a line #", "- dash",
    "-", "--", "-- dash", "---", "- - -", "+ plus", "+++", "* star", "***", "* * *", "_", "___",
    "> quote", ">quote", "=", "===", ": colon", ":   definition", ":::", "::: letter", "::letter",
    "~~~", "~~~ python", "```", "``` x", "`code`", "``a`b``", "[link](x)", "[link][x]", "[x]: y",
    "[^1]: note", "[^1]", "![image](x.png)", "*[HTML]: no", "a *b* c", "a **b** c", "a _b_ c",
    "snake_case_name", "__init__", "a_ b _c", "<b>bold</b>", "<br>", "<!-- no -->", "<x@y.org>",
    "<http://a.b>", "&amp;", "&copy;", "&#65;", "AT&T", "a & b", "a &b", "x < y > z", "| a | b |",
    "a|b", "--|--", "{: .x }", "{.x}", "x {: #y }", "{{ x }}", "\\", "\\\\", "\\*", "C:\\dir",
    "\\# no", "a\\", "    indented", "\tindented", "http://a.b/c_d_e?x=1&y=2#z", "it's 'so'",
    '"so"', "wait...", "a--b", "a---b", "100%", "$x$", "a^b^", "~a~", "==a==", "!", "!!! note",
    "[TOC]", "[ ] task", "@me", "Roses\u00a0here", "a \u00a0 b", "日本語。", "أهلا", "e\u0301",
    "A.", "A. B. C", "(1) one", "1.One", "1986. A year", "…", "“quoted”", "‘so’", "’tis",
]  # fmt: skip


def _render(text):
    html = markdown.markdown(text, extensions=list(EXTENSIONS))
    return lxml.html.fragment_fromstring(html.replace("<br />", " "), create_parent="div")


def _words(node):
    return [word for each in node for word in each.text_content().translate(STRAIGHT).split()]


@pytest.mark.parametrize("line", NASTY_LINES)
def test_a_nasty_line_stays_a_paragraph(line):
    node = _render(f"Before.\n\n{escape_line(line)}\n\nAfter.\n")
    assert [each.tag for each in node] == ["p", "p", "p"]
    assert len(node[1]) == 0
    assert _words(node)[1:-1] == line.translate(STRAIGHT).split()


@pytest.mark.parametrize("line", NASTY_LINES)
def test_a_nasty_line_stays_a_heading(line):
    node = _render(f"# {escape_heading(line)}\n\n## {escape_heading(line)}\n\nAfter.\n")
    assert [each.tag for each in node] == ["h1", "h2", "p"]
    assert not any(each.attrib for each in node)
    assert _words(node)[:-1] == line.translate(STRAIGHT).split() * 2


@pytest.mark.parametrize("line", NASTY_LINES)
def test_a_nasty_line_stays_a_line_of_verse(line):
    text = escape_verse(f"Before\n{line}\nafter")
    assert markdown.markdown(text, extensions=list(EXTENSIONS)).count("<br />") == 2
    node = _render(text)
    assert [each.tag for each in node] == ["p"]
    assert _words(node)[1:-1] == line.translate(STRAIGHT).split()


@pytest.mark.parametrize(
    ("first", "last"), [("~~~ python", "~~~"), ("``` python", "```"), (":::  letter", ":::")]
)
def test_nothing_is_fenced(first, last):
    node = _render(f"{escape_line(first)}\n\nWithin.\n\n{escape_line(last)}\n")
    assert [each.tag for each in node] == ["p", "p", "p"]
    assert _words(node) == [*first.split(), "Within.", *last.split()]


@pytest.mark.parametrize("line", NASTY_LINES)
def test_the_word_account_reads_back_what_is_written(line):
    assert words_of_markdown(escape_line(line)) == line.split()
    assert words_of_markdown(f"## {escape_heading(line)}") == line.split()


def test_random_lines_stay_paragraphs():
    chance = random.Random(2)
    marks = "\\`*_{}[]()#+-.!|<>&~:=^'\"/ \u00a0ab1“”—;"
    for _ in range(60):
        lines = ["".join(chance.choices(marks, k=chance.randint(1, 12))) for _ in range(12)]
        lines = [line for line in lines if line.strip()]
        text = "\n\n".join(map(escape_line, lines))
        node = _render(text)
        assert [each.tag for each in node] == ["p"] * len(lines), lines
        # Without straight quotes, whose curling depends on what stands beside them.
        found = [word.replace("'", "").replace('"', "") for word in _words(node)]
        wanted = " ".join(lines).translate(STRAIGHT).replace("'", "").replace('"', "")
        assert "".join(found) == "".join(wanted.split())
        assert words_of_markdown(text) == " ".join(lines).split()


@pytest.mark.parametrize("text", [HARBOUR, BREAD, POST, NASTY, UNTITLED])
def test_a_whole_chapter_renders_its_words(text):
    article = decide(read_plain(text.encode(), "a.txt"), {})
    title = article.title or "Given"
    node = _render(body_text(article, title))
    written = (Kind.HEADING, Kind.PARAGRAPH)
    blocks = [block for block in article.blocks if block.kind in written]
    wanted = [*title.split(), *(word for block in blocks for word in block.text.split())]
    assert _words(node) == " ".join(wanted).translate(STRAIGHT).split()
    # A scene break has no words.
    drawn = {Kind.HEADING: "h2", Kind.PARAGRAPH: "p", Kind.MARKUP: "hr"}
    tags = [drawn[block.kind] for block in article.blocks if block.kind in drawn]
    assert [each.tag for each in node] == ["h1", *tags]


def test_the_five_render_their_words(golden):
    folder, expected = golden
    for each in expected:
        article = decide(read_plain((folder / each["file"]).read_bytes(), each["file"]), {})
        node = _render(body_text(article, article.title))
        kept = [each for each in article.blocks if each.kind not in (Kind.DROP, Kind.BYLINE)]
        wanted = " ".join(block.text for block in kept).translate(STRAIGHT)
        assert _words(node) == wanted.split()


def test_prose_is_not_escaped_more_than_it_needs():
    line = "“It’s 10:30,” she said (twice) – see http://a.org/x-y_z; R & D, 50% + more = fine!"
    assert escape_line(line) == line


def test_a_fence_that_python_markdown_leaves_open_is_escaped_too():
    assert escape_line("~~~ python") == "&#126;&#126;&#126; python"


def test_white_space():
    assert plain_words("a  \u00a0b\u00a0\u00a0c\td") == "a b c d"
    assert plain_words("20\u00a0km, 5\u202f%") == "20\u00a0km, 5\u202f%"
    assert plain_words(" \u00a0a\u00a0 ") == "a"


def test_a_letter_is_a_container():
    block = Block(kind=Kind.LETTER, text="“So it was.”", line=3)
    article = decide(read_plain(b"One.", "a.txt"), {})
    text = body_text(type(article)(**{**_fields(article), "blocks": (block,)}), "T")
    assert text == "# T\n\n::: letter\n\n“So it was.”\n\n:::\n"
    assert words_of_markdown(text) == ["T", "“So", "it", "was.”"]
    node = lxml.html.fragment_fromstring(to_xhtml(text, "en"), create_parent="div")
    assert [(each.tag, each.get("class")) for each in node] == [("h1", None), ("div", "letter")]
    assert node[1].text_content().strip() == "“So it was.”"


def _fields(value):
    return {name: getattr(value, name) for name in value.__slots__}


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("A lamp for $5, oil for $10", []),
        ("It costs $I=250k USD$ a week, or $money$, or $wick_price$ and $oil_price$", []),
        (
            r"The chain $C(G) \subseteq G$ is {long}, and $x + y$ are not",
            [r"C(G) \subseteq G", "x + y"],
        ),
        (r"A set $\{a_1, b\}$ and $a < b$", [r"\{a_1, b\}", "a < b"]),
    ],
)
def test_dollars_around_what_is_sure_to_be_a_formula_alone_make_one(text, formulas):
    written = escape_line(text)
    root = read(to_xhtml(written, "en"))
    found = [unquote(each.get(TEX)) for each in root.iter() if each.get(TEX)]
    assert found == formulas
    assert words_of_markdown(written) == text.split()


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("See http://lamp.example/_a_/*b*/__c__ at dusk.", "http://lamp.example/_a_/*b*/__c"),
        ("(www.lamp.example/_a_) *b*", "http://www.lamp.example/_a"),
        ("http://lamp.example/?x=1&y=_2_&copy;", "http://lamp.example/?x=1&y=_2"),
        ("http://lamp.example/a>&lt;b_c", "http://lamp.example/a%3E"),
        ("http://lamp.example/[_b_]", "http://lamp.example/"),
        ('"http://lamp.example/_b_"', None),
    ],
)
def test_an_address_is_written_as_it_stands(text, link):
    written = escape_line(text)
    root = read(to_xhtml(written, "en"))
    assert next((each.get("href") for each in root.iter("a")), None) == link
    assert words_of_markdown(written) == text.split()
    assert letters_of("".join(root.itertext())) == letters_of(text)
