"""The whole build on one page: load, bind, compose, lay out, resolve, write.

Files are read at the beginning and written at the end; between the two there
are only values. `build` yields events: a `Step` when work begins, an
`Artifact` when a file stands, and at last the book's `Findings`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from importlib.metadata import version
from io import StringIO
from pathlib import Path

from octavo.compose.cover import compose_cover
from octavo.compose.ereader import compose_ereader
from octavo.compose.geometry import geometry
from octavo.compose.glyphs import missing_glyphs
from octavo.compose.printed import compose_print
from octavo.epub.write import write_epub
from octavo.errors import BookError, OctavoError
from octavo.files import write_aside
from octavo.layout.laid import Laid
from octavo.machine import missing_library
from octavo.manuscript.images import read_cover, read_images
from octavo.manuscript.load import load_manuscript
from octavo.manuscript.metadata import Known
from octavo.manuscript.source import read_text
from octavo.manuscript.toml import did_you_mean
from octavo.model import (
    Artifact,
    Asset,
    Book,
    Composition,
    Edition,
    Finding,
    Manuscript,
    Matter,
    Severity,
)
from octavo.parse.section import parse_chapter
from octavo.passes.bind import bind
from octavo.profiles.profile import load_profile, profile_names
from octavo.store import FOLDER, Store, digest
from octavo.theme.layers import COVER, EREADER, LOCAL, PRINT, layer
from octavo.theme.theme import Theme, load_theme, styles_folder, theme_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to build: `editions` by name (all if empty) of the book in `root`, into `out`."""

    root: Path
    out: Path
    editions: tuple[str, ...] = ()
    drafts: bool = False
    epoch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Work begins: `name` is a stage of the pipeline, `edition` empty for the whole book."""

    name: str
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found, once, in the order of the book."""

    findings: tuple[Finding, ...]


Event = Step | Artifact | Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """The book with all that was read for it."""

    root: Path
    manuscript: Manuscript
    book: Book
    images: dict[str, Asset]
    cover: Asset | None
    local: str


def build(request: Request) -> Iterator[Event]:
    """Builds editions, one file each, `<slug>-<edition>.epub` or `.pdf`.

    Raises `BookError` before anything is written if the book has errors, and
    `OctavoError` if it cannot go on. A file is written aside and renamed when
    it is whole; the last good one stays until then.
    """
    yield Step(name="load")
    loaded = load(request)
    editions = _chosen(loaded.manuscript, request.editions)
    found = list(_book_findings(loaded))
    _stop_at_errors(found)
    for edition in editions:
        for event in _WRITERS[edition.format](loaded, edition, request.out):
            if isinstance(event, Artifact):
                found += event.findings
            yield event
    yield Findings(findings=tuple(dict.fromkeys(found)))


def load(request: Request) -> _Loaded:
    """Reads everything the book consists of, and binds it."""
    known = Known(
        profiles=profile_names(), themes=theme_names(styles_folder()), epoch=request.epoch
    )
    manuscript = load_manuscript(request.root, known, drafts=request.drafts)
    language = manuscript.metadata.language
    sections = tuple(parse_chapter(chapter, language) for chapter in manuscript.chapters)
    book = bind(manuscript, sections)
    images, missing = read_images(manuscript.root, book.sections)
    cover = None
    if manuscript.metadata.cover:
        read = read_cover(manuscript.root, manuscript.metadata.cover)
        cover = read if isinstance(read, Asset) else None
        missing += (read,) if isinstance(read, Finding) else ()
    own = manuscript.root / LOCAL
    return _Loaded(
        root=manuscript.root,
        manuscript=manuscript,
        book=replace(book, findings=book.findings + missing),
        images=images,
        cover=cover,
        local=read_text(own, LOCAL) if own.is_file() else "",
    )


def _write_ebook(loaded: _Loaded, edition: Edition, out: Path) -> Iterator[Event]:
    yield Step(name="compose", edition=edition.name)
    theme = load_theme(edition.theme, styles_folder())
    layers = layer(theme, EREADER, loaded.local)
    _stop_at_errors(layers.findings)
    cover = loaded.cover or _generated_cover(loaded, edition, theme)
    composition = compose_ereader(loaded.book, edition, theme, layers, loaded.images, cover)
    found = missing_glyphs(theme, composition, loaded.manuscript, Severity.WARNING)
    yield Step(name="write", edition=edition.name)
    data = write_epub(composition)
    yield _written(loaded, edition, out, data, None, found)


