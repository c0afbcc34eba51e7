"""Where the articles of a run come from: what is named, or what the ledger knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from octavo.core.cache import FOLDER, NOTHING, Store
from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.core.files import read_present
from octavo.core.model import Finding
from octavo.findings.catalogue.articles import ArticleNotKept
from octavo.importing.article import Found
from octavo.importing.article_pictures import Fetch, beside
from octavo.importing.decide import decide
from octavo.importing.editor_warnings import Assembled
from octavo.importing.far_pictures import FarPictures, whole_address
from octavo.importing.file_names import article_path, digest, is_address, is_there
from octavo.importing.formats import About, read_as, read_bytes
from octavo.importing.gather import Refused, gather
from octavo.importing.ledger import Ledger, Recorded
from octavo.importing.readers.wanted_posts import Asked
from octavo.importing.run_events import Request
from octavo.importing.wish import MorePictures, Wish, as_it_is


class Given(NamedTuple):
    """An article of the run, and the encoding that was named for it; empty if none was."""

    found: Found
    encoding: str


def given(
    request: Request, ledger: Ledger, findings: list[Finding], refused: Refused
) -> Iterator[Given]:
    """Yield the articles of the run, each with the encoding that was named for it.

    Without arguments they are those of the ledger: where they came from if that
    is a file and still there, else their copies. What is to be said of those
    that cannot be had is added to `findings`; what cannot be read is kept in `refused`.
    """
    pictures = _far(request, ledger) if request.fetch_images else as_it_is
    if request.arguments:
        wish = Wish(
            encoding=request.encoding,
            asked=Asked(pages=request.pages, drafts=request.drafts),
            pictures=pictures,
        )
        for found in gather(request.arguments, wish=wish, refused=refused):
            yield Given(found, request.encoding or "")
        return
    if not ledger.known:
        raise OctavoError(
            "no article is named, and the book has none yet.",
            hint="Name files, folders or addresses: octavo assemble posts/",
            exit_code=EXIT_USAGE,
        )
    for name, known in ledger.known.items():
        if request.only and name not in request.only:
            continue
        encoding = request.encoding or known.encoding
        origin, copy = request.root / known.origin, request.root / article_path(name)
        if known.origin and origin.suffix == copy.suffix and is_there(origin):
            for found in gather(
                [str(origin)],
                wish=Wish(encoding=encoding or None, pictures=pictures),
                refused=refused,
            ):
                yield Given(found, encoding)
        elif is_there(copy):
            copied = replace(known, encoding=encoding)
            for found in refused.passed_over(_copy(request.root, name, copied, pictures=pictures)):
                yield Given(found, encoding)
        else:
            findings.append(_not_kept(name, known))


def _far(request: Request, ledger: Ledger) -> MorePictures:
    """Return what brings far-away pictures; the book's own come from the book."""
    paths = {
        whole_address(address, item.origin): path
        for item in ledger.known.values()
        for address, path in item.pictures.items()
    }

    def kept(address: str) -> bytes | None:
        path = paths.get(address)
        return read_present(request.root / "manuscript" / path) if path else None

    store = Store(folder=request.root / FOLDER) if request.write else NOTHING
    return FarPictures(kept=kept, store=store).brought


def _copy(root: Path, name: str, known: Recorded, *, pictures: MorePictures) -> Iterator[Found]:
    yield read_copy(root, name, known, pictures=pictures)


def _not_kept(name: str, known: Recorded) -> Finding:
    return ArticleNotKept.found({"origin": known.origin or name}, file=article_path(name))


def read_copy(
    root: Path, name: str, known: Recorded, *, pictures: MorePictures = as_it_is
) -> Found:
    """Return the article from its copy beside the ledger, with the pictures that the book has.

    `pictures` gives more of them: see `Wish`.
    """
    path = root / article_path(name)
    data = read_bytes(path)
    address = known.origin if is_address(known.origin) else ""
    about = About(
        where=str(path),
        encoding=known.encoding or None,
        address=address,
        fetch=pictures(_kept_pictures(root, known, beside(path.parent)), address),
    )
    source = read_as(path.suffix.lower(), data, about)
    return Found(name=path.name, data=data, where=str(path), source=source, path=path)


def _kept_pictures(root: Path, known: Recorded, otherwise: Fetch) -> Fetch:
    def read(address: str) -> bytes | str:
        kept = known.pictures.get(address)
        data = read_present(root / "manuscript" / kept) if kept else None
        return otherwise(address) if data is None else data

    return read


def copy_instead(root: Path, name: str, known: Recorded | None, found: Found) -> Found | None:
    """Return the copy beside the ledger, read with what the ledger knows, where that counts.

    So it does if the author has edited the copy, or has named it on the command line.
    """
    copy = root / article_path(name)
    present = read_present(copy)
    if known is None or present is None:
        return None
    if found.path is not None and found.path.resolve() == copy.resolve():
        return read_copy(root, name, known) if known.origin or known.pictures else None
    is_edited = known.origin and digest(present) != known.sha256 and present != found.data
    return read_copy(root, name, known) if is_edited else None


def others(root: Path, ledger: Ledger, names: Sequence[str]) -> Iterator[Assembled]:
    """Yield the articles of earlier runs whose copies can be read."""
    for name in names:
        known = ledger.known[name]
        try:
            found = read_copy(root, name, known)
        except (OctavoError, KeyError):
            continue
        article = decide(found.source, known.answers)
        yield Assembled(file=article_path(name), title=known.title, article=article)
