"""The page that an edition asks for: its trim, its paper, its bleed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from octavo.core.model import Edition, Finding
from octavo.findings.catalogue.editions import EditionBleed, EditionPaper, EditionTrim
from octavo.manuscript.toml_file import TomlFile, did_you_mean

_WITHOUT_PAGES = MappingProxyType(
    {"trim": EditionTrim.pageless, "paper": EditionPaper.pageless, "bleed": EditionBleed.pageless}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What an edition may choose of a profile: trims and papers by name, and bleed."""

    trims: tuple[str, ...]
    papers: tuple[str, ...] = ()
    bleed: bool = False


def page_findings(
    book: TomlFile, edition: Edition, offers: Mapping[str, Offer]
) -> Iterator[Finding]:
    """Yield errors of `trim`, `paper` and `bleed`: names that the profile does not offer.

    Nothing is said of profiles that `offers` does not hold, nor of editions without a kind:
    these are errors of their own.
    """
    asked = [key for key in ("trim", "paper", "bleed") if getattr(edition, key)]
    if not edition.kind.name:
        return
    if edition.kind.reflowable:
        for key in asked:
            line = book.line_of("editions", edition.name, key)
            values = {"noun": edition.kind.noun, "edition": edition.name}
            yield _WITHOUT_PAGES[key](values, file=book.name, line=line)
    elif edition.profile in offers:
        for key in asked:
            yield from _not_offered(book, edition, key, offer=offers[edition.profile])


def _not_offered(book: TomlFile, edition: Edition, key: str, *, offer: Offer) -> Iterator[Finding]:
    line = book.line_of("editions", edition.name, key)
    if key == "bleed":
        if not offer.bleed:
            yield EditionBleed.found({"profile": edition.profile}, file=book.name, line=line)
        return
    entry = EditionTrim if key == "trim" else EditionPaper
    names = offer.trims if key == "trim" else offer.papers
    asked = str(getattr(edition, key))
    if not names:
        yield entry.unasked({"profile": edition.profile}, file=book.name, line=line)
    elif asked not in names:
        suggestion = did_you_mean(asked, names)
        values = {"profile": edition.profile, "value": asked, "suggestion": suggestion}
        yield entry.found(values, file=book.name, line=line)
