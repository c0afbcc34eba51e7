"""`::: name` … `:::`: a block of a kind, for Python-Markdown.

The fence becomes a `div` whose content Markdown parses (`md_in_html`); which
element the name finally means is said in `blocks.py`, `verse.py` and
`callouts.py`. The opening line is `::: name rest of the line {attributes}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from octavo.core.model import Finding
from octavo.findings.catalogue.markup import AttributesUnread, ContainerOpen
from octavo.markdown.callouts import CALLOUTS, title_line
from octavo.markdown.source_places import FENCE_LINE, Lines
from octavo.markdown.spans import read_attributes
from octavo.markdown.verse import VERSE, verse_lines

_FENCE = re.compile(FENCE_LINE)
# Braces behind a bracket are a span's, in the title of a callout.
_BRACES = re.compile(r"(?<!\])\{:?([^{}]*)\}$")
_NOT_NAME = re.compile(r"[^\w-]+")
#: The name that stands twice: as it is written, and as it comes out (`examples.py`).
EXAMPLE = "example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What stands behind `:::`. `attributes` are None if their braces cannot be read."""

    name: str
    rest: str
    attributes: dict[str, str] | None


def read_opening(words: str) -> Opening:
    """Return the parts of an opening line, given what stands behind its colons."""
    braces = _BRACES.search(words)
    attributes = read_attributes(braces[1]) if braces else {}
    before = words[: braces.start()] if braces else words
    name, _, rest = before.strip().partition(" ")
    return Opening(name=name, rest=rest.strip(), attributes=attributes)


def fence(line: str) -> str | None:
    """Return the words behind the colons of a fence, none if it closes; None if it is no fence."""
    found = _FENCE.match(line)
    return found[1] if found else None


def partner(lines: Sequence[str], start: int) -> int | None:
    """Return the line on which the container that opens on line `start` is closed."""
    depth = 0
    for number in range(start, len(lines)):
        words = fence(lines[number])
        if words is not None:
            depth += 1 if words else -1
        if depth == 0:
            return number
    return None


def open_tag(classes: str, attributes: dict[str, str], kind: str = "") -> str:
    """Return the `div` that md_in_html reads; `kind` is for the shaping that follows."""
    given = dict(attributes)
    names = f"{classes} {given.pop('class', '')}".split()
    parts = {"class": " ".join(names), **given, "data-container": kind, "markdown": "block"}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in parts.items())
    return f"<div {written}>"


class Containers(Extension):
    """Registers the fences."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Add the preprocessor behind fenced code (25) and before raw HTML (20)."""
        md.preprocessors.register(_Fences(md), "octavo-containers", 22)


class _Fences(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        number = 0
        while number < len(lines):
            words = fence(lines[number])
            if words is None:
                result.append(lines[number])
            elif not words:
                result += ["", "</div>", ""]
            else:
                end = partner(lines, number) if VERSE.match(words) else None
                result += ["", _opened(words), ""]
                if end is not None:
                    result += [*verse_lines(lines[number + 1 : end]), "", "</div>", ""]
                    number = end
            number += 1
        return result


def block_attributes(words: str) -> tuple[dict[str, str], str]:
    """Return the attributes of a container's `div`, and the line of its title, empty if none."""
    opening = read_opening(words)
    given = dict(opening.attributes or {})
    classes, title = f"{opening.name} {opening.rest}", ""
    if opening.name in CALLOUTS:
        classes, title = f"callout {opening.name}", title_line(opening.rest)
    names = f"{_NOT_NAME.sub(' ', classes).strip()} {given.pop('class', '')}".split()
    return {"class": " ".join(names), **given, "data-container": opening.name}, title


def _opened(words: str) -> str:
    attributes, title = block_attributes(words)
    kind = attributes.pop("data-container")
    return open_tag(attributes.pop("class"), attributes, kind) + title


def container_findings(lines: Lines, file: str) -> Iterator[Finding]:
    """Errors for a `:::` without partner, warnings for attributes that cannot be read."""
    line = lines.open_container()
    if line is not None:
        yield ContainerOpen.found(file=file, line=line)
    for offset, words in lines.containers():
        braces = _BRACES.search(words)
        if braces and read_attributes(braces[1]) is None:
            yield AttributesUnread.container({"words": braces[0]}, file=file, line=offset)
