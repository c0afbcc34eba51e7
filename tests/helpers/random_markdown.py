"""Random Markdown around something at a known place, for tests of line numbers.

All is made of lines. A `SPOT` stands before what a test is about; it is taken out when the text is
whole, and its line is counted then, from the text alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Lines = list[str]

#: A character that nobody writes: Octavo's books have no private ones.
SPOT = "\uf8ff"
#: What makes a line blank; other spaces do not.
BLANK = " \t"

_WORDS = (
    "tide harbour lamp gull ebb rope noon slack anchor *brisk* **early** `knot` keel mooring"
    ' 🜁 𝒯ideway 潮汐 море naïve it\'s "quoted" a--b wait... \\* &amp; H~2~O 2^nd^ ~~gone~~'
    " [word]{.soft} <b>bold</b> $x+1$ <https://example.org/a>"
).split()
_PLAIN = "tide harbour lamp gull ebb rope noon slack anchor keel mooring 🜁 潮汐 море naïve".split()


#: What a `name` looks like.
_NAME = re.compile(r"w\d+x")


class Maker:
    """Makes lines by chance, the same ones for the same seed."""

    def __init__(self, seed: int | str) -> None:
        self.chance = random.Random(seed)
        self._count = 0

    def name(self) -> str:
        """Return a word that no other has."""
        self._count += 1
        return f"w{self._count}x"

    def words(self, *, plain: bool = False) -> str:
        """Return a few words, the first one a name; `plain` ones have no marks of Markdown."""
        of = _PLAIN if plain else _WORDS
        return " ".join([self.name(), *self.chance.choices(of, k=self.chance.randint(1, 6))])

    def blank(self) -> Lines:
        """Return one or more lines with nothing to see."""
        return [
            self.chance.choice(["", "", "", "  ", "\t"])
            for _ in range(self.chance.choice([1, 1, 2]))
        ]

    def paragraph(self, spots: Sequence[str] = ()) -> Lines:
        """Return a paragraph of one to five lines, with what `spots` says in one of them."""
        lines = [self.words() for _ in range(self.chance.randint(1, 5))]
        if not self.chance.randrange(12):
            lines[0] += " long" * 500
        for spot in spots:
            at = self.chance.randrange(len(lines))
            lines[at] = f"{lines[at]} {spot} {self.chance.choice(_PLAIN)}"
        return lines

    def among(self, blocks: Iterable[Lines]) -> Lines:
        """Return blocks with blank lines between them."""
        lines: Lines = []
        for block in blocks:
            lines += [*(self.blank() if lines else ()), *block]
        return lines

    def some(self, most: int, *, simple: bool = False) -> list[Lines]:
        """Return some blocks without any fault; `simple` ones have no notes and headings."""
        makers = SIMPLE if simple else (*SIMPLE, *SINGLE)
        return [self.chance.choice(makers)(self) for _ in range(self.chance.randint(0, most))]


# Blocks


def _code(make: Maker) -> Lines:
    fence = make.chance.choice(["```", "~~~", "`````"])
    info = make.chance.choice(["", "python", " {.python}", "swift,ignore"])
    return [f"{fence}{info}", "if x:", "", "    pass", "  # [a]{b} {{ c }}", fence]


def _indented(make: Maker) -> Lines:
    return ["    print(1)", "", "        print(2)"]


def _table(make: Maker) -> Lines:
    rows = [
        f"| {make.words(plain=True)} | {make.name()} |" for _ in range(make.chance.randint(1, 3))
    ]
    caption = [f"Table: {make.words(plain=True)}", ""] if make.chance.random() < 0.3 else []
    return [*caption, f"| {make.name()} | b |", "|---|:-:|", *rows]


def _list(make: Maker) -> Lines:
    return item(make, [*make.paragraph(), *make.blank(), *item(make, make.paragraph())])


def _tight(make: Maker) -> Lines:
    return [f"{make.chance.choice(['-', '*', '+'])} {make.words()}", "  - inner", "  - [x] ticked"]


def _html(make: Maker) -> Lines:
    inner = [f"<p>{make.words(plain=True)}", f"<b>{make.words(plain=True)}</b></p>"]
    return ["<div", '  class="odd">', *inner, "<!-- a", "", "comment -->", "</div>"]


def _verse(make: Maker) -> Lines:
    lines = [f"{' ' * make.chance.choice([0, 2, 4])}{make.words()}" for _ in range(3)]
    return ["::: verse", *lines, "", make.words(), "-- Nobody", ":::"]


def _bars(make: Maker) -> Lines:
    return [f"| {make.words()}", f"|   {make.words()}", "|", f"| {make.words()}"]


def _display(make: Maker) -> Lines:
    return make.chance.choice(
        [
            ["$$", "x = 1", "$$"],
            ["```math", "x", "```"],
            [r"\begin{align}", "x &= 1", r"\end{align}"],
        ]
    )


def _terms(make: Maker) -> Lines:
    return [make.words(), f": {make.words()}", "  and on", "", f": {make.words()}", "", "so."]


def _attributed(make: Maker) -> Lines:
    return ["{.soft}", *make.paragraph()]


def _definition(make: Maker) -> Lines:
    name = make.name()
    return [
        f"[{name}]: https://example.org/{name}",
        f'  "{make.words(plain=True)}"',
        f"See [{name}].",
    ]


def _picture(make: Maker) -> Lines:
    return [f'![a gull on a {make.name()}](gull.png "{make.words(plain=True)}")']


def _remark(make: Maker) -> Lines:
    return ["<!-- not", "for", "", "readers -->"]


def _rule(make: Maker) -> Lines:
    return ["___"]


def _heading(make: Maker) -> Lines:
    return make.chance.choice([[f"## {make.words()}"], [make.words(), make.words(), "---"]])


def _abbreviation(make: Maker) -> Lines:
    return ["*[gull]: a bird"]


def _note(make: Maker) -> Lines:
    return note(make, [*make.paragraph(), *make.blank(), *make.paragraph()])


SIMPLE: tuple[Callable[[Maker], Lines], ...] = (
    Maker.paragraph, Maker.paragraph, _code, _indented, _table, _list, _tight, _html, _verse, _bars,
    _display, _terms, _attributed, _definition, _picture, _remark, _rule,
)  # fmt: skip
#: Those that stand at the top alone.
SINGLE: tuple[Callable[[Maker], Lines], ...] = (_heading, _abbreviation, _note)


# What blocks stand in


def _set_in(first: str, rest: int, lines: Lines) -> Lines:
    """Put a mark before the first line, and set the others in by as many columns."""
    step = " " * rest
    return [
        f"{first}{lines[0]}",
        *(f"{step}{line}" if line.strip(BLANK) else line for line in lines[1:]),
    ]


def item(make: Maker, lines: Lines) -> Lines:
    """Return an item of a list."""
    mark = make.chance.choice(["- ", "*   ", "+ ", "1. ", "10) ", "-   "])
    return _set_in(mark, len(mark), lines)


def second_item(make: Maker, lines: Lines) -> Lines:
    """Return a list with another item before."""
    mark = make.chance.choice(["- ", "1. ", "a) "])
    follower = {"a) ": "b) ", "1. ": "2. "}.get(mark, mark)
    return [f"{mark}{make.words()}", *_set_in(follower, len(mark), lines)]


def quote(make: Maker, lines: Lines) -> Lines:
    """Return a quotation."""
    mark = ">" if not any(line[:1].isspace() for line in lines) else "> "
    return [f"{mark}{line}" if line.strip(BLANK) else ">" for line in lines]


def alert(make: Maker, lines: Lines) -> Lines:
    """Return an alert as GitHub or Obsidian have it."""
    head = make.chance.choice(["[!NOTE]", "[!tip]- A title", "[!WARNING]"])
    # Words follow at once; what cannot break off a paragraph stands below a blank.
    plain = _NAME.match(lines[0]) and not any(line.startswith(":") for line in lines[1:2])
    gap = [] if plain else [">"]
    return [f"> {head}", *gap, *(f"> {line}".rstrip(BLANK) for line in lines)]


def note(make: Maker, lines: Lines) -> Lines:
    """Return a note and, before or behind it, a paragraph that calls it."""
    name = make.name()
    body = _set_in(f"[^{name}]: ", 4, [*make.paragraph(), *make.blank(), *lines])
    call = make.paragraph([f"call[^{name}]"])
    return make.among([call, body] if make.chance.random() < 0.7 else [body, call])


def container(make: Maker, lines: Lines) -> Lines:
    """Return a fenced division."""
    head = make.chance.choice(["::: quote", ":::: note A title", "::: {.odd}", "::: example"])
    return [head, *lines, head.partition(" ")[0]]


def directive(make: Maker, lines: Lines) -> Lines:
    """Return a directive of MyST."""
    options = make.chance.choice([[], [":class: odd"], [":class: odd", ":name: " + make.name()]])
    head = make.chance.choice(["{note}", "{warning} A title"])
    fence = "`" * (6 + sum("```" in line for line in lines))
    return [f"{fence}{head}", *options, *(make.blank() if options else ()), *lines, fence]


def hint(make: Maker, lines: Lines) -> Lines:
    """Return a hint of GitBook."""
    return ['{% hint style="info" %}', *lines, "{% endhint %}"]


def aside(make: Maker, lines: Lines) -> Lines:
    """Return an aside of Markua."""
    return [f"A> {line}".rstrip(BLANK) for line in lines]


def meaning(make: Maker, lines: Lines) -> Lines:
    """Return a term with its definition."""
    return [make.words(), *_set_in(":   ", 4, lines)]


def division(make: Maker, lines: Lines) -> Lines:
    """Return HTML with Markdown in it."""
    return ['<div markdown="1">', *make.blank(), *lines, "</div>"]


CONTAINERS = (
    item, second_item, quote, alert, note, container, directive, hint, aside, meaning, division,
)  # fmt: skip


# The file


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file's bytes, and the lines of its spots and of the last of each name, from 1."""

    data: bytes
    lines: tuple[int, ...]
    names: dict[str, int]


