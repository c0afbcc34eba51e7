"""A finished e-book → the chapters of a book, its metadata, its pictures: the whole on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from octavo.core.errors import EXIT_FAULT, OctavoError
from octavo.core.model import Finding, Matter
from octavo.findings.catalogue.article_formats import StructureFlattened
from octavo.importing.adopt_files import AdoptedFile
from octavo.importing.article import Apart
from octavo.importing.ebooks.chapter_files import ChapterFile, chapter_files
from octavo.importing.ebooks.ebook_about import EbookAbout, read_about
from octavo.importing.ebooks.ebook_contents import read_contents
from octavo.importing.ebooks.ebook_files import EbookFiles, open_ebook
from octavo.importing.ebooks.ebook_package import Package, read_package
from octavo.importing.ebooks.ebook_pages import Page, read_page
from octavo.importing.ebooks.ebook_pictures import take_pictures
from octavo.importing.ebooks.ebook_proof import said_by
from octavo.importing.ebooks.found_book import TOLD, FoundBook
from octavo.importing.ebooks.looks import Looks
from octavo.importing.ebooks.own_pages import OwnBook
from octavo.importing.ebooks.stretches import Leavings, LeftOut
from octavo.importing.ebooks.xml_files import decoded
from octavo.importing.formats import NoTextError
from octavo.importing.ledger import LEDGER
from octavo.importing.outlines.outline import Outline, OutlinePart
from octavo.importing.readers.word_proof import letters_of
from octavo.manuscript.new_book import readable_title


class EbookBook(NamedTuple):
    """What is made of an e-book; `apart` are its words that are in no chapter."""

    outline: Outline
    files: list[AdoptedFile]
    findings: tuple[Finding, ...]
    apart: tuple[Apart, ...]


def ebook_book(path: Path) -> EbookBook:
    """Take the e-book at `path` apart: its outline, its chapters and pictures, what is to be said.

    Raises `OctavoError` if it cannot be read, or if a word would be lost.
    """
    files = open_ebook(path)
    package = read_package(files)
    about = read_about(package)
    pages = [read_page(files, item) for item in package.spine if item.is_page]
    whole = Counter(letter for page in pages for letter in said_by(page.body))
    if not whole:
        raise NoTextError(
            "there is not a word in this e-book, only pictures.",
            where=files.where,
            hint="Adopt the files that it was made from.",
        )
    taken = _taken(files, package, pages, about)
    stretches, leavings = taken.stretches, taken.leavings
    if not stretches:
        raise NoTextError(
            "there is nothing in this e-book but a cover, a title page or contents.",
            where=files.where,
            hint="Adopt the files that it was made from.",
        )
    own = taken if isinstance(taken, OwnBook) else None
    others = [about.text("cover"), *(own.shown if own else ())]
    pictures = take_pictures(files, stretches, others, drawings=leavings.drawings)
    chapters = chapter_files(
        stretches, pictures.names, exact=about.is_own, language=about.text("language") or "en"
    )
    _check_account(whole, chapters, leavings, files.where)
    values = dict(about.values) | (own.more if own else {})
    values.pop("cover", None)
    outline = Outline(
        tool="an e-book",
        root=path.parent,
        title=about.text("title") or readable_title(path.with_suffix("")),
        language=about.text("language"),
        cover=pictures.names.get(about.text("cover"), ""),
        front=_in(chapters, Matter.FRONT),
        parts=tuple(_parts(chapters)),
        back=_in(chapters, Matter.BACK),
        unread=(*about.unread, *_told(leavings.found)),
        about=values,
        ebook=_edition(about, own),
        numbers=own is not None and own.numbers,
    )
    made = [
        AdoptedFile(name=each.name, source=each.text.encode(), data=each.text.encode())
        for each in chapters
    ]
    made += [
        AdoptedFile(name=name, source=data, data=data, is_chapter=False)
        for name, data in pictures.files.items()
    ]
    findings = (*pictures.findings, *_flattened(chapters))
    return EbookBook(outline, made, findings, tuple(_apart(leavings.found)))


def _edition(about: EbookAbout, own: OwnBook | None) -> dict[str, str | int]:
    """Return what the e-book says of itself as an edition, by the keys of book.toml."""
    said: dict[str, str | int] = {"isbn": (own.isbn if own else "") or about.isbn}
    if own:
        said |= {"contents_depth": own.depth, "printer": own.printer}
    return {key: value for key, value in said.items() if value}


def _taken(
    files: EbookFiles, package: Package, pages: Sequence[Page], about: EbookAbout
) -> OwnBook | FoundBook:
    contents = read_contents(files, package)
    if about.is_own:
        return OwnBook(pages, contents)
    sheets = dict.fromkeys(sheet for page in pages for sheet in page.sheets)
    texts = [decoded(files.text(sheet)) for sheet in sheets]
    looks = Looks([*texts, *(style for page in pages for style in page.styles)])
    return FoundBook(pages, contents, about=about, looks=looks)


def _check_account(
    whole: Counter[str], chapters: Sequence[ChapterFile], leavings: Leavings, where: str
) -> None:
    """Raise `OctavoError` unless every letter of the pages is in a chapter, or listed as left."""
    found = Counter(letter for each in chapters for letter in each.proved.letters)
    for each in leavings.found:
        found.update(letters_of(each.words))
    lost = whole - found
    if lost:
        shown = " ".join(sorted(lost)[:10])
        raise OctavoError(
            f"the account does not add up: {sum(lost.values()):,} letters would be lost ({shown}).",
            where=where,
            hint="This is a fault of Octavo's and nothing was written; please report it.",
            exit_code=EXIT_FAULT,
        )


def _in(chapters: Sequence[ChapterFile], matter: Matter) -> tuple[str, ...]:
    return tuple(each.name for each in chapters if each.stretch.matter is matter)


def _parts(chapters: Sequence[ChapterFile]) -> Iterator[OutlinePart]:
    held: list[str] = []
    title = ""
    for each in chapters:
        if each.stretch.matter is not Matter.BODY:
            continue
        if each.stretch.part != title and held:
            yield OutlinePart(title=title, chapters=tuple(held))
            held = []
        title = each.stretch.part
        held.append(each.name)
    if held:
        yield OutlinePart(title=title, chapters=tuple(held))


def _apart(found: Sequence[LeftOut]) -> Iterator[Apart]:
    """Yield what is left out for the ledger, that of one kind on one page together."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for each in found:
        kinds.setdefault((each.page, each.why), []).append(each.words)
    for (page, why), words in kinds.items():
        yield Apart(kind=why, text=" ".join(words), page=page)


def _told(found: Sequence[LeftOut]) -> Iterator[str]:
    """Yield what is said of pages that are left out, one line a reason."""
    counts = Counter(each.why for each in found for _ in each.words.split())
    for why, count in counts.items():
        if why in TOLD:
            yield f"{why}: {count:,} words, which stand in {LEDGER}"


def _flattened(chapters: Sequence[ChapterFile]) -> Iterator[Finding]:
    for each in chapters:
        if each.proved.flattened:
            yield StructureFlattened.found(file=f"manuscript/{each.name}")
