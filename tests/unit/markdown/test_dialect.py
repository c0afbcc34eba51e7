"""What GitHub, pandoc, Quarto, MyST, Obsidian, GitBook and Markua add to Markdown."""

from __future__ import annotations

import re

import pytest

NOTE = '<aside class="callout note" role="note">'
TITLE = '<p class="callout-title" data-word="callout_note"/>'

# Markdown → what the body holds, without line ends and lines of the source.
SHAPES = [
    ("> [!NOTE]\n> A *note*.", f"{NOTE}{TITLE}<p>A <em>note</em>.</p></aside>"),
    ("> [!info]- My *own*\n> a", f'{NOTE}<p class="callout-title">My <em>own</em></p>'
     "<p>a</p></aside>"),
    ("> [!nothing] a", "<blockquote><p>[!nothing] a</p></blockquote>"),
    ("```{note} Mine\n:class: x\n\n- *a*\n```", f'{NOTE}<p class="callout-title">Mine</p>'
     "<ul><li><em>a</em></li></ul></aside>"),
    (":::{note}\na\n:::", f"{NOTE}{TITLE}<p>a</p></aside>"),
    ("::::::::::  callout\n\n## Own\n\na\n\n::::::::::", 
     f'{NOTE}<p class="callout-title">Own</p><p>a</p></aside>'),
    ("::: {.callout-note}\na\n:::", f"{NOTE}{TITLE}<p>a</p></aside>"),
    ('::: {.callout-note title="Mine"}\na\n:::', f'{NOTE}<p class="callout-title">Mine</p>'
     "<p>a</p></aside>"),
    ('{% hint style="info" %}\na\n{% endhint %}', f"{NOTE}{TITLE}<p>a</p></aside>"),
    ("A> a\nA>\nA> b", f"{NOTE}{TITLE}<p>a</p><p>b</p></aside>"),
    ("::: {.wide}\na\n:::", '<div class="wide"><p>a</p></div>'),
    (":::: one\n::: two\na\n:::\n::::", '<div class="one"><div class="two"><p>a</p></div></div>'),
    ("~~a~~ b^2^ c~2~", "<p><s>a</s> b<sup>2</sup> c<sub>2</sub></p>"),
    ("see https://x.org/a_b.", '<p>see <a href="https://x.org/a_b">https://x.org/a_b</a>.</p>'),
    ("a) one\nb) two", '<ol type="a"><li>one</li><li>two</li></ol>'),
    # Behind the first two, whatever a mark counts, its item is the next.
    ("i. one\nii. two\niv. four", '<ol type="i"><li>one</li><li>two</li><li>four</li></ol>'),
    ("iv. four\nv. five", '<ol start="4" type="i"><li>four</li><li>five</li></ol>'),
    ("(1) one\n(2) two", "<ol><li>one</li><li>two</li></ol>"),
    ("#. one\n#. two", "<ol><li>one</li><li>two</li></ol>"),
    ("A. Tester came.\nB. Tester went.", "<p>A. Tester came.\nB. Tester went.</p>"),
    ("c. 1850 he went", "<p>c. 1850 he went</p>"),
    ("{class: part}\n\na", '<p class="part">a</p>'),
    ('{width: "50%", caption: "Lit"}\n![L](l.png)', '<figure><img alt="L" src="l.png"'
     ' style="width: 50%"/><figcaption>Lit</figcaption></figure>'),
    ("| a\n|   b", '<div class="verse" epub:type="z3998:verse"><p class="stanza">'
     '<span class="line">a</span><br/><span class="line i1">b</span></p></div>'),
    ("| a | b |\n| - | - |\n| c | d |", None),
    ("[[Page]] and [@", '<p><a href="Page.md">Page</a> and [@</p>'),
    ("`a`{.x} *b*{.y} [c](d.md){.z}", '<p><code class="x">a</code> <em class="y">b</em>'
     ' <a class="z" href="d.md">c</a></p>'),
]  # fmt: skip


def squeezed(xhtml: str) -> str:
    return re.sub(
        r' data-line="\d+"| dir="ltr"', "", re.sub(r">\n|\n(?=<)", lambda m: m[0].strip(), xhtml)
    )


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_shapes(parse, text, expected):
    section = parse(text)
    assert section.findings == ()
    if expected is not None:
        assert squeezed(section.body).replace(' dir="ltr"', "") == expected.replace(
            ' dir="ltr"', ""
        )


@pytest.mark.parametrize("text", ["$a^2$", "$`a^2`$", "\\\\(a^2\\\\)"])
def test_formulas_in_a_line(parse, text):
    assert "<msup>" in parse(f"It is {text}.").body


@pytest.mark.parametrize(
    "text",
    [
        "$$\na^2\n$$",
        "$$a^2$$",
        "\\\\[a^2\\\\]",
        "```math\na^2\n```",
        "```{math}\na^2\n```",
        "\\begin{align}a^2\\end{align}",
    ],
)
def test_formulas_of_their_own(parse, text):
    body = parse(text).body
    assert body.startswith('<div class="math"><math') and 'display="block"' in body


@pytest.mark.parametrize("text", ["It costs $5 and $6.", "\\$a$ b", "a $ b $ c", "$5$6"])
def test_dollars_that_are_money(parse, text):
    assert "<math" not in parse(text).body


def test_notes_within_a_line_are_notes(parse):
    section = parse("One^[a *note*] and two[^x].\n\n[^x]: Written below.")
    assert [(note.number, note.body) for note in section.notes] == [
        (1, "<p>a <em>note</em></p>"),
        (2, "<p>Written below.</p>"),
    ]


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("rust,ignore", "rust"),
        ("js {1,3}", "js"),
        ('python title="x"', "python"),
        ("{r, echo=FALSE}", "r"),
        ("{python}", "python"),
        ("{code-cell} ipython3", "ipython3"),
        ("{.python .wide}", "python"),
        ("c++", "c++"),
    ],
)
def test_the_words_behind_a_fence(parse, info, language):
    assert f'<code class="language-{language}">' in parse(f"```{info}\nx\n```").body


def test_blocks_have_their_lines(parse):
    section = parse("> [!NOTE]\n> one\n>\n> - two\n\n```{tip}\nthree\n```", lines=True)
    lines = dict(re.findall(r'<(?:p|li)[^>]* data-line="(\d+)"[^>]*>(\w+)', section.body))
    assert lines == {"4": "one", "6": "two", "9": "three"}
