"""The page that an edition asks for: its trim, its paper, its bleed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from octavo.manuscript.toml import TomlFile, did_you_mean
from octavo.model import Edition, Finding


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
            message = f'the {edition.kind.noun} "{edition.name}" has no {key}.'
            yield _error(book, edition, key, message, "Take the line out.")
    elif edition.profile in offers:
        for key in asked:
            yield from _not_offered(book, edition, key, offers[edition.profile])


def _not_offered(book: TomlFile, edition: Edition, key: str, offer: Offer) -> Iterator[Finding]:
    if key == "bleed":
        if not offer.bleed:
            message = f'the profile "{edition.profile}" has no bleed.'
            hint = "Take the line out, or name a printer's profile; `octavo profiles` lists them."
            yield _error(book, edition, key, message, hint)
        return
    names = offer.trims if key == "trim" else offer.papers
    asked = str(getattr(edition, key))
    if not names:
        message = f'the profile "{edition.profile}" asks for no {key}.'
        yield _error(book, edition, key, message, "Take the line out.")
    elif asked not in names:
        message = f'the profile "{edition.profile}" has no {key} "{asked}".'
        yield _error(book, edition, key, message, did_you_mean(asked, names))


def _error(book: TomlFile, edition: Edition, key: str, message: str, hint: str) -> Finding:
    line = book.line_of("editions", edition.name, key)
    return book.error(f"edition-{key}", message, line, hint)
