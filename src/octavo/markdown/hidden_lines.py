"""Lines of Rust that mdBook and rustdoc run and do not show: what a reader would trip over.

# use std::io;       not shown, like a lone #
## a heading         shown with one # less
#[derive(Clone)]     shown: it is Rust

Source: rustdoc, "Documentation tests", "Hiding portions of the example".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.token import Token

from octavo.markdown.fence_info import read_info
from octavo.markdown.reading import Reading

_HIDDEN = re.compile(r"(?m)^[ \t]*#(?:[ \t][^\n]*)?(?:\n|\Z)")
_ESCAPED = re.compile(r"(?m)^([ \t]*)##")


def hide_lines(tokens: Iterable[Token], reading: Reading) -> None:
    """Take such lines out of fences of Rust, and note how many each had."""
    for token in tokens:
        if token.type != "fence" or "#" not in token.content or not token.map:
            continue
        if read_info(token.info).language != "rust":
            continue
        shown, count = _HIDDEN.subn("", token.content)
        if shown.strip():
            token.content = _ESCAPED.sub(r"\1#", shown)
            if count:
                reading.hidden.append(("mdBook", count, token.map[0]))
