"""Transcripts: a small book, commands, and what they print, in one text file a case.

A transcript begins with a sentence that says what it shows. After that, each
line that begins with `===` opens a piece:

    === manuscript/one.md                 a file of the book, its text below
    === manuscript/book.toml with changes the small book's file, but for these lines:
                                          "- " goes, "+ " comes, "  " stays
    === manuscript/one.md with escapes    the same; `\\xe9` in it is a byte
    === manuscript/one.md -> ../x.md      a symbolic link
    === manuscript/drafts/                an empty folder
    === no manuscript/two.md              a file of the small book, taken away
    === $ octavo build                    a command, run in the book's folder
    === output                            what it wrote to standard output, if anything
    === output, among other lines         the same, but lines that are not here may come too
    === errors                            what it wrote to standard error, if anything
    === exit code 1                       how it ended

Every transcript starts from a copy of `small-book/`, so it only holds what
matters to it. BOOK stands for the book's folder, and sizes are
written `# KB`. Settings stand before the command: `$ NAME=value octavo build`.

With OCTAVO_ACCEPT=1 in the environment the expectations are rewritten; read
the difference before you commit it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

SMALL_BOOK = Path(__file__).parents[1] / "cli" / "small-book"

_AMONG = "output, among other lines"
_SIZE = re.compile(r"\b[0-9.]+ (?:KB|MB)\b")


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    output: str
    errors: str
    code: int


#: Runs a command line, without the `$`.
Octavo = Callable[[str], Ran]


@dataclass
class Piece:
    """A `===` line without the sign, and the lines below it."""

    head: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    def __str__(self) -> str:
        return f"=== {self.head}\n{self.text}"


def read_transcript(text: str) -> tuple[str, list[Piece]]:
    """The opening sentence with the blank line behind it, and the pieces."""
    title, _, rest = text.partition("=== ")
    pieces: list[Piece] = []
    for line in f"=== {rest}".splitlines():
        if line.startswith("=== "):
            pieces.append(Piece(line.removeprefix("=== ")))
        else:
            pieces[-1].lines.append(line)
    return title, pieces


def play(text: str, folder: Path, run: Octavo) -> str:
    """Writes the book into `folder`, runs the commands, and gives the transcript as it went."""
    title, pieces = read_transcript(text)
    shutil.copytree(SMALL_BOOK, folder, dirs_exist_ok=True)
    played = title
    for piece, after in pairwise([*pieces, Piece("")]):
        if piece.head.startswith("$ "):
            played += f"=== {piece.head}\n{_shown(run(piece.head[2:]), folder, after)}"
        elif not re.fullmatch(rf"output|{_AMONG}|errors|exit code \d+", piece.head):
            _write(piece, folder)
            played += str(piece)
    return played


def _write(piece: Piece, folder: Path) -> None:
    name, _, target = piece.head.partition(" -> ")
    if name.startswith("no "):
        path = folder / name[3:]
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return
    name, _, how = name.partition(" with ")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if target:
        path.unlink(missing_ok=True)
        path.symlink_to(target)
    elif name.endswith("/"):
        path.mkdir(exist_ok=True)
    elif how == "escapes":
        path.write_bytes(piece.text.encode().decode("unicode_escape").encode("latin-1"))
    elif how == "changes":
        path.write_text(_changed((SMALL_BOOK / name).read_text("utf-8"), piece), encoding="utf-8")
    else:
        path.write_text(piece.text, encoding="utf-8")


def _changed(text: str, piece: Piece) -> str:
    """`text` with the lines of a change: the old ones must be there, once and together."""
    old = "".join(f"{line[2:]}\n" for line in piece.lines if not line.startswith("+"))
    new = "".join(f"{line[2:]}\n" for line in piece.lines if not line.startswith("-"))
    assert text.count(old) == 1, f"these lines are not there, or not once:\n{old}"
    return text.replace(old, new)


def _shown(ran: Ran, folder: Path, expected: Piece) -> str:
    """What a command did, as a transcript has it; `expected` is the piece that follows it."""
    output, errors = _lines(ran.output, folder), _lines(ran.errors, folder)
    head = "output"
    if expected.head == _AMONG:
        head, output = _AMONG, [line for line in output if line in expected.lines]
    shown = str(Piece(head, output)) if output else ""
    shown += str(Piece("errors", errors)) if errors else ""
    return f"{shown}=== exit code {ran.code}\n"


def _lines(text: str, folder: Path) -> list[str]:
    text = _SIZE.sub("# KB", text.replace(str(folder), "BOOK"))
    return [line.rstrip() for line in text.splitlines()]
