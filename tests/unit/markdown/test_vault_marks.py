"""Marks of vaults of notes: links by name, pictures, marked words, comments."""

from __future__ import annotations

import pytest

from octavo.markdown.typed_comments import typed_comments, without_comments


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See [[The ferry]].", 'See <a href="The%20ferry.md">The ferry</a>.'),
        ("[[sea/The ferry|it]]", '<a href="sea/The%20ferry.md">it</a>'),
        ("[[Ferry#At night]]", '<a href="Ferry.md#At%20night">Ferry &gt; At night</a>'),
        ("[[Ferry#^a1b2c3|x]]", '<a href="Ferry.md">x</a>'),
        ("[[#At night]]", '<a href="#At%20night">At night</a>'),
        ("![[Ferry]]", '<a href="Ferry.md">Ferry</a>'),
        ("[[水]]", '<a href="%E6%B0%B4.md">水</a>'),
        ("a ![[sea/tide.png|300]]", 'a <img alt="" src="sea/tide.png" width="300"/>'),
        ("a ![[tide.png|center|300]]", 'a <img alt="" src="tide.png" width="300"/>'),
        ("a ![[tide.png|The tide|Left]]", 'a <img alt="The tide" src="tide.png"/>'),
        ("a ![[tide.svg|The tide]]", 'a <img alt="The tide" src="tide.svg"/>'),
        ("==high *water*== x", "<mark>high <em>water</em></mark> x"),
        ("a %%not this%% b", "a  b"),
        ("High water. ^tide-1", "High water."),
    ],
)
def test_marks(body, text, shown):
    assert body(text) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "a == b == c",
        "x[[1]]",
        "[[0, 1.5]] and [[1,2],[3,4]]",
        "if [[ -f a ]]",
        "`[[a]]`",
        "100%% of %% it",
        "2 ^10",
        "=== a ===",
        "a ^ b",
    ],
)
def test_what_is_no_mark(body, text):
    shown = body(text)
    assert not any(part in shown for part in ("<a ", "<mark", "<img"))
    assert shown.replace("<code>", "`").replace("</code>", "`") == f"<p>{text}</p>"


def test_brackets_of_a_link_s_words(body):
    assert body("[[a]](b.md)") == '<p><a href="b.md">[a]</a></p>'
    assert body("[[a]]\n\n[a]: b.md") == '<p>[<a href="b.md">a</a>]</p>'


def test_a_cell_holds_a_link_with_words(body):
    assert '<td><a href="a.md">b</a></td>' in body("| x |\n|---|\n| [[a\\|b]] |")


def test_a_comment_of_several_lines_goes(body):
    assert body("One.\n%%\nNot\n\nthis.\n%%\nTwo.") == "<p>One.</p>\n<p>Two.</p>"
    assert body("%%\nNever closed.") == "<p>%%\nNever closed.</p>"
    assert body("One.\n\n%% Not\n\nthis. %%\n\nTwo.") == "<p>One.</p>\n<p>Two.</p>"
    assert body("One %%not\nthis, 5% of it%% stays.") == "<p>One  stays.</p>"
    assert body("%% Never closed\n\nat all.") == "<p>%% Never closed</p>\n<p>at all.</p>"


def test_a_comment_of_liquid_goes(body):
    assert body("a {% comment %}not this{%- endcomment -%} b") == "<p>a  b</p>"
    alone = "One.\n\n{% comment %}\nNot\n\nthis.\n{% endcomment %}\n\nTwo."
    assert body(alone) == "<p>One.</p>\n<p>Two.</p>"
    assert body("One.\n\n{% comment %}Not this.{% endcomment %}\n\nTwo.") == (
        "<p>One.</p>\n<p>Two.</p>"
    )
    assert "endcomment" in body("```\n{% comment %}a{% endcomment %}\n```")


def test_comments_are_told_with_their_words():
    text = "One %%two%%\n\n    %%code%%\n\n%% three\n\nfour %%\n\n%%two%%"
    assert [(each.line, each.words) for each in typed_comments(text)] == [
        (1, "two"), (5, "three four"), (9, "two"),
    ]  # fmt: skip
    bare = without_comments(text, typed_comments(text))
    assert bare == "One \n\n    %%code%%\n\n\n\n\n\n"


@pytest.mark.parametrize(
    "code", ["Write `%%a b%%` so.", "    %%a b%%", "```\n%%a b%%\n```", "x%%a b%%x"]
)
def test_a_comment_that_code_shows_too_is_taken_from_the_text_alone(code):
    for text in (f"{code}\n\nA %%a b%% c.\n", f"A %%a b%% c.\n\n{code}\n"):
        (found,) = typed_comments(text)
        assert found.words == "a b"
        assert text.split("\n")[found.line - 1] == "A %%a b%% c."
        assert without_comments(text, (found,)) == text.replace("A %%a b%% c.", "A  c.")
