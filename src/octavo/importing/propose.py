"""A proposed order in book.toml: comments above `[contents]`, which no run takes for orders."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEAD = "# Proposed by `octavo assemble --propose-order`; only a comment, the order below holds."
END = "# End of the proposal."

# From the head to the end, as long as nothing but comments lies between.
_BLOCK = re.compile(rf"^{re.escape(HEAD)}\n(?:#.*\n)*?{re.escape(END)}\n\n?", re.MULTILINE)
_UNENDED = re.compile(rf"^{re.escape(HEAD)}\n(?:#.*\n)*\n?", re.MULTILINE)
_CONTENTS = re.compile(r"^[ \t]*\[[ \t]*contents[ \t]*\]|^[ \t]*\[\[[ \t]*contents\.", re.MULTILINE)


def with_proposal(text: str, lines: Sequence[str]) -> str:
    """Put the comment `lines` into book.toml's `text`, in place of an earlier run's."""
    block = "\n".join([HEAD, *lines, END]) + "\n\n"
    for pattern in (_BLOCK, _UNENDED):
        found = pattern.search(text)
        if found:
            return _ended(text[: found.start()] + block + text[found.end() :])
    contents = _CONTENTS.search(text)
    if contents:
        return text[: contents.start()] + block + text[contents.start() :]
    return _ended(f"{_ended(text)}\n{block}")


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n"
