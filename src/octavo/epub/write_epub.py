"""The whole e-book on one page: its files, what they hold, the package, the container."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Composition, ContentsEntry, Metadata
from octavo.epub.accessibility import claims
from octavo.epub.container import ENCRYPTION_NAME, encryption_file, obfuscate, repack
from octavo.epub.file_survey import survey_asset, survey_css, survey_page
from octavo.epub.landmarks import guide_of, landmarks_of
from octavo.epub.navigation import CSS_NAME, NAV_NAME, NCX_NAME, nav_page, ncx_file
from octavo.epub.opf import FOLDER, zipped
from octavo.epub.package import Piece, bind
from octavo.epub.package_metadata import describe, identifier
from octavo.epub.package_names import creators
from octavo.epub.vertical_writing import is_vertical, with_writing
from octavo.epub.xhtml_pages import add, clean, page, to_bytes
from octavo.text.added_words import word
from octavo.text.xhtml_names import EPUB_TYPE

_XHTML = "application/xhtml+xml"
#: What stands before the contents, as in a printed book (Chicago Manual of Style, 1.4).
_BEFORE_CONTENTS = frozenset(
    {"half-title", "halftitlepage", "titlepage", "copyright-page", "dedication", "epigraph"}
)


def write_epub(composition: Composition) -> bytes:
    """Write an EPUB 3.3 of the composition; the same composition always gives the same bytes.

    Raises OctavoError if there is no document, one is not well-formed, the
    date is none, or two files would have one name.
    """
    if not composition.documents:
        raise OctavoError(
            "the edition has nothing to read.",
            where=composition.edition.name,
            hint="List at least one chapter in manuscript/book.toml.",
        )
    metadata = composition.metadata
    cover = _cover(composition)
    texts = [_page(document.name, document.xhtml) for document in composition.documents]
    landmarks = landmarks_of(
        composition.documents, cover=cover[0].name if cover else "", toc=NAV_NAME
    )
    nav, ncx = _navigation(composition, landmarks)
    assets = [_stylesheet(with_writing(composition.css, metadata)), *_assets(composition)]
    package = bind(
        [nav, ncx, *assets[:1], *cover, *texts, *assets[1:]],
        _spine(composition, cover=cover, nav=nav, texts=texts),
        guide_of(composition.words, landmarks),
    )
    describe(
        package,
        metadata,
        composition.edition,
        claims=claims(
            [piece.survey for piece in texts],
            [piece.survey for piece in assets],
            cover=cover[0].survey if cover else None,
            css=composition.css,
        ),
        cover=package.get_item_with_href(composition.cover.name).id if composition.cover else "",
    )
    return repack(
        zipped(package, metadata.date, vertical=is_vertical(metadata)), _encryption(composition)
    )


def _page(name: str, xhtml: bytes, part: str = "") -> Piece:
    survey = survey_page(xhtml, name)
    return Piece(name=name, media_type=_XHTML, data=xhtml, survey=survey, part=part)


def _stylesheet(css: str) -> Piece:
    data = css.encode()
    return Piece(name=CSS_NAME, media_type="text/css", data=data, survey=survey_css(css))


def _assets(composition: Composition) -> list[Piece]:
    """Return fonts, images and the cover's image; one that serves twice is written once."""
    assets = _fonts(composition)
    assets += composition.images
    assets += [composition.cover] if composition.cover else []
    return [
        Piece(
            name=asset.name,
            media_type=asset.media_type,
            data=asset.data,
            survey=survey_asset(asset),
            part="cover-image" if asset == composition.cover else "",
        )
        for asset in dict.fromkeys(assets)
    ]


def _fonts(composition: Composition) -> list[Asset]:
    """Return the faces' files, obfuscated if the edition says so."""
    fonts = [face.asset for face in composition.faces]
    if not composition.edition.obfuscate_fonts:
        return fonts
    key = identifier(composition.metadata, composition.edition)
    return [replace(font, data=obfuscate(font.data, key)) for font in fonts]


def _encryption(composition: Composition) -> dict[str, bytes]:
    """Return the list of the obfuscated fonts, if there are any."""
    if not composition.edition.obfuscate_fonts or not composition.faces:
        return {}
    fonts = dict.fromkeys(f"{FOLDER}/{face.asset.name}" for face in composition.faces)
    return {ENCRYPTION_NAME: encryption_file(fonts)}


def _cover(composition: Composition) -> list[Piece]:
    """Return the cover's page, if there is a cover."""
    if not composition.cover:
        return []
    name = _cover_name({document.name for document in composition.documents})
    image = composition.cover.name
    return [_page(name, _cover_page(composition.metadata, composition.words, image))]


def _cover_name(taken: Collection[str]) -> str:
    """Return the file name of the page: a chapter of the book may be called `cover` as well."""
    name = "text/cover.xhtml"
    while name in taken:
        name = name.replace(".xhtml", "-page.xhtml")
    return name


def _cover_page(metadata: Metadata, words: Mapping[str, str], image: str) -> bytes:
    """Return the page, for the folder `text/`; `image` is the cover's path in the package."""
    root, body = page(word(words, "cover"), metadata.language, "../styles/book.css")
    body.set(EPUB_TYPE, "cover")
    add(
        add(body, "div", {"class": "cover"}),
        "img",
        {"role": "doc-cover", "src": f"../{image}", "alt": _cover_text(metadata, words)},
    )
    return to_bytes(root)


def _cover_text(metadata: Metadata, words: Mapping[str, str]) -> str:
    """Return the alternative text: `Cover: The Tide by Ada Lovelace, Mary Shelley`."""
    text = f"{word(words, 'cover')}: {metadata.title}"
    names = ", ".join(person.name for person in creators(metadata.authors))
    return clean(f"{text} {word(words, 'by')} {names}" if names else text)


def _navigation(composition: Composition, landmarks: Mapping[str, str]) -> tuple[Piece, Piece]:
    """Make `nav.xhtml` and `toc.ncx`, which say the same."""
    metadata, words = composition.metadata, composition.words
    contents = composition.contents or _plain_contents(composition)
    nav = nav_page(metadata, words, contents=contents, landmarks=landmarks)
    ncx = ncx_file(metadata, identifier(metadata, composition.edition), contents)
    return (
        _page(NAV_NAME, nav, "nav"),
        Piece(name=NCX_NAME, media_type="application/x-dtbncx+xml", data=ncx),
    )


def _plain_contents(composition: Composition) -> tuple[ContentsEntry, ...]:
    """List the documents of a book without contents: it needs a way in all the same."""
    return tuple(
        ContentsEntry(title=document.title, href=document.name, kind=document.kind)
        for document in composition.documents
    )


def _spine(
    composition: Composition, *, cover: Sequence[Piece], nav: Piece, texts: Sequence[Piece]
) -> list[Piece]:
    """Put in order: cover, the first leaves, the contents, and then the rest of the book."""
    kinds = [document.kind for document in composition.documents]
    first = len(list(takewhile(_BEFORE_CONTENTS.__contains__, kinds)))
    return [*cover, *texts[:first], nav, *texts[first:]]
