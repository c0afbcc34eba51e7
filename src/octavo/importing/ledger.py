"""The ledger, `manuscript/articles/ledger.toml`: what was decided about each article.

A person reads and edits it: comments, unknown keys and the order of articles
stay as they are. `accepted`, `action` and `reviewed` are the author's words;
the rest is rewritten.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from octavo.core.errors import OctavoError
from octavo.importing.article import Article, Kind
from octavo.importing.article_rules import RULES
from octavo.manuscript.text_files import read_text
from octavo.manuscript.toml_file import TomlFile, read_toml

#: The ledger's path in a book's folder.
LEDGER = "manuscript/articles/ledger.toml"

SCHEMA = 1

#: What a decision is known by: line, rule, verbatim text (`Decision.key`).
Key = tuple[int, str, str]

#: The author's answer: accepted or not, or accepted as another kind than the rule's.
Answer = bool | Kind

#: What an author may make of any stretch; other kinds are for the rules that propose them.
ACTIONS = frozenset((Kind.HEADING, Kind.DROP, Kind.LETTER))

_HINT = "Undo the last change to the ledger; only accepted, action and reviewed are yours."

# An article begins at its head, with the blank lines and comments above it.
_ARTICLE = re.compile(r"(?:^[ \t]*(?:#.*)?\n)*^[ \t]*\[\[[ \t]*article[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of the ledger.

    `file` is relative to `manuscript/articles`, `chapter` to `manuscript`;
    `chapter_sha256` is of the chapter as it was last written. `origin` is where
    the article came from (a path from the book's folder, or an address), empty
    if the copy is all that is known; `copied` says that it lies there.
    `out` says that the author has taken the chapter out of the book.
    `reviewed` are the decisions that the author has spoken on, `pictures` the
    images by how the article names them, for a run from the copy. `remarks` are
    what was said of the article, a line each.
    """

    file: str
    sha256: str
    origin: str = ""
    encoding: str = ""
    copied: bool = True
    out: bool = False
    chapter: str
    chapter_sha256: str
    title: str
    author: str
    article: Article
    reviewed: frozenset[Key] = frozenset()
    pictures: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


class Answers(Mapping[Key, Answer]):
    """The author's answers; one whose line has moved is still found, if its text stands once."""

    def __init__(self, answers: Mapping[Key, Answer]) -> None:
        self._answers = dict(answers)
        self._moved: dict[tuple[str, str], list[Key]] = {}
        for key in answers:
            self._moved.setdefault(key[1:], []).append(key)

    def __getitem__(self, key: Key) -> Answer:
        return self._answers[self.place(key)]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def place(self, key: Key) -> Key:
        """Return the key under which the ledger has the decision; raise KeyError if it has none."""
        places = self._moved.get(key[1:], [])
        if key not in self._answers and len(places) != 1:
            raise KeyError(key)
        return key if key in self._answers else places[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the ledger on disk says of one article; the names are those of `Entry`."""

    sha256: str
    origin: str
    encoding: str
    copied: bool
    out: bool
    chapter: str
    chapter_sha256: str
    title: str
    answers: Answers
    reviewed: frozenset[Key]
    pictures: Mapping[str, str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The ledger as it lies on the disk: its text in pieces, and what they say.

    `head` is what stands before the first article; `pieces` are the articles by
    file, each with the comments above it. `remarks` are what was said of other
    files than articles.
    """

    head: str = ""
    pieces: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Recorded] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def read_ledger(root: Path) -> Ledger:
    """Return the ledger of the book in `root`, empty if there is none.

    Raises `OctavoError` if it cannot be parsed or says what it cannot mean.
    """
    path = root / LEDGER
    if not path.exists():
        return Ledger()
    text = read_text(path, LEDGER)
    head, pieces = split_ledger(text)
    items = _items(head, pieces)
    if items is None:
        return _refuse(read_toml(path, LEDGER))
    known = {}
    for item in items:
        try:
            known[str(item["file"])] = _known(item)
        except (KeyError, TypeError, ValueError, AttributeError):
            return _refuse(read_toml(path, LEDGER))
    files = [str(item["file"]) for item in items]
    if len(known) != len(pieces) or len({item.chapter for item in known.values()}) != len(known):
        return _refuse(read_toml(path, LEDGER))
    return Ledger(
        head=head,
        pieces=dict(zip(files, pieces, strict=True)),
        known=known,
        remarks=_texts(tomllib.loads(head).get("remarks")),
    )


