"""The theme of an edition, made ready for its book: the author's fonts, the scripts it needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from octavo.core.cache import Store
from octavo.core.loaded_book import Loaded
from octavo.core.model import Book, Edition, Finding
from octavo.findings.collector import stop_at_errors
from octavo.styling.fallback_faces import Wanted, with_fallbacks
from octavo.styling.layers import Layers, layer
from octavo.styling.own_fonts import with_own_fonts
from octavo.styling.scripts import with_script
from octavo.styling.theme import Theme, load_theme, styles_folder

#: Of a section's XHTML: what no face of the theme sets; what is set as code; all that is marked
#: as of another language; tags.
_FORMULA = re.compile(r"<math\b.*?</math>", re.S)
#: Scripts that no math font has (Unicode 16, the blocks from Hebrew on, without the signs).
_FOREIGN = re.compile(
    "[\u0590-\u1cff\u2e80-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\uff01-\uffee"
    "\U00020000-\U0003ffff]"
)
_CODE = re.compile(r"<(code|pre|kbd|samp)\b.*?</\1>", re.S)
_LANGUAGE = re.compile(r'\blang="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")
#: Strings of a stylesheet, which its rules may set.
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
#: What is set of the metadata, beside the names of people.
_SET = (
    "title",
    "subtitle",
    "publisher",
    "rights",
    "description",
    "series",
    "series_number",
    "blurb",
    "about_author",
)


def theme_of(loaded: Loaded, edition: Edition) -> tuple[Theme, tuple[Finding, ...]]:
    """Return the theme for this book, and the findings about the author's fonts.

    Raises `BookError` if one of these cannot be used.
    """
    language = loaded.book.metadata.language
    theme = with_script(load_theme(edition.theme, styles_folder()), language)
    manuscript = loaded.manuscript
    theme, findings = with_own_fonts(
        theme, manuscript.fonts, manuscript.root, ereader=edition.kind.reflowable
    )
    stop_at_errors(findings)
    return with_fallbacks(theme, _wanted(loaded), boxes=not edition.kind.reflowable), findings


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


def _wanted(loaded: Loaded) -> Wanted:
    """Return the characters that are set of a book, whatever the edition."""
    bodies = [_FORMULA.sub(_words_of_formula, body) for body in _bodies(loaded.book)]
    words = [_TAG.sub("", _CODE.sub("", body)) for body in bodies]
    code = [_TAG.sub("", found[0]) for body in bodies for found in _CODE.finditer(body)]
    languages = (found[1] for body in bodies for found in _LANGUAGE.finditer(body))
    return Wanted(
        text=frozenset(unescape("".join((*_plain(loaded), *words)))),
        code=frozenset(unescape("".join(code))),
        languages=frozenset(languages),
    )


def _words_of_formula(found: re.Match[str]) -> str:
    """Return what the math font lacks of a formula: words of other scripts."""
    return "".join(_FOREIGN.findall(found[0]))


def _plain(loaded: Loaded) -> Iterator[str]:
    metadata = loaded.book.metadata
    yield from (value for value in map(metadata.__getattribute__, _SET) if isinstance(value, str))
    yield from (person.name for person in (*metadata.authors, *metadata.contributors))
    yield from metadata.also_by
    yield from loaded.book.words.values()
    for section in loaded.book.sections:
        # A title's code is set as other words where the head of a page has it.
        yield from (section.author, _TAG.sub("", section.title))
    yield from _STRING.findall(loaded.local)


def _bodies(book: Book) -> Iterator[str]:
    for section in book.sections:
        yield from (section.title, section.body, section.short_title)
        yield from (note.body for note in section.notes)
