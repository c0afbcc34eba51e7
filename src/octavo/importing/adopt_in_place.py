"""A book in a living repository: book.toml lists the files where they are, and no file moves."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import tomlkit
from tomlkit.items import Table

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.core.files import write_aside
from octavo.core.model import Finding
from octavo.findings.catalogue.adopted import AdoptGone, AdoptTagInPlace, AdoptUnread
from octavo.importing.adopt_doors import articles_sign, check_source
from octavo.importing.adopt_files import AdoptedFile, sample_of
from octavo.importing.adopt_run import AdoptReport, Fate
from octavo.importing.adopt_source import AdoptRequest, folder_outline
from octavo.importing.adopt_table import table_of
from octavo.importing.adopted_book import adopted_book, with_new_chapters
from octavo.importing.adopted_includes import include_tags
from octavo.importing.language_guess import guessed_language
from octavo.importing.outlines.outline import Outline, OutlinePart
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.new_book import check_new, readable_title
from octavo.manuscript.toml_file import read_toml

_KNOWN = "adopted"
_NOTE = "What `octavo adopt --in-place` has listed: what you take out above stays out."


def adopt_in_place(request: AdoptRequest) -> AdoptReport:
    """List the chapters of the folder `source` in a book.toml in it, or bring that up to date.

    No other file is written. Raises `OctavoError` if `source` is no folder with chapters.
    """
    root = request.source
    if root.is_file():
        raise OctavoError(
            "a book in one file cannot be adopted where it is: it is taken apart into chapters.",
            where=str(root),
            hint="Adopt it without --in-place.",
            exit_code=EXIT_USAGE,
        )
    check_source(root, None)
    outline, unread = folder_outline(root)
    listed = _from_manuscript(outline, root)
    path = root / BOOK_TOML
    created = not path.exists()
    if created:
        check_new(root)
        stated = request.language or listed.language
        listed = listed if stated else replace(listed, language=_guessed(outline))
        text = _made(request, listed)
        known: frozenset[str] = frozenset()
    else:
        text = read_toml(path, BOOK_TOML).text
        known = _known(text)
    text = _noted(with_new_chapters(text, listed, known), (*known, *listed.chapters))
    is_other = created or text != read_toml(path, BOOK_TOML).text
    if is_other:
        write_aside({path: text.encode()})
    files = [_file(outline, name, new) for name, new in _pairs(outline, listed)]
    return AdoptReport(
        root=root,
        created=created,
        is_relisted=is_other and not created,
        outline=listed,
        table=table_of(listed, files, ()),
        fates={each.name: _fate(each.name, known) for each in files},
        findings=(*unread, *_findings(outline, listed, files, known)),
    )


def _from_manuscript(outline: Outline, root: Path) -> Outline:
    """Return the outline with all paths as book.toml names them, from its own folder."""
    home = outline.root.resolve().relative_to(root.resolve()).as_posix()
    manuscript = posixpath.dirname(BOOK_TOML)

    def seen(name: str) -> str:
        return posixpath.relpath(posixpath.normpath(posixpath.join(home, name)), manuscript)

    def all_seen(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(seen, names))

    return replace(
        outline,
        cover=seen(outline.cover) if outline.cover else "",
        front=all_seen(outline.front),
        back=all_seen(outline.back),
        parts=tuple(
            OutlinePart(title=part.title, chapters=all_seen(part.chapters))
            for part in outline.parts
        ),
    )


def _pairs(outline: Outline, listed: Outline) -> Iterator[tuple[str, str]]:
    yield from zip(outline.chapters, listed.chapters, strict=True)


def _file(outline: Outline, name: str, new: str) -> AdoptedFile:
    data = (outline.root / name).read_bytes()
    return AdoptedFile(name=new, source=data, data=data)


def _fate(name: str, known: frozenset[str]) -> Fate:
    return Fate.UNCHANGED if name in known else Fate.NEW


def _guessed(outline: Outline) -> str:
    files = [_file(outline, name, name) for name in outline.chapters]
    return guessed_language(sample_of(files))


def _made(request: AdoptRequest, listed: Outline) -> str:
    made = adopted_book(
        request.source,
        listed,
        title=request.title or listed.title or readable_title(request.source),
        authors=request.authors,
        language=request.language,
    )
    return made[request.source / BOOK_TOML].decode()


def _known(text: str) -> frozenset[str]:
    """Return what was listed by earlier runs."""
    contents = tomlkit.parse(text).get("contents")
    listed = contents.get(_KNOWN, []) if isinstance(contents, Table) else []
    return frozenset(map(str, listed))


def _noted(text: str, names: tuple[str, ...]) -> str:
    """Return book.toml's text with the names that a later run is to know."""
    document = tomlkit.parse(text)
    contents = document.get("contents")
    if not isinstance(contents, Table):
        return text
    before = [str(each) for each in contents.get(_KNOWN, [])]
    now = [*before, *(name for name in dict.fromkeys(names) if name not in set(before))]
    if now == before:
        return text
    array = tomlkit.array()
    array.extend(now)
    array.multiline(True)
    array.comment(_NOTE)
    contents[_KNOWN] = array
    return tomlkit.dumps(document)


def _findings(
    outline: Outline, listed: Outline, files: list[AdoptedFile], known: frozenset[str]
) -> Iterator[Finding]:
    for what in outline.unread:
        yield AdoptUnread.found({"what": what})
    yield from articles_sign(outline)
    for each in files:
        place = posixpath.normpath(f"manuscript/{each.name}")
        for tag in include_tags(each.data.decode("utf-8", "replace")):
            yield AdoptTagInPlace.found({"tag": tag}, file=place)
    for name in sorted(known - set(listed.chapters)):
        place = posixpath.normpath(f"manuscript/{name}")
        yield AdoptGone.found({"source": str(outline.root)}, file=place)
