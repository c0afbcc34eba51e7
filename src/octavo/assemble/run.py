"""The whole of assembling on one page: read, decide, plan, write.

Everything is planned before anything is written, so that an article that
cannot be read leaves the book as it was.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from octavo.assemble.account import check_account
from octavo.assemble.article import Article, Counts, Kind
from octavo.assemble.chapter import body_text, front_matter
from octavo.assemble.decide import decide
from octavo.assemble.ledger import LEDGER, Entry, Recorded, read_ledger, write_ledger
from octavo.assemble.read import read_bytes, read_source
from octavo.assemble.shelf import (
    article_name,
    article_path,
    new_chapter_name,
    renamed_chapter,
)
from octavo.assemble.warn import Assembled, proposals, title_case, warnings
from octavo.files import read_present, write_aside
from octavo.manuscript.edit import add_chapters
from octavo.manuscript.locate import BOOK_TOML
from octavo.manuscript.scaffold import check_new, new_book, readable_title
from octavo.manuscript.toml import read_toml
from octavo.model import Finding


class Status(StrEnum):
    """What became of a chapter."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left-alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssembledArticle:
    """One article of the report; `file` and `chapter` are relative to the book."""

    file: str
    chapter: str
    title: str
    author: str
    headings: int
    drops: int
    proposals: int
    counts: Counts
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyReport:
    """What a run did; `created` says that it made the book."""

    root: Path
    created: bool
    articles: tuple[AssembledArticle, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """One article on its way: its bytes, its decisions, the chapter it becomes."""

    name: str
    data: bytes
    article: Article
    title: str
    chapter: str
    text: str
    status: Status
    chapter_sha256: str


def assemble(
    articles: Sequence[Path],
    root: Path,
    *,
    part: str | None,
    title: str | None,
    authors: tuple[str, ...],
    language: str,
) -> AssemblyReport:
    """Makes chapters of `articles` in the book in the folder `root`.

    A book is made if there is none: `title`, `authors` and `language` are for
    that one. Chapters are listed in the part `part`, made if missing, or at the
    end. Raises `OctavoError`, with nothing written, if an article cannot be
    read, if its word account does not add up, or if the book cannot be edited.
    """
    created = not (root / BOOK_TOML).exists()
    if created:
        check_new(root)
    ledger, known = read_ledger(root)
    drafts = _drafts(articles, root, known)
    if created:
        name = title or (drafts[0].title if len(drafts) == 1 else readable_title(root))
        files = new_book(root, title=name, authors=authors, language=language)
        files = {path: data for path, data in files.items() if not path.exists()}
        book = files[root / BOOK_TOML].decode()
    else:
        files, book = {}, read_toml(root / BOOK_TOML, BOOK_TOML).text
    listed = add_chapters(book, [draft.chapter for draft in drafts], part=part)
    files |= {root / article_path(draft.name): draft.data for draft in drafts}
    files |= {
        root / "manuscript" / draft.chapter: draft.text.encode()
        for draft in drafts
        if draft.status is Status.WRITTEN
    }
    files[root / LEDGER] = write_ledger(ledger, [_entry(draft) for draft in drafts]).encode()
    # The list comes last: what it names is there.
    files.pop(root / BOOK_TOML, None)
    files[root / BOOK_TOML] = listed.encode()
    write_aside(files)
    findings = _findings(drafts, known, _authors(listed))
    return AssemblyReport(
        root=root,
        created=created,
        articles=tuple(_reported(draft) for draft in drafts),
        findings=findings,
    )


def _drafts(articles: Sequence[Path], root: Path, known: Mapping[str, Recorded]) -> list[_Draft]:
    drafts: dict[str, _Draft] = {}
    stored: dict[str, bytes] = {}
    chapters = {item.chapter for item in known.values()}
    for path in articles:
        data = read_bytes(path)
        name = article_name(path, data, root / "manuscript" / "articles", stored)
        if name not in drafts:
            draft = _draft(path, data, name, root, known.get(name), chapters)
            drafts[name] = draft
            stored[name] = data
            chapters.add(draft.chapter)
    return list(drafts.values())


def _draft(
    path: Path, data: bytes, name: str, root: Path, known: Recorded | None, taken: Set[str]
) -> _Draft:
    source = read_source(path, data)
    article = decide(source, known.answers if known else {})
    title = article.title or readable_title(Path(name).with_suffix(""))
    body = body_text(article, title)
    check_account(source, article.blocks, body, str(path))

    def text(chapter: str) -> str:
        stem = Path(chapter).stem
        return front_matter(article, title, stem=stem, source=f"articles/{name}") + body

    folder = root / "manuscript"
    if known:
        chapter = _chapter_of(known, f"articles/{name}", folder)
    else:
        chapter = new_chapter_name(title, text, folder, taken)
    written = _digest(text(chapter).encode())
    there = read_present(folder / chapter)
    status = Status.WRITTEN
    if there is not None and _digest(there) == written:
        status = Status.UNCHANGED
    elif there is not None and known and _digest(there) != known.chapter_sha256:
        status = Status.LEFT_ALONE
    return _Draft(
        name=name,
        data=data,
        article=article,
        title=title,
        chapter=chapter,
        text=text(chapter),
        status=status,
        chapter_sha256=known.chapter_sha256 if known and status is Status.LEFT_ALONE else written,
    )


def _chapter_of(known: Recorded, source: str, folder: Path) -> str:
    """The article's chapter, also if the author has given the file another name."""
    if (folder / known.chapter).exists():
        return known.chapter
    return renamed_chapter(source, folder) or known.chapter


def _entry(draft: _Draft) -> Entry:
    return Entry(
        file=draft.name,
        sha256=_digest(draft.data),
        chapter=draft.chapter,
        chapter_sha256=draft.chapter_sha256,
        title=draft.title,
        author=draft.article.author,
        article=draft.article,
    )


def _findings(
    drafts: Sequence[_Draft], known: Mapping[str, Recorded], authors: Sequence[str]
) -> tuple[Finding, ...]:
    """What is noticed, in the order of the articles and their lines."""
    each = [_assembled(draft) for draft in drafts]
    found = [finding for item in each for finding in warnings(item, authors=authors)]
    names = {draft.name for draft in drafts}
    found += title_case(each, [item.title for name, item in known.items() if name not in names])
    order = {item.file: number for number, item in enumerate(each)}
    return tuple(sorted(found, key=lambda finding: (order[finding.file or ""], finding.line or 0)))


def _assembled(draft: _Draft) -> Assembled:
    return Assembled(file=article_path(draft.name), title=draft.title, article=draft.article)


def _reported(draft: _Draft) -> AssembledArticle:
    return AssembledArticle(
        file=article_path(draft.name),
        chapter=f"manuscript/{draft.chapter}",
        title=draft.title,
        author=draft.article.author,
        headings=len(draft.article.of(Kind.HEADING)),
        drops=len(draft.article.of(Kind.DROP)),
        proposals=proposals(_assembled(draft)),
        counts=draft.article.counts,
        status=draft.status,
    )


def _authors(book: str) -> tuple[str, ...]:
    """The authors that book.toml names; entries are names or tables with a name."""
    about = tomllib.loads(book).get("book", {})
    authors = about.get("authors", []) if isinstance(about, dict) else []
    if not isinstance(authors, list):
        return ()
    return tuple(
        str(item.get("name", "")) if isinstance(item, dict) else str(item) for item in authors
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
