"""The theme of an edition, made ready for its book: the author's fonts, the scripts it needs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from octavo.core.cache import Store
from octavo.core.errors import stop_at_errors
from octavo.core.loaded_book import Loaded
from octavo.core.model import Edition, Finding, Note, Section
from octavo.styling.layers import Layers, layer
from octavo.styling.own_fonts import with_own_fonts
from octavo.styling.scripts import with_scripts
from octavo.styling.theme import Theme, load_theme, styles_folder


def theme_of(loaded: Loaded, edition: Edition) -> tuple[Theme, tuple[Finding, ...]]:
    """Return the theme for this book, and the findings about the author's fonts.

    Raises `BookError` if one of these cannot be used.
    """
    theme = load_theme(edition.theme, styles_folder())
    manuscript = loaded.manuscript
    theme, findings = with_own_fonts(
        theme, manuscript.fonts, manuscript.root, ereader=edition.kind.reflowable
    )
    stop_at_errors(findings)
    characters = frozenset("".join(_texts(loaded)))
    return with_scripts(theme, loaded.book.metadata.language, characters), findings


def kept_layers(
    store: Store, theme: Theme, medium: str, *, local: str = "", geometry: str = ""
) -> Layers:
    """Return `styling.layers.layer`, kept in the book's cache: joining the layers takes 0.1 s."""
    key = store.key("layers", repr(theme), medium, local, geometry)
    kept = store.get(key)
    if kept is not None:
        table = json.loads(kept)
        return Layers(theme=theme, css=table["css"], findings=(), tokens=table["tokens"])
    layers = layer(theme, medium, local, geometry=geometry)
    # What is wrong with a book's own rules is said anew each time.
    if not layers.findings:
        table = {"css": layers.css, "tokens": dict(layers.tokens)}
        store.put(key, json.dumps(table).encode("ascii"))
    return layers


def _texts(loaded: Loaded) -> Iterator[str]:
    metadata = loaded.book.metadata
    yield from (metadata.title, metadata.subtitle, metadata.publisher, metadata.rights)
    yield from (metadata.description, metadata.blurb, metadata.about_author)
    yield from (person.name for person in metadata.authors)
    yield from loaded.book.words.values()
    for section in loaded.book.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[str]:
    notes: tuple[Note, ...] = section.notes
    yield from (section.title, section.body, section.short_title, section.author)
    yield from (note.body for note in notes)
