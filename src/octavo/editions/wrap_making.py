"""The wrap cover of a print edition: back, spine and front, for its real page count."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import replace

from octavo.compose.blurb import without_apparatus
from octavo.compose.cmyk import in_process_inks
from octavo.compose.cover_image import fit_cover
from octavo.compose.cover_sheet import Sheet, Unknown, cover_sheet, sheet_properties
from octavo.compose.front_picture import front_picture, picture_findings
from octavo.compose.missing_glyphs import missing_glyphs
from octavo.compose.spine_words import SMALLEST, Spine, reads_down, set_spine
from octavo.compose.wrap_cover import (
    BACK,
    BACK_TRIES,
    BARCODE,
    FRONT,
    GROUND,
    SPINE,
    Try,
    Wrap,
    compose_wrap,
    first_try,
)
from octavo.core.errors import OctavoError
from octavo.core.loaded_book import Loaded
from octavo.core.model import Asset, Chapter, Composition, Edition, Finding, Matter
from octavo.core.progress import Kept, Step
from octavo.editions.cover_findings import about_blurb, about_spine, assumed, left_empty
from octavo.editions.rendering import Rendered, Rendering
from octavo.findings.collector import stop_at_errors
from octavo.layout.laid_pages import Laid
from octavo.layout.workshop import Services, Workshop
from octavo.manuscript.book_images import line_about, line_about_edition
from octavo.manuscript.find_book import BOOK_TOML
from octavo.markdown.section import parse_chapter
from octavo.markdown.xhtml_tree import read, write
from octavo.pagination.page_findings import font_findings
from octavo.pagination.paginate import set_pages
from octavo.pdf.finishing import saved
from octavo.pdf.foreign_fonts import foreign_fonts
from octavo.pdf.inks import colours_to_process, inks_to_rgb
from octavo.pdf.pdf_x import as_pdfx, pdfx_findings
from octavo.pdf.wrap_sheet import Panel, lay_on_sheet
from octavo.printers.profile import Profile
from octavo.printers.read_profile import load_profile
from octavo.styling.book_theme import theme_of
from octavo.styling.layers import COVER, layer
from octavo.styling.theme import Theme
from octavo.text.direction import is_right_to_left

#: The profile whose numbers stand in where one knows none of a cover.
STAND_IN = "kdp-paperback"


def render_wrap(loaded: Loaded, edition: Edition, services: Services) -> Rendering:
    """Make the cover's upload file: one page, the sheet with its bleed.

    Raises `OctavoError` if the width of the spine cannot be known, and
    `BookError` if a font of it cannot be used.
    """
    count = yield from _page_count(loaded, edition, services)
    yield Step(name="compose", edition=edition.name)
    profile = load_profile(edition.profile)
    sheet, found = _sheet(loaded, edition, profile=profile, count=count)
    theme, said = theme_of(loaded, edition)
    stated = load_profile(STAND_IN) if profile.spine_text is None else profile
    wrap, about = _wrap(loaded, edition, theme=theme, profile=profile, sheet=sheet)
    found = (*said, *found, *about, *about_spine(loaded, wrap, stated))
    yield Step(name="lay out", edition=edition.name)
    composition = compose_wrap(wrap, first_try(wrap))
    stop_at_errors(composition.findings)
    found = (*found, *missing_glyphs(theme, composition, loaded.manuscript))
    sizes, laid = _fit(wrap, services.workshop)
    yield Step(name="finish", edition=edition.name)
    language = loaded.book.metadata.language
    panels = _panels(laid, sheet, language)
    data = _on_sheet(laid, panels, profile=profile, bleed=sheet.bleed, language=language)
    obstacles: tuple[str, ...] = ()
    if profile.pdf.variant == "pdf/x-1a":
        data, obstacles = as_pdfx(data, loaded.book.metadata, grey=False)
    found = (
        *composition.findings,
        *found,
        *about_blurb(loaded, wrap, BACK_TRIES[sizes.back][1]),
        *font_findings(foreign_fonts(data, {face.family for face in composition.faces})),
        *pdfx_findings(obstacles, edition.name),
    )
    return Rendered(edition=edition, data=data, pages=1, findings=found)


def _page_count(
    loaded: Loaded, edition: Edition, services: Services
) -> Generator[Step | Kept, None, int]:
    """Count the pages of the print edition: of this build, or laid out for the count alone."""
    if edition.of in loaded.counts:
        return loaded.counts[edition.of]
    pages = yield from set_pages(loaded, _pages_of(loaded, edition), services)
    return pages.count


def _pages_of(loaded: Loaded, edition: Edition) -> Edition:
    return next(item for item in loaded.manuscript.editions if item.name == edition.of)


def _sheet(
    loaded: Loaded, edition: Edition, *, profile: Profile, count: int
) -> tuple[Sheet, tuple[Finding, ...]]:
    found = cover_sheet(
        profile,
        edition,
        count,
        stand_in=load_profile(STAND_IN),
        turned=is_right_to_left(loaded.book.metadata.language),
    )
    if isinstance(found, Unknown):
        root = loaded.manuscript.root
        line = line_about_edition(root, edition.name) or line_about_edition(root, edition.of)
        raise OctavoError(
            f'the cover "{edition.name}" cannot be made: {found.message}',
            where=f"{BOOK_TOML}:{line}" if line else BOOK_TOML,
            hint=found.hint,
        )
    sheet, taken = found
    stand_in = load_profile(STAND_IN)
    about = assumed(edition, sheet, profile=profile, stand_in=stand_in, taken=taken)
    return sheet, tuple(about)


def _wrap(
    loaded: Loaded, edition: Edition, *, theme: Theme, profile: Profile, sheet: Sheet
) -> tuple[Wrap, tuple[Finding, ...]]:
    metadata, root = loaded.book.metadata, loaded.manuscript.root
    isbn = _pages_of(loaded, edition).isbn
    blurb, found = _blurb(loaded)
    picture = None
    if loaded.cover:
        fitted, _ = fit_cover(loaded.cover, path=metadata.cover, file=BOOK_TOML, line=None)
        resolution = profile.pdf.resolution or load_profile(STAND_IN).pdf.resolution or 300
        line = line_about(root, "cover")
        found += tuple(
            picture_findings(fitted, sheet, resolution=resolution, path=metadata.cover, line=line)
        )
        picture = front_picture(fitted, sheet, process=_process(profile))
    found += tuple(left_empty(edition, blurb, isbn))
    wrap = Wrap(
        book=loaded.book,
        edition=edition,
        theme=theme,
        layers=layer(theme, COVER, "", geometry=sheet_properties(sheet)),
        sheet=sheet,
        blurb=blurb,
        about=metadata.about_author,
        portrait=_portrait(loaded, process=_process(profile)),
        picture=picture,
        spine=_spine(loaded, theme, profile=profile, sheet=sheet),
        isbn=isbn,
    )
    return wrap, found


def _process(profile: Profile) -> bool:
    """Return whether the printer takes no RGB."""
    return not profile.pdf.takes("rgb")


def _spine(loaded: Loaded, theme: Theme, *, profile: Profile, sheet: Sheet) -> Spine | None:
    least = profile.pdf.text or SMALLEST
    return set_spine(loaded.book.metadata, theme, sheet, least=least) if sheet.spine_text else None


def _portrait(loaded: Loaded, *, process: bool) -> Asset | None:
    if loaded.portrait is None:
        return None
    fitted, _ = fit_cover(loaded.portrait, path="", file=BOOK_TOML, line=None)
    fitted = replace(fitted, name=f"images/author.{fitted.name.rpartition('.')[2]}")
    return in_process_inks(fitted) if process else fitted


def _blurb(loaded: Loaded) -> tuple[str, tuple[Finding, ...]]:
    """Return the back's text as XHTML: the blurb, or else the description."""
    metadata, root = loaded.book.metadata, loaded.manuscript.root
    if not metadata.blurb:
        text = read("<p></p>")
        text[0].text = metadata.description
        return (write(text) if metadata.description else ""), ()
    chapter = Chapter(
        id="blurb",
        path=BOOK_TOML,
        matter=Matter.BACK,
        kind="afterword",
        text=f"# Blurb\n\n{metadata.blurb}\n",
        line=max(1, (line_about(root, "blurb") or 3) - 2),
    )
    section = parse_chapter(chapter, metadata.language)
    stop_at_errors(section.findings)
    return write(without_apparatus(read(section.body))), section.findings


