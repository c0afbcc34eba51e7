"""The package's metadata: what the book is, who made it, what it claims."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from ebooklib import epub

from octavo.core.model import Edition, Metadata, Person
from octavo.epub.accessibility import Claims
from octavo.epub.package_names import creators, sort_name
from octavo.epub.vertical_writing import is_vertical
from octavo.epub.xhtml_pages import clean
from octavo.manuscript.isbn import isbn_digits
from octavo.text.direction import primary
from octavo.text.xhtml_names import XML_LANG

IDENTIFIER_ID = "publication-id"
#: ONIX code list 5: an ISBN-10 and an ISBN-13.
_ISBN_KINDS = {10: "02", 13: "15"}


def identifier(metadata: Metadata, edition: Edition) -> str:
    """Return `urn:isbn:` and digits if the edition has an ISBN, else the book's own URN.

    A sample has one of its own: a reader's shelf would take it for the book.
    """
    isbn = isbn_digits(edition.isbn)
    if isbn:
        return f"urn:isbn:{isbn}"
    if edition.chapters:
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{metadata.identifier}#{edition.name}')}"
    return metadata.identifier


def describe(
    package: epub.EpubBook, metadata: Metadata, edition: Edition, *, claims: Claims, cover: str
) -> None:
    """Write the metadata into ebooklib's book; `cover` is its image's manifest id, or empty."""
    package.IDENTIFIER_ID = IDENTIFIER_ID
    package.set_unique_metadata("OPF", "generator", "", {"name": "generator", "content": "Octavo"})
    package.set_identifier(identifier(metadata, edition))
    kind = _ISBN_KINDS.get(len(isbn_digits(edition.isbn)))
    if kind:
        _refine(package, IDENTIFIER_ID, "identifier-type", value=kind, scheme="onix:codelist5")
    _titles(package, metadata)
    _series(package, metadata)
    _people(package, metadata)
    _facts(package, metadata)
    _claim(package, metadata, claims)
    if is_vertical(metadata):  # Kindle asks for it
        marks = {"name": "primary-writing-mode", "content": "vertical-rl"}
        package.add_metadata("OPF", "meta", "", marks)
    if cover:  # Kindle and older shops look here, not at the manifest's cover-image
        package.add_metadata("OPF", "meta", "", {"name": "cover", "content": cover})


def _titles(package: epub.EpubBook, metadata: Metadata) -> None:
    titles = [("main", metadata.title), ("subtitle", metadata.subtitle)]
    present = [(kind, clean(text)) for kind, text in titles if clean(text)]
    package.title = clean(metadata.title)
    for place, (kind, text) in enumerate(present, start=1):
        uid = f"title-{kind}"
        package.add_metadata("DC", "title", text, {"id": uid})
        _refine(package, uid, "title-type", value=kind)
        _refine(package, uid, "display-seq", value=str(place))
        if kind == "main" and clean(metadata.title_sort):
            _refine(package, uid, "file-as", value=clean(metadata.title_sort))


def _series(package: epub.EpubBook, metadata: Metadata) -> None:
    """State the series and the book's place in it (EPUB 3.3, 5.5.6)."""
    name = clean(metadata.series)
    if not name:
        return
    marks = {"property": "belongs-to-collection", "id": "series"}
    package.add_metadata("OPF", "meta", name, marks)
    _refine(package, "series", "collection-type", value="series")
    if metadata.series_number:
        _refine(package, "series", "group-position", value=metadata.series_number)


def _people(package: epub.EpubBook, metadata: Metadata) -> None:
    leading = creators(metadata.authors)
    others = tuple(person for person in metadata.authors if person not in leading)
    others += metadata.contributors
    for tag, people in (("creator", leading), ("contributor", others)):
        named = [person for person in people if clean(person.name)]
        for place, person in enumerate(named, start=1):
            uid = f"{tag}-{place}"
            package.add_metadata("DC", tag, clean(person.name), {"id": uid})
            _about_person(package, uid, person, language=metadata.language)
            _refine(package, uid, "display-seq", value=str(place))


def _about_person(package: epub.EpubBook, uid: str, person: Person, *, language: str) -> None:
    _refine(package, uid, "role", value=person.role, scheme="marc:relators")
    filed = clean(person.sort_name or "") or sort_name(clean(person.name), language)
    if filed:
        _refine(package, uid, "file-as", value=filed)


def _facts(package: epub.EpubBook, metadata: Metadata) -> None:
    package.language = metadata.language
    facts: Iterable[tuple[str, str]] = (
        ("language", metadata.language),
        ("publisher", metadata.publisher),
        ("date", metadata.published),
        ("rights", metadata.rights),
        ("description", metadata.description),
        *(("subject", subject) for subject in metadata.subjects),
    )
    for name, value in facts:
        if clean(value):
            package.add_metadata("DC", name, clean(value))


def _claim(package: epub.EpubBook, metadata: Metadata, claims: Claims) -> None:
    values: Mapping[str, tuple[str, ...]] = {
        "accessMode": claims.modes,
        "accessModeSufficient": claims.sufficient,
        "accessibilityFeature": claims.features,
        "accessibilityHazard": claims.hazards,
    }
    for name, entries in values.items():
        for value in entries:
            package.add_metadata("OPF", "meta", value, {"property": f"schema:{name}"})
    marks = {"property": "schema:accessibilitySummary"}
    if primary(metadata.language) != "en":
        marks[XML_LANG] = "en"
    package.add_metadata("OPF", "meta", claims.summary, marks)


def _refine(package: epub.EpubBook, uid: str, name: str, *, value: str, scheme: str = "") -> None:
    marks = {"refines": f"#{uid}", "property": name}
    package.add_metadata("OPF", "meta", value, marks | ({"scheme": scheme} if scheme else {}))
