"""`kind`, `of` and `spine` of an edition: what is made, and of which edition's pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from octavo.core.edition_kind import Kind, Pages
from octavo.core.model import Edition, Finding
from octavo.findings.catalogue.editions import EditionKey, EditionKind, EditionOf, EditionSpine
from octavo.findings.entry import Form, Value
from octavo.manuscript.toml_file import Table, TomlFile, did_you_mean
from octavo.text.units import is_length

#: What a cover takes from its print edition and may not state.
_OF_THE_PAGES = ("profile", "trim", "paper", "bleed", "chapters", "isbn")


_Tables = Mapping[str, Table]


def kind_of(name: str, tables: _Tables, kinds: Mapping[str, Kind]) -> Kind:
    """Return the kind of the edition `name`: as it says, or as its name or its format does.

    One without a name if nothing says it, or what is said is no kind: that is an error.
    """
    table = tables[name]
    format_, stated = table.get("format", ""), table.get("kind")
    if stated:
        found = kinds.get(stated)
    else:
        found = _kind_by_name(name, tables, kinds) or kind_by_format(format_, kinds)
    return found or Kind(name="", noun="edition", format=format_, pages=Pages.NONE)


def _kind_by_name(name: str, tables: _Tables, kinds: Mapping[str, Kind]) -> Kind | None:
    """Return the kind that a name's end says: `print-cover` beside a print edition `print`."""
    table = tables[name]
    format_ = table.get("format", "")
    for kind in kinds.values():
        stem = name.removesuffix(kind.suffix)
        if stem == name or format_ not in ("", kind.format):
            continue
        of_another = bool(table.get("of")) and not format_
        if kind_of(stem, tables, kinds).printed if stem in tables else of_another:
            return kind
    return None


def kind_by_format(format_: str, kinds: Mapping[str, Kind]) -> Kind | None:
    """Return the only kind of a format, or the usual one."""
    fitting = [kind for kind in kinds.values() if kind.format == format_]
    usual = (kind for kind in fitting if kind.usual or len(fitting) == 1)
    return next(usual, None)


def formats_of(kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """Return the formats that editions can have, in alphabetical order."""
    return tuple(sorted({kind.format for kind in kinds.values()}))


def source_of(edition: Edition, editions: Iterable[Edition]) -> Edition | None:
    """Return the print edition whose pages an edition shows or goes round.

    None if it has its own, or names none.
    """
    if not edition.kind.dependent:
        return None
    prints = {item.name: item for item in editions if item.kind.printed}
    if edition.of:
        return prints.get(edition.of)
    stem = edition.name.removesuffix(edition.kind.suffix)
    only = next(iter(prints.values())) if len(prints) == 1 else None
    return prints.get(stem, only)


def kind_findings(
    book: TomlFile, edition: Edition, *, editions: Iterable[Edition], kinds: Mapping[str, Kind]
) -> Iterator[Finding]:
    """Yield errors of `kind`, `of` and `spine`, and of keys that mean nothing for the kind."""
    at = _At(book, edition)
    kind, stated = edition.kind, str(at.table.get("kind", ""))
    if stated and stated not in kinds:
        suggestion = did_you_mean(stated, kinds)
        yield at.found(EditionKind.found, "kind", {"kind": stated, "suggestion": suggestion})
        return
    format_ = at.table.get("format", kind.format)
    if kind.name and format_ != kind.format and format_ in formats_of(kinds):
        values = {"kind": kind.with_article, "format": format_, "due": kind.format}
        yield at.found(EditionKind.format, "format", values)
    yield from _source_findings(at, tuple(editions))
    yield from _key_findings(at)


class _At:
    """An edition and where it stands."""

    def __init__(self, book: TomlFile, edition: Edition) -> None:
        self.book, self.edition = book, edition
        self.table: Table = book.data["editions"][edition.name]

    def found(self, form: Form, key: str, values: Mapping[str, Value]) -> Finding:
        """Return a finding about a key of the edition; `values` are those beside its name."""
        line = self.book.line_of("editions", self.edition.name, key)
        return form({"edition": self.edition.name, **values}, file=self.book.name, line=line)


def _source_findings(at: _At, editions: tuple[Edition, ...]) -> Iterator[Finding]:
    edition, stated = at.edition, str(at.table.get("of", ""))
    if not edition.kind.dependent or source_of(edition, editions) is not None:
        return
    prints = [item.name for item in editions if item.kind.printed]
    remedy = " or ".join(f'of = "{name}"' for name in prints)
    suggestion = (
        f"Write {remedy}." if prints else 'Add a print edition: [editions.print], format = "pdf".'
    )
    if not stated:
        if prints:
            yield at.found(EditionOf.unsaid, "of", {"suggestion": suggestion})
        elif edition.kind.wraps:
            values = {"kind": edition.kind.with_article, "suggestion": suggestion}
            yield at.found(EditionOf.cover, "of", values)
        return
    values = {"of": stated, "suggestion": suggestion}
    other = next((item for item in editions if item.name == stated), None)
    if other is None:
        near = did_you_mean(stated, prints, suggestion)
        yield at.found(EditionOf.found, "of", {"of": stated, "suggestion": near})
    elif stated == edition.name:
        yield at.found(EditionOf.itself, "of", {"suggestion": suggestion})
    else:
        form = EditionOf.showing if other.kind.dependent else EditionOf.pageless
        yield at.found(form, "of", values)


def _key_findings(at: _At) -> Iterator[Finding]:
    """Yield errors of keys that mean nothing for the kind, and a spine that is no length."""
    edition = at.edition
    if "of" in at.table and edition.kind.name and not edition.kind.dependent:
        yield at.found(EditionKey.of, "of", {})
    if "spine" in at.table and not edition.kind.wraps:
        yield at.found(EditionKey.spine, "spine", {})
    elif "spine" in at.table and not is_length(edition.spine):
        line = at.book.line_of("editions", edition.name, "spine")
        yield EditionSpine.found({"spine": edition.spine}, file=at.book.name, line=line)
    if edition.kind.wraps:
        for key in _OF_THE_PAGES:
            if key in at.table:
                source = edition.of or "print"
                values = {"noun": edition.kind.noun, "key": key, "source": source}
                yield at.found(EditionKey.found, key, values)
