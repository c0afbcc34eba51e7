"""The terminal's side of `octavo adopt --review`: a book in one file, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from octavo.cli.terminal_keys import pressed_keys, single_keys, typed_line
from octavo.core.model import Matter
from octavo.importing.adopt_source import AdoptRequest, file_units
from octavo.importing.found_rows import Rank, Row, Unit
from octavo.importing.review_rows import Reply, RowWalk, changes, step
from octavo.text.shorten import first_words

#: Characters that are shown of the text below a title.
_BELOW = 160
_HELP = """\
y  yes, as it is
j  join with the chapter before; the title becomes words of it
h  join with the chapter before; the title becomes a heading in it
s  join with the chapter before; a scene begins here
p  the title of a part
c  a chapter
f  front matter, such as a preface
b  back matter, such as an afterword
r  rename: another title
+  let all chapters begin one level of heading further down
-  let them begin one level further up
u  undo the last answer
q  stop here; the rest stays as it was found
?  this list"""
_KEYS = (
    "y yes  j join  h heading  s scene  p part  c chapter  f front  b back  r rename  + -  u  q"
    "  ? help"
)


def review(request: AdoptRequest) -> AdoptRequest:
    """Ask about each row of the file; return the request with what the author says.

    Nothing is written. Raises `OctavoError` if the file cannot be read.
    """
    console = Console(highlight=False)
    units, deeper = file_units(request)
    try:
        with single_keys():
            walk, deeper = _walk(request, units, deeper, console)
    except KeyboardInterrupt:
        console.print("\nNothing was written.")
        raise
    return replace(request, rows=walk.rows, deeper=deeper)


def _walk(
    request: AdoptRequest, units: list[Unit], deeper: int, console: Console
) -> tuple[RowWalk, int]:
    walk = RowWalk(rows=tuple(each.row for each in units))
    found = walk.rows
    replies = _replies(console)
    while (row := walk.row) is not None:
        _show(walk, units[walk.at], console)
        reply = next(replies)
        if reply is Reply.HELP:
            console.print(f"\n{_HELP}", markup=False)
        elif reply in (Reply.DEEPER, Reply.HIGHER):
            tried = deeper + (1 if reply is Reply.DEEPER else -1)
            others, _ = file_units(replace(request, rows=(), deeper=tried))
            if [each.row for each in others] == list(found):
                console.print("\nThere is no such level.")
                continue
            units, deeper = others, tried
            walk = RowWalk(rows=tuple(each.row for each in units))
            found = walk.rows
            count = sum(row.rank is Rank.CHAPTER for row in found)
            console.print(f"\nFrom the top again: {count:,} chapters.")
        else:
            title = _new_title(row, console) if reply is Reply.RENAME else ""
            walk = step(walk, reply, title=title)
    count = changes(walk.rows, found)
    said = "All as it was found." if not count else f"{count:,} changed."
    console.print(f"\n{said}")
    return walk, deeper


def _new_title(row: Row, console: Console) -> str:
    console.print(f'\nThe title in place of "{row.title}" (empty leaves it):', markup=False)
    return typed_line()


def _show(walk: RowWalk, unit: Unit, console: Console) -> None:
    row = walk.rows[walk.at]
    number = f"{walk.at + 1} of {len(walk.rows)}"
    head = f"\n[{number}] line {row.line}: {kind_of(row)}, {row.words:,} words, by {row.by}"
    console.print(head, markup=False, soft_wrap=True)
    console.print(Text(row.title, style="bold reverse"))
    below = " ".join(" ".join(block.text.split()) for block in unit.body[:2])
    if below:
        console.print(first_words(below, _BELOW), markup=False)
    console.print(_KEYS, markup=False)


def kind_of(row: Row) -> str:
    """Return what a row is, for people."""
    if row.rank is Rank.PART:
        return "part"
    if row.rank is not Rank.CHAPTER:
        return f"{row.rank} of the chapter before"
    return {Matter.BODY: "chapter", Matter.FRONT: "front matter", Matter.BACK: "back matter"}[
        row.matter
    ]


def _replies(console: Console) -> Iterator[Reply]:
    """Yield the keys that mean something, as they are pressed."""
    known: Sequence[str] = list(Reply)
    while True:
        for key in pressed_keys():
            if key == "\x04":
                yield Reply.QUIT
            elif key in known:
                yield Reply(key)
            elif key == "\n":
                yield Reply.YES
            else:
                console.print(f"{', '.join(known[:-1])} or ?")
