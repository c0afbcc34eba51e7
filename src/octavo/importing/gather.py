"""What the command line names → articles, one by one."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from octavo.core.errors import EXIT_FAULT, EXIT_USAGE, OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import FilesPassedOver
from octavo.importing.article import Found
from octavo.importing.article_pictures import Fetch, anywhere, beside, from_web, mirrored, nowhere
from octavo.importing.encodings import check_encoding
from octavo.importing.foreign_files import check_folder
from octavo.importing.formats import (
    COLLECTIONS,
    READERS,
    WORD,
    ZIP,
    About,
    NoTextError,
    read_as,
    read_bytes,
)
from octavo.importing.gather_entries import (
    Export,
    of_entries,
    of_export,
    with_findings,
    without_text,
)
from octavo.importing.readers.import_extra import LibraryMissingError
from octavo.importing.site_tree import shown, tree_of, without_mark
from octavo.importing.web_address import is_address
from octavo.importing.wish import NO_WISH, Wish
from octavo.importing.zip_files import unpacked
from octavo.manuscript.slugs import ascii_slug

if TYPE_CHECKING:
    from octavo.importing.web import Fetched

_SUFFIXES = {
    "application/feed+json": ".json",
    "application/json": ".json",
    "application/xhtml+xml": ".html",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": ".txt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template": ".dotx",
    "application/vnd.ms-word.document.macroenabled.12": ".docm",
    "application/vnd.ms-word.template.macroenabled.12": ".dotm",
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

    def passed_over(self, found: Iterator[Found], where: str = "") -> Iterator[Found]:
        """Yield what can be read; what stops the reading is kept, and the next one may come."""
        try:
            yield from found
        except (NoTextError, LibraryMissingError):
            raise
        except OctavoError as error:
            self.errors.append(error)
        except Exception as error:
            self.add_fault(error, where)

    def add_fault(self, error: Exception, where: str) -> None:
        """Keep what is a fault of ours in one article; what the system refuses is none, and stops.

        The others are taken all the same: a thousand posts must not wait for one.
        """
        if isinstance(error, OSError):
            raise error
        fault = OctavoError(
            f"Octavo failed on this article ({type(error).__name__}: {error}).",
            where=where,
            hint="This is a fault of Octavo's, and the article was left out; please report it.",
            exit_code=EXIT_FAULT,
        )
        fault.__cause__ = error
        self.errors.append(fault)


def gather(arguments: Sequence[str], *, wish: Wish = NO_WISH, refused: Refused) -> Iterator[Found]:
    """Yield the articles that `arguments` name: files, folders, patterns, web addresses.

    Folders are read with all below them, in natural order (2 before 10), without hidden files;
    a feed or an export gives its articles, the oldest first; a zip is a folder. What cannot be
    read, and what gives no article, is kept in `refused`; of several, those without a text are
    left out, with a finding. Raises `OctavoError` for an encoding that is not known, and for a
    missing library.
    """
    check_encoding(wish.encoding)
    empty: list[str] = []
    last: Found | None = None
    for argument in map(str, arguments):
        try:
            for found in refused.passed_over(_of_argument(argument, wish, refused)):
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
        yield with_findings(last, (without_text(empty, None),) if empty else ())


def _of_argument(argument: str, wish: Wish, refused: Refused) -> Iterator[Found]:
    if is_address(argument):
        yield from _of_address(argument, wish, refused)
        return
    path = Path(argument)
    if is_folder(path):
        check_folder(path)
        yield from _of_folder(path, wish, refused)
    elif not _is_there(path) and glob.has_magic(argument):
        found = glob.glob(argument, recursive=True)  # noqa: PTH207 (absolute patterns, too)
        names = sorted(found, key=natural)
        if not names:
            raise _nothing("no file matches this pattern.", argument)
        for name in names:
            yield from refused.passed_over(
                _of_folder(Path(name), wish, refused)
                if is_folder(Path(name))
                else _of_file(Path(name), wish, refused)
            )
    else:
        yield from _of_file(path, wish, refused)


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


def _of_folder(folder: Path, wish: Wish, refused: Refused) -> Iterator[Found]:
    """Yield all articles below a folder; what has no reader is counted in a finding."""
    from octavo.importing.readers.substack import substack_listing

    tree = tree_of(folder, wish.asked)
    listing = substack_listing(folder)
    if listing:
        yield from _of_listing(listing, wish, refused)
        return
    paths, others = tree.paths, tree.others
    if not paths:
        raise _nothing("there is no article in this folder.", str(folder))
    findings = (*tree.findings, *((_passed_over(folder, others),) if others else ()))
    empty: list[str] = []
    before = len(refused.errors)

    def pictures(fetch: Fetch, base: str) -> Fetch:
        return wish.pictures(anywhere(folder, fetch), base)

    within = replace(wish, pictures=pictures)
    last: Found | None = None
    for path in sorted(paths, key=lambda each: _place(each, folder)):
        try:
            for found in refused.passed_over(_of_file(path, within, refused), str(path)):
                if last:
                    yield last
                last, findings = with_findings(found, findings), ()
        except NoTextError:
            # Nobody named it: a post begun and left, or the index that a site's folder has.
            empty.append(str(path.relative_to(folder)))
    if last is None and len(refused.errors) == before:
        raise _nothing("no article in this folder has a text.", str(folder))
    if last:
        yield with_findings(last, (without_text(empty, shown(folder)),) if empty else ())


def _place(path: Path, folder: Path) -> tuple[object, ...]:
    """Return what a file is sorted by: `A.html` stands before what lies in the folder `A`."""
    inside = path.relative_to(folder)
    return natural(inside.with_suffix("")), natural(inside)


def _passed_over(folder: Path, others: list[Path]) -> Finding:
    names = [str(path.relative_to(folder)) for path in sorted(others, key=natural)[:3]]
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""
    return FilesPassedOver.found({"names": f"{', '.join(names)}{more}"}, file=shown(folder))


def _of_listing(listing: Path, wish: Wish, refused: Refused) -> Iterator[Found]:
    """Yield the posts of an export of Substack, by its list."""
    from octavo.importing.readers.substack import read_substack

    where = str(listing)
    entries, findings = read_substack(listing, where, wish.asked)
    export = Export(data=b"", where=where, stem="post", wish=wish)
    yield from of_entries(entries, export, findings=findings, errors=refused.errors)


def _of_file(path: Path, wish: Wish, refused: Refused) -> Iterator[Found]:
    suffix = path.suffix.lower()
    if suffix == ZIP and path.is_file():
        yield from _of_zip(path, wish, refused)
        return
    data = read_bytes(path)
    where = str(path)
    if suffix in COLLECTIONS:
        pictures = mirrored(path.parent)
        stem = ascii_slug(path.stem) or "feed"
        export = Export(data=data, where=where, stem=stem, pictures=pictures, wish=wish)
        yield from of_export(export, refused.errors)
        return
    fetch = wish.pictures(beside(path.parent), "")
    source = read_as(suffix, data, About(where=where, encoding=wish.encoding, fetch=fetch))
    yield Found(name=_copy_name(path), data=data, where=where, source=source, path=path)


def _copy_name(path: Path) -> str:
    """Return the name for an article's copy: a folder's where its own says nothing."""
    name = without_mark(path.name)
    own, dot, ending = name.partition(".")  # a language may stand between: `index.fr.md`
    if own in ("index", "_index") and path.absolute().parent.name:
        return f"{path.absolute().parent.name}{dot}{ending}"
    return name


def _of_zip(path: Path, wish: Wish, refused: Refused) -> Iterator[Found]:
    """Yield the articles of a zip, which is unpacked for as long as they are read."""
    before = len(refused.errors)
    with unpacked(path) as folder:
        inside = f"{folder}{os.sep}"

        def named(text: str) -> str:
            # The folder is gone when the message is read.
            return text.replace(inside, f"{path}/").replace(str(folder), str(path))

        for found in refused.passed_over(_of_folder(folder, wish, refused)):
            said = tuple(
                replace(each, file=named(each.file)) if each.file else each
                for each in found.source.findings
            )
            source = replace(found.source, findings=said)
            yield replace(found, where=named(found.where), source=source, path=None)
        for error in refused.errors[before:]:
            error.where = named(error.where or "")


def _of_address(address: str, wish: Wish, refused: Refused) -> Iterator[Found]:
    from octavo.importing.readers.wordpress import is_wxr
    from octavo.importing.web import fetch

    answer = fetch(address)
    suffix = _suffix(answer)
    if suffix in COLLECTIONS and not is_page(answer.data):
        pictures = nowhere if is_wxr(answer.data) else from_web(answer.address)
        stem = _stem(answer.address)
        export = Export(data=answer.data, where=address, stem=stem, pictures=pictures, wish=wish)
        yield from of_export(export, refused.errors)
        return
    suffix = ".html" if suffix in COLLECTIONS else suffix
    about = About(
        where=address,
        encoding=wish.encoding,
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
    if suffix in WORD or not answer.charset or data.isascii():
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        from octavo.importing.readers.charset import page_text

        text, _ = page_text(data, answer.address, stated=answer.charset)
        return b"\xef\xbb\xbf" + text.encode()
    return data


def _nothing(message: str, where: str) -> OctavoError:
    return OctavoError(message, where=where, hint="Check the name.", exit_code=EXIT_USAGE)
