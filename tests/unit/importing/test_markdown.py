"""The reader of Markdown: the text passes through, its title and front matter are known."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing.article import Kind
from octavo.importing.markdown_escape import may_cut, plain_of, words_of, words_of_markdown
from octavo.importing.readers.markdown_file import read_markdown
from octavo.importing.readers.word_proof import as_markdown
from octavo.markdown.chapter_tree import to_xhtml

PNG = b"\x89PNG\r\n\x1a\n rest"

ARTICLE = """\
---
title: "The Tide"
author: [Ada Quill, Tom Grey]
date: 2020-03-04
canonical_url: https://a.example/tide
short_title: Tide
tags: [sea]
---

# The Tide

A first paragraph,
wrapped, with *marks* and a [link](https://b.example/x_(y)).

## A Heading ##

- one
- two

      code in a list

1986. A year.

```python
# no heading

::: no container
```

::: letter
# within
:::

| a | b |
|---|---|
| 1 | 2 |

Text[^1] again.

[^1]: A note.

    Its second paragraph.
"""


def test_comments_are_left_out_and_named():
    text = "%% Ask Ann\n\nabout it. %%\n\n# Ebb\n\nLow%%er%% {% comment %}wind{% endcomment %}.\n"
    source = read_markdown(text.encode(), "a.md")
    assert [(each.kind, each.text) for each in source.blocks] == [
        ("title", "Ebb"), ("paragraph", "Low%%er%% ."),
    ]  # fmt: skip
    assert [(each.kind, each.line, each.text) for each in source.apart] == [
        ("comment", 1, "Ask Ann about it."), ("comment", 7, "wind"),
    ]  # fmt: skip
    (said,) = (message_of(each) for each in source.findings)
    assert "comments" in said and "wind" in said


def _blocks(text, **options):
    return read_markdown(text.encode(), "a.md", **options).blocks


def test_an_article_with_everything():
    source = read_markdown(ARTICLE.encode(), "a.md")
    assert [(block.kind.value, block.line) for block in source.blocks] == [
        ("title", 10),
        ("paragraph", 12),
        ("heading", 15),
        ("markup", 17),
        ("paragraph", 38),
        ("markup", 40),
    ]
    assert source.title == ""
    assert source.author == "Ada Quill and Tom Grey"
    assert (source.date, source.address) == ("2020-03-04", "https://a.example/tide")
    assert source.front == (("short_title", "Tide"),)
    assert [(each.code, each.line) for each in source.findings] == [("front-matter-unused", 1)]
    body = ARTICLE.split("---\n\n", 1)[1]
    written = "\n\n".join(as_markdown(block) for block in source.blocks)
    assert written == body.replace("# The", "## The").replace("Heading ##", "Heading").strip()


def test_the_front_matter_gives_the_title_where_the_text_has_none():
    source = read_markdown(b'---\ntitle: "The *Tide*"\n---\nOne.\n', "a.md")
    assert source.title == "The *Tide*"
    assert [block.kind for block in source.blocks] == [Kind.PARAGRAPH]
    assert source.words == ("One.",)


def test_a_title_in_a_blogs_own_html_is_read():
    text = "---\ntitle: Ada&#8217;s Lamp &amp; Oil (R&D; AT&T)\n---\n\nIt burned.\n"
    assert read_markdown(text.encode(), "a.md").title == "Ada’s Lamp & Oil (R&D; AT&T)"


def test_two_titles_are_said():
    source = read_markdown(b"---\ntitle: Ebb\n---\n# Flood\n\nOne.\n", "a.md")
    assert [each.code for each in source.findings] == ["two-titles"]
    assert (source.title, source.blocks[0].text, source.blocks[0].kind) == ("", "Flood", "title")


def test_several_high_headings_go_down_a_step():
    source = read_markdown(b"# Title\n\n# One\n\n## Two\n\nText.\n", "a.md")
    assert [(block.kind.value, block.depth) for block in source.blocks[:3]] == [
        ("title", 2),
        ("heading", 2),
        ("heading", 3),
    ]
    assert [each.code for each in source.findings] == ["headings-lowered"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Title\n=====\n\nText\n----\nMore", "title heading paragraph"),
        ("Text\n## Head\nMore", "paragraph heading paragraph"),
        ("---\n\nText after a rule.", "markup paragraph"),
        ("#tag is no heading", "paragraph"),
        ("<div>\n\nText\n\n</div>", "markup paragraph markup"),
        ("<!-- a\n\n# comment -->\n\nText", "markup paragraph"),
        ("![alone](a.png)", "markup"),
        ("Term\n:   What it means", "markup"),
        ("*[HTML]: Markup\n\n[ref]: https://a.b\n\nText", "markup paragraph"),
        ("~~~\nnever closed\n\n# x", "markup"),
        ("::: a\n\n::: b\n\n:::\n\n:::\n\nText", "markup paragraph"),
        ("> quoted\n\n    code\n\nText", "markup paragraph"),
    ],
)
def test_kinds_of_blocks(text, kinds):
    assert [block.kind.value for block in _blocks(text)] == kinds.split()


def test_a_tag_stays_a_line_of_text():
    assert _blocks("#sea and #tide")[0].text == "\\#sea and #tide"


def test_pictures_are_copied_in_and_others_are_said():
    def fetch(address):
        return PNG if address == "pics/a b.png" else "its file is not there"

    text = (
        'Look: ![A](<pics/a b.png> "T") and ![B](gone.png) and `![A](pics/a.png)`.\n\n'
        '```\n![A](<pics/a b.png>)\n```\n\n<img src="pics/a b.png" alt="" />\n'
    )
    source = read_markdown(text.encode(), "a.md", fetch=fetch)
    (image,) = source.images
    assert re.fullmatch(r"images/a-b-[0-9a-f]{8}\.png", image.path)
    assert image.data == PNG
    assert f'![A]({image.path} "T") and ![B](gone.png)' in source.blocks[0].text
    assert "`![A](pics/a.png)`" in source.blocks[0].text
    assert "![A](<pics/a b.png>)" in source.blocks[1].text
    assert f'<img src="{image.path}"' in source.blocks[1].text
    assert [(each.code, each.line) for each in source.findings] == [("image-left-out", 1)]
    assert "gone.png" in message_of(source.findings[0])


def test_front_matter_that_cannot_be_read_is_said_with_its_line():
    source = read_markdown(b"---\ntitle: The Light: a Story\n---\nText\n", "a.md")
    assert [(found.code, found.file, found.line) for found in source.findings] == [
        ("front-matter-unread", None, 2)
    ]
    assert (source.title, source.words) == ("The Light: a Story", ("Text",))


def test_aliases_in_front_matter_do_not_expand():
    lines = ["title: &a [x, x]", *(f"k{n}: &k{n} [{'*a, ' * 9}*a]" for n in range(1))]
    bomb = "---\n" + "\n".join(lines) + "\nauthor: *k0\n---\nText\n"
    assert read_markdown(bomb.encode(), "a.md").author == ""


@settings(deadline=None)
@given(st.text(max_size=300).filter(lambda text: not text.startswith(("---", "+++"))))
@example("# \n\n#\n\n## x ## #\n")
@example("a\n===\n\n-\n-\n")
@example("```\n\n::: x\n")
def test_no_word_is_lost_whatever_the_text(text):
    try:
        source = read_markdown(text.encode("utf-8", "surrogatepass"), "a.md")
    except OctavoError:
        return
    assert list(source.words) == [word for block in source.blocks for word in block.text.split()]
    # Signs of headings and escapes before tags are the only characters that change.
    kept = "".join(source.words).replace("#", "").replace("\\", "")
    whole = "".join(text.split()).replace("#", "").replace("\\", "")
    assert re.sub("[=-]+", "", kept) == re.sub("[=-]+", "", whole.removeprefix("\ufeff"))


@settings(deadline=None)
@given(st.lists(st.sampled_from(
    ["# T", "## H ##", "Text *a*", "Text", "- x", "    y", "> q", "```", ":::", "::: letter", "",
     "| a | b |", "|---|---|", "[^1]: n", "T\n===", "<!-- c", "-->", "#tag", "---", "x  "]
), max_size=14))  # fmt: skip
def test_what_is_written_renders_as_the_source_does(lines):
    text = "\n".join(lines)
    source = read_markdown(text.encode(), "a.md")
    for block in source.blocks:
        assert words_of(block) == words_of_markdown(block.text)
    written = "\n\n".join(as_markdown(block) for block in source.blocks)
    assert to_xhtml(written, "en") is not None


@pytest.mark.parametrize(
    ("text", "start", "end", "allowed"),
    [
        ("Plain words here.", 6, 11, True),
        ("A [link to *it*](http://a.b/c_(d)) ends.", 0, 6, False),
        ("A [link](http://a.b) ends.", 2, 20, True),
        ("Some *words here* end.", 0, 8, False),
        ("Some *words here* end.", 18, 22, True),
        ("Some **bold *and* more** end.", 0, 12, False),
        ("Code `a. B` end.", 0, 7, False),
        ("<em>One. Two</em> end.", 0, 8, False),
        ("A star \\* alone. End.", 0, 16, True),
        ("snake_case_word here. End.", 0, 8, True),
        ("An *open mark. End.", 0, 14, False),
    ],
)
def test_where_inline_markdown_may_be_cut(text, start, end, allowed):
    assert may_cut(text, start, end) is allowed


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The *Tide* &amp; **[us](http://a.b)**", "The Tide & us"),
        ("Use `a * b`[^1] \\* now", "Use a * b * now"),
        ("snake_case <em>x</em>", "snake_case x"),
    ],
)
def test_plain_words_of_inline_markdown(text, plain):
    assert plain_of(text) == plain


@pytest.mark.parametrize(
    "above",
    [
        "```{r setup}\nx <- 1\n```",
        "(sec-tide)=",
        "<!-- to do -->",
        "```\n# no title\n```",
        "\\part{One}",
    ],
)
def test_a_title_below_code_a_comment_or_a_name_is_the_title(above):
    source = read_markdown(f"{above}\n\n# Tide\n\nText.\n".encode(), "a.qmd")
    assert [(block.kind.value, block.text) for block in source.blocks][1] == ("title", "Tide")
    assert source.findings == ()


def test_words_above_the_first_heading_leave_it_a_heading():
    source = read_markdown(b"Words.\n\n# Tide\n\nText.\n", "a.md")
    assert [block.kind.value for block in source.blocks] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('![The *Ann* "at" low](a.png)', '![The *Ann* "at" low](a.png "The *Ann* \\"at\\" low")'),
        (
            "![A [boat](b) low](a.png){#fig-a}",
            '![A [boat](b) low](a.png "A [boat](b) low"){#fig-a}',
        ),
        ('![Ann](a.png "Low")', '![Ann](a.png "Low")'),
        ("See ![Ann](a.png)", "See ![Ann](a.png)"),
        ("![](a.png)", "![](a.png)"),
    ],
)
def test_descriptions_are_captions_where_pandoc_has_it_so(text, written):
    assert _blocks(text, captioned=True)[0].text == written
    assert _blocks(text)[0].text == text


def test_a_description_with_a_link_in_it_names_its_own_picture():
    fetched = []
    _blocks("![A [boat](b.png) low](a.png)", fetch=lambda name: fetched.append(name) or "not there")
    assert fetched == ["a.png"]


def test_a_part_that_bookdown_opens_is_not_the_title():
    blocks = read_markdown(b"# (PART) The sea {-}\n\n# Ebb\n\nText.\n", "a.Rmd").blocks
    assert [(block.kind.value, block.text) for block in blocks[:2]] == [
        ("markup", "# (PART) The sea {-}"),
        ("title", "Ebb"),
    ]


@pytest.mark.parametrize("address", ["/img/boat.png", "img/boat.png", "boat.png"])
def test_a_picture_is_found_beside_the_article_and_from_the_folders_above(tmp_path, address):
    from octavo.importing.article_pictures import beside

    (tmp_path / "part" / "one").mkdir(parents=True)
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "boat.png").write_bytes(b"boat")
    found = beside(tmp_path / "part" / "one")(address)
    assert found == (b"boat" if "img" in address else "its file is not there")
