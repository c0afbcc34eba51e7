"""The whole build on one page: load, bind, compose, lay out, resolve, write.

Files are read at the beginning and written at the end; between the two there
are only values. `build` yields events: a `Step` when work begins, an
`Artifact` when a file stands, and at last the book's `Findings`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from octavo.compose.cover import compose_covers, unset_cover
from octavo.compose.coverimage import fit_cover
from octavo.compose.ereader import compose_ereader
from octavo.compose.geometry import geometry
from octavo.compose.glyphs import missing_glyphs
from octavo.compose.printed import compose_print, first_of_body
from octavo.epub.write import write_epub
from octavo.errors import BookError, OctavoError
from octavo.files import write_aside
from octavo.layout.laid import Laid
from octavo.machine import missing_library
from octavo.manuscript.images import line_about, read_cover, read_images
from octavo.manuscript.load import load_manuscript
from octavo.manuscript.locate import BOOK_TOML
from octavo.manuscript.metadata import Known
from octavo.manuscript.source import What, read_text, what_is
from octavo.manuscript.toml import did_you_mean
from octavo.model import (
    Artifact,
    Asset,
    Book,
    Composition,
    Edition,
    Finding,
    Manuscript,
    Severity,
)
from octavo.parse.section import parse_chapter
from octavo.passes.bind import bind
from octavo.passes.select import select_chapters
from octavo.profiles.profile import load_profile, profile_names
from octavo.resolve.notes import stray_notes
from octavo.store import FOLDER, Store, digest
from octavo.theme.layers import COVER, EREADER, LOCAL, PRINT, Layers, layer
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
class Loaded:
    """The book with all that was read for it."""

    manuscript: Manuscript
    book: Book
    images: dict[str, Asset]
    cover: Asset | None
    local: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rendered:
    """One edition's bytes, not yet written."""

    edition: Edition
    data: bytes
    pages: int | None = None
    findings: tuple[Finding, ...]


_Rendering = Generator[Event, None, _Rendered]


def build(request: Request) -> Iterator[Event]:
    """Builds editions, one file each, `<slug>-<edition>.epub` or `.pdf`.

    Raises `BookError` if the book has errors, and `OctavoError` if it cannot go
    on. All files are written aside and renamed when the last edition is whole:
    until then everything is as it was.
    """
    yield Step(name="load")
    loaded = load(request)
    editions = _chosen(loaded.manuscript, request.editions)
    found = list(_book_findings(loaded))
    _stop_at_errors(found)
    rendered = []
    for edition in editions:
        own = _for_edition(loaded, edition)
        found += own.book.findings
        try:
            rendered.append((yield from _RENDERERS[edition.format](own, edition)))
        except BookError as error:
            raise BookError(_together(found, error.findings)) from None
        found += rendered[-1].findings
    yield Step(name="write")
    artifacts = [_artifact(loaded, request.out, item) for item in rendered]
    write_aside({a.path: item.data for a, item in zip(artifacts, rendered, strict=True)})
    yield from artifacts
    yield Findings(findings=tuple(dict.fromkeys(found)))


def load(request: Request) -> Loaded:
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
    return Loaded(
        manuscript=manuscript,
        book=replace(book, findings=book.findings + missing),
        images=images,
        cover=cover,
        local=_own_rules(manuscript.root),
    )


def _own_rules(root: Path) -> str:
    """The text of the book's styles/local.css, empty if it has none."""
    path = root / LOCAL
    there = what_is(root, path)
    if there is What.OUTSIDE:
        hint = "Copy the file into the book."
        raise OctavoError("leads out of the book.", where=LOCAL, hint=hint)
    return read_text(path, LOCAL) if there is What.FILE else ""


def _for_edition(loaded: Loaded, edition: Edition) -> Loaded:
    """The book as the edition has it: with the chapters of its own and their images."""
    book = select_chapters(loaded.book, edition)
    used = {use.path for section in book.sections for use in section.images}
    images = {path: asset for path, asset in loaded.images.items() if path in used}
    return replace(loaded, book=book, images=images)


def _render_ebook(loaded: Loaded, edition: Edition) -> _Rendering:
    yield Step(name="compose", edition=edition.name)
    theme = load_theme(edition.theme, styles_folder())
    layers = layer(theme, EREADER, loaded.local)
    _stop_at_errors(layers.findings)
    cover, about_cover = _cover(loaded, edition, theme)
    composition = compose_ereader(loaded.book, edition, theme, layers, loaded.images, cover)
    found = missing_glyphs(theme, composition, loaded.manuscript, Severity.WARNING) + about_cover
    yield Step(name="package", edition=edition.name)
    data = write_epub(composition)
    return _Rendered(edition=edition, data=data, findings=(*composition.findings, *found))