#: Columns that a tab reaches as well: those of a line's first four, and of a list's mark.
_TABBED = re.compile(r"\A(?: {4}|([-*+]) {3}(?! ))")


def _tab(found: re.Match[str]) -> str:
    return f"{found[1] or ''}\t"


def front_matter(make: Maker, fault: str, *, toml: bool) -> Lines:
    """Return front matter with a line that is at fault among others."""
    of = [["# a remark"], ["", "  "], ['note = "a"'], ["tags = [", '  "tide",', "]"]]
    if not toml:
        of = [
            ["# a remark"],
            [""],
            ["tags:", "  - tide"],
            ["abstract: |", "  kind: of", "  draft: 1"],
        ]
        of += [["params:", "  short_titel: x", "  kind: y", "  language: z"], ["date: 2020-01-02"]]
    blocks = [make.chance.choice(of) for _ in range(make.chance.randint(0, 4))]
    seen: list[Lines] = []
    blocks = [seen.append(block) or block for block in blocks if block not in seen]
    blocks.insert(make.chance.randint(0, len(blocks)), [f"{SPOT}{fault}"])
    fence = "+++" if toml else "---"
    lines = [line for block in blocks for line in block]
    return [*([""] * make.chance.randint(0, 2)), fence, *lines, fence]


def as_file(make: Maker, lines: Lines, head: Lines | None = None) -> File:
    """Put front matter before a chapter's lines, or none, and write them as one of many editors."""
    head = (
        make.chance.choice(
            [
                [],
                [],
                ["", ""],
                ["---", "short_title: Short", "author:", "  - Ada Nobody", "---"],
                ["---", "short_title: >-", "  Short", "...", ""],
                ["+++", 'short_title = "Short"', "+++", "", ""],
            ]
        )
        if head is None
        else head
    )
    if make.chance.random() < 0.3:
        lines = [_TABBED.sub(_tab, line) for line in lines]
    text = "\n".join([*head, *lines])
    text += make.chance.choice(["", "\n", "\n\n \n"])
    spots = tuple(text.count("\n", 0, at) + 1 for at, sign in enumerate(text) if sign == SPOT)
    text = text.replace(SPOT, "")
    names = {found[0]: text.count("\n", 0, found.start()) + 1 for found in _NAME.finditer(text)}
    written = text.replace("\n", make.chance.choice(["\n", "\n", "\r\n", "\r"]))
    mark = make.chance.choice(["", "", "\ufeff"])
    return File(data=f"{mark}{written}".encode(), lines=spots, names=names)
