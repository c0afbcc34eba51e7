"""Containers, admonitions and tabs as other tools write them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":::note[Look *here*]\nA ferry.\n:::", "Look <em>here</em>"),
        ("::: details The whole story\nA ferry.\n:::", '<p class="summary">The whole story</p>'),
        ("::: theorem Of the tide\nA ferry.\n:::", '<p class="summary">Of the tide</p>'),
        ('!!! warning "Mind the step"\n    A ferry.', '<p class="callout-title">Mind the step</p>'),
        ("??? tip\n    A ferry.", 'data-word="callout_tip"'),
        ('!!! custom inline end "Own"\n    A ferry.', '<p class="callout-title">Own</p>'),
        ('=== "By boat"\n    A ferry.', '<p class="summary">By boat</p>'),
    ],
)
def test_titles(body, text, shown):
    html = body(f"{text}\n\nBehind it.")
    assert shown in html
    assert "<p>A ferry.</p>" in html
    assert html.endswith("<p>Behind it.</p>")


def test_classes_are_no_title(body):
    assert body("::: verse-note wide\nA ferry.\n:::") == (
        '<div class="verse-note wide">\n<p>A ferry.</p>\n</div>'
    )


def test_what_an_admonition_holds(body):
    html = body(
        '- One\n\n    !!! note "N"\n\n        - a\n\n            code\n\n        b\n\n- Two\n'
    )
    assert html.count("<li>") == 3
    assert "<p>b</p>\n</aside>" in html


@pytest.mark.parametrize(
    "text", ["!!! note\nNot set in.", "!!!", "=== a ===", "    !!! note\n        code"]
)
def test_what_is_none(body, text):
    assert "callout" not in body(text)


@pytest.mark.parametrize(
    ("info", "inside", "kind", "title"),
    [
        ('admonish warning "Mind *it*"', "", "warning", "Mind <em>it</em>"),
        ("admonish tip title='T', collapsible=true", "", "tip", "T"),
        ("admonish", "", "note", None),
        ("admonish foo", "", "note", None),
        ("ad-tip", "title: Own words\ncollapse: open\n", "tip", "Own words"),
        ("ad-note", "", "note", None),
    ],
)
def test_callouts_that_are_fences(parse, info, inside, kind, title):
    section = parse(f"```{info}\n{inside}A *ferry*.\n\n- [x](gone.md)\n```\n")
    assert f'class="callout {kind}"' in section.body
    assert "<p>A <em>ferry</em>.</p>" in section.body
    assert (f'callout-title">{title}<' in section.body) == (title is not None)
    assert not section.findings


def test_the_lines_of_a_callout_that_is_a_fence(parse):
    section = parse("```ad-note\ntitle: A\n\nB {{ c }}\n```\n")
    assert [item.line for item in section.findings] == [6]


def test_a_container_holds_items_that_begin_with_containers_and_code(parse):
    text = (
        "::: wide\n- - ``` md\n    *ebb*\n    ```\n  - ::: tide\n    *high*\n    :::\n\n"
        "- - ::: open\n    *low*\n:::\n\nBehind.\n"
    )
    read = parse(text)
    assert read.body.endswith("</div>\n<p>Behind.</p>")
    assert "<em>high</em>" in read.body and "*ebb*" in read.body
    assert [(each.code, each.line) for each in read.findings] == [("container-open", 11)]


def test_a_container_may_have_no_attributes(parse):
    read = parse("::: {}\nTide.\n:::\n")
    assert "<p>Tide.</p>" in read.body and read.findings == ()
