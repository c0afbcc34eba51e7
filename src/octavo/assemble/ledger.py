"""The ledger, `manuscript/articles/ledger.toml`: what was decided about each article.

A person reads and edits it: comments, unknown keys and the order of articles
stay as they are. `accepted` is the author's word; the rest is rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Table

from octavo.assemble.article import Article, Decision
from octavo.errors import OctavoError
from octavo.manuscript.toml import read_toml

#: The ledger's path in a book's folder.
LEDGER = "manuscript/articles/ledger.toml"

_SCHEMA = 1

_HEAD = """\
# What `octavo assemble` made of each article, and why. Every word of the source is
# accounted for: source + glued_tokens = kept + dropped + retagged, where kept is the
# body and retagged the title, the by-line and the headings.
# Change accepted = true or false, run the same command again, and the chapter follows
# (unless you have edited it: an edited chapter is left alone).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of the ledger.

    `file` is relative to `manuscript/articles`, `chapter` to `manuscript`;
    `chapter_sha256` is of the chapter as it was last written.
    """

    file: str
    sha256: str
    chapter: str
    chapter_sha256: str
    title: str
    author: str
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the ledger on disk says of one article."""

    chapter: str
    chapter_sha256: str
    title: str
    answers: Mapping[tuple[int, str, str], bool]


def read_ledger(root: Path) -> tuple[str, dict[str, Recorded]]:
    """The ledger's text and its articles by file; empty if there is none.

    Raises `OctavoError` if it cannot be parsed or says what it cannot mean.
    """
    path = root / LEDGER
    if not path.exists():
        return "", {}
    ledger = read_toml(path, LEDGER)
    if ledger.data.get("schema", _SCHEMA) != _SCHEMA:
        raise OctavoError(
            f"schema {ledger.data['schema']!r} is not known to this version of Octavo.",
            where=f"{LEDGER}:{ledger.line_of_key('schema') or 1}",
            hint=f"This version reads schema = {_SCHEMA}: install the Octavo that wrote the file.",
        )
    try:
        known = {item["file"]: _known(item) for item in ledger.data.get("article", [])}
    except (KeyError, TypeError, AttributeError) as error:
        what = error.args[0] if isinstance(error, KeyError) else "a value of the right kind"
        raise OctavoError(
            f"an article lacks {what}.",
            where=f"{LEDGER}:{ledger.line_of_key('article') or 1}",
            hint="Undo the last change to the ledger; only `accepted` is meant to be edited.",
        ) from None
    for item in known.values():
        if not _is_chapter(item.chapter):
            raise OctavoError(
                f'chapter "{item.chapter}" is not a Markdown file inside the manuscript.',
                where=f"{LEDGER}:{ledger.line_of_string(item.chapter) or 1}",
                hint='Write its path below manuscript/, such as "one.md".',
            )
    return ledger.text, known


def _known(item: Mapping[str, Any]) -> Recorded:
    decisions = item.get("decision", [])
    return Recorded(
        chapter=str(item["chapter"]),
        chapter_sha256=str(item.get("chapter_sha256", "")),
        title=str(item.get("title", "")),
        answers={
            (each["line"], each["rule"], each["text"]): each["accepted"] is True
            for each in decisions
        },
    )


def _is_chapter(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix == ".md" and not path.is_absolute() and ".." not in path.parts


def write_ledger(text: str, entries: Sequence[Entry]) -> str:
    """The ledger's `text` with `entries` put in, each in its place or at the end."""
    document = tomlkit.parse(text) if text else tomlkit.parse(f"{_HEAD}schema = {_SCHEMA}\n")
    tables = _articles(document)
    known = {str(table["file"]): table for table in tables}
    for entry in entries:
        table = known.get(entry.file)
        if table is None:
            table = tomlkit.table()
            _fill(table, entry)
            tables.append(table)
        else:
            _fill(table, entry)
    document["article"] = tables
    written = tomlkit.dumps(document)
    # Tables that move bring their blank lines along.
    return written if written == text else re.sub(r"\n{3,}", "\n\n", written)


def _articles(document: TOMLDocument) -> AoT:
    tables = document.get("article", tomlkit.aot())
    if not isinstance(tables, AoT):
        raise OctavoError(
            "the articles are not written as [[article]].",
            where=LEDGER,
            hint="Undo the last change to the ledger; only `accepted` is meant to be edited.",
        )
    return tables


def _fill(table: Table, entry: Entry) -> None:
    """Sets what has changed, so that the rest keeps its place and its comments."""
    values = {
        "file": entry.file,
        "sha256": entry.sha256,
        "chapter": entry.chapter,
        "chapter_sha256": entry.chapter_sha256,
        "title": entry.title,
        "author": entry.author,
    }
    _set(table, values)
    if "counts" not in table:
        table["counts"] = tomlkit.table()
    _set(table["counts"], _counts(entry.article))
    decisions = [_decision(decision) for decision in entry.article.decisions]
    table["decision"] = _decisions(table.get("decision", []), decisions)


def _set(table: Any, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if table.get(key) != value:
            table[key] = value


def _counts(article: Article) -> dict[str, int]:
    counts = article.counts
    return {
        **asdict(counts),
        "kept": counts.body,
        "retagged": counts.retagged,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "line": decision.line,
        "rule": decision.rule,
        "level": str(decision.level),
        "action": str(decision.action),
        "accepted": decision.accepted,
        "text": decision.text,
    }


def _plain(item: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """A decision as it stands in the ledger, without keys the author has added."""
    return {key: item.get(key) for key in keys}


def _decisions(present: Sequence[Any], decisions: Sequence[Mapping[str, Any]]) -> AoT:
    """The decisions as tables; those that stand there already are taken as they are."""
    known = {_key(item): item for item in present}
    tables = tomlkit.aot()
    for decision in decisions:
        table = known.get(_key(decision))
        if table is None or _plain(table, decision) != decision:
            table = tomlkit.table()
            table.update(decision)
        tables.append(table)
    return tables


def _key(item: Mapping[str, Any]) -> tuple[Any, Any, Any]:
    return (item.get("line"), item.get("rule"), item.get("text"))