def _write_print(loaded: _Loaded, edition: Edition, out: Path) -> Iterator[Event]:
    yield Step(name="compose", edition=edition.name)
    theme = load_theme(edition.theme, styles_folder())
    layers = layer(theme, PRINT, loaded.local, geometry(load_profile(edition.profile)))
    _stop_at_errors(layers.findings)
    composition = compose_print(loaded.book, edition, theme, layers, loaded.images)
    _stop_at_errors(missing_glyphs(theme, composition, loaded.manuscript, Severity.ERROR))
    yield Step(name="lay out", edition=edition.name)
    lay_out, _ = _layout()
    from octavo.pdf.finish import finish_print
    from octavo.resolve.pagemap import map_pages
    from octavo.resolve.report import page_findings

    laid = lay_out(composition)
    yield Step(name="write", edition=edition.name)
    pages = map_pages(laid.pages, laid.starts, _first_of_body(composition))
    data = finish_print(laid.pdf, pages, composition.metadata)
    found = (*composition.findings, *page_findings(laid, pages))
    yield _written(loaded, edition, out, data, laid.pages, found)


#: A format is one entry and one function.
_WRITERS: dict[str, Callable[[_Loaded, Edition, Path], Iterator[Event]]] = {
    "epub": _write_ebook,
    "pdf": _write_print,
}


def _generated_cover(loaded: _Loaded, edition: Edition, theme: Theme) -> Asset:
    """The theme's cover, kept in the book's cache: drawing it takes longer than the e-book."""
    composition = compose_cover(loaded.book, edition, theme, layer(theme, COVER, ""))
    store = Store(folder=loaded.root / FOLDER)
    fonts = [face.asset.data for face in composition.faces]
    engine = [version("octavo"), version("weasyprint"), version("pypdfium2")]
    key = digest([*engine, composition.css, composition.documents[0].xhtml, *fonts])
    kept = store.get(key)
    if kept is not None:
        return Asset(name="images/cover.jpg", media_type="image/jpeg", data=kept)
    _, draw_cover = _layout()
    cover = draw_cover(composition)
    store.put(key, cover.data)
    return cover


def _layout() -> tuple[Callable[[Composition], Laid], Callable[[Composition], Asset]]:
    """The layout room, opened only when pages are set: it takes a second to load.

    WeasyPrint prints its own advice when a library is missing; ours comes instead.
    """
    try:
        with redirect_stdout(StringIO()):
            from octavo.layout.cover import draw_cover
            from octavo.layout.render import lay_out
    except OSError as error:
        raise missing_library(error) from None
    return lay_out, draw_cover


def _written(
    loaded: _Loaded,
    edition: Edition,
    out: Path,
    data: bytes,
    pages: int | None,
    findings: Iterable[Finding],
) -> Artifact:
    path = out / f"{loaded.book.metadata.slug}-{edition.name}.{edition.format}"
    write_aside({path: data})
    return Artifact(
        edition=edition.name,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        pages=pages,
        findings=tuple(findings),
    )


def _chosen(manuscript: Manuscript, names: Sequence[str]) -> tuple[Edition, ...]:
    by_name = {edition.name: edition for edition in manuscript.editions}
    for name in names:
        if name not in by_name:
            raise OctavoError(
                f'the book has no edition "{name}".',
                hint=did_you_mean(name, by_name),
                exit_code=2,
            )
    return tuple(by_name[name] for name in dict.fromkeys(names)) or manuscript.editions


def _book_findings(loaded: _Loaded) -> Iterator[Finding]:
    yield from loaded.book.findings
    for section in loaded.book.sections:
        yield from section.findings


def _stop_at_errors(findings: Iterable[Finding]) -> None:
    found = tuple(findings)
    if any(finding.severity is Severity.ERROR for finding in found):
        raise BookError(tuple(dict.fromkeys(found)))


def _first_of_body(composition: Composition) -> str:
    bodies = (item.anchor for item in composition.documents if item.matter is Matter.BODY)
    return next(bodies, "")
