"""The e-book: composed for e-readers, and packed as EPUB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.core.edition_kind import Concern, Kind, Pages
from octavo.core.loaded_book import Loaded
from octavo.core.model import Asset, Edition, Finding
from octavo.core.progress import Step
from octavo.editions.rendering import Rendered, Rendering
from octavo.findings.collector import stop_at_errors
from octavo.manuscript.find_book import BOOK_TOML

if TYPE_CHECKING:
    from octavo.layout.workshop import Services
    from octavo.styling.theme import Theme

KIND = Kind(
    name="ebook",
    noun="e-book",
    format="epub",
    pages=Pages.NONE,
    usual=True,
    checks=(Concern.PACKAGE,),
)


def make(loaded: Loaded, edition: Edition, services: Services) -> Rendering:
    """Make the package of an e-book edition."""
    from octavo.compose.ereader_documents import compose_ereader
    from octavo.compose.ereader_images import ereader_images
    from octavo.compose.missing_glyphs import missing_glyphs
    from octavo.epub.write_epub import write_epub
    from octavo.styling.book_theme import kept_layers, theme_of
    from octavo.styling.layers import EREADER

    yield Step(name="compose", edition=edition.name)
    theme, about_fonts = theme_of(loaded, edition)
    layers = kept_layers(services.store, theme, EREADER, local=loaded.local)
    stop_at_errors(layers.findings)
    cover, about_cover = _cover(loaded, edition, theme=theme, services=services)
    images, about_images = ereader_images(loaded.images, loaded.book.sections, services.store)
    composition = compose_ereader(loaded.book, edition, layers, images=images, cover=cover)
    found = missing_glyphs(theme, composition, loaded.manuscript) + about_cover
    yield Step(name="package", edition=edition.name)
    data = write_epub(composition)
    found = (*about_fonts, *composition.findings, *about_images, *found)
    return Rendered(edition=edition, data=data, findings=found)


def _cover(
    loaded: Loaded, edition: Edition, *, theme: Theme, services: Services
) -> tuple[Asset | None, tuple[Finding, ...]]:
    """Return the author's cover, made fit for the stores, or the theme's; or none, and why."""
    from octavo.compose.cover_image import fit_cover
    from octavo.compose.typeset_cover import unset_cover
    from octavo.manuscript.book_images import line_about

    root, metadata = loaded.manuscript.root, loaded.book.metadata
    if loaded.cover:
        line = line_about(root, "cover")
        return fit_cover(
            loaded.cover, path=metadata.cover, file=BOOK_TOML, line=line, store=services.store
        )
    unset = unset_cover(metadata, theme, file=BOOK_TOML, line=line_about(root, "title"))
    if unset:
        return None, (unset,)
    return _generated_cover(loaded, edition, theme=theme, services=services), ()


def _generated_cover(
    loaded: Loaded, edition: Edition, *, theme: Theme, services: Services
) -> Asset:
    """Draw the theme's cover; it is kept in the cache, for it takes longer than the e-book."""
    from octavo.compose.cover_design import cover_properties
    from octavo.compose.typeset_cover import compose_covers
    from octavo.styling.book_theme import kept_layers
    from octavo.styling.layers import COVER

    layers = kept_layers(services.store, theme, COVER, geometry=cover_properties())
    composition = next(compose_covers(loaded.book, edition, layers))
    fonts = [face.asset.data for face in composition.faces]
    key = services.store.key("cover", composition.css, composition.documents[0].xhtml, *fonts)

    def draw() -> bytes:
        covers = compose_covers(loaded.book, edition, layers)
        return services.workshop.draw_cover(covers).data

    data = services.store.kept(key, draw)
    return Asset(name="images/cover.jpg", media_type="image/jpeg", data=data)
