"""A made-up book of any length, with everything in it that a printer may stumble over."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image

WORDS = (
    "the a of and to in on by from with over under one two some no every tide harbour rope lamp"
    " gull pilot quay mud stone morning evening winter letter map sister father boat oar storm"
    " field road hill window stove kettle cloth candle river bridge mill bread salt went came saw"
    " kept told asked carried waited turned crossed mended counted slept woke sang quiet cold wide"
    " narrow bright early late old young slowly once again never always therefore unmistakably"
).split()

BESIDES = """
## A heading of its own

A formula in a line, $`\\frac{a}{b + \\frac{1}{c}}`$, and a display:

```math
x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}
```

```python
def tide(hour):
    return height(hour) * 2  # in feet
```

> [!NOTE]
> A word at the side of the page.

| Day | Height | Remarks |
|---|---:|---|
| Monday | 2.4 | calm |
| Tuesday | 3.1 | a gale from the west |

![A grey field](images/field.png "A field, in grey.")
"""
PLATE = "\n![The whole page grey](images/plate.jpg){.full-bleed}\n"


def write_novel(root: Path, chapters: int, words: int, editions: str) -> None:
    """Writes a book of so many chapters, of about so many words each, into an empty folder."""
    made = random.Random(1871)
    folder = root / "manuscript"
    (folder / "images").mkdir(parents=True)
    Image.linear_gradient("L").resize((1300, 500)).save(folder / "images/field.png")
    Image.linear_gradient("L").resize((2000, 2900)).save(folder / "images/plate.jpg", quality=60)
    names = [f"c{number:02}.md" for number in range(1, chapters + 1)]
    for number, name in enumerate(names, 1):
        text = [f"# Chapter the {number}th", *_paragraphs(made, words)]
        if number % 5 == 1:
            text.insert(3, BESIDES + (PLATE if number == 1 else ""))
        text.append("Here a note is called.[^1]\n\n[^1]: " + _sentence(made))
        (folder / name).write_text("\n\n".join(text) + "\n", encoding="utf-8")
    listed = ", ".join(f'"{name}"' for name in names)
    (folder / "book.toml").write_text(
        'schema = 1\n[book]\ntitle = "The Long Tide"\nauthors = ["A. Nobody"]\nlanguage = "en"\n'
        'identifier = "urn:uuid:6a0f3c52-9b1e-5d47-8c36-2e7f41b0d911"\nslug = "novel"\n'
        f'date = "2026-11-22"\n[contents]\nchapters = [{listed}]\n{editions}',
        encoding="utf-8",
    )


def _paragraphs(made: random.Random, words: int) -> list[str]:
    found = []
    while words > 0:
        text = " ".join(_sentence(made) for _ in range(made.randint(2, 9)))
        words -= text.count(" ") + 1
        found.append(text)
    return found


def _sentence(made: random.Random) -> str:
    words = made.choices(WORDS, k=made.randint(5, 24))
    if made.random() < 0.15:
        at = made.randrange(len(words))
        words[at] = f"*{words[at]}*"
    return f"{words[0].capitalize()} {' '.join(words[1:])}."
