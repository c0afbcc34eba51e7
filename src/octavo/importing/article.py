"""The values of this room: an article as read, what was decided, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from octavo.core.model import Finding

#: What the front matter of a chapter says that is several: each `#` of its article is a title. The
#: headings of its blocks stand a level lower, as in all articles that have more than one.
SPLIT = ("split", "true")


class Kind(StrEnum):
    """What a stretch of an article is, or is proposed to be.

    MARKUP is Markdown that no rule looks at: lists, quotations, tables, code, notes, images.
    SCENE is a paragraph that begins a scene: a break is written above it.
    """

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LETTER = "letter"
    MARKUP = "markup"
    SCENE = "scene"
    DROP = "drop"


class Level(StrEnum):
    """How sure a rule is: high is applied, medium proposed, never left as it is."""

    HIGH = "high"
    MEDIUM = "medium"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the source, verbatim, and the `line` (from 1) it begins on.

    `mark` is the punctuation that stood behind `text` and is not kept (the
    colon of a run-in heading); `glued` says that no space parted it from what
    follows. `verse` keeps the line breaks in `text`, which are spaces otherwise.
    `markdown` says that `text` is Markdown already and is written as it is;
    MARKUP always is. `depth` is a heading's level, 2 to 6. `after_blank` says that a blank
    paragraph stands above, which may end a scene.
    """

    kind: Kind
    text: str
    line: int
    mark: str = ""
    glued: bool = False
    verse: bool = False
    markdown: bool = False
    depth: int = 2
    after_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Words of a file that stand apart from its text: a comment, a deletion, what is hidden.

    `kind` says which, `line` beside which block, `page` in which file of an e-book or a folder;
    `author` whose they are if the file says so, and `about` the words of the text that they are
    about.
    """

    kind: str
    text: str
    line: int = 0
    page: str = ""
    author: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that an article shows: its path below `manuscript/`, and its bytes.

    `address` is how the article names it, empty for one that is part of the article.
    """

    path: str
    data: bytes
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as a reader gives it: its words in order, and its blocks.

    `words` are those of the blocks: where a format has marks of its own
    (Markdown) they are the words of that Markdown, but for the signs of its
    headings. `title`, `author`, `date` (ISO 8601) and `address` are what the format
    itself states, outside the words; empty if it does not. `front` are the other
    keys of its front matter that a chapter knows. `aliases` are other addresses that lead to
    it. Findings without a file are about the article. `apart` are words of the file that stand
    apart from its text.
    """

    words: tuple[str, ...]
    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    address: str = ""
    front: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    findings: tuple[Finding, ...] = ()
    apart: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One article of a run: what was read, and where from.

    `name` is the file name for its copy, which holds `data`; `where` is how
    messages call it; `path` is the file on this computer that is `data`, None
    for an article off the web or out of a feed or an export.
    """

    name: str
    data: bytes
    where: str
    source: Source
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a rule said of a stretch of the source, and whether that holds."""

    line: int
    rule: str
    level: Level
    action: Kind
    accepted: bool
    text: str

    @property
    def key(self) -> tuple[int, str, str]:
        """What the author's answer is remembered by."""
        return (self.line, self.rule, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Words (parted by white space) of an article, by what became of them.

    source + glued_tokens = title + byline + dropped + headings + body: a glued
    token such as `stay:In` is one word of the source and becomes two.
    `paragraphs` are the source's, without the title.
    """

    source: int
    title: int
    byline: int
    dropped: int
    headings: int
    body: int
    paragraphs: int
    glued_tokens: int

    @property
    def retagged(self) -> int:
        """Words that are kept in another place than the running text."""
        return self.title + self.byline + self.headings


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article with all decisions taken; `author` is empty if none is named.

    `title` is empty if the source has none that a rule is sure of.
    """

    source: Source
    title: str
    author: str
    blocks: tuple[Block, ...]
    decisions: tuple[Decision, ...]
    counts: Counts

    def of(self, kind: Kind) -> tuple[Block, ...]:
        """Return the blocks of one kind, in order."""
        return tuple(block for block in self.blocks if block.kind is kind)
