"""The tokens `--letters` and `--hanging` → the rule by which the layout engine knows them.

Tokens are resolved and left out of a stylesheet. These two belong to no property of CSS.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The most that is taken: letters four in a hundred wider, marks hung twice as far as usual.
#: Beyond that letters look stretched, and a mark stands alone.
_MOST = {"--letters": 0.04, "--hanging": 2.0}


def liberties_rule(tokens: Mapping[str, str]) -> str:
    """Return the rule; a token that is no percentage, as `none`, allows nothing."""
    said = (f"{name}: {min(most, _share(tokens.get(name, ''))):g};" for name, most in _MOST.items())
    return f"html {{ {' '.join(said)} }}\n"


def _share(value: str) -> float:
    """Return a percentage as a factor; 0 for all else."""
    number = value.removesuffix("%").strip()
    try:
        return max(0.0, float(number) / 100) if value.endswith("%") else 0.0
    except ValueError:
        return 0.0
