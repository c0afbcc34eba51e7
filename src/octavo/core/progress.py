"""How far a build has come: the events that it yields beside its results."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Work begins: `name` is a stage of the pipeline, `edition` empty for the whole book."""

    name: str
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Of so many pieces, `kept` were there from another build; `name` says what they are."""

    name: str
    kept: int
    of: int
    edition: str = ""
