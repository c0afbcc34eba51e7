"""How far a formula is read: what is open in it, and what goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from octavo.findings.catalogue.mathematics import MathUnreadable
from octavo.markdown.math_tables import TableMark
from octavo.markdown.tex_signs import TexError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTex:
    """A formula as latex2mathml reads it, and what its signs of private use stand for."""

    tex: str
    tables: tuple[TableMark, ...]
    names: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Open:
    """Something that is open: a brace, `\\left`, `\\begin`, a brace of rows.

    `at` is where it was written, `row` the number of the row that is read.
    """

    kind: str
    name: str
    at: int
    table: TableMark | None = None
    head: int = 0
    row: int = 0


@dataclass(slots=True, kw_only=True)
class Reading:
    """How far it is read: what is open, innermost last, what goes on, and (`loose`) ends of rows
    and cells that stand in no table."""

    tokens: Iterator[re.Match[str]]
    tex: str
    tables: list[TableMark]
    names: list[str]
    open: list[Open] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)
    written: list[str] = field(default_factory=list)

    @property
    def rows(self) -> Open | None:
        """What `&` and `\\\\` part into cells and rows here."""
        inner = next((what for what in reversed(self.open) if what.kind != "left"), None)
        if inner is None or inner.kind not in ("rows", "begin") or not inner.name:
            return None
        return inner


def unclosed(what: Open) -> TexError:
    """Return the error that something was never closed."""
    kind, name = what.kind, what.name
    if kind == "left":
        return TexError(MathUnreadable.rightless())
    if kind == "begin":
        return TexError(MathUnreadable.endless({"name": name}))
    return TexError(MathUnreadable.unclosed())
