"""A made-up book of three chapters, laid out just well enough to look at."""

from __future__ import annotations

import hashlib
import io
import textwrap
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 396, 612
SCALE = 2
LINE = 15
TOP, SIDE, ROWS = 60, 54, 33

OPENING = """The ferry to the outer island leaves when the water allows it, and the water has never
been asked to keep a timetable. Those who live there learn to read the wall of the harbour, where a
hundred years of weed have drawn a line that is truer than the clock above it."""
MIDDLE = (
    """My aunt kept the log. She wrote in pencil, because ink runs, and she wrote the wind before
anything else, because everything else came from it. Of the people who crossed she noted only how
many, and whether they came back on the same day.""",
    """There is a page for the winter when the pier stood alone. She had drawn it, not well, with
three short strokes for the ladder, and under it the one word: waiting. I used to think that it was
the pier she meant.""",
    """A boat in fog is mostly a matter of listening. You learn the two bells, the near one that is
cracked and the far one that is not, and you learn to hear the space between them as other people
see a street.""",
    """Nobody on the island says that a thing is far. They say that it is a tide away, or two, and
if it is more than three they say that it is on the mainland, whatever it may be.""",
    """When she was old she taught the harbour master's boy to write the log. He wrote the names of
everyone who crossed. She read it through to the end and gave it back, and said that it was
very full.""",
)


@dataclass(slots=True)
class Chapter:
    """One chapter: blocks are (kind, text), kind "p" or "h2"."""

    id: str
    title: str
    blocks: list[tuple[str, str]]
    number: str | None = None
    part: str | None = None
    matter: str = "body"
    goal: int | None = None
    problems: int = 0
    first: int = 1
    file: str = ""
    sheets: list[dict[str, object]] = field(default_factory=list)

    def facts(self) -> dict[str, object]:
        """As /api/book has it."""
        words = sum(len(text.split()) for _, text in self.blocks)
        titles = [text for kind, text in self.blocks if kind == "h2"]
        heads = [
            {"id": f"{self.id}--h{at}", "title": text, "level": 2} for at, text in enumerate(titles)
        ]
        return {
            "id": self.id, "title": self.title, "number": self.number, "kind": "chapter",
            "part": self.part, "matter": self.matter, "file": self.file, "words": words,
            "minutes": max(1, words // 230), "goal": self.goal, "problems": self.problems,
            "draft": False, "headings": heads, "first": str(self.first),
            "firstPage": self.first, "pageCount": len(self.sheets) or None,
        }  # fmt: skip

    def line(self, at: int) -> int:
        """Where a block begins: the title is line 1, then a block every second line."""
        return 3 + 2 * at

    def xhtml(self, direction: str = "ltr", style: int = 1) -> str:
        """The e-book's document."""
        body = []
        heads = iter(range(1000))
        for at, (kind, text) in enumerate(self.blocks):
            name = f' id="{self.id}--h{next(heads)}"' if kind == "h2" else ""
            source = f'data-line="{self.line(at)}" data-file="{self.file}"'
            body.append(f"<{kind}{name} {source}>{text}</{kind}>")
        number = f'<p class="number">{self.number}</p>' if self.number else ""
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
            f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB" xml:lang="en-GB" '
            f'dir="{direction}"><head><title>{self.title}</title>'
            f'<link rel="stylesheet" type="text/css" href="/style/ebook.css?v={style}"/></head>'
            f'<body><section class="chapter" id="{self.id}"><header class="opener" data-line="1" '
            f'data-file="{self.file}">{number}<h1>{self.title}</h1></header>\n'
            + "\n".join(body)
            + "\n</section></body></html>"
        )


STYLE = """@font-face { font-family: "EB Garamond"; src: url("/style/text.ttf"); }
@font-face { font-family: "EB Garamond"; font-style: italic; src: url("/style/italic.ttf"); }
body { font-family: "EB Garamond", serif; margin: 0; padding: 0; }
p { margin: 0; text-align: justify; hyphens: auto; } p + p { text-indent: 1.3em; }
h1 { font-weight: normal; font-size: 1.7em; margin: 0; }
h2 { font-weight: normal; font-style: italic; font-size: 1.1em; margin: 2.1em 0 .7em; }
.opener { margin: 0 0 2.8em; padding-top: 3em; text-align: center; }
.number { margin: 0 0 1.4em; text-align: center; }
"""


