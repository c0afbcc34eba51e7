"""Files that a chapter includes: their text takes the place of the tag, as its tool has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.importing.outlines.outline import read_text_file

#: Includes may stand this deep in each other.
_DEEPEST = 8
#: The longest text that includes may make of one chapter, in characters.
_LONGEST = 5_000_000

# mdBook's, Quarto's, MyST's, HonKit's (include-codeblock) and bookdown's, each alone on its line
# or within a line of code.
_TAG = re.compile(
    r"""\{\{\#(?:include|rustdoc_include|playground|playpen)[ \t]+(?P<mdbook>[^}]+?)[ \t]*\}\}
      | ^\{\{<[ \t]*include[ \t]+(?P<quarto>[^>]+?)[ \t]*>\}\}[ \t]*$
      | ^(?P<fence>`{3,}|:{3,})\{(?:include)\}[ \t]+(?P<myst>\S+)[ \t]*\n(?P=fence)[ \t]*$
      | ^\[(?:import|include)(?P<options>[:,][^\]\n]*)?\]\((?P<honkit>[^()\s]+)\)[ \t]*$
      | ^```\{r[^}\n]*\bchild[ ]*=[ ]*["'](?P<child>[^"']+)["'][^}\n]*\}[ \t]*\n```[ \t]*$""",
    re.VERBOSE | re.MULTILINE,
)
_NAMES = ("mdbook", "quarto", "myst", "honkit", "child")
_ANCHOR = re.compile(r".*\bANCHOR(?:_END)?:[ \t]*[\w-]+.*\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A chapter's text with its includes put in; the files that were, and those that were not."""

    text: str
    included: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def with_includes(text: str, path: Path, folder: Path) -> Resolved:
    """Return the text of the chapter at `path`; only files inside `folder` are followed."""
    included: list[str] = []
    left: list[str] = []

    def resolve(some: str, here: Path, depth: int) -> str:
        def put(found: re.Match[str]) -> str:
            named = next(name for name in found.group(*_NAMES) if name)
            name, part = _parted(named) if found["mdbook"] else (named.strip("\"'"), "")
            if found["honkit"]:
                part = _lines_of(found["options"] or "")
            there = (here.parent / name).resolve()
            inside = there.is_relative_to(folder.resolve()) and there.is_file()
            body = _body(there, part) if inside and depth < _DEEPEST else None
            if body is None or len(body) + sum(map(len, included)) > _LONGEST:
                left.append(found[0].split("\n")[0])
                return found[0]
            included.append(named)
            if found["honkit"]:
                return _as_code(body, there)
            return resolve(body, there, depth + 1)

        return _TAG.sub(put, some)

    made = resolve(text, path, 0)
    return Resolved(
        text=made, included=tuple(dict.fromkeys(included)), left=tuple(dict.fromkeys(left))
    )


def _lines_of(options: str) -> str:
    """Return which lines HonKit's tag asks for, as mdBook writes them: `:2-5` is `2:5`."""
    found = re.match(r":(\d*)-?(\d*)", options)
    if found is None or not (found[1] or found[2]):
        return ""
    is_one = "-" not in found[0]
    return found[1] if is_one else f"{found[1]}:{found[2]}"


def _as_code(body: str, path: Path) -> str:
    """Return a file's text as code, its language by the file's ending."""
    longest = max(map(len, re.findall(r"^`{3,}", body, re.M)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{path.suffix.lstrip('.')}\n{body}\n{fence}"


def include_tags(text: str) -> tuple[str, ...]:
    """Return the tags that ask for other files' text, each once, their first lines."""
    return tuple(dict.fromkeys(found[0].split("\n")[0] for found in _TAG.finditer(text)))


def _parted(named: str) -> tuple[str, str]:
    """Return mdBook's file, and which lines or which anchor of it: `a.rs:2:10`, `a.rs:main`."""
    name, _, part = named.split()[0].partition(":")
    return name, part


def _body(path: Path, part: str) -> str | None:
    """Return the text of a file or of a part of it; None if that cannot be had."""
    try:
        text = read_text_file(path)
    except (OSError, OctavoError):
        return None
    if part and re.fullmatch(r"\d*(?::\d*)?", part):
        first, colon, last = part.partition(":")
        lines = text.splitlines(keepends=True)
        start = int(first) - 1 if first else 0
        end = (int(last) if last else len(lines)) if colon else start + 1
        text = "".join(lines[start:end])
    elif part:
        name = re.escape(part)
        held = re.search(
            rf"ANCHOR:[ \t]*{name}\b.*\n((?s:.*?))^.*ANCHOR_END:[ \t]*{name}\b", text, re.M
        )
        text = held[1] if held else ""
        if not held:
            return None
    return _ANCHOR.sub("", text).rstrip("\n")
