"""A feed or an export → its articles, each with a page of its own for a copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.core.errors import OctavoError
from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import EntriesEmpty
from octavo.importing.article import Apart, Found, Source
from octavo.importing.article_pictures import Fetch, nowhere
from octavo.importing.formats import About, NoTextError, read_as
from octavo.importing.readers.article_page import Entry, page_of
from octavo.importing.readers.import_extra import LibraryMissingError
from octavo.importing.wish import NO_WISH, Wish
from octavo.manuscript.slugs import ascii_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A feed or an export: its bytes, what messages call it, what names its articles.

    `pictures` gives those that its articles show.
    """

    data: bytes
    where: str
    stem: str
    pictures: Fetch = nowhere
    wish: Wish = NO_WISH


def of_export(export: Export, errors: list[OctavoError]) -> Iterator[Found]:
    """Yield the articles of a feed or an export; what cannot be read is added to `errors`."""
    from octavo.importing.readers.exports import read_export

    entries, findings = read_export(export.data, export.where, export.wish.asked)
    yield from of_entries(entries, export, findings=findings, errors=errors)


def of_entries(
    entries: Sequence[Entry],
    export: Export,
    *,
    findings: Sequence[Finding],
    errors: list[OctavoError],
) -> Iterator[Found]:
    """Yield entries as articles, the findings about all of them with the first."""
    where = export.where
    taken: set[str] = set()
    empty: list[str] = []
    before = len(errors)
    last: Found | None = None
    for number, entry in enumerate(entries, 1):
        name = _entry_name(entry, export.stem, number, taken)
        try:
            page, source = _of_entry(entry, export)
        except NoTextError:
            empty.append(entry.title or f"entry {number}")
            continue
        except LibraryMissingError:
            raise
        except OctavoError as error:
            errors.append(error)
            continue
        if last:
            yield last
        last = Found(name=name, data=page, where=f"{where}: “{entry.title or name}”", source=source)
        last, findings = with_findings(last, tuple(findings)), []
    if last is None and len(errors) == before:
        raise OctavoError("no entry has a text.", where=where, hint="Export or fetch it again.")
    # One behind, so that findings on the whole can travel with the last.
    if last:
        yield with_findings(last, (without_text(empty, where),) if empty else ())


def without_text(titles: list[str], where: str | None) -> Finding:
    """Return the finding about articles that have no text; `where` is what holds them."""
    shown = ", ".join(f"“{title}”" for title in titles[:3])
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    return EntriesEmpty.found({"names": f"{shown}{more}"}, file=where)


def with_findings(found: Found, findings: tuple[Finding, ...]) -> Found:
    """Return an article with findings that are said before its own."""
    if not findings:
        return found
    source = replace(found.source, findings=(*findings, *found.source.findings))
    return replace(found, source=source)


def _of_entry(entry: Entry, export: Export) -> tuple[bytes, Source]:
    page = page_of(entry)
    where = f"{export.where}: “{entry.title}”"
    fetch = export.wish.pictures(export.pictures, entry.address)
    about = About(where=where, address=entry.address, fetch=fetch)
    return page, _with_account(entry, read_as(".html", page, about))


def _opened(shortcodes: Sequence[str]) -> list[str]:
    """Return shortcodes once each, without those that close one."""
    return [each for each in dict.fromkeys(shortcodes) if not each.startswith("[/")]


def _with_account(entry: Entry, source: Source) -> Source:
    """Return an article with what is said of its text as the exporter stores it.

    What stands in shortcodes is for the blog's own software, and stands apart in the ledger.
    """
    from octavo.importing.readers.stored_words import (
        missing_finding,
        missing_in,
        stored_text,
        stored_words,
    )

    lost: list[str] = []
    if entry.stored not in ("", entry.html):
        said = [word for each in entry.shortcodes for word in stored_words(each)]
        lost = missing_in(stored_text(entry.stored), stored_text(entry.html), said)
    apart = (Apart(kind="shortcode", text=each) for each in _opened(entry.shortcodes))
    return replace(
        source,
        findings=(*missing_finding(lost), *source.findings),
        apart=(*source.apart, *apart),
    )


def _entry_name(entry: Entry, stem: str, number: int, taken: set[str]) -> str:
    """Return the name of an entry's page: by its title, its address, or its place."""
    last = next((each.rstrip("/").rpartition("/")[2] for each in entry.aliases), "")
    slug = ascii_slug(entry.title, longest=48)
    slug = slug or ascii_slug(last.removesuffix(".html"), longest=48) or f"{stem}-{number}"
    name, count = f"{slug}.html", 2
    while name in taken:
        name, count = f"{slug}-{count}.html", count + 1
    taken.add(name)
    return name
