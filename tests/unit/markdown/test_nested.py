"""Fences inside lists, quotations, definitions and notes."""

from __future__ import annotations

import pytest

VERSE = '<p class="stanza"><span class="line">One</span><br/><span class="line i1">two</span></p>'


def squeezed(xhtml: str) -> str:
    return xhtml.replace("\n", "")


def test_code_in_a_list_item_is_code(body):
    text = squeezed(
        body("1. Say\n\n    ```python\n    def f():\n        pass\n    ```\n\n2. Then\n")
    )
    assert '<ol><li><p>Say</p><pre><code class="language-python">' in text
    assert 'f():    <span class="code-keyword">pass</span></code></pre></li><li>' in text


@pytest.mark.parametrize("indent", [2, 3])
def test_code_set_in_as_elsewhere_belongs_to_its_item(body, indent):
    space = " " * indent
    text = squeezed(body(f"- Say\n\n{space}```\n{space}a\n{space}  b\n{space}```\n\n- Then\n"))
    assert text.startswith("<ul><li><p>Say</p><pre><code>a  b</code></pre></li><li>")


def test_code_in_a_quotation_and_behind_it_a_list(body):
    text = squeezed(body("> Say\n>\n> ```\n> a\n>\n> b\n> ```\n\n- Then\n"))
    assert text == (
        "<blockquote><p>Say</p><pre><code>ab</code></pre></blockquote><ul><li>Then</li></ul>"
    )


def test_verse_in_a_list_item(body):
    text = squeezed(
        body("- Say\n\n    ::: verse\n    One\n      two\n    -- Me\n    :::\n\n    On\n")
    )
    assert f'<li><p>Say</p><blockquote class="verse" epub:type="z3998:verse">{VERSE}' in text
    assert '<p class="attribution">– Me</p></blockquote><p>On</p></li>' in text


def test_verse_in_a_quotation_in_a_list(body):
    text = squeezed(
        body("- Say\n\n    > ::: verse\n    > One\n    >   two\n    > :::\n    >\n    > -- Me\n")
    )
    assert f'<li><p>Say</p><blockquote><div class="verse" epub:type="z3998:verse">{VERSE}' in text
    assert '</div><p class="attribution">– Me</p></blockquote></li>' in text


def test_what_looks_like_a_block_in_nested_verse_is_a_line(body):
    text = body("> ::: verse\n> # one\n> * two\n> 1. three\n> :::\n")
    assert text.count('class="line') == 3 and "<h" not in text and "<li" not in text


def test_a_callout_with_all_it_may_hold_in_a_list(body):
    text = squeezed(
        body(
            "- Say\n\n    ::: warning Mind *this* {#w}\n    - a\n    - b\n\n"
            "    ```\n    c\n    ```\n"
            "\n    ::: tip\n    in\n    :::\n    :::\n\n- Then\n"
        )
    )
    assert '<div class="callout warning" id="c--w" epub:type="notice" role="doc-notice">' in text
    assert '<p class="callout-title">Mind <em>this</em></p><ul><li>a</li><li>b</li></ul>' in text
    assert "<pre><code>c</code></pre><aside" in text
    assert "<p>in</p></aside></div></li><li>" in text


def test_a_callout_code_and_a_formula_in_a_note(parse):
    section = parse(
        "- x[^1]\n\n[^1]: Note.\n\n    ::: tip\n    In it.\n    :::\n\n    ```\n    c\n    ```\n\n"
        "    ```math\n    a^2\n    ```\n\n    End.\n"
    )
    (note,) = section.notes
    text = squeezed(note.body)
    assert "In it.</p></aside><pre><code>c</code></pre>" in text
    assert "<msup>" in text and text.endswith("<p>End.</p>")
    assert "In it" not in section.body


def test_code_that_shows_fences_stays_code(body):
    shown = "- a\n\n    ```\n    b\n    ```\n> ::: note\n> c\n> :::"
    assert body(f"```\n{shown}\n```\n") == f"<pre><code>{shown.replace('>', '&gt;')}</code></pre>"
    assert "::: note" in body("Text.\n\n        ::: note\n        x\n        :::\n")


def test_faults_in_nested_fences_have_their_line(parse):
    found = {
        (item.code, item.line)
        for item in parse(
            "- a\n\n    ```pythn\n    b\n    ```\n\n> ```math\n> \\nope\n> ```\n"
            "\n- c\n\n    ::: note\n"
        ).findings
    }
    assert found == {("code-language", 5), ("math-unreadable", 9), ("container-open", 15)}
