"""Posts of many kinds, short ones of our own: what becomes a heading, and no word is lost."""

from __future__ import annotations

import pytest

from octavo.importing.article import Kind, Level
from octavo.importing.chapter_text import body_text
from octavo.importing.decide import decide
from octavo.importing.readers.plain_text import read_plain
from octavo.importing.word_account import check_account

PROSE = (
    "The ferry leaves before the light does, and whoever wants to cross has to be awake early, "
    "with bread in one pocket and the fare in the other, since nobody gives change out there."
)

RECIPE = f"""\
Nettle Soup For Four

{PROSE}

Prep Time: 20 minutes

Serves: 4

Ingredients:
500 g nettles
1 onion, chopped
2 tbsp butter

Directions:

1. Wash the nettles with gloves on.

2. Melt the butter: Not too hot. Add the onion and wait until it is soft, which takes about as long
as it takes to read the news, and then the nettles, a little at a time.

Cook's Note: Young nettles are best. {PROSE}
"""

INTERVIEW = f"""\
Talking To A Lamp Keeper

{PROSE}

Q: When did you come here? {PROSE}

A: In spring. {PROSE}

Q: And when will you leave? {PROSE}

A: I have been asked that before. {PROSE}

Professor Marlow: May I say something to that? {PROSE}
"""

LISTICLE = f"""\
3 Ways To Keep A Boat Dry

{PROSE}

1. Turn it over

{PROSE}

2. Give it a roof

{PROSE}

3. Leave it on land

{PROSE}
"""

POEM = """\
What The Tide Said

I came in at night
  and went out at noon
and nobody saw me

but the lamp on the stones:
it burned all the while
and said not a word

Now sleep
"""

DIALOGUE = f"""\
Two At The Window

Ada: It rains again. {PROSE}

Tom: So it does. {PROSE}

Ada: Then we stay. {PROSE}

Tom: Then we stay, and the boat stays with us. {PROSE}

Old Bess: They Never Learn. {PROSE}
"""

LINKS = """\
Things To Read This Week

Tide tables for all: https://tides.example.org/tables

The keeper of the lamp: https://lamps.example.org/keeper

- Knots: https://knots.example.org
- Boats, Old And New: https://boats.example.org

See https://more.example.org/list for the rest
"""

CODE = f"""\
How To Count Boats

{PROSE}

def boats(bay):
    total: int = 0
    for each in bay:
        total += 1
    return total

Result: It counts them. {PROSE}
"""

MAIL = """\
Re: the boat

Nobody has lived in the house by the quay for years,
and that is why the children go there after school. They
wait there until it is dark, and then the smaller ones are
called in by the bigger ones, and they all go home.

The boat: I have asked Tom, who knows her best, what she
would cost. He says that nobody can tell before the spring,
when she is out of the water and we can look at her keel.

> Nobody has asked me.

Yours,
Ada
"""

CAPITALS = f"""\
NOTES FROM THE QUAY

{PROSE}

GETTING OUT

{PROSE}

GETTING BACK IN

{PROSE}
"""

UNDERLINED = f"""\
Notes from the quay
===================

{PROSE}

Getting out
-----------

{PROSE}

Getting back
------------
{PROSE}

----------

{PROSE}
"""

KINDS = {
    "recipe": (RECIPE, []),
    "interview": (INTERVIEW, []),
    "listicle": (LISTICLE, ["1. Turn it over", "2. Give it a roof", "3. Leave it on land"]),
    "poem": (POEM, []),
    "dialogue": (DIALOGUE, []),
    "links": (LINKS, []),
    "code": (CODE, []),
    "mail": (MAIL, []),
    "capitals": (CAPITALS, ["GETTING OUT", "GETTING BACK IN"]),
    "underlined": (UNDERLINED, ["Getting out", "Getting back"]),
}


def _read(text):
    source = read_plain(text.encode(), "a.txt")
    return source, decide(source, {})


def _chapter(text):
    source, article = _read(text)
    body = body_text(article, article.title or "Given")
    check_account(source, article.blocks, body, "a.txt")
    return body


@pytest.mark.parametrize("kind", KINDS)
def test_headings(kind):
    text, expected = KINDS[kind]
    _, article = _read(text)
    assert [block.text for block in article.of(Kind.HEADING)] == expected


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_lost(kind):
    text, _ = KINDS[kind]
    source, article = _read(text)
    kept = [word for block in article.blocks for word in (block.text + block.mark).split()]
    assert kept == text.split()
    assert _chapter(text)
    # Also if the author takes the opposite of each decision.
    answers = {taken.key: not taken.accepted for taken in article.decisions}
    again = decide(source, answers)
    check_account(source, again.blocks, body_text(again, again.title or "Given"), "a.txt")


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"mail", "underlined", "poem"}))
def test_the_first_line_is_the_title(kind):
    text, _ = KINDS[kind]
    _, article = _read(text)
    assert article.title == (text.split("\n")[0] if kind != "links" else "")


def test_lines_of_a_poem_stay_lines():
    body = _chapter(POEM)
    assert "I came in at night  \nand went out at noon  \nand nobody saw me\n" in body
    assert "but the lamp on the stones:  \nit burned all the while" in body


def test_lines_of_wrapped_mail_are_joined_and_its_closing_stays_lines():
    body = _chapter(MAIL)
    assert "for years, and that is why the children" in body
    assert "Yours,  \nAda" in body
    assert "\\> Nobody has asked me." in body


def test_a_speaker_and_a_remark_are_not_even_proposed():
    for text, label in ((DIALOGUE, "Old Bess"), (INTERVIEW, "Professor Marlow"),
                        (RECIPE, "Cook's Note")):  # fmt: skip
        _, article = _read(text)
        taken = [each for each in article.decisions if each.text == label]
        assert [each.level for each in taken] == [Level.NEVER]


def test_an_underlined_title_is_the_title_and_its_line_is_dropped():
    _, article = _read(UNDERLINED)
    assert article.title == "Notes from the quay"
    assert [block.text for block in article.of(Kind.DROP)] == ["=" * 19, "-" * 11, "-" * 12]
    assert "\n\\-" in _chapter(UNDERLINED)


def test_an_address_at_the_end_of_a_list_of_links_is_proposed_only():
    _, article = _read(LINKS)
    assert not article.of(Kind.DROP)
