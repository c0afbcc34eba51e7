"""Each rule on prose of our own: what it takes, what it leaves."""

from __future__ import annotations

import signal
from dataclasses import replace

import pytest

from octavo.importing.article import Kind, Level
from octavo.importing.article_rules import RULES
from octavo.importing.decide import decide
from octavo.importing.editor_warnings import Assembled, warnings
from octavo.importing.readers.markdown_file import read_markdown
from octavo.importing.readers.plain_text import read_plain

PROSE = (
    "The ferry leaves before the light does, and whoever wants to cross has to be awake early, "
    "with bread in one pocket and the fare in the other, since nobody gives change out there."
)
SHORT = "It rained all day."
SIBLING = f"Mend Your Nets: Somebody has to. {PROSE}"


def _decide(text, answers=None):
    return decide(read_plain(text.encode(), "a.txt"), answers or {})


def _taken(text):
    return [
        (taken.line, taken.rule, taken.level, taken.accepted) for taken in _decide(text).decisions
    ]


def _rules(text):
    return [taken.rule for taken in _decide(text).decisions if taken.rule != "title-line"]


@pytest.mark.parametrize("unit", ["a.", "a-", "a.a-", "www.", "a.B"])
def test_an_address_without_end_is_no_work(unit):
    """A search that tries each sign against all that follow it would take minutes here."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 20)  # of this process's own time: the end of the run
    try:
        article = _decide(f"A House\n\n{PROSE}\n\nThere it was {unit * 200_000}\n")
        assert warnings(Assembled(file="a.txt", title="A", article=article), authors=())
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def test_rule_codes_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("first", "is_title"),
    [
        ("A Quiet House", True),
        ("Stay. Or Do Not", True),
        ("Why do we wait?", True),
        ("And then...", True),
        ("1.5e-2 3.75 8", False),
        ("It rained.", False),
        ("Packing list:", False),
        ("- a list item", False),
        (" ".join(["word"] * 31), False),
        ("Two lines\nof a title", False),
    ],
)
def test_title_is_line_one_alone_without_a_full_stop(first, is_title):
    article = _decide(f"{first}\n\n{PROSE}\n")
    assert article.title == (first if is_title else "")


def test_no_title_without_prose_below():
    assert _decide("A Quiet House\n\nAnother Line\n").title == ""
    assert _decide("A Quiet House\n").title == ""


@pytest.mark.parametrize(
    ("start", "author"),
    [
        ("By: Ada Quill: ", "Ada Quill"),
        ("By Ada Quill: ", "Ada Quill"),
        ("By: Ada B. van der Quill:", "Ada B. van der Quill"),
        ("By Zoë Ö. O’Hara: ", "Zoë Ö. O’Hara"),
        ("By The Way: ", ""),
        ("By Monday: ", ""),
        ("By then I knew: ", ""),
        ("Ada Quill: ", ""),
    ],
)
def test_run_in_byline(start, author):
    article = _decide(f"A Quiet House\n\n{start}I waited. {PROSE}\n")
    assert article.author == author
    assert bool(article.of(Kind.BYLINE)) == bool(author)


def test_byline_on_a_line_of_its_own():
    article = _decide(f"A Quiet House\n\nBy Ada Quill\n\n{PROSE}\n")
    assert (article.title, article.author) == ("A Quiet House", "Ada Quill")


def test_byline_is_stripped_before_headings_are_looked_for():
    article = _decide(
        f"A Quiet House\n\nBy: Ada Quill: Wait For The Boat: I did. {PROSE}\n\n{SIBLING}\n"
    )
    headings = [block.text for block in article.of(Kind.HEADING)]
    assert headings == ["Wait For The Boat", "Mend Your Nets"]


@pytest.mark.parametrize(
    ("ending", "rule"),
    [
        ("You can follow the rest on my blog at", "plug-own-site"),
        ("Read more on my own website at: https://quill.example.org/more", "plug-own-site"),
        ("There is more at my site (www.quill.example).", "plug-own-site"),
        ("The tins came from https://tins.example.com/round", "plug-address"),
        ("And then the light went out and", "ending-cut-off"),
        ("I once wrote about it on my blog", "ending-cut-off"),
        ("I wrote about it on my blog.", None),
        ("There is more on my blog here.", None),
        ("I was happy. That was all.", None),
        ("She said, “I was happy.”", None),
    ],
)
def test_last_sentence(ending, rule):
    article = _decide(f"A Quiet House\n\n{PROSE}\n\n{SHORT} {ending}\n")
    found = [taken for taken in article.decisions if taken.rule != "title-line"]
    assert [taken.rule for taken in found] == ([rule] if rule else [])
    assert [taken.text for taken in found] == ([ending] if rule else [])
    is_high = rule == "plug-own-site"
    assert [block.text for block in article.of(Kind.DROP)] == ([ending] if is_high else [])


def test_a_plug_stays_whole_behind_an_abbreviation():
    ending = "Write to Dr. Quill on my blog at"
    assert _decide(f"A House\n\n{PROSE}\n\n{SHORT} {ending}\n").of(Kind.DROP)[0].text == ending


def test_a_plug_is_found_above_a_boilerplate_line_that_is_kept():
    text = f"A House\n\n{PROSE}\n\n{SHORT} Read on at my blog at\n\nComments are closed.\n"
    line = _decide(text).decisions[-1]
    article = _decide(text, {line.key: False})
    assert [block.text for block in article.of(Kind.DROP)] == ["Read on at my blog at"]


def test_a_sentence_that_is_the_whole_article_is_no_plug():
    assert _taken("You can follow the rest on my blog at www.quill.example.org\n") == []


def test_boilerplate_only_among_the_last_three():
    end = f"A House\n\n{PROSE}\n\nComments are closed.\n\n{PROSE}\n\n{PROSE}\n"
    assert "boilerplate-line" in _rules(end)
    assert "boilerplate-line" not in _rules(f"{end}\n{PROSE}\n")
    assert "boilerplate-line" not in _rules(f"A House\n\n{PROSE}\n\nComments are closed now.\n")


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("Watch The Tide: ", "heading-title-case"),
        ("The Art of the Long Wait: ", "heading-title-case"),
        ("Watch The Tide, Then The Sky, Then Each Other: ", "heading-title-case"),
        ("is there a wrong way to knead?: ", None),
        ("Is there a wrong way to knead?: ", "heading-question-or-glued"),
        ("What does “soon” mean to “them”?:", "heading-question-or-glued"),
        ("Things the oven will forgive:", "heading-question-or-glued"),
        ("Things the oven will forgive: ", "heading-short-label"),
        ("Things that every oven I have owned so far will forgive: ", None),
        ("Watch The Tide And run Home: ", "heading-title-case"),
        ("Watch the tide And run Home: ", "heading-short-label"),
        ("Why wait?: ", "heading-short-label"),
        ("What is there left to say?: ", "heading-question-or-glued"),
        ("Things to bring on Monday:", "heading-short-label"),
        ("Watch The Tide: 7 boats came.", None),
        ("Patience: ", None),
        ("Stop. Watch The Tide: ", None),
        ("Watch “The Tide: ", None),
        (f"{'Very ' * 24}Long: ", None),
    ],
)
def test_run_in_headings(label, rule):
    text = f"A House\n\n{PROSE}\n\n{label}Nobody knows. {PROSE}\n\n{SIBLING}\n"
    found = [taken.rule for taken in _decide(text).decisions if taken.line == 5]
    assert found == ([rule] if rule else [])


@pytest.mark.parametrize("label", ["Watch The Tide", "Is there a wrong way to knead?"])
def test_a_heading_without_another_is_proposed(label):
    text = f"A House\n\n{PROSE}\n\n{label}: Nobody knows. {PROSE}\n\n{PROSE}\n"
    assert _taken(text)[1:] == [(5, "heading-doubtful", Level.MEDIUM, False)]
    assert _taken(f"{text}\n{SIBLING}\n")[1:] == [
        (5, _rules(f"{text}\n{SIBLING}\n")[0], Level.HIGH, True),
        (9, "heading-title-case", Level.HIGH, True),
    ]


def test_a_heading_needs_prose_behind_it():
    assert _rules(f"A House\n\n{PROSE}\n\nWatch The Tide: It turns.\n\n{PROSE}\n") == []


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("My Old Friend Said: Nobody knows.", "never-cue-word"),
        ("Something Else: Nobody knows.", "never-cue-word"),
        ("You Are Receiving This As: Nobody knows.", "never-cue-word"),
        ("Ada Quill Answered: “Nobody knows.”", "never-quotation"),
        ("Watch The Tide: nobody knows it.", "never-lower-case"),
        ("At 10:30 The Boat Came.", "never-time"),
        ("See Under https://quill.example", "never-address"),
        ("Write To Us: ada@quill.example knows.", "never-address"),
        ("1. Watch The Tide: Nobody knows.", "never-list-item"),
        ("Full Disclosure: Nobody knows.", "never-remark"),
        ("Note for Rowers: Nobody knows.", "never-remark"),
        ("Captain Grey: Nobody knows.", "never-speaker"),
    ],
)
def test_never_a_heading(start, rule):
    text = f"A House\n\n{PROSE}\n\n{start} {PROSE}\n\n{SIBLING}\n\n{SIBLING[5:]}\n"
    assert (5, rule, Level.NEVER, False) in _taken(text)
    assert not [taken for taken in _decide(text).decisions if taken.accepted and taken.line == 5]


def test_a_speaker_is_no_heading():
    line = f"Tom Grey: I saw nothing. {PROSE}\n\n"
    assert _rules(f"A House\n\n{PROSE}\n\n{line}{line}{PROSE}\n") == ["never-repeated"] * 2


def test_a_line_of_its_own_is_proposed():
    text = f"A House\n\n{PROSE}\n\nThe Long Way Home\n\n{PROSE}\n"
    assert _taken(text)[1:] == [(5, "heading-line", Level.MEDIUM, False)]


def test_letter_is_proposed_and_set_when_accepted():
    words = " ".join(["we kept the lamp lit"] * 20)
    text = f"A House\n\nA keeper wrote to me: “{words}.” I have not answered.\n\n{PROSE}\n"
    article = _decide(text)
    letter = next(taken for taken in article.decisions if taken.rule == "letter-quoted")
    assert (letter.line, letter.accepted, letter.text) == (3, False, f"“{words}.”")
    assert not article.of(Kind.LETTER)
    article = _decide(text, {letter.key: True})
    kinds = [(block.kind, block.text.split()[0]) for block in article.blocks]
    assert kinds[1:] == [
        (Kind.PARAGRAPH, "A"),
        (Kind.LETTER, "“we"),
        (Kind.PARAGRAPH, "I"),
        (Kind.PARAGRAPH, "The"),
    ]
    assert "letter-quoted" not in _rules(text.replace(words, words[:300]))


def test_an_answer_overrules_every_level():
    text = (
        f"A House\n\n{PROSE}\n\nWatch The Tide: It turns. {PROSE}\n\n{SIBLING}\n\n"
        f"Tom Said: It did. {PROSE}\n"
    )
    taken = _decide(text).decisions
    answers = {each.key: not each.accepted for each in taken}
    article = _decide(text, answers)
    assert article.title == ""
    assert [block.text for block in article.of(Kind.HEADING)] == ["Tom Said"]
    assert {each.rule for each in article.decisions} == {each.rule for each in taken}


def test_a_refused_plug_is_not_proposed_again():
    text = f"A House\n\n{PROSE}\n\n{SHORT} You can follow the rest on my blog at\n"
    plug = _decide(text).decisions[-1]
    again = _decide(text, {plug.key: False})
    assert [taken.rule for taken in again.decisions] == ["title-line", "plug-own-site"]
    assert not again.of(Kind.DROP)


def test_two_letters_of_one_paragraph_are_both_cut_out():
    one, two = " ".join(["we kept the lamp lit"] * 20), " ".join(["nobody came this year"] * 25)
    article = _decide(f"A House\n\n{PROSE}\n\nShe wrote: “{one}.” And: “{two}.” I did not.\n")
    letters = [taken for taken in article.decisions if taken.rule == "letter-quoted"]
    again = _decide(
        f"A House\n\n{PROSE}\n\nShe wrote: “{one}.” And: “{two}.” I did not.\n",
        {taken.key: True for taken in letters},
    )
    assert [block.text for block in again.of(Kind.LETTER)] == [f"“{one}.”", f"“{two}.”"]
    assert [block.text for block in again.blocks[2:]][::2] == ["She wrote:", "And:", "I did not."]


def test_a_title_that_the_format_states_is_not_guessed():
    source = replace(read_plain(f"A House\n\n{PROSE}\n".encode(), "a.txt"), title="Given")
    article = decide(replace(source, author="Ada Quill"), {})
    assert (article.title, article.author) == ("Given", "Ada Quill")
    assert not article.of(Kind.TITLE)


def test_lines_are_those_of_the_source_in_wrapped_text():
    wrapped = (
        "A House\n\n"
        "Nobody has lived in the house by the quay for years,\n"
        "and that is why the children go there after school. They\n"
        "wait. You can follow the rest of their story on my blog at\n"
    )
    drop = _decide(f"{wrapped}").decisions[-1]
    assert (drop.line, drop.rule) == (5, "plug-own-site")


@pytest.mark.parametrize(
    "text",
    [
        "the tide goes out\n\nall of it\n\nand nobody\n\nsays a word\n",
        "It rained.\n\nWe went in.\n\nThis is what I typed at the door:\n\n```\nls\n```\n",
        "It rained.\n\nWe went in.\n\n[The next chapter of this book](next.md)\n",
        "It rained.\n\nWe went in.\n\n*To be continued by and by*\n",
    ],
)
def test_an_ending_without_a_stop_that_is_none_to_complete(text):
    source = read_markdown(f"# A House\n\n{text}".encode(), "a.md")
    assert "ending-cut-off" not in [taken.rule for taken in decide(source, {}).decisions]


def test_a_sentence_before_code_is_no_cut_ending():
    from octavo.importing.article_rules import find_truncated
    from octavo.importing.readers.markdown_file import read_markdown

    for text, count in (("One.\n\nWrite this:\n\n```\nx\n```\n", 0), ("One.\n\nWrite this\n", 1)):
        blocks = read_markdown(text.encode(), "a.md").blocks
        assert len(list(find_truncated(blocks))) == count