def _render_print(loaded: Loaded, edition: Edition) -> _Rendering:
    yield Step(name="compose", edition=edition.name)
    theme = load_theme(edition.theme, styles_folder())
    layers = layer(theme, PRINT, loaded.local, geometry(load_profile(edition.profile)))
    _stop_at_errors(layers.findings)
    composition = compose_print(loaded.book, edition, theme, layers, loaded.images)
    _stop_at_errors(missing_glyphs(theme, composition, loaded.manuscript, Severity.ERROR))
    yield Step(name="lay out", edition=edition.name)
    composition, laid = _lay_out_whole(loaded, edition, theme, layers, composition)
    from octavo.pdf.finish import finish_print
    from octavo.pdf.fonts import foreign_fonts
    from octavo.resolve.pagemap import map_pages
    from octavo.resolve.report import font_findings, page_findings

    yield Step(name="finish", edition=edition.name)
    pages = map_pages(laid.pages, laid.starts, first_of_body(loaded.book))
    data = finish_print(laid.pdf, pages, composition.metadata)
    foreign = foreign_fonts(data, {face.family for face in composition.faces})
    found = (*composition.findings, *page_findings(laid, pages), *font_findings(foreign))
    return _Rendered(edition=edition, data=data, pages=laid.pages, findings=found)


def _lay_out_whole(
    loaded: Loaded, edition: Edition, theme: Theme, layers: Layers, composition: Composition
) -> tuple[Composition, Laid]:
    """Lays out until no footnote is lost: those without room go to their section's end."""
    lay_out = _layout_room().lay_out
    moved: frozenset[str] = frozenset()
    while True:
        laid = lay_out(composition)
        order = [item.anchor for item in composition.documents]
        stray = stray_notes(loaded.book.sections, order, laid, moved)
        if not stray:
            return composition, laid
        moved |= stray
        composition = compose_print(loaded.book, edition, theme, layers, loaded.images, moved=moved)


#: A format is one entry and one function.
_RENDERERS: dict[str, Callable[[Loaded, Edition], _Rendering]] = {
    "epub": _render_ebook,
    "pdf": _render_print,
}


def _cover(
    loaded: Loaded, edition: Edition, theme: Theme
) -> tuple[Asset | None, tuple[Finding, ...]]:
    """The author's cover, made fit for the stores, or the theme's; or none, and why."""
    root, metadata = loaded.manuscript.root, loaded.book.metadata
    if loaded.cover:
        return fit_cover(loaded.cover, metadata.cover, BOOK_TOML, line_about(root, "cover"))
    unset = unset_cover(metadata, theme, BOOK_TOML, line_about(root, "title"))
    return (None, (unset,)) if unset else (_generated_cover(loaded, edition, theme), ())


def _generated_cover(loaded: Loaded, edition: Edition, theme: Theme) -> Asset:
    """The theme's cover, kept in the book's cache: drawing it takes longer than the e-book."""
    layers = layer(theme, COVER, "")
    composition = next(compose_covers(loaded.book, edition, theme, layers))
    store = Store(folder=loaded.manuscript.root / FOLDER)
    fonts = [face.asset.data for face in composition.faces]
    engine = [version("octavo"), version("weasyprint"), version("pypdfium2")]
    key = digest([*engine, composition.css, composition.documents[0].xhtml, *fonts])
    kept = store.get(key)
    if kept is not None:
        return Asset(name="images/cover.jpg", media_type="image/jpeg", data=kept)
    cover = _layout_room().draw_cover(compose_covers(loaded.book, edition, theme, layers))
    store.put(key, cover.data)
    return cover


class _LayoutRoom(NamedTuple):
    lay_out: Callable[[Composition], Laid]
    draw_cover: Callable[[Iterable[Composition]], Asset]


def _layout_room() -> _LayoutRoom:
    """The layout room, opened only when pages are set: it takes a second to load.

    WeasyPrint prints its own advice when a library is missing; ours comes instead.
    """
    try:
        with redirect_stdout(StringIO()):
            from octavo.layout.cover import draw_cover
            from octavo.layout.render import lay_out
    except OSError as error:
        raise missing_library(error) from None
    return _LayoutRoom(lay_out, draw_cover)


def _artifact(loaded: Loaded, out: Path, rendered: _Rendered) -> Artifact:
    edition = rendered.edition
    return Artifact(
        edition=edition.name,
        path=out / f"{loaded.book.metadata.slug}-{edition.name}.{edition.format}",
        sha256=hashlib.sha256(rendered.data).hexdigest(),
        bytes=len(rendered.data),
        pages=rendered.pages,
        findings=rendered.findings,
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


def _book_findings(loaded: Loaded) -> Iterator[Finding]:
    yield from loaded.book.findings
    for section in loaded.book.sections:
        yield from section.findings


def _together(found: Iterable[Finding], fatal: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What was found before, and what stopped the build: said once, as the error it is."""
    said = {(item.code, item.message) for item in fatal}
    before = [item for item in found if (item.code, item.message) not in said]
    return tuple(dict.fromkeys([*before, *fatal]))


def _stop_at_errors(findings: Iterable[Finding]) -> None:
    found = tuple(findings)
    if any(finding.severity is Severity.ERROR for finding in found):
        raise BookError(tuple(dict.fromkeys(found)))
