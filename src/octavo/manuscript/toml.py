"""A TOML file together with its text, so that messages can name lines."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.errors import OctavoError
from octavo.manuscript.source import read_text
from octavo.model import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """`name` is how messages call the file; `data` is its parsed content."""

    name: str
    text: str
    data: dict[str, Any]

    def line_of_key(self, key: str, table: str = "") -> int | None:
        """The line of `key = …` or `[key]` inside `[table]` (or anywhere)."""
        start = self._table_start(table)
        name = rf'"?{re.escape(key)}"?'
        pattern = rf'^[ \t]*(?:{name}\s*=|\[\[?\s*(?:[\w."-]+\.)?{name}\s*[.\]])'
        found = re.compile(pattern, re.M).search(self.text, start)
        return self._line(found.start()) if found else None

    def line_of_string(self, value: str, nth: int = 0) -> int | None:
        """The line of the string `value`'s occurrence number `nth`, from 0."""
        quoted = re.compile(rf"""(["']){re.escape(value)}\1""")
        found = list(quoted.finditer(self.text))
        return self._line(found[min(nth, len(found) - 1)].start()) if found else None

    def error(self, code: str, message: str, line: int | None, hint: str) -> Finding:
        """An error of this file."""
        return Finding(
            code=code,
            severity=Severity.ERROR,
            message=message,
            file=self.name,
            line=line,
            hint=hint,
        )

    def _table_start(self, table: str) -> int:
        if not table:
            return 0
        found = re.search(rf"^[ \t]*\[\[?\s*{re.escape(table)}\s*\]", self.text, re.M)
        return found.start() if found else 0

    def _line(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1


def read_toml(path: Path, name: str) -> TomlFile:
    """Reads `path`; raises `OctavoError` with line and column if it is malformed."""
    text = read_text(path, name)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, where = _position(str(error), text)
        raise OctavoError(
            f"not valid TOML: {reason}.",
            where=f"{name}:{where}",
            hint="Strings stand in double quotes, lists in square brackets.",
        ) from None
    return TomlFile(name=name, text=text, data=data)


def _position(message: str, text: str) -> tuple[str, str]:
    """Takes `Expected '=' (at line 3, column 5)` apart: reason and `3:5`."""
    found = re.search(r"^(.*?)\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if not found:
        return message, "1"
    reason = found[1][:1].lower() + found[1][1:]
    if found[2] is None:
        return reason, str(max(1, len(text.splitlines())))
    return reason, f"{found[2]}:{found[3]}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the nearest known word, or the list of known ones."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known: {', '.join(names)}." if names else ""