def split_ledger(text: str) -> tuple[str, list[str]]:
    """Return the text before the first article, and the text of each."""
    starts = [found.start() for found in _ARTICLE.finditer(text)]
    if not starts:
        return text, []
    ends = [*starts[1:], len(text)]
    return text[: starts[0]], [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _items(head: str, pieces: list[str]) -> list[dict[str, Any]] | None:
    """Return the articles' tables; None if the pieces are not what the whole would be."""
    # Piece by piece: the whole would have to be read twice, once to be taken apart.
    try:
        about = tomllib.loads(head)
        read = [tomllib.loads(piece) for piece in pieces]
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    last = len(read) - 1
    sound = all(
        isinstance(data["article"], list)
        and len(data["article"]) == 1
        and (len(data) == 1 or (number == last and not data.keys() & about.keys()))
        for number, data in enumerate(read)
    )
    if "article" in about or about.get("schema", SCHEMA) != SCHEMA or not sound:
        return None
    return [data["article"][0] for data in read]


def _known(item: Mapping[str, Any]) -> Recorded:
    chapter = str(item["chapter"])
    if not _is_chapter(chapter):
        raise ValueError(chapter)
    decisions = item.get("decision", [])
    return Recorded(
        sha256=str(item.get("sha256", "")),
        origin=str(item.get("origin", "")),
        encoding=str(item.get("encoding", "")),
        copied=item.get("copied", True) is True,
        out=item.get("out") is True,
        chapter=chapter,
        chapter_sha256=str(item.get("chapter_sha256", "")),
        title=str(item.get("title", "")),
        answers=Answers({_key(each): _answer(each) for each in decisions}),
        reviewed=frozenset(_key(each) for each in decisions if each.get("reviewed") is True),
        pictures={str(k): str(v) for k, v in item.get("pictures", {}).items() if is_inside(v)},
        remarks=_texts(item.get("remarks")),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _key(item: Mapping[str, Any]) -> Key:
    return item["line"], item["rule"], item["text"]


def _answer(item: Mapping[str, Any]) -> Answer:
    """Return the author's answer to a decision; raise ValueError for an action that is none."""
    accepted = item["accepted"] is True
    if "action" not in item:
        return accepted
    action = Kind(item["action"])
    own = {rule.action for rule in RULES if rule.code == item["rule"]}
    if action not in ACTIONS and own and action not in own:
        raise ValueError(action)
    return action if accepted else False


def _is_chapter(name: str) -> bool:
    return is_inside(name) and name.endswith(".md")


def is_inside(name: object) -> bool:
    """Return whether it is a path that stays below its folder."""
    path = PurePosixPath(str(name))
    return not path.is_absolute() and ".." not in path.parts


def _refuse(ledger: TomlFile) -> Ledger:
    """Raise the `OctavoError` that says what is wrong with a ledger, and where."""
    if ledger.data.get("schema", SCHEMA) != SCHEMA:
        raise OctavoError(
            f"schema {ledger.data['schema']!r} is not known to this version of Octavo.",
            where=f"{LEDGER}:{ledger.line_of_key('schema') or 1}",
            hint=f"This version reads schema = {SCHEMA}: install the Octavo that wrote the file.",
        )
    articles = ledger.data.get("article", [])
    if isinstance(articles, list):
        seen: set[tuple[str, object]] = set()
        for number, item in enumerate(articles):
            _refuse_article(ledger, number, item, seen)
    raise OctavoError("the articles are not written as [[article]].", where=LEDGER, hint=_HINT)


def _refuse_article(
    ledger: TomlFile, number: int, item: Any, seen: set[tuple[str, object]]
) -> None:
    place: tuple[str | int, ...] = ("article", number)

    def error(message: str, *way: str | int, hint: str = _HINT) -> OctavoError:
        line = ledger.line_of(*place, *way) or 1
        return OctavoError(message, where=f"{LEDGER}:{line}", hint=hint)

    def table(item: Any, *way: str | int) -> Mapping[str, Any]:
        if not isinstance(item, dict):
            raise error("this should be a table of keys and values.", *way)
        return item

    article = table(item)
    for key in ("file", "chapter"):
        if key not in article:
            raise error(f"an article lacks {key}.")
    if not _is_chapter(str(article["chapter"])):
        raise error(
            f'chapter "{article["chapter"]}" is not a Markdown file inside the manuscript.',
            "chapter",
            hint='Write its path below manuscript/, such as "one.md".',
        )
    for key in ("file", "chapter"):
        if (key, article[key]) in seen:
            raise error(f'{key} "{article[key]}" stands here twice.', key)
        seen.add((key, article[key]))
    decisions = article.get("decision", [])
    if not isinstance(decisions, list):
        raise error("the decisions are not written as [[article.decision]].", "decision")
    for count, each in enumerate(decisions):
        decision = table(each, "decision", count)
        for key in ("line", "rule", "text", "accepted"):
            if key not in decision:
                raise error(f"a decision lacks {key}.", "decision", count)
        try:
            _answer(decision)
        except (ValueError, TypeError):
            raise error(
                f"action {decision['action']!r} is not known for this rule.",
                *("decision", count, "action"),
                hint="Write heading, drop or letter; accepted = false keeps the words as text.",
            ) from None
