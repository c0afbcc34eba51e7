"""One article on its way into the book: what it becomes, and whether that is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from octavo.core.files import read_present
from octavo.core.model import Finding
from octavo.importing.article import Article, Found, Image, Level
from octavo.importing.chapter_text import body_text, front_matter
from octavo.importing.decide import decide
from octavo.importing.editor_warnings import Assembled
from octavo.importing.file_names import Shelf, article_path, digest
from octavo.importing.ledger import Entry, Key, Recorded
from octavo.importing.open_decisions import Question, questions
from octavo.importing.word_account import check_account
from octavo.manuscript.new_book import readable_title


class Status(StrEnum):
    """What became of a chapter."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left-alone"
    LEFT_OUT = "left-out"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article with the chapter it becomes.

    `article` holds no more words of its source, which are checked by then.
    `present` is the chapter file as it is, None if there is none. A chapter that
    is unchanged holds neither `text` nor `present` (`light`): thousands of them would weigh.
    `made` is what the article alone gives, where `text` was merged with the author's.
    """

    name: str
    data: bytes
    article: Article
    title: str
    chapter: str
    text: str
    present: bytes | None
    status: Status
    entry: Entry
    images: tuple[Image, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    made: str = ""

    @property
    def assembled(self) -> Assembled:
        """Return what the rules for warnings look at."""
        return Assembled(file=article_path(self.name), title=self.title, article=self.article)


def draft(
    found: Found, name: str, known: Recorded | None, shelf: Shelf, root: Path, *, encoding: str
) -> Draft:
    """Decide, check the word account and plan the chapter of one article.

    Raises `OctavoError` if a word would be lost.
    """
    article = decide(found.source, known.answers if known else {})
    title = article.title or readable_title(Path(name).with_suffix(""))
    body = body_text(article, title)
    check_account(found.source, article.blocks, body, found.where, decisions=article.decisions)
    source = f"articles/{name}"

    def text(chapter: str) -> str:
        return front_matter(article, title, stem=Path(chapter).stem, source=source) + body

    chapter = shelf.chapter_of(known, source) if known else shelf.new_chapter(title, text)
    written = text(chapter)
    present = read_present(root / "manuscript" / chapter)
    status = _status(present, written.encode(), known)
    is_edited = known is not None and status is Status.LEFT_ALONE
    reviewed = _reviewed(article, known)
    light = replace(article, source=replace(article.source, words=(), images=()))
    return Draft(
        name=name,
        data=found.data,
        article=light,
        title=title,
        chapter=chapter,
        text=written,
        present=present,
        status=status,
        entry=Entry(
            file=name,
            sha256=digest(found.data),
            encoding=encoding,
            chapter=chapter,
            chapter_sha256=known.chapter_sha256 if known and is_edited else _digest(written),
            title=title,
            author=article.author,
            article=light,
            reviewed=reviewed,
            pictures={each.address: each.path for each in found.source.images if each.address},
        ),
        images=found.source.images,
        findings=found.source.findings,
        questions=questions(article, name, open_decisions(article, reviewed)),
    )


def with_text(each: Draft, text: str, known: Recorded | None) -> Draft:
    """Return the draft with another text of its chapter."""
    if text == each.text:
        return each
    status = _status(each.present, text.encode(), known)
    is_edited = known is not None and status is Status.LEFT_ALONE
    written = known.chapter_sha256 if known and is_edited else _digest(text)
    return replace(
        each, text=text, status=status, entry=replace(each.entry, chapter_sha256=written)
    )


def left_out(each: Draft) -> Draft:
    """Return the draft of an article whose chapter the author has taken out of the book."""
    entry = replace(each.entry, out=True)
    return replace(
        each, text="", present=None, status=Status.LEFT_OUT, entry=entry, questions=(), images=()
    )


def light(each: Draft) -> Draft:
    """Return the draft without the texts of a chapter that stays as it is."""
    is_light = each.status is Status.UNCHANGED
    return replace(each, text="", present=None) if is_light else each


def _digest(text: str) -> str:
    return digest(text.encode())


def _status(present: bytes | None, written: bytes, known: Recorded | None) -> Status:
    if present == written:
        return Status.UNCHANGED
    if present is None or known is None or digest(present) == known.chapter_sha256:
        return Status.WRITTEN
    return Status.LEFT_ALONE


def _reviewed(article: Article, known: Recorded | None) -> frozenset[Key]:
    """Return the decisions of `article` that the author has spoken on, under their keys of now."""
    keys = [taken.key for taken in article.decisions]
    if known is None or not known.reviewed:
        return frozenset()
    return frozenset(
        key for key in keys if key in known.answers and known.answers.place(key) in known.reviewed
    )


def open_decisions(article: Article, reviewed: frozenset[Key]) -> tuple[Key, ...]:
    """Return the proposals that wait for the author."""
    return tuple(
        taken.key
        for taken in article.decisions
        if taken.level is Level.MEDIUM and not taken.accepted and taken.key not in reviewed
    )