@cache
def face(italic: bool = False) -> Path:
    """EB Garamond, from the package that the theme takes it from."""
    spec = find_spec("fontpkg_eb_garamond")
    assert spec is not None and spec.origin is not None
    wanted = "Italic" if italic else "Regular"
    fonts = sorted(Path(spec.origin).parent.rglob("*.ttf"), key=lambda path: len(path.name))
    named = [path for path in fonts if wanted in path.name]
    return (named or [path for path in fonts if ("Italic" in path.name) is italic])[0]


def lay_out(chapter: Chapter, pages_per: int = ROWS) -> list[list[tuple[int, str, str]]]:
    """Pages of rows (block, kind, words); the first page begins lower."""
    rows: list[tuple[int, str, str]] = [(-1, "gap", "")] * 5
    rows += [(-1, "number", chapter.number or ""), (-1, "gap", ""), (-1, "h1", chapter.title)]
    rows += [(-1, "gap", "")] * 4
    for at, (kind, text) in enumerate(chapter.blocks):
        if kind == "h2":
            rows += [(at, "gap", ""), (at, "h2", text)]
            continue
        lines = textwrap.wrap(text, 62, initial_indent="" if at == 0 else "   ")
        rows += [(at, "p", line) for line in lines]
    return [rows[start : start + pages_per] for start in range(0, len(rows), pages_per)]


@cache
def _draw(rows: tuple[tuple[int, str, str], ...], folio: str, side: str) -> bytes:
    image = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), 255)
    pen = ImageDraw.Draw(image)
    for at, (_, kind, words) in enumerate(rows):
        size = {"h1": 20, "h2": 12, "number": 11}.get(kind, 11)
        font = ImageFont.truetype(str(face(kind == "h2")), size * SCALE)
        y = (TOP + at * LINE) * SCALE
        if kind in ("h1", "number"):
            x = (WIDTH * SCALE - pen.textlength(words, font)) / 2
        else:
            x = SIDE * SCALE
        pen.text((x, y), words, fill=20, font=font)
    font = ImageFont.truetype(str(face()), 10 * SCALE)
    x = SIDE * SCALE if side == "left" else (WIDTH - SIDE) * SCALE - pen.textlength(folio, font)
    pen.text((x, (HEIGHT - 42) * SCALE), folio, fill=20, font=font)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def sheets(chapter: Chapter, images: dict[str, bytes], direction: str) -> list[dict[str, object]]:
    """The pages of /api/pages; their images are put into `images`."""
    made: list[dict[str, object]] = []
    recto, verso = ("left", "right") if direction == "rtl" else ("right", "left")
    for at, rows in enumerate(lay_out(chapter)):
        folio = chapter.first + at
        side = recto if folio % 2 else verso
        png = _draw(tuple(rows), str(folio), side)
        name = f"/image/{hashlib.sha256(png).hexdigest()[:16]}.png"
        images[name] = png
        blocks = []
        for block in sorted({block for block, kind, _ in rows if kind != "gap"} - {-1}):
            places = [row for row, (own, kind, _) in enumerate(rows) if own == block]
            blocks.append(
                {
                    "line": chapter.line(block), "file": chapter.file,
                    "top": (TOP + places[0] * LINE) / HEIGHT,
                    "bottom": (TOP + (places[-1] + 1) * LINE) / HEIGHT,
                }
            )  # fmt: skip
        made.append(
            {
                "page": at, "folio": str(folio), "side": side, "blank": False, "image": name,
                "changed": False, "opener": at == 0, "blocks": blocks,
            }
        )  # fmt: skip
    return made


def made_up() -> list[Chapter]:
    """A preface and three chapters in two parts."""

    def text(start: int, many: int) -> list[tuple[str, str]]:
        clean = [" ".join(part.split()) for part in MIDDLE]
        out = [("p", " ".join(OPENING.split()))]
        for at in range(many):
            if at % 8 == 5:
                heads = ("The log", "Two bells", "What the weed knows", "A tide away")
                out.append(("h2", heads[(start + at // 8) % 4]))
            out.append(
                ("p", clean[(start + at) % len(clean)] + f" That was in the year {1890 + at}.")
            )
        return out

    return [
        Chapter("preface", "Before the first crossing", text(3, 3), matter="front", first=7,
                file="manuscript/front/preface.md"),
        Chapter("log", "The log", text(0, 30), "1", "The water", first=11, goal=2500,
                file="manuscript/01-log.md"),
        Chapter("bells", "Two bells in fog, and the space between", text(1, 26), "2", "The water",
                first=23, problems=2, file="manuscript/02-bells.md"),
        Chapter("tide", "A tide away", text(2, 14), "3", "The mainland", first=33,
                file="manuscript/03-tide.md"),
    ]  # fmt: skip
