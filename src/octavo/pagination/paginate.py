"""The pages of a PDF edition: composed, and laid out until the book is whole.

Whole: no note is lost, and the gutter is the one that the number of pages asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from octavo.compose.geometry import Frame
from octavo.compose.missing_glyphs import missing_glyphs
from octavo.compose.print_documents import NoRoom, compose_print, first_of_body, print_book
from octavo.core.loaded_book import Loaded
from octavo.core.model import Composition, Edition, Finding
from octavo.core.progress import Kept, Step
from octavo.findings.collector import stop_at_errors
from octavo.layout.laid_pages import Laid
from octavo.layout.workshop import Services
from octavo.pagination.folios import PageMap, map_pages
from octavo.pagination.galleys import GalleySource, Run
from octavo.pagination.gutter import settle
from octavo.pagination.make_room import Roomy, make_room
from octavo.pagination.page_design import PageDesign, page_design
from octavo.pagination.page_findings import page_findings, picture_findings, unlaid
from octavo.printers.profile import Profile
from octavo.text.source_lines import lines_within
from octavo.typesetting.set_text import Part, bound
from octavo.workers.process import TaskError


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A composition laid out in a frame, and where its pages begin; `findings` are of both.

    `count` are its pages with the blank ones that the printer asks for at the end; `gutter_for`
    is the number of pages whose gutter the frame has, another one where two would swing. `run` are
    the galleys that the pages were put together from, None if they were laid out in one piece.
    `text` is what was set, for `typesetting.set_text.read_bound`.
    """

    composition: Composition
    laid: Laid
    map: PageMap
    findings: tuple[Finding, ...]
    frame: Frame
    gutter_for: int
    profile: Profile
    count: int
    run: Run | None
    text: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Pages laid out, and the galleys that they were put together from, if they were."""

    laid: Laid
    run: Run | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What the pages of an edition are set of, whatever their frame, and who sets them."""

    loaded: Loaded
    design: PageDesign
    services: Services
    galleys: GalleySource


def set_pages(
    loaded: Loaded,
    edition: Edition,
    services: Services,
    *,
    tagged: bool = False,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[Step | Kept, None, Pages]:
    """Lay out an edition's pages. Raises `BookError` if a font cannot be used.

    `tagged` pages say what each piece of them is (PDF/UA-1); they are for a
    screen, so that nothing of them is over the trim. `meanwhile` is done while
    workers lay out.
    """
    yield Step(name="compose", edition=edition.name)
    design = page_design(loaded, edition, services.store, tagged=tagged)
    galleys = GalleySource(workshop=services.workshop, store=services.store)
    setting = _Setting(loaded=loaded, design=design, services=services, galleys=galleys)
    guess = design.guess(loaded.book.sections)
    first = design.frame(guess)
    composition = _compose(setting, first, NoRoom())
    lacking = missing_glyphs(design.theme, composition, loaded.manuscript)
    _begin(setting, composition)
    yield Step(name="lay out", edition=edition.name)
    meanwhile()
    counts = {first: guess}

    def set_frame(frame: Frame) -> Roomy[_Layout]:
        return _lay_out_whole(setting, frame, composition if frame == first else None)

    def wanted(found: Roomy[_Layout]) -> Frame:
        count = design.profile.padded(found.layout.laid.pages)
        frame = design.frame(count)
        counts.setdefault(frame, count)
        return frame

    frame, whole = settle(first, set_frame, wanted)
    laid, run = whole.layout.laid, whole.layout.run
    if run is not None:
        yield Kept(
            name="galleys", kept=galleys.kept, of=galleys.kept + galleys.made, edition=edition.name
        )
    pages = map_pages(laid.pages, laid.starts, first_of_body(loaded.book))
    return Pages(
        composition=whole.composition,
        laid=laid,
        map=pages,
        findings=(
            *design.findings,
            *lacking,
            *whole.composition.findings,
            *page_findings(laid, pages),
            *picture_findings(laid, pages, images=loaded.images, sections=loaded.book.sections),
        ),
        frame=frame,
        gutter_for=counts[frame],
        profile=design.profile,
        count=design.profile.padded(laid.pages),
        run=run,
        text=_text(loaded, whole.composition, whole.layout),
    )


def _text(loaded: Loaded, composition: Composition, layout: _Layout) -> bytes:
    """Return what was set, with the files and lines that it was made of."""
    sections = loaded.book.sections
    files = {section.id: (section.file, section.title_line) for section in sections}
    lines = [lines_within(document.xhtml) for document in composition.documents]
    if layout.run is None:
        return bound([Part(0, layout.laid.text, [*chain.from_iterable(lines)])], files)
    texts = zip(layout.run.texts(), lines, strict=True)
    return bound([Part(first, text, each) for (first, text), each in texts], files)


def _compose(setting: _Setting, frame: Frame, no_room: NoRoom) -> Composition:
    loaded = setting.loaded
    layers = setting.design.layers(frame, setting.services.store)
    stop_at_errors(layers.findings)
    ready = print_book(loaded.book, layers, images=loaded.images, no_room=no_room)
    return compose_print(ready, setting.design.edition)


def _lay_out_whole(
    setting: _Setting, frame: Frame, composition: Composition | None
) -> Roomy[_Layout]:
    """Lay out in a frame; `composition` is as it is composed first, if it is there already."""

    def compose(no_room: NoRoom) -> Composition:
        if composition is not None and no_room == NoRoom():
            return composition
        return _compose(setting, frame, no_room)

    sections = setting.loaded.book.sections
    return make_room(sections, compose=compose, lay_out=partial(_lay_out, setting))


def _begin(setting: _Setting, composition: Composition) -> None:
    """Have the workers begin, so that others may use the time until they are done."""
    if _in_pieces(setting):
        setting.galleys.begin(composition)
    else:
        setting.galleys.begin_whole(composition, tagged=setting.design.tagged)


def _lay_out(setting: _Setting, composition: Composition) -> _Layout:
    """Lay out as galleys; in one piece if its documents hang together."""
    try:
        if _in_pieces(setting):
            run = setting.galleys.run(composition, first_of_body(setting.loaded.book))
            if run is not None:
                return _Layout(laid=run.laid(), run=run)
        return _Layout(laid=setting.galleys.whole(composition, tagged=setting.design.tagged))
    except TaskError as error:
        if not setting.loaded.local.strip():
            raise
        raise unlaid(str(error), error.title) from error


def _in_pieces(setting: _Setting) -> bool:
    """Return whether galleys set the pages: those that say what they are keep their links."""
    return not setting.design.tagged and not setting.design.reaches
