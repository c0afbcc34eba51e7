"""A TOML file together with its text, so that messages can name lines."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.core.errors import OctavoError
from octavo.manuscript.text_files import read_text
from octavo.manuscript.toml_positions import find_positions

# What tomllib says, what it means, and what to do: the first pattern that is found.
_REASONS = (
    (r"Illegal character '\\n'", "the closing quotation mark is missing", 'Write "…" around it.'),
    ("Unterminated string", "a string is never closed", "Add its closing quotation marks."),
    (r"Unescaped '\\'", "a backslash has a meaning of its own", "Write / in paths, else \\\\."),
    ("Cannot overwrite", "this key stands twice in its table", "Take one of the two out."),
    ("Cannot declare", "this table stands twice", "Put the keys of both under one head."),
    ("Expected '='", "there is no = after the key", 'Write the line as key = "value".'),
    ("end of document", "it ends within a value", "Look for a bracket that is not closed."),
    ("Invalid value", "this is no value that TOML knows", 'Put text in straight quotes: "…".'),
)
_REMEDY = 'Write each line as key = "value"; lists stand in [square brackets].'


#: What tomllib gives has no types. `book_toml_keys.py` looks at every value of book.toml first.
Table = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """`name` is how messages call the file; `data` is its parsed content."""

    name: str
    text: str
    data: Table

    def line_of(self, *path: str | int) -> int | None:
        """Return the line of the value at `path`, or of the nearest table or list around it."""
        lines = find_positions(self.text).lines
        lengths = range(len(path), 0, -1)
        return next((lines[path[:n]] for n in lengths if path[:n] in lines), None)

    def line_of_key(self, key: str) -> int | None:
        """Return the line of the first key or table called `key`, wherever it stands."""
        lines = find_positions(self.text).lines
        return next((line for path, line in lines.items() if path[-1] == key), None)


def read_toml(path: Path, name: str) -> TomlFile:
    """Read `path`; raise `OctavoError` with line and column if it is malformed."""
    text = read_text(path, name)
    return TomlFile(name=name, text=text, data=parse_toml(text, name))


def parse_toml(text: str, name: str, *, first: int = 1) -> Table:
    """Return the data of a TOML text; `first` is the line of the file `name` where it begins.

    Raises `OctavoError` with line and column if it is malformed.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, line, column = str(error), text.rstrip("\n").count("\n") + 1, ""
    except RecursionError:
        message, line, column = "lists stand too deep in lists", 1, ""
    found = re.search(r"^(.*?)\s*\(at line (\d+), column (\d+)\)$", message)
    if found:
        message, line, column = found[1], int(found[2]), f":{found[3]}"
    said = (message[:1].lower() + message[1:], _REMEDY)
    reason, remedy = next((row[1:] for row in _REASONS if re.search(row[0], message)), said)
    raise OctavoError(
        f"not valid TOML: {reason}.", where=f"{name}:{first + line - 1}{column}", hint=remedy
    )


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Ask if the nearest known word was meant; if none is near, give `otherwise`, or all."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    if otherwise is not None:
        return otherwise
    return f"Known: {', '.join(names)}." if names else ""
