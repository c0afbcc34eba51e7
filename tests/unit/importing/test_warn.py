"""What is noticed in an article, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.findings.wording import message_of, remedy_of
from octavo.importing.decide import decide
from octavo.importing.editor_warnings import Assembled, case_style, title_case, warnings
from octavo.importing.readers.markdown_file import read_markdown
from octavo.importing.readers.plain_text import read_plain

PROSE = (
    "The ferry leaves before the light does, and whoever wants to cross has to be awake early, "
    "with bread in one pocket and the fare in the other, since nobody gives change out there."
)
LONG = f"{PROSE} " * 20
SIBLING = f"\n\nMend The Nets: It is time. {PROSE}"


def _each(text, title=None):
    article = decide(read_plain(text.encode(), "a.txt"), {})
    return Assembled(file="a.txt", title=title or article.title or "Given", article=article)


def _found(text, authors=()):
    found = warnings(_each(f"A House\n\n{LONG}\n\n{text}\n"), authors=authors)
    assert all(each.file == "a.txt" and remedy_of(each) for each in found)
    return [(each.code, each.line) for each in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It rained. More of this on my blog at", "truncated-ending"),
        ("It rained. And then the", "truncated-ending"),
        ("It rained. More of this on my blog at www.quill.example.org", None),
        ("It rained.", None),
        ("I said so in my last article.", "web-reference"),
        ("Click here. It rained.", "web-reference"),
        ("Leave your comments below, please.", "web-reference"),
        ("More on that below.", "web-reference"),
        ("The water below the quay is cold.", None),
        ("I said so on my blog, in today's post.", "web-reference"),
        ("Sign up for my free newsletter, please.", "web-reference"),
        ("Leave a comment, if you like.", "web-reference"),
        ("She had left a comment on the margin, and we followed her on the map.", None),
        ("It rained.Nobody came.", "missing-space"),
        ("It rained,Nobody came.", "missing-space"),
        ("It rained on Ph.D. students, at 7 p.m. It did.", None),
        ("He read Node.js and boats.Quay/Index and www.Quay.Example and a.B too.", None),
        ("We went to Ada@Quill.Example for it.", None),
        ("It rained (for a week, or more.)", "paren-stop"),
        ("It rained. (It often does.)", None),
        ("It rained (as always).", None),
        ("One \u00a0two.", "nbsp-run"),
        ("One\u00a0two.", None),
        (f"He wrote: “{'word ' * 100}.” It rained.", "letter-paragraph"),
        (f"He wrote: “{'word ' * 90}.” It rained.", None),
        (f"Why does the boat wait?:It does. {PROSE}{SIBLING}", "missing-space-after-colon"),
        (f"Why does the boat wait?: It does. {PROSE}{SIBLING}", None),
        (f"{'Very ' * 15}Long: It does. {PROSE}{SIBLING}", "heading-long"),
        (f"{'Very ' * 14}Long: It does. {PROSE}{SIBLING}", None),
    ],
)
def test_one_thing_at_its_line(text, code):
    assert _found(text) == ([(code, 5)] if code else [])


def test_a_paragraph_that_breaks_off_before_the_end():
    broken = "It rained for a week and then somebody came to the door and said that the"
    assert _found(f"{broken}\n\nIt rained.") == [("truncated-paragraph", 5)]
    assert _found(f"{broken} boat was gone\n\nIt rained.") == []
    assert _found("Give it to the\n\nIt rained.") == []


def test_lines_within_a_wrapped_paragraph():
    text = "It rained for a week and the boats stayed in the bay.\nSo I said in this article. Yes."
    assert _found(text) == [("web-reference", 6)]


def test_titles_and_short_chapters():
    def codes(text):
        return [each.code for each in warnings(_each(text), authors=())]

    assert codes(f"A House\n\n{PROSE}\n") == ["short-chapter"]
    assert codes(f"A House\n\nWatch The Tide: It turns. {PROSE}{SIBLING}\n") == []
    assert codes(f"A House\n\n{LONG}\n") == []
    assert codes(f"{'A Long House ' * 7}\n\n{LONG}\n") == ["title-long"]
    assert codes(f"{'A Long House ' * 6}\n\n{LONG}\n") == []
    assert codes(f"It rained.\n\n{LONG}\n") == ["title-missing"]


def test_a_named_author_who_is_not_the_books():
    text = f"A House\n\nBy: Ada Quill: It rained. {LONG}\n"
    found = warnings(_each(text), authors=("Someone Else",))
    assert [(each.code, each.line) for each in found] == [("rights-named-author", 3)]
    assert warnings(_each(text), authors=("Ada Quill",)) == ()
    assert warnings(_each(text), authors=("Someone Else", "ada quill")) == ()


def test_an_author_whom_the_rights_name_has_given_them():
    text = f"A House\n\nBy: Ada Quill: It rained. {LONG}\n"
    rights = "© 2026 Someone Else. “A House” © Ada Quill, by permission."
    assert warnings(_each(text), authors=("Someone Else",), rights=rights) == ()
    found = warnings(_each(text), authors=("Someone Else",), rights="© 2026 Someone Else")
    assert [each.code for each in found] == ["rights-named-author"]


def test_an_author_whom_the_format_names():
    source = read_plain(f"A House\n\n{LONG}\n".encode(), "a.txt")
    article = decide(replace(source, author="Ada Quill"), {})
    found = warnings(Assembled(file="a.txt", title="A House", article=article), authors=())
    assert [(each.code, each.line) for each in found] == [("rights-named-author", 1)]


@pytest.mark.parametrize(
    ("title", "style"),
    [
        ("The lamp that nobody lit", "sentence case"),
        ("Leave The Lamp Lit", "title case with every word capitalised"),
        ("Leave the Lamp Lit", "title case with small words in lower case"),
        ("The Lamp", ""),
        ("Leave Lamps On", ""),
        ("Why?", ""),
    ],
)
def test_case_style(title, style):
    assert case_style(title) == style


EVERY, SMALL = "Leave The Lamp Lit", "Leave the Lamp Lit"


@pytest.mark.parametrize(
    ("titles", "odd"),
    [
        ([EVERY, EVERY, SMALL], [2]),
        ([EVERY, SMALL, "The lamp that nobody lit", EVERY, EVERY], [1, 2]),
        ([EVERY, SMALL], []),
        ([EVERY, EVERY, SMALL, SMALL], []),
        ([EVERY, EVERY, "Lamp"], []),
    ],
)
def test_titles_unlike_most(titles, odd):
    each = [_each(f"{title}\n\n{LONG}\n", f"{title}{n}") for n, title in enumerate(titles)]
    found = title_case(each, [])
    assert [message_of(finding) for finding in found] == [
        f"the title is in {case_style(titles[number])}, most of the book's in {case_style(EVERY)}."
        for number in odd
    ]


def test_titles_of_earlier_runs_count_and_are_not_spoken_of():
    each = _each(f"{SMALL}\n\n{LONG}\n")
    assert [found.line for found in title_case([each], [EVERY, EVERY])] == [1]
    assert title_case([_each(f"{EVERY}\n\n{LONG}\n")], [EVERY, SMALL]) == ()


def test_headings_unlike_most():
    labels = ["Watch The Tide", "Mend The Nets", "Mind the Gap"]
    text = "\n\n".join(f"{label}: It turns. {PROSE}" for label in labels)
    assert _found(text) == [("heading-case", 9)]


@pytest.mark.parametrize(
    "end",
    ["rained.[^1]", "**rained.**", "_rained!_", "[rained.](https://quill.example.org/a)",
     "rained.¹", "<em>rained.</em>", "»rained.«", "“rained.”[^a] [^b]"],
)  # fmt: skip
def test_what_stands_behind_a_stop_cuts_nothing_off(end):
    text = f"# A House\n\n{LONG}\n\nThere it was, and it {end}\n\n[^1]: Note.\n"
    article = decide(read_markdown(text.encode(), "a.md"), {})
    each = Assembled(file="a.md", title="A House", article=article)
    assert [one.code for one in warnings(each, authors=())] == []


def test_other_scripts_have_stops_of_their_own():
    for title, text in (
        ("港の朝", "船が出る。"), ("پرانا گھر", "کشتی چلی گئی۔"), ("पुराना घर", "नाव चली गई।"),
        ("بيت قديم", "أين القارب؟"),
    ):  # fmt: skip
        each = _each(f"{title}\n\n{text} {text}\n\n{text} {text}\n")
        assert each.article.title == title
        codes = {one.code for one in warnings(each, authors=())}
        assert codes == {"short-chapter"}, text


def test_a_chapter_without_spaces_is_measured_by_its_characters():
    text = "船が出る。" * 300
    assert not warnings(_each(f"港の朝\n\n{text}\n"), authors=())
