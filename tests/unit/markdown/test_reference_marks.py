"""Citations, references and commands of TeX among words: visible, and named."""

from __future__ import annotations

import pytest

from octavo.markdown.xhtml_tree import read, text_of


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("[@knuth84, p. 3]", "citation"),
        ("[see @knuth84; -@lamport94]", "citation"),
        ("@knuth1984", "citation"),
        ("@van-der-berg_2004", "citation"),
        ("[@fig-a; @fig-b]", "reference"),
        (r"\cite[p. 3]{knuth84}", "command"),
        (r"\begin{center}", "command"),
    ],
)
def test_what_another_tool_looks_up_stays_and_is_named(parse, typed, form):
    section = parse(f"One.\n\nAs {typed} says.")
    assert text_of(read(section.body)) == f"One. As {typed} says."
    (item,) = section.findings
    assert (item.code, item.form, item.line) == ("foreign-tag", form, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Write to ada@quay.org or [ada@quay.org].", "Ask @ada on the quay, or @override it.",
        "[@ada](https://quay.org/1984)", "A path C:\\tides\\low and \\d{3}.", "It is 5 @ 3 each.",
        "@tidefan13isle", "@isle/post1999", "[@ada]\n\n[@ada]: https://quay.org",
        "`[@knuth84]` and `\\cite{x}`", "\\LaTeX is a word.",
    ],
)  # fmt: skip
def test_other_words_are_words(parse, text):
    assert parse(text).findings == ()


@pytest.mark.parametrize(
    "command", [r"\index{tide!low}", r"\index{low|see {ebb}}", r"\vspace{1cm}"]
)
def test_commands_without_words_are_left_out(parse, command):
    section = parse(f"One.\n\n{command}\n\n{command} Two.")
    assert text_of(read(section.body)) == "One. Two."
    assert section.body.count("<p") == 2
    assert [(item.code, item.form, item.severity) for item in section.findings] == [
        ("foreign-tag", "silent", "info")
    ] * 2
    assert [item.line for item in section.findings] == [5, 7]


def test_definitions_for_formulas_are_no_commands_of_the_text(parse):
    section = parse("\\newcommand{\\tide}{\\mathbf{t}}\n\n$\\tide$")
    assert not section.findings and "mathbf" in section.body


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"\emph{low}", "<em>low</em>"),
        (r"\textbf{low tide}", "<strong>low tide</strong>"),
        (r"\texttt{tide.py}", "<code>tide.py</code>"),
        (r"\textsuperscript{2}", "<sup>2</sup>"),
    ],
)
def test_commands_that_set_words_otherwise_do(parse, typed, shown):
    section = parse(f"A {typed} b.")
    assert f"A {shown} b." in section.body and not section.findings


def test_a_command_that_holds_more_than_words_stays(parse):
    section = parse(r"A \textbf{\foo{x}} b.")
    assert [item.form for item in section.findings] == ["command"]
