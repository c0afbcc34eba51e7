"""`kind`, `of` and `spine` of an edition: what is made, and of which edition's pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from octavo.manuscript.toml import TomlFile, did_you_mean
from octavo.model import Edition, Finding

#: What each kind is, for messages, and its format.
_KINDS = MappingProxyType(
    {
        "ebook": ("an e-book", "epub"),
        "print": ("a print edition", "pdf"),
        "digital": ("a digital edition", "pdf"),
        "booklet": ("a booklet", "pdf"),
        "cover": ("a cover", "pdf"),
    }
)

#: Kinds that show another edition's pages, or go round them.
_SHOWING = ("digital", "booklet", "cover")

#: The end of a name that says by itself what is made.
COVER = "-cover"

#: What a cover takes from its print edition and may not state.
_OF_THE_PAGES = ("profile", "trim", "paper", "bleed", "chapters", "isbn")

#: A length as printers' calculators give it; `profiles.units` reads it.
_LENGTH = re.compile(r"[0-9]+(\.[0-9]+)? (mm|cm|in|pt)")


def kind_of(name: str, tables: Mapping[str, Mapping[str, Any]]) -> str:
    """The kind of the edition `name`: as it says, or as its format or its name does.

    Empty where nothing says it. `print-cover` beside a print edition `print` is its cover.
    """
    table = tables[name]
    format_, stem = table.get("format", ""), name.removesuffix(COVER)
    if table.get("kind"):
        return str(table["kind"])
    if format_ in ("", "pdf") and stem != name and stem in tables:
        return "cover" if kind_of(stem, tables) == "print" else _usual(format_)
    return "cover" if not format_ and table.get("of") and stem != name else _usual(format_)


def _usual(format_: str) -> str:
    return {"epub": "ebook", "pdf": "print"}.get(format_, "")


def source_of(edition: Edition, editions: Iterable[Edition]) -> Edition | None:
    """The print edition whose pages an edition shows; None if it has its own, or names none."""
    if edition.kind not in _SHOWING:
        return None
    prints = {item.name: item for item in editions if item.kind == "print"}
    stem = edition.name.removesuffix(COVER)
    if edition.of:
        return prints.get(edition.of)
    if edition.kind == "cover" and stem in prints:
        return prints[stem]
    return next(iter(prints.values())) if len(prints) == 1 else None


def kind_findings(
    book: TomlFile, edition: Edition, editions: Iterable[Edition]
) -> Iterator[Finding]:
    """Errors of `kind`, `of` and `spine`, and of keys that mean nothing for the kind."""
    at = _At(book, edition)
    if edition.kind and edition.kind not in _KINDS:
        message = f'the edition "{edition.name}" has the unknown kind "{edition.kind}".'
        yield at.error("edition-kind", message, "kind", did_you_mean(edition.kind, _KINDS))
        return
    if edition.kind and edition.format in ("epub", "pdf"):
        said, format_ = _KINDS[edition.kind]
        if edition.format != format_:
            message = f'the edition "{edition.name}" is {said}, which is no {edition.format}.'
            hint = f'Write format = "{format_}", or take that line out.'
            yield at.error("edition-kind", message, "format", hint)
    yield from _source_findings(at, tuple(editions))
    yield from _key_findings(at)


class _At:
    """An edition and where it stands."""

    def __init__(self, book: TomlFile, edition: Edition) -> None:
        self.book, self.edition = book, edition
        self.table: Mapping[str, Any] = book.data["editions"][edition.name]

    def error(self, code: str, message: str, key: str, hint: str) -> Finding:
        line = self.book.line_of("editions", self.edition.name, key)
        return self.book.error(code, message, line, hint)


def _source_findings(at: _At, editions: tuple[Edition, ...]) -> Iterator[Finding]:
    edition, stated = at.edition, str(at.table.get("of", ""))
    if edition.kind not in _SHOWING or source_of(edition, editions) is not None:
        return
    named = f'the edition "{edition.name}"'
    prints = [item.name for item in editions if item.kind == "print"]
    remedy = " or ".join(f'of = "{name}"' for name in prints)
    hint = (
        f"Write {remedy}." if prints else 'Add a print edition: [editions.print], format = "pdf".'
    )
    if not stated:
        if prints:
            message = f"{named} does not say which edition's pages it shows."
        elif edition.kind == "cover":
            message = f"{named} is a cover, and there is no print edition to go round."
        else:
            return
        yield at.error("edition-of", message, "of", hint)
        return
    other = next((item for item in editions if item.name == stated), None)
    if other is None:
        message = f'{named} is of "{stated}", which is no edition of this book.'
        hint = did_you_mean(stated, prints, hint)
    elif stated == edition.name:
        message = f"{named} cannot be of itself."
    elif other.kind in _SHOWING:
        message = f'{named} is of "{stated}", which shows the pages of another edition itself.'
    else:
        message = f'{named} is of "{stated}", which has no pages.'
    yield at.error("edition-of", message, "of", hint)


def _key_findings(at: _At) -> Iterator[Finding]:
    """Keys that mean nothing for the kind, and a spine that is no length."""
    edition = at.edition
    if "of" in at.table and edition.kind in ("ebook", "print"):
        message = f'the edition "{edition.name}" has its own pages; "of" means nothing there.'
        hint = 'Take the line out, or say what shows those pages: kind = "digital".'
        yield at.error("edition-key", message, "of", hint)
    if "spine" in at.table and edition.kind != "cover":
        message = f'only a cover has a spine; the edition "{edition.name}" has none to set.'
        hint = f"Write it under [editions.{edition.name}{COVER}]."
        yield at.error("edition-key", message, "spine", hint)
    elif "spine" in at.table and not _LENGTH.fullmatch(edition.spine):
        message = f'"{edition.spine}" is not the width of a spine.'
        hint = 'Write it with its unit, as the printer\'s calculator says: spine = "14.5 mm".'
        yield at.error("edition-spine", message, "spine", hint)
    if edition.kind == "cover":
        for key in _OF_THE_PAGES:
            if key in at.table:
                message = f'the cover "{edition.name}" goes round other pages; "{key}" is theirs.'
                source = edition.of or "print"
                hint = f"Take the line out; the cover goes by [editions.{source}]."
                yield at.error("edition-key", message, key, hint)
