"""Where keys and values stand in a TOML text.

`tomllib` reads the values and forgets the lines. This walks a text that it has
accepted once more, and only notes lines; so it may be lenient.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

#: The way to a value: keys of tables and numbers of list items, from 0:
#: `("contents", "part", 1, "title")`.
Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*\''''
    r"""|\#[^\n]*|\n|[\[\]{}=,.]|[^\s\[\]{}=,.\#"']+""",
    re.S,
)
_VALUE_ENDS = frozenset(("\n", ",", "]", "}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Lines, from 1: of each key, table head and list item by its path."""

    lines: dict[Path, int]


@lru_cache(maxsize=2)  # asked for once a chapter: a book of 1,500 would take a minute longer
def find_positions(text: str) -> Positions:
    """Walk a valid TOML text; a path that is named twice keeps its first line."""
    walk = _Walk(text)
    walk.run()
    return Positions(lines=walk.lines)


class _Walk:
    """One pass over the tokens; `lines` gathers what is met."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._tokens: list[tuple[str, int]] = []
        self._at = 0
        line, end = 1, 0
        for found in _TOKEN.finditer(text):
            line, end = line + text.count("\n", end, found.start()), found.start()
            if not found[0].startswith("#"):
                self._tokens.append((found[0], line))

    def run(self) -> None:
        table: Path = ()
        while self._at < len(self._tokens):
            if self._skip("\n"):
                continue
            if self._peek() == "[":
                table = self._head()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _skip(self, *tokens: str) -> bool:
        """Take a token if it is one of these."""
        present = bool(self._peek()) and self._peek() in tokens
        self._at += present
        return present

    def _note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def _head(self) -> Path:
        """`[table]` or `[[table]]`; a list of tables counts its items."""
        line = self._tokens[self._at][1]
        self._skip("[")
        listed = self._skip("[")
        *parents, last = self._key()
        path: Path = ()
        for key in parents:
            path = (*path, key)
            if path in self._counts:
                path = (*path, self._counts[path])
        path = (*path, last)
        if listed:
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
        while self._skip("]"):
            pass
        self._note(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line = self._tokens[self._at][1]
        path = (*table, *self._key())
        self._note(path, line)
        self._skip("=")
        self._value(path)

    def _key(self) -> list[str]:
        """Read the parts of a dotted key, up to what is no part of one."""
        parts: list[str] = []
        while self._peek() and self._peek() not in ("=", "]", "\n"):
            token = self._peek()
            self._at += 1
            if token != ".":
                parts.append(_plain(token))
        return parts or [""]

    def _value(self, path: Path) -> None:
        if self._skip("["):
            number = 0
            while self._peek() and not self._skip("]"):
                if self._skip("\n"):
                    continue
                if self._skip(","):
                    number += 1
                    continue
                self._note((*path, number), self._tokens[self._at][1])
                self._value((*path, number))
        elif self._skip("{"):
            while self._peek() and not self._skip("}"):
                if not self._skip("\n", ","):
                    self._pair(path)
        else:
            while self._peek() and self._peek() not in _VALUE_ENDS:
                self._at += 1


def _plain(token: str) -> str:
    """Return a quoted string or key without its quotes; a bare one as it is."""
    return str(tomllib.loads(f"x = {token}")["x"]) if token[0] in "\"'" else token
