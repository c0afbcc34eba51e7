"""What the command line names → articles, one by one."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import EntriesEmpty, FilesPassedOver
from octavo.importing.article import Found, Source
from octavo.importing.article_pictures import Fetch, from_web, nowhere
from octavo.importing.encodings import check_encoding
from octavo.importing.formats import (
    COLLECTIONS,
    READERS,
    About,
    NoTextError,
    read_as,
    read_bytes,
    read_source,
)
from octavo.importing.readers.import_extra import LibraryMissingError
from octavo.manuscript.folder_walk import files_below
from octavo.manuscript.slugs import ascii_slug

if TYPE_CHECKING:
    from octavo.importing.readers.article_page import Entry
    from octavo.importing.web import Fetched

_SUFFIXES = {
    "application/xhtml+xml": ".html",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/rss+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_SAY_NOTHING = frozenset(("application/octet-stream", "binary/octet-stream", ""))


class Refused:
    """The errors of articles that could not be read, where the others are taken all the same."""

    def __init__(self) -> None:
        self.errors: list[OctavoError] = []

    def passed_over(self, found: Iterator[Found]) -> Iterator[Found]:
        """Yield what can be read; what stops the reading is kept, and the next one may come."""
        try:
            yield from found
        except (NoTextError, LibraryMissingError):
            raise
        except OctavoError as error:
            self.errors.append(error)


def gather(
    arguments: Sequence[str], *, encoding: str | None = None, refused: Refused
) -> Iterator[Found]:
    """Yield the articles that `arguments` name: files, folders, patterns, web addresses.

    Folders are read with all below them, in natural order (2 before 10), without hidden files;
    a feed or an export gives its articles, the oldest first. `encoding` is for
    texts that are not UTF-8. What cannot be read, and what gives no article, is kept in
    `refused`; of several, those without a text are left out, with a finding. Raises
    `OctavoError` for an encoding that is not known, and for a missing library.
    """
    check_encoding(encoding)
    empty: list[str] = []
    last: Found | None = None
    for argument in map(str, arguments):
        try:
            for found in refused.passed_over(_of_argument(argument, encoding, refused)):
                if last:
                    yield last
                last = found
        except NoTextError as error:
            # A shell's `*` names all files of a site, and some are indexes without a word.
            if len(arguments) == 1:
                refused.errors.append(error)
            else:
                empty.append(argument)
    if last is None and empty and not refused.errors:
        refused.errors.append(_nothing("no article here has a text.", empty[0]))
    if last:
        yield _with(last, (_without_text(empty, None),) if empty else ())


def _of_argument(argument: str, encoding: str | None, refused: Refused) -> Iterator[Found]:
    from octavo.importing.web import is_address

    if is_address(argument):
        yield from _of_address(argument, encoding, refused)
        return
    path = Path(argument)
    if is_folder(path):
        yield from _of_folder(path, encoding, refused)
    elif not _is_there(path) and glob.has_magic(argument):
        found = glob.glob(argument, recursive=True)  # noqa: PTH207 (absolute patterns, too)
        names = sorted(found, key=natural)
        if not names:
            raise _nothing("no file matches this pattern.", argument)
        for name in names:
            yield from refused.passed_over(
                _of_folder(Path(name), encoding, refused)
                if is_folder(Path(name))
                else _of_file(Path(name), encoding, refused)
            )
    else:
        yield from _of_file(path, encoding, refused)


def natural(name: str | Path) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Return a key that sorts names as people do: numbers by size, letters without case."""
    parts = re.split(r"([0-9]+)", str(name).replace(os.sep, "\0").casefold())
    key = tuple(
        (0, int(part), "") if number % 2 else (1, 0, part)
        for number, part in enumerate(parts)
        if part
    )
    return key, str(name)


def _is_there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Return whether there is a folder; what the command line names need not be a path at all."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _of_folder(folder: Path, encoding: str | None, refused: Refused) -> Iterator[Found]:
    """Yield all articles below a folder; what has no reader is counted in a finding."""
    paths: list[Path] = []
    others: list[Path] = []
    for path in files_below(folder):
        if path.is_file():
            known = path.suffix.lower() in READERS or path.suffix.lower() in COLLECTIONS
            (paths if known else others).append(path)
    if not paths:
        raise _nothing("there is no article in this folder.", str(folder))
    findings = (_passed_over(folder, others),) if others else ()
    empty: list[str] = []
    before = len(refused.errors)
    last: Found | None = None
    for path in sorted(paths, key=lambda each: natural(each.relative_to(folder))):
        try:
            for found in refused.passed_over(_of_file(path, encoding, refused)):
                if last:
                    yield last
                last, findings = _with(found, findings), ()
        except NoTextError:
            # Nobody named it: a post begun and left, or the index that a site's folder has.
            empty.append(str(path.relative_to(folder)))
    if last is None and len(refused.errors) == before:
        raise _nothing("no article in this folder has a text.", str(folder))
    if last:
        yield _with(last, (_without_text(empty, _shown(folder)),) if empty else ())


def _passed_over(folder: Path, others: list[Path]) -> Finding:
    shown = [str(path.relative_to(folder)) for path in sorted(others, key=natural)[:3]]
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""
    return FilesPassedOver.found({"names": f"{', '.join(shown)}{more}"}, file=_shown(folder))


def _shown(folder: Path) -> str:
    """Return the folder's name for messages, also if it is no text."""
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        return ascii(str(folder))[1:-1]
    return str(folder)


