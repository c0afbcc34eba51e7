"""The title that a chapter's file has, for people to know it by."""

from __future__ import annotations

import re
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.importing.markdown_escape import plain_of, plain_words
from octavo.manuscript.front_matter import split_front_matter

#: Code between fences, in which nothing is a heading.
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)", re.M | re.S)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*(?:\{[^{}\n]*\})?[ \t]*$", re.M)
_UNDERLINED = re.compile(r"^(\S.*)\n(?:=+|-+)[ \t]*$", re.M)
#: Pictures in a title: badges, mostly.
_PICTURE = re.compile(r"\[?!\[[^\[\]]*\]\([^()]*\)(?:\]\([^()]*\))?")


def chapter_title(text: str, name: str) -> str:
    """Return a chapter's title: its front matter's, else its first heading, else its file's name.

    Marks of Markdown are taken off.
    """
    try:
        about, text, _ = split_front_matter(text.lstrip("\ufeff"), name)
        stated = about.written.get("title")
    except OctavoError:
        stated = None
    if isinstance(stated, str) and stated.strip():
        return stated.strip()
    bare = FENCE.sub("", text)
    found = [each for each in (_HEADING.search(bare), _UNDERLINED.search(bare)) if each]
    first = min(found, key=lambda each: each.start(), default=None)
    title = plain_words(plain_of(_PICTURE.sub("", first[1]))) if first else ""
    return title.strip() or Path(name).stem


def word_count(text: str) -> int:
    """Return how many words a text has: runs between spaces with a letter or digit in them."""
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in text.split())