def _fit(wrap: Wrap, workshop: Workshop) -> tuple[Try, Laid]:
    """Lay the pages out, the crowded ones smaller each time, until all hold their words."""
    sizes = first_try(wrap)
    while True:
        composition = compose_wrap(wrap, sizes)
        laid = workshop.lay_out(composition)
        if laid.log:
            raise _unset(laid.log[0])
        crowded = frozenset(_crowded(laid, composition))
        if not crowded:
            return sizes, laid
        smaller = sizes.after(crowded)
        if smaller is None:
            raise _unset("its words do not fit")
        sizes = smaller


def _crowded(laid: Laid, composition: Composition) -> Iterator[str]:
    """Yield the pages that do not hold their words: they go on, or a line is too long."""
    anchors = [item.anchor for item in composition.documents]
    starts = [laid.starts[anchor] for anchor in anchors]
    for anchor, start, end in zip(anchors, starts, [*starts[1:], laid.pages], strict=True):
        too_long = any(start <= item.page < end for item in laid.overruns)
        if anchor in (FRONT, BACK) and (end - start > 1 or too_long):
            yield anchor


def _panels(laid: Laid, sheet: Sheet, language: str) -> dict[int, Panel]:
    """Say where each page goes: the front scaled to the trim, the spine turned by a quarter."""
    bleed, left, top = sheet.bleed, sheet.spine_left, sheet.bleed + sheet.height
    panels = {}
    if FRONT in laid.starts:
        across, high = sheet.width / sheet.design[0], sheet.height / sheet.design[1]
        panels[laid.starts[FRONT]] = Panel(
            matrix=(across, 0, 0, high, sheet.front_left, bleed), wider=_front_bleed(sheet)
        )
    panels[laid.starts[BACK]] = Panel(matrix=(1, 0, 0, 1, sheet.back_left, bleed))
    if BARCODE in laid.starts:
        panels[laid.starts[BARCODE]] = Panel(matrix=(1, 0, 0, 1, *sheet.zone_corner))
    if SPINE in laid.starts:
        # The heads of the letters point to the front, wherever that stands; or to the back.
        clockwise = reads_down(language) != sheet.turned
        panels[laid.starts[SPINE]] = Panel(
            matrix=(0, -1, 1, 0, left, top)
            if clockwise
            else (0, 1, -1, 0, left + sheet.spine, bleed)
        )
    return panels


def _front_bleed(sheet: Sheet) -> tuple[float, float, float, float]:
    """Return the bleed at the front's three free sides, as lengths of its own page."""
    bleed = sheet.bleed * sheet.design[0] / sheet.width
    left, right = (bleed, 0.0) if sheet.turned else (0.0, bleed)
    return left, bleed, right, bleed


def _on_sheet(
    laid: Laid, panels: Mapping[int, Panel], *, profile: Profile, bleed: float, language: str
) -> bytes:
    """Put the pages together, in the inks that the printer takes."""
    ground = laid.starts[GROUND]
    with lay_on_sheet(laid.pdf, ground, panels, bleed=bleed, language=language) as document:
        if _process(profile):
            colours_to_process(document)
        if not profile.pdf.takes("cmyk"):
            inks_to_rgb(document)
        return saved(document)


def _unset(reason: str) -> OctavoError:
    return OctavoError(
        f"the cover cannot be set: {reason}.",
        hint='Give a picture of your own: cover = "images/cover.jpg" in [book].',
    )
