"""The title of a chapter that only its tool's list names, put where the chapter states it."""

from __future__ import annotations

import json
import re

from octavo.importing.chapter_titles import FENCE
from octavo.manuscript.front_matter import split_front_matter

#: The line that begins front matter, with what tells TOML's from YAML's.
_FRONT = re.compile(r"\ufeff?(?P<sign>---|\+\+\+)[ \t]*\n")
_HEADING = re.compile(r"^(?P<signs>#{1,6})[ \t]+\S|^\S.*\n(?P<line>=+|-+)[ \t]*$", re.M)
#: A title in HTML, as pages on GitHub begin.
_HTML = re.compile(r"<h1\b", re.I)


def with_title(text: str, title: str, *, alone: bool = False) -> str:
    """Return a chapter with `title` in its front matter, if nothing in it is its title.

    That is a title there, a heading of the first level, or one heading alone above all others
    with nothing before it. With `alone` one of the first level has to be alone above all, too.
    """
    about, rest, _ = split_front_matter(text.lstrip("\ufeff"), "")
    if not title or about.written.get("title") or _has_title(rest, alone=alone):
        return text
    front = _FRONT.match(text)
    said = json.dumps(title, ensure_ascii=False)  # a string of YAML, and of TOML
    if front is None:
        return f"---\ntitle: {said}\n---\n\n{text.lstrip(chr(0xFEFF))}"
    line = f"title: {said}\n" if front["sign"] == "---" else f"title = {said}\n"
    return text[: front.end()] + line + text[front.end() :]


def _has_title(text: str, *, alone: bool) -> bool:
    bare = FENCE.sub("", text)
    found = [*_HEADING.finditer(bare)]
    levels = [_level(each) for each in found]
    if not found:
        return bool(_HTML.search(bare))
    top = min(levels)
    opens = levels[0] == top and not bare[: found[0].start()].strip()
    if alone and top == 1:
        return opens and levels.count(1) == 1
    return top == 1 or bool(_HTML.search(bare)) or (opens and levels.count(top) == 1)


def _level(found: re.Match[str]) -> int:
    return len(found["signs"]) if found["signs"] else 1 if found["line"][0] == "=" else 2
