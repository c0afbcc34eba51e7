"""What a run is asked for, and what it says while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from octavo.core.model import Finding
from octavo.importing.article import Counts, Decision
from octavo.importing.diff import Change
from octavo.importing.draft import Status
from octavo.importing.open_decisions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to assemble into the book in the folder `root`.

    `arguments` are files, folders, globs, addresses, feeds and exports; without
    any, the articles of the ledger are taken again, or `only` those. `title`, `authors` and
    `language` are for a book that is made. New chapters go into the part
    `part`, made if missing, or to the end. `copy` lays the sources beside the
    ledger; `write` is False if nothing is to be written; `propose` asks for an
    order. `pages` and `drafts` of exports and sites are taken if asked for;
    `fetch_images` brings pictures from other machines;
    `merge` has edited chapters merged with what has changed in their articles.
    """

    root: Path
    arguments: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    encoding: str | None = None
    part: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "en"
    copy: bool = True
    write: bool = True
    propose: bool = False
    pages: bool = False
    drafts: bool = False
    fetch_images: bool = False
    merge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AssembledArticle:
    """One article of the report; `file` and `chapter` are relative to the book.

    `open` counts the decisions that wait for the author.
    """

    file: str
    chapter: str
    title: str
    author: str
    headings: int
    drops: int
    open: int
    counts: Counts
    decisions: tuple[Decision, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyReport:
    """What a run did, or would do; `created` says that it made the book.

    `changes` are the chapters that differ from the files that are there, and
    book.toml; `statement` says how sure a proposed order is. `news` are the findings
    that no earlier run has said.
    """

    root: Path
    created: bool
    articles: tuple[AssembledArticle, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    changes: tuple[Change, ...]
    statement: str = ""
    news: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Work begins: `name` is a stage of the run."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Another article was read; `number` counts from 1."""

    number: int


Event = Step | Read | AssemblyReport
