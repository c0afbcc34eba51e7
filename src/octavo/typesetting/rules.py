"""What a line costs: how the ways to break a paragraph are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Costs in demerits, as TeX counts them; a line's own are `(line + badness)²`.

    Badness is 100 times the cube of how far a line's glue stretches against what it gives, and
    `tight` times the cube of how far it shrinks. `tolerances` are tried one after the other: the
    first without hyphens and without places that cost over `dear`, the first two without runts.
    """

    line: float = 10.0
    #: A space shrinks by a quarter at most, where TeX's does by a third: (3/4)³ of a hundred.
    tight: float = 42.0
    #: A line that stretches further than it gives: its letters are as wide as they may be, and
    #: its spaces half as wide again as they are.
    loose: float = 25_000.0
    #: A line that stretches further than `gape` times what it gives: its spaces are 1.8 times as
    #: wide as they are.
    gaping: float = 300_000.0
    gape: float = 1.4
    #: Lines one below the other of which one is tight and one loose.
    unlike: float = 5_000.0
    #: Two lines one below the other that end with a hyphen.
    hyphens: float = 10_000.0
    #: The most of them one below the other.
    ladder: int = 2
    #: A last line but one that ends with a hyphen; a last line that is the end of its word alone.
    last_hyphen: float = 200_000.0
    fragment: float = 600_000.0
    #: Such an end that is narrower than `stub_width` is one only where there is no other way.
    stub: float = 1e9
    stub_width: float = 0.0
    #: A last line narrower than `runt_width`.
    runt: float = 500_000.0
    runt_width: float = 0.0
    dear: float = 300.0
    tolerances: tuple[float, ...] = (100.0, 300.0, 500.0, float("inf"))
