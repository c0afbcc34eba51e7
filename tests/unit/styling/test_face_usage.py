"""Which faces a book shows: only those go into an e-book."""

from __future__ import annotations

import pytest

from octavo.styling.face_usage import used_fonts
from octavo.styling.layers import EREADER, layer
from octavo.styling.theme import load_theme, styles_folder

SERIF, CODE = "EB Garamond", "Source Code Pro"
CLASSIC = load_theme("classic", styles_folder())
CSS = layer(CLASSIC, EREADER, "").css
PLAIN = 'body { font-family: "EB Garamond", serif }'


def faces(body: str, css: str = CSS) -> set[tuple[str, int, str]]:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    return {(f.family, f.weight, f.style) for f in used_fonts(CLASSIC, css, [page.encode()])}


ROMAN, ITALIC = (SERIF, 400, "normal"), (SERIF, 400, "italic")
BOLD, BOLD_ITALIC = (SERIF, 700, "normal"), (SERIF, 700, "italic")
MONO = (CODE, 400, "normal")


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("<p>x</p>", set()),
        ("<h1>x</h1>", set()),
        ("<p><em>x</em></p>", {ITALIC}),
        ("<h2>x</h2>", {ITALIC}),
        ("<p><strong>x</strong></p>", {BOLD}),
        ("<p><em>x</em> <b>y</b></p>", {ITALIC, BOLD}),
        # `em em` is roman, and where the `em` stands is not looked up.
        ("<p><em><b>y</b></em></p>", {BOLD, BOLD_ITALIC}),
        ("<p><code>x</code></p>", {MONO}),
        ("<pre>x</pre>", {MONO}),
        # `thead th` is italic, and it is not looked up where a `th` stands.
        ("<table><tbody><tr><th>x</th></tr></tbody></table>", {ITALIC}),
        ('<p style="font-weight: 700">x</p>', {BOLD}),
        ('<p style="font: italic 12pt serif">x</p>', set()),
    ],
)
def test_the_themes_own_styles(body, more):
    assert faces(body) == {ROMAN} | more


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        (".x { font-weight: bold }", {BOLD}),
        ("p.x { font-weight: 600 }", {BOLD}),
        (".x { font-weight: 300 }", set()),
        (".y { font-weight: bold }", set()),
        (".x.y { font-weight: bold }", set()),
        ("em { font-weight: bold }", set()),
        ("h2 + p { font-weight: bold }", {BOLD}),
        ("p::first-letter { font-weight: bold }", {BOLD}),
        ("p:not(.y) { font-weight: bold }", {BOLD}),
        ("p[lang=fr] { font-style: oblique }", {ITALIC}),
        ("a, p { font-style: italic }", {ITALIC}),
        ('.x { font-family: "Source Code Pro", monospace }', {MONO}),
        ('.x { font: bold 1em/1.2 "Source Code Pro" }', {(CODE, 700, "normal")}),
        ("@media (min-width: 30em) { p { font-weight: bold } }", {BOLD}),
        ("* { font-weight: bold }", {BOLD}),
        ("p { font-weight: something }", {BOLD}),
    ],
)
def test_rules_of_the_books_own(rule, more):
    """What is sure to hold replaces the plain face in the paragraph; the body keeps it."""
    assert faces('<p class="x" lang="en">word</p>', PLAIN + rule) | {ROMAN} == {ROMAN} | more


def test_a_family_that_nothing_names_stays_out():
    assert faces("<p><em>x</em></p>", "p { font-family: serif }") == set()


def test_code_without_a_face_of_its_own_has_none():
    assert faces("<p><code>x</code></p>", PLAIN) == {ROMAN}
    assert faces("<p><code>x</code></p>", PLAIN + "code { font-family: inherit }") == {ROMAN}


def test_headings_are_bold_unless_the_styles_say_otherwise():
    assert BOLD in faces("<h1>x</h1>", PLAIN)
    assert BOLD not in faces("<h1>x</h1>", PLAIN + "h1 { font-weight: normal }")


def test_a_rule_that_may_not_hold_takes_no_face_away():
    css = PLAIN + "div { font-style: italic } .nowhere p { font-style: normal }"
    assert ITALIC in faces("<div><p>x</p></div>", css)
