"""A printer's rules, read from their TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Trim size and margins; every length in points (1/72 in).

    `inner` is the margin at the spine with the gutter, `outer` the one at the
    fore-edge.
    """

    name: str
    title: str
    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float


def profile_names() -> tuple[str, ...]:
    """The profiles that are there, by name."""
    folder = files("octavo.profiles")
    names = (entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def load_profile(name: str) -> Profile:
    """Reads `profiles/<name>.toml`; `name` is one of `profile_names()`."""
    table = tomllib.loads((files("octavo.profiles") / f"{name}.toml").read_text("utf-8"))
    return Profile(name=name, title=table["title"], **table["trim"], **table["margins"])
