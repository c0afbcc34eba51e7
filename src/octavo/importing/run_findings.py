"""What a run finds: each rule's findings, in the order of the articles and their lines."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.core.files import read_present
from octavo.core.model import Finding
from octavo.findings.catalogue.adopted import LooksAdoptable
from octavo.findings.catalogue.article_prose import HeadingCase, ShortChapter, TitleCase
from octavo.findings.catalogue.articles import (
    ArticleGone,
    ChapterTakenOut,
    HeadingsLowered,
    ImageKept,
)
from octavo.importing.article import Found
from octavo.importing.book_pieces import book_pieces
from octavo.importing.draft import Draft, Status
from octavo.importing.editor_warnings import Assembled, title_case, warnings
from octavo.importing.file_names import article_path, gone
from octavo.importing.gather import is_folder
from octavo.importing.ledger import Ledger, Recorded
from octavo.importing.outlines.known_tools import listed_book
from octavo.importing.outlines.obsidian import TOOL as VAULT
from octavo.importing.outlines.outline import Outline
from octavo.importing.similar_articles import similar
from octavo.text.title_numbers import carries_number

#: Headings that begin each word with a capital are English: German ones do it with each noun.
_OF_ENGLISH = frozenset({HeadingCase.code, TitleCase.code})
#: A file of so many words, with so many headings of one level, is a book.
_BOOK_WORDS, _MANY = 25_000, 5
#: So many short chapters are worth a word each.
_FEW = 3


def article_findings(
    drafts: Sequence[Draft], ledger: Ledger, others: Iterable[Assembled], book: str
) -> tuple[Finding, ...]:
    """Return the findings about the articles and between them; `book` is book.toml's text."""
    authors, rights = rights_of(book)
    found: list[Finding] = []
    for draft in drafts:
        each = draft.assembled
        found += [replace(one, file=one.file or each.file) for one in draft.findings]
        found += warnings(each, authors=authors, rights=rights)
    found = _but_usual(found, len(drafts))
    names = {draft.name for draft in drafts}
    earlier = [item.title for name, item in ledger.known.items() if name not in names]
    found += title_case([draft.assembled for draft in drafts], earlier)
    if not _is_english(book):
        found = [one for one in found if one.code not in _OF_ENGLISH]
    found += similar((draft.assembled for draft in drafts), others)
    order = {draft.assembled.file: number for number, draft in enumerate(drafts)}
    place = len(order)
    return tuple(sorted(found, key=lambda one: (order.get(one.file or "", place), one.line or 0)))


def _but_usual(found: list[Finding], count: int) -> list[Finding]:
    """Leave out what is said of most of many articles: poems and recipes are short."""
    short = sum(one.code == ShortChapter.code for one in found)
    if short <= max(_FEW, count // 2):
        return found
    return [one for one in found if one.code != ShortChapter.code]


def _is_english(book: str) -> bool:
    about = tomllib.loads(book).get("book", {})
    language = about.get("language", "") if isinstance(about, dict) else ""
    return str(language).lower().startswith("en")


def rights_of(book: str) -> tuple[tuple[str, ...], str]:
    """Return the people whom book.toml names, authors and contributors, and its `rights`."""
    about = tomllib.loads(book).get("book", {})
    if not isinstance(about, dict):
        return (), ""
    names: list[str] = []
    for key in ("authors", "contributors"):
        people = about.get(key, [])
        for each in people if isinstance(people, list) else []:
            names.append(str(each.get("name", "")) if isinstance(each, dict) else str(each))
    return tuple(names), str(about.get("rights", ""))


def adoptable_findings(arguments: Sequence[str]) -> Iterator[Finding]:
    """Find the folders that are whole books of another tool."""
    for folder in map(Path, arguments):
        outline = _tool_book(folder) if is_folder(folder) else None
        if outline:
            values = {"tool": outline.tool, "folder": shlex.quote(str(folder))}
            yield LooksAdoptable.found(values, file=str(folder))


def _tool_book(folder: Path) -> Outline | None:
    """Return the outline of a tool's folder; none if its own files cannot be read."""
    try:
        found = listed_book(folder)
    except (OSError, OctavoError):
        return None
    # A vault is a place for notes: only what lists its scenes is a book for sure.
    return None if found and found.tool == VAULT else found


def whole_book_findings(found: Found) -> Iterator[Finding]:
    """Find a file that holds all chapters of a book: they say their numbers, or it is long."""
    source = found.source
    siblings = any(each.code == HeadingsLowered.code for each in source.findings)
    chapters = book_pieces(source, siblings=siblings).chapters
    # A list of ten tips has numbers, too; but nobody calls a tip "Chapter 3".
    named = [each for each in chapters if carries_number(each.title) and each.title[0].isalpha()]
    is_long = len(source.words) >= _BOOK_WORDS and len(chapters) >= _MANY
    if found.path and (is_long or (len(named) > 1 and len(named) * 2 >= len(chapters))):
        path = shlex.quote(str(found.path))
        yield LooksAdoptable.file({"count": len(chapters), "folder": path}, file=found.where)


def taken_out_findings(drafts: Sequence[Draft], ledger: Ledger) -> tuple[Finding, ...]:
    """Find the chapters that the author has taken out since the last run: each is said once."""
    return tuple(
        ChapterTakenOut.found({"chapter": each.chapter}, file=article_path(each.name))
        for each in drafts
        if each.status is Status.LEFT_OUT and not ledger.known[each.name].out
    )


def gone_findings(
    known: Mapping[str, Recorded], names: Sequence[str], folders: Sequence[Path], root: Path
) -> list[Finding]:
    """Find articles of the ledger whose sources are no longer where the run looked."""
    return [
        ArticleGone.found(
            {"origin": known[name].origin, "chapter": known[name].chapter}, file=article_path(name)
        )
        for name in gone(known, names, folders, root)
    ]


def image_findings(drafts: Sequence[Draft], root: Path) -> tuple[Finding, ...]:
    """Find pictures that are there already and are not the articles'."""
    return tuple(
        ImageKept.found({"image": image.path}, file=draft.assembled.file)
        for draft in drafts
        for image in draft.images
        if (there := read_present(root / "manuscript" / image.path)) is not None
        and there != image.data
    )
