"""Each rule on prose of our own: what it takes, what it leaves."""

from __future__ import annotations

import signal
from dataclasses import replace

import pytest

from octavo.importing.article import Kind, Level
from octavo.importing.article_rules import RULES
from octavo.importing.chapter_text import body_text
from octavo.importing.decide import decide
from octavo.importing.editor_warnings import Assembled, warnings
from octavo.importing.readers.html_page import read_html
from octavo.importing.readers.markdown_file import read_markdown
from octavo.importing.readers.plain_text import read_plain
from octavo.importing.word_account import check_account

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
        ("Subscribe to the tide table at https://tides.example.com/list", "plug-address"),
        ("Why not sign up at www.tides.example?", "plug-address"),
        ("The tins came from https://tins.example.com/round", None),
        ("And then the light went out and", None),
        ("I once wrote about it on my blog", None),
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
        ("Things the oven will forgive: ", None),
        ("Things that every oven I have owned so far will forgive: ", None),
        ("Watch The Tide And run Home: ", "heading-title-case"),
        ("Watch the tide And run Home: ", None),
        ("Why wait?: ", None),
        ("What is there left to say?: ", "heading-question-or-glued"),
        ("Things to bring on Monday:", None),
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


@pytest.mark.parametrize("label", ["Things the oven will forgive", "Why wait?"])
def test_a_short_label_is_proposed_where_others_are_headings(label):
    text = f"A House\n\n{label}: Nobody knows. {PROSE}\n\n{SIBLING}\n\n{PROSE}\n"
    assert "heading-short-label" not in _rules(text)
    other = SIBLING.replace("Nets", "Sails")
    assert (3, "heading-short-label", Level.MEDIUM, False) in _taken(f"{text}\n{other}\n")


@pytest.mark.parametrize("label", ["Watch The Tide", "Is there a wrong way to knead?"])
def test_a_heading_without_another_is_left(label):
    text = f"A House\n\n{PROSE}\n\n{label}: Nobody knows. {PROSE}\n\n{PROSE}\n"
    assert _taken(text)[1:] == []
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


def test_a_line_of_its_own_is_proposed_where_others_are_headings():
    text = f"A House\n\n{PROSE}\n\nWhere nobody waits\n\n{PROSE}\n"
    assert _taken(text)[1:] == []
    others = "".join(f"\nThe Long {way}\n\n{PROSE}\n" for way in ("Way Home", "Way Out"))
    assert (5, "heading-line", Level.MEDIUM, False) in _taken(text + others)


def _lines_of_page(line):
    parts = "".join(f"<h2>{way}</h2><p>{PROSE}</p>" for way in ("Ebb", "One", "Two"))
    page = f"<html><body>{parts}{line}<p>{PROSE}</p></body></html>"
    decided = decide(read_html(page.encode(), "a.html"), {}).decisions
    return [taken.text for taken in decided if taken.rule == "heading-line"]


@pytest.mark.parametrize(
    "line",
    [
        "<blockquote><p>Oil is dear.</p></blockquote><p>Ada Quill</p>",
        "<p>The reason?</p>",
        "<p>There are three kinds of lamps \u2212</p>",
    ],
)
def test_a_line_that_tells_is_not_proposed(line):
    assert _lines_of_page("<p>Where nobody waits</p>") == ["Where nobody waits"]
    assert _lines_of_page(line) == []


def _proposed_lines(text, rule):
    source = read_markdown(text.encode(), "a.md")
    return [taken.text for taken in decide(source, {}).decisions if taken.rule == rule]


def _bold(*lines, below=PROSE):
    return "# A House\n\n" + PROSE + "".join(f"\n\n{line}\n\n{below}" for line in lines) + "\n"


def test_bold_lines_are_proposed():
    lines = ["**The Second Part**", "__What he found__", "**Why wait?**", "**第二部分**"]
    assert _proposed_lines(_bold(*lines), "heading-bold-line") == lines
    assert _proposed_lines(_bold(*lines, below="- one\n- two"), "heading-bold-line") == lines


