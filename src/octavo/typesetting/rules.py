"""What a line costs: how the ways to break a paragraph are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Costs in demerits, as TeX counts them; a line's own are `(line + badness)²`.

    Badness is 100 times the cube of how far a line's glue stretches or shrinks against what it
    gives. `tolerances` are tried one after the other; the first of them without hyphens.
    """

    line: float = 10.0
    #: Lines one below the other of which one is tight and one loose.
    unlike: float = 10_000.0
    #: Two lines one below the other that end with a hyphen.
    hyphens: float = 10_000.0
    #: The most of them one below the other.
    ladder: int = 2
    #: A last line but one that ends with a hyphen.
    last_hyphen: float = 300_000.0
    #: A last line narrower than `runt_width`.
    runt: float = 150_000.0
    runt_width: float = 0.0
    #: The end of a divided word that is narrower is a last line only where there is no other way.
    stub: float = 1e9
    stub_width: float = 0.0
    tolerances: tuple[float, ...] = (100.0, 500.0, float("inf"))