def _of_file(path: Path, encoding: str | None, refused: Refused) -> Iterator[Found]:
    data = read_bytes(path)
    where = str(path)
    if path.suffix.lower() in COLLECTIONS:
        export = _Export(data, where, ascii_slug(path.stem) or "feed")
        yield from _of_collection(export, nowhere, refused)
        return
    source = read_source(path, data, encoding=encoding)
    yield Found(name=path.name, data=data, where=where, source=source, path=path)


def _of_address(address: str, encoding: str | None, refused: Refused) -> Iterator[Found]:
    from octavo.importing.readers.wordpress import is_wxr
    from octavo.importing.web import fetch

    answer = fetch(address)
    suffix = _suffix(answer)
    if suffix in COLLECTIONS and not is_page(answer.data):
        pictures = from_web(answer.address)
        stem = _stem(answer.address)
        if is_wxr(answer.data):
            pictures = nowhere
        yield from _of_collection(_Export(answer.data, address, stem), pictures, refused)
        return
    suffix = ".html" if suffix in COLLECTIONS else suffix
    about = About(
        where=address,
        encoding=encoding,
        stated=answer.charset,
        address=answer.address,
        fetch=from_web(answer.address),
    )
    source = replace(read_as(suffix, answer.data, about), address=answer.address)
    data = _with_mark(answer, suffix)
    yield Found(name=_stem(answer.address) + suffix, data=data, where=address, source=source)


def is_page(data: bytes) -> bool:
    """Return whether what a server calls XML is a page."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:!DOCTYPE )?html\b",
                    data[:2000], re.I | re.S) is not None  # fmt: skip


def _suffix(answer: Fetched) -> str:
    named = PurePosixPath(urlsplit(answer.address).path).suffix.lower()
    suffix = _SUFFIXES.get(answer.media_type, "")
    known = named in READERS or named in COLLECTIONS
    if suffix == ".txt" and named in (".md", ".markdown"):
        return named  # many servers do not know Markdown
    if not suffix and answer.media_type in _SAY_NOTHING and known:
        return named
    if not suffix:
        raise OctavoError(
            f"the server says that this is {answer.media_type or 'of no kind'}; no article can"
            " be read from that.",
            where=answer.address,
            hint="Name the address of a page, a text, a .docx, a feed or an export.",
        )
    return suffix


def _stem(address: str) -> str:
    parts = urlsplit(address)
    last = PurePosixPath(unquote(parts.path)).stem
    return ascii_slug(last) or ascii_slug(parts.hostname or "") or "page"


def _with_mark(answer: Fetched, suffix: str) -> bytes:
    """Return the copy's bytes: UTF-8 with a mark where only the server named the encoding."""
    data = answer.data
    if suffix == ".docx" or not answer.charset or data.isascii():
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        from octavo.importing.readers.charset import page_text

        text, _ = page_text(data, answer.address, stated=answer.charset)
        return b"\xef\xbb\xbf" + text.encode()
    return data


class _Export(NamedTuple):
    """A feed or an export: its bytes, what messages call it, what names its articles."""

    data: bytes
    where: str
    stem: str


def _of_collection(export: _Export, pictures: Fetch, refused: Refused) -> Iterator[Found]:
    """Yield the articles of a feed or an export, each with a page of its own for a copy."""
    from octavo.importing.readers.feed import read_feed
    from octavo.importing.readers.wordpress import is_wxr, read_wxr

    data, where, stem = export
    if not data.strip():
        raise OctavoError("the file is empty.", where=where, hint="Fetch or export it again.")
    entries, findings = (read_wxr if is_wxr(data) else read_feed)(data, where)
    taken: set[str] = set()
    empty: list[str] = []
    before = len(refused.errors)
    last: Found | None = None
    for number, entry in enumerate(entries, 1):
        name = _entry_name(entry, stem, number, taken)
        try:
            read = _of_entry(entry, where, pictures)
        except NoTextError:
            empty.append(entry.title or f"entry {number}")
            continue
        except LibraryMissingError:
            raise
        except OctavoError as error:
            refused.errors.append(error)
            continue
        if last:
            yield last
        page, source = read
        last = Found(name=name, data=page, where=f"{where}: “{entry.title or name}”", source=source)
        last, findings = _with(last, tuple(findings)), []
    if last is None and len(refused.errors) == before:
        raise OctavoError("no entry has a text.", where=where, hint="Export or fetch it again.")
    # One behind, so that findings on the whole can travel with the last.
    if last:
        yield _with(last, (_without_text(empty, where),) if empty else ())


def _without_text(titles: list[str], where: str | None) -> Finding:
    shown = ", ".join(f"“{title}”" for title in titles[:3])
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    return EntriesEmpty.found({"names": f"{shown}{more}"}, file=where)


def _of_entry(entry: Entry, where: str, pictures: Fetch) -> tuple[bytes, Source]:
    from octavo.importing.readers.article_page import page_of

    page = page_of(entry)
    about = About(where=f"{where}: “{entry.title}”", address=entry.address, fetch=pictures)
    return page, read_as(".html", page, about)


def _entry_name(entry: Entry, stem: str, number: int, taken: set[str]) -> str:
    slug = ascii_slug(entry.title, longest=48) or f"{stem}-{number}"
    name, count = f"{slug}.html", 2
    while name in taken:
        name, count = f"{slug}-{count}.html", count + 1
    taken.add(name)
    return name


def _with(found: Found, findings: tuple[Finding, ...]) -> Found:
    if not findings:
        return found
    source = replace(found.source, findings=(*findings, *found.source.findings))
    return replace(found, source=source)


def _nothing(message: str, where: str) -> OctavoError:
    return OctavoError(message, where=where, hint="Check the name.", exit_code=EXIT_USAGE)