@pytest.mark.parametrize(
    "line",
    [
        "**It rained all day.**",
        "**Note**",
        "**What you need:**",
        "**AQ: Who rows at night?**",
        "**Figure 3**",
        "**12.50**",
        "**and nobody came**",
        "**www.quill.example**",
        "**NOBODY WHO ROWS AT NIGHT SHOULD EVER DO SO ALONE**",
        f"**{'very ' * 12}long**",
        "**One** and **two**",
        "*In italics*",
    ],
)
def test_bold_lines_that_are_no_headings(line):
    lines = ["**The Second Part**", line, "**What he found**"]
    assert _proposed_lines(_bold(*lines), "heading-bold-line") == [lines[0], lines[2]]


def test_a_bold_line_alone_twice_the_same_or_without_text_is_left():
    assert not _proposed_lines(_bold("**The Second Part**"), "heading-bold-line")
    assert not _proposed_lines(_bold("**Ada Quill**", "**Ada Quill**"), "heading-bold-line")
    assert not _proposed_lines(
        _bold("**One**", "**Two**", below="![a](a.png)"), "heading-bold-line"
    )
    signed = _bold("**The Second Part**") + "\n**Ada Quill**\n"
    assert not _proposed_lines(signed, "heading-bold-line")


def test_a_bold_heading_is_set_below_the_heading_above_without_its_signs():
    text = _bold("**One**", "**Two**").replace(PROSE, f"{PROSE}\n\n## Above\n\n{PROSE}", 1)
    source = read_markdown(text.encode(), "a.md")
    keys = [
        taken.key for taken in decide(source, {}).decisions if taken.rule == "heading-bold-line"
    ]
    article = decide(source, {keys[0]: True})
    chapter = body_text(article, "A House")
    assert "\n### One\n" in chapter and "\n**Two**\n" in chapter
    check_account(source, article.blocks, chapter, "a.md", decisions=article.decisions)


def test_lines_that_number_chapters_are_proposed_with_the_titles_below():
    text = f"The Keeper\n\nCHAPTER ONE\n\nThe Lantern\n\n{PROSE}\n\nCHAPTER TWO\n\n{PROSE}\n"
    found = [
        taken.text for taken in _decide(text).decisions if taken.rule == "heading-chapter-line"
    ]
    assert found == ["CHAPTER ONE", "The Lantern", "CHAPTER TWO"]
    once = text.replace("CHAPTER TWO", "It rained.")
    assert "heading-chapter-line" not in _rules(once)
    listed = text.replace("The Lantern", "The Lantern      12")
    assert "The Lantern" not in [taken.text for taken in _decide(listed).decisions]


def test_what_was_accepted_of_a_rule_that_is_gone_stays():
    text = f"A House\n\n{PROSE}\n\nWatch The Tide: It turns. {PROSE}\n\n{PROSE}\n"
    key = (5, "a-rule-of-old", "Watch The Tide")
    article = _decide(text, {key: Kind.HEADING})
    assert [block.text for block in article.of(Kind.HEADING)] == ["Watch The Tide"]
    assert [taken.key for taken in article.decisions][1:] == [key]
    for answer, gone in ((False, key), (Kind.HEADING, (7, *key[1:])), (Kind.DROP, (5, "x", "y"))):
        assert not _decide(text, {gone: answer}).of(Kind.HEADING)


def test_talk_in_a_novel_is_no_letter():
    words = " ".join(["we kept the lamp lit"] * 25)
    talk = "\n\n".join([f"“{PROSE}”"] * 4)
    text = f"A House\n\n{talk}\n\nThen she said: “{words}.” Nobody spoke.\n\n{PROSE}\n"
    assert "letter-quoted" not in _rules(text)


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
    ("text", "is_cut"),
    [
        ("It rained.\n\nAnd then the light went out and\n", True),
        ("It rained.\n\nThe least of all the ways of\n", True),
        ("the tide goes out\n\nall of it\n\nand nobody\n\nsays a word\n", False),
        ("It rained.\n\nWe went in.\n\nAda Quill\n", False),
        ("It rained.\n\nI once wrote about it :-)\n", False),
        ("It rained.\n\nThis is what it was for\n\n```\nls\n```\n", False),
        ("It rained.\n\n[The next chapter of](next.md)\n", False),
    ],
)
def test_an_ending_that_breaks_off_is_named(text, is_cut):
    article = decide(read_markdown(f"# A House\n\n{text}".encode(), "a.md"), {})
    found = warnings(Assembled(file="a.md", title="A", article=article), authors=())
    assert ("truncated-ending" in [each.code for each in found]) == is_cut
