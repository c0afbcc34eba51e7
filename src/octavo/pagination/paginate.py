"""The pages of a PDF edition: composed, and laid out until the book is whole.

Whole: no note is lost, and the gutter is the one that the number of pages asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial

from octavo.compose.geometry import Frame, TextFace, geometry, page_frame
from octavo.compose.missing_glyphs import missing_glyphs
from octavo.compose.print_documents import NoRoom, compose_print, first_of_body, print_book
from octavo.compose.printed_tables import tighter
from octavo.compose.text_column import text_face
from octavo.core.errors import stop_at_errors
from octavo.core.model import Composition, Edition, Finding, Loaded, Severity
from octavo.core.progress import Kept, Step
from octavo.layout.laid_pages import Laid
from octavo.layout.workshop import Services
from octavo.pagination.folios import PageMap, map_pages
from octavo.pagination.galleys import Desk, Run, reaches
from octavo.pagination.gutter import guess_pages, settle
from octavo.pagination.page_findings import page_findings, picture_findings, unlaid
from octavo.pagination.stray_notes import stray_notes
from octavo.printers.profile import NO_SIDES, Profile
from octavo.printers.read_profile import load_profile
from octavo.styling.book_theme import kept_layers, theme_of
from octavo.styling.layers import PRINT
from octavo.styling.theme import Theme
from octavo.workers.process import TaskError


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A composition laid out in a frame, and where its pages begin; `findings` are of both.

    `count` are its pages with the blank ones that the printer asks for at the end. `run` are
    the galleys that the pages were put together from, None if they were laid out in one piece.
    """

    composition: Composition
    laid: Laid
    map: PageMap
    findings: tuple[Finding, ...]
    frame: Frame
    profile: Profile
    count: int
    run: Run | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What the pages of an edition are set of, whatever their frame."""

    loaded: Loaded
    edition: Edition
    services: Services
    theme: Theme
    face: TextFace
    profile: Profile
    tagged: bool
    desk: Desk


_Whole = tuple[Composition, Laid, Run | None]


def set_pages(
    loaded: Loaded,
    edition: Edition,
    services: Services,
    *,
    tagged: bool = False,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[Step | Kept, None, Pages]:
    """Lays out an edition's pages. Raises `BookError` if its fonts lack a character.

    `tagged` pages say what each piece of them is (PDF/UA-1); they are for a
    screen, so that nothing of them is over the trim. `meanwhile` is done while
    workers lay out.
    """
    yield Step(name="compose", edition=edition.name)
    (theme, about_fonts), profile = theme_of(loaded, edition), load_profile(edition.profile)
    setting = _Setting(
        loaded=loaded,
        edition=edition,
        services=services,
        theme=theme,
        face=text_face(kept_layers(services.store, theme, PRINT, local=loaded.local)),
        profile=profile,
        tagged=tagged,
        desk=Desk(workshop=services.workshop, store=services.store),
    )
    first = _first_frame(setting)
    composition = _compose(setting, first)
    stop_at_errors(missing_glyphs(theme, composition, loaded.manuscript, severity=Severity.ERROR))
    _begin(setting, composition)
    yield Step(name="lay out", edition=edition.name)
    meanwhile()

    def set_frame(frame: Frame) -> _Whole:
        start = composition if frame == first else _compose(setting, frame)
        return _lay_out_whole(setting, frame, start)

    frame, (whole, laid, run) = settle(
        first, set_frame, lambda found: _frame(setting, profile.padded(found[1].pages))
    )
    if run is not None:
        desk = setting.desk
        yield Kept(name="galleys", kept=desk.kept, of=desk.kept + desk.made, edition=edition.name)
    pages = map_pages(laid.pages, laid.starts, first_of_body(loaded.book))
    return Pages(
        composition=whole,
        laid=laid,
        map=pages,
        findings=(
            *about_fonts,
            *whole.findings,
            *page_findings(laid, pages),
            *picture_findings(laid, pages, loaded.images, loaded.book.sections),
        ),
        frame=frame,
        profile=profile,
        count=profile.padded(laid.pages),
        run=run,
    )


def _frame(setting: _Setting, pages: int) -> Frame:
    edition = setting.edition
    frame = page_frame(
        setting.profile, pages, trim=edition.trim, bleed=edition.bleed, face=setting.face
    )
    return replace(frame, bleed=NO_SIDES) if setting.tagged else frame


def _first_frame(setting: _Setting) -> Frame:
    """The frame for the number of pages that the length of the text lets expect."""
    guess = partial(guess_pages, setting.loaded.book.sections, face=setting.face)
    return _frame(setting, guess(_frame(setting, guess(_frame(setting, 1)))))


def _compose(setting: _Setting, frame: Frame, no_room: NoRoom | None = None) -> Composition:
    loaded, theme = setting.loaded, setting.theme
    layers = kept_layers(
        setting.services.store, theme, PRINT, local=loaded.local, geometry=geometry(frame)
    )
    stop_at_errors(layers.findings)
    ready = print_book(loaded.book, layers, images=loaded.images, no_room=no_room)
    return compose_print(ready, setting.edition)


def _lay_out_whole(setting: _Setting, frame: Frame, composition: Composition) -> _Whole:
    """Lays out until no footnote is lost, and no table too wide that can be made to fit.

    Notes without room go to their section's end, tables are set smaller.
    """
    no_room = NoRoom()
    while True:
        laid, run = _lay_out(setting, composition)
        order = [item.anchor for item in composition.documents]
        stray = stray_notes(setting.loaded.book.sections, order, laid, no_room.moved)
        closer = tighter(laid.wide, no_room.fit)
        if not stray and closer == no_room.fit:
            return composition, laid, run
        no_room = NoRoom(moved=no_room.moved | stray, fit=closer)
        composition = _compose(setting, frame, no_room)


def _begin(setting: _Setting, composition: Composition) -> None:
    """Has the workers begin, so that others may use the time until they are done."""
    if _in_pieces(setting):
        setting.desk.begin(composition)
    else:
        setting.desk.begin_whole(composition, tagged=setting.tagged)


def _lay_out(setting: _Setting, composition: Composition) -> tuple[Laid, Run | None]:
    """As galleys; in one piece if its documents hang together."""
    try:
        if _in_pieces(setting):
            run = setting.desk.run(composition, first_of_body(setting.loaded.book))
            if run is not None:
                return run.laid(), run
        return setting.desk.whole(composition, tagged=setting.tagged), None
    except TaskError as error:
        if not setting.loaded.local.strip():
            raise
        raise unlaid(str(error), error.title) from error


def _in_pieces(setting: _Setting) -> bool:
    """Whether the pages are set by galleys: those that say what they are keep their links."""
    return not setting.tagged and not reaches(setting.loaded.local)
