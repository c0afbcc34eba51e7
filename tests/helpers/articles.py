"""Five short articles of our own, shaped like those that come off the web."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from octavo.importing.article import Found
from octavo.importing.gather import Refused, gather
from octavo.importing.wish import NO_WISH, Wish

FILLER = (
    "The ferry leaves before the light does, and whoever wants to cross has to be awake early, "
    "with bread in one pocket and the fare in the other, since nobody gives change out there."
)
LETTER = " ".join(["we kept the lamp lit all winter and nobody came"] * 12)

HARBOUR = f"""\
What The Harbour Taught Me

By: Ada Quill: I grew up beside the water. {FILLER}

Watch The Tide Before You Row: {FILLER}

{FILLER} And that is all.

Mend Your Nets On Dry Days: {FILLER} You can follow the rest on my blog at

Comments are closed.
"""

BREAD = f"""\
what bread can do for a quiet house

It begins with flour. {FILLER}

Is there a wrong way to knead?:Perhaps there is. {FILLER}

Things the oven will forgive:Nearly all of them. {FILLER}

A short aside: {FILLER}

{FILLER} The tins came from https://tins.example.com/round
"""

POST = f"""\
Two Letters From The Island

A keeper wrote to me and said: “{LETTER}.” I have not answered yet.

My sister asked something else: why would anyone stay? {FILLER}

At 10:30 The Boat Came In and nobody was aboard. {FILLER}

Tom Grey: I saw nothing. {FILLER}

Tom Grey: I still see nothing. {FILLER}

1. Pack The Rope: {FILLER}

The Long Way Home

{FILLER}
"""

NASTY = """\
# 7 Ways * To `Break` _Things_ [Fast] #

1. Not a list, <b>not bold</b> & never &copy; either.

2) Neither is this one.

- nor this | nor | that

+ nor this

> no quotation

::: letter

:   no definition

~~~

***

---

*[HTML]: no abbreviation {: .nope } and \\*so on\\* with C:\\dir and `code`.

[^1]: no footnote, ![no image](x.png), <http://no.link>, snake_case_name and __init__.

    four spaces, no code.
"""

UNTITLED = """\
There is no title here, just a first sentence that goes on.

Roses by the gate,
- a dash that is no list,
# a sign that is no heading,
===
nobody home.

This paragraph was wrapped by a program that
breaks its lines at a width of some forty-five
or so, and the lines belong together again.
"""

ARTICLES = {
    "harbour": HARBOUR,
    "bread": BREAD,
    "post": POST,
    "nasty": NASTY,
    "untitled": UNTITLED,
}


def gathered(
    arguments: Sequence[str], encoding: str | None = None, wish: Wish = NO_WISH
) -> Iterator[Found]:
    """All articles that can be read; what could not is raised at the end, the first of it."""
    refused = Refused()
    yield from gather(arguments, wish=replace(wish, encoding=encoding), refused=refused)
    if refused.errors:
        raise refused.errors[0]
