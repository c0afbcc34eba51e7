"""What other tools call the four kinds of words that stand beside a text."""

from __future__ import annotations

from types import MappingProxyType

#: The kinds that Octavo has, and so the classes that its styles know.
KINDS = ("note", "tip", "important", "warning")

#: Names of callouts, admonitions and alerts: of GitHub (NOTE, TIP, IMPORTANT, WARNING, CAUTION),
#: Quarto (`callout-…`), MyST and Sphinx, Obsidian ("Callouts", supported types), bookdown.
_NAMES = MappingProxyType(
    {
        "note": "note", "info": "note", "abstract": "note", "summary": "note", "tldr": "note",
        "todo": "note", "question": "note", "help": "note", "faq": "note", "example": "note",
        "quote": "note", "cite": "note", "seealso": "note", "admonition": "note",
        "tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip",
        "important": "important", "attention": "important",
        "warning": "warning", "caution": "warning", "danger": "warning", "error": "warning",
        "failure": "warning", "fail": "warning", "missing": "warning", "bug": "warning",
    }
)  # fmt: skip

#: Names by which a container may be one: those that mean nothing else there.
_CONTAINERS = frozenset(
    "note info tip hint important attention warning caution danger error seealso admonition".split()
)

_MARKUA = {"A": "note", "D": "note", "E": "warning", "I": "note", "Q": "note", "T": "tip",
           "W": "warning", "X": "note"}  # fmt: skip
_HINTS = {"info": "note", "success": "tip", "warning": "warning", "danger": "warning"}


def callout_kind(name: str) -> str | None:
    """Return the kind of an alert by its name in any of those tools; None if it is unknown."""
    return _NAMES.get(name.lower().removeprefix("callout-"))


def container_kind(name: str) -> str | None:
    """Return the kind of a container of that name (`note`, `callout-note`); None if it is none."""
    bare = name.lower().removeprefix("callout-")
    return _NAMES.get(bare) if bare in _CONTAINERS or bare != name.lower() else None


def hint_kind(style: str) -> str:
    """Return the kind of a GitBook hint by its style."""
    return _HINTS.get(style.lower(), "note")


def markua_kind(letter: str) -> str:
    """Return the kind of a block of Markua's by its letter."""
    return _MARKUA[letter]
