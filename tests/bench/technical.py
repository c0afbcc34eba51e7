"""The chapters of the bench's technical book: sections, code, lists, tables, pictures."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from book import Words

#: 8,000 words a chapter come of it: sections end with a whole paragraph.
WORDS, SECTIONS, CODES = 7100, 9, 38
#: Chapters that have two pictures; every one has one: 28 in 25 chapters.
TWICE = (5, 12, 19)
_SIZE = 1400, 900


def name(number: int) -> str:
    return f"chapter-{number:03}.md"


def chapter(say: Words, number: int, chapters: int, sections: int = SECTIONS) -> str:
    """Sections with paragraphs of 20 to 110 words between pieces of code."""
    blocks, notes = [f"# {say.title()}", say.prose(90)], []
    codes = 0
    for section in range(1, sections + 1):
        blocks.append(f"## {say.title(2)} {{#s{number}-{section}}}")
        wanted = WORDS / SECTIONS
        while wanted > 0:
            due = round(CODES * (section - max(0.0, wanted) * SECTIONS / WORDS) / SECTIONS)
            block = _code(say) if codes < due else _text(say)
            codes += block.startswith("```")
            blocks.append(block)
            wanted -= len(block.split())
        if section in (3, 7):
            notes.append(f"[^n{section}]: {say.prose(25)}")
            blocks.append(f"{say.prose(40).rstrip('!')}[^n{section}]")
        if section == 4:
            there = say.pick.randint(1, chapters)
            link = f"[{say.title(2)}]({name(there)}#s{there}-{section})"
            blocks.append(f"{say.prose(20)} See {link}.")
        if section == 2 or (section == 6 and number in TWICE):
            blocks.append(f"![{say.title(4)}](images/{_picture(number, section)})")
        if section == 5 and number % 2:
            blocks.append(_table(say, 28 if number == 13 else 8))
        if section == 8:
            blocks.append(f"### {say.title(2)}")
            blocks.append("\n".join(f"- {say.prose(12)}" for _ in range(6)))
    return "\n\n".join(blocks + notes) + "\n"


def _text(say: Words) -> str:
    text = say.prose(say.pick.randint(20, 110))
    first, space, rest = text.partition(" ")
    return f"{first} `{say.word()}_{say.word()}()` {rest}" if space else text


def _code(say: Words) -> str:
    language = say.pick.choice(("python", "python", "bash", "json", "css", "toml", ""))
    lines = [_line(say, language) for _ in range(say.pick.randint(3, 18))]
    if language == "json":
        lines = ["{", *lines, '  "last": true', "}"]
    return "\n".join([f"```{language}", *lines, "```"])


def _line(say: Words, language: str) -> str:
    one, two, number = say.word(), say.word(), say.pick.randint(0, 9999)
    if language == "python":
        return say.pick.choice(
            (
                f"def {one}_{two}(value: int) -> str:",
                f"    {one} = {two}.get({number}, '{one}')  # {two}",
                f"    return [{one} for {one} in {two} if {one}]",
                f'    """{one.title()} {two} {say.word()}."""',
                "",
            )
        )
    return {
        "bash": f"{one[:9]} --{two[:9]}={number} | grep -v '{one[:9]}' > \"${two[:9].upper()}\"",
        "json": f'  "{one}": {{"{two}": {number}, "on": null}},',
        "css": f".{one} > {two} {{ margin: {number % 90}px auto; color: #{number:04x}; }}",
        "toml": f'{one}_{number} = ["{two}", {number}, true]',
        "": f"{one:<16} {two:<14} {number:>8}",
    }[language]


def _table(say: Words, rows: int) -> str:
    lines = [f"Table: {say.title(3)}", "", "| Name | Number | What it does |", "|---|---:|---|"]
    for _ in range(rows):
        about = " ".join(say.clause(7))
        lines.append(f"| `{say.word()}` | {say.pick.randint(1, 99_999)} | {about} |")
    return "\n".join(lines)


def _picture(number: int, section: int) -> str:
    return f"figure-{number:03}-{section}.{'png' if number % 2 else 'jpg'}"


def pictures(folder: Path, chapters: int) -> None:
    """A drawing (PNG) in odd chapters, something like a photograph (JPEG) in even ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, chapters + 1):
        for section in (2, 6) if number in TWICE else (2,):
            pick = random.Random(number * 10 + section)
            image = _drawing(pick) if number % 2 else _photograph(pick)
            image.save(folder / _picture(number, section))


def _drawing(pick: random.Random) -> Image.Image:
    image = Image.new("L", _SIZE, 255)
    draw = ImageDraw.Draw(image)
    at = (100, 100)
    for _ in range(14):
        x, y = pick.randrange(60, 1100), pick.randrange(60, 700)
        draw.line((*at, x, y), fill=90, width=5)
        draw.rectangle((x, y, x + 220, y + 120), outline=0, fill=235, width=4)
        at = (x, y)
    return image


def _photograph(pick: random.Random) -> Image.Image:
    coarse = Image.frombytes("RGB", (70, 45), pick.randbytes(70 * 45 * 3))
    fine = Image.frombytes("RGB", _SIZE, pick.randbytes(_SIZE[0] * _SIZE[1] * 3))
    return Image.blend(coarse.resize(_SIZE, Image.Resampling.BICUBIC), fine, 0.08)
