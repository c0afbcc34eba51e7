"""What every kind of edition is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field

from octavo.editions.workshop import Workshop
from octavo.errors import BookError
from octavo.model import Asset, Book, Edition, Finding, Manuscript, Severity
from octavo.store import NOTHING, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Work begins: `name` is a stage of the pipeline, `edition` empty for the whole book."""

    name: str
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Of so many pieces, `kept` were there from another build; `name` says what they are."""

    name: str
    kept: int
    of: int
    edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The book with all that was read for it.

    `portrait` is the author's picture; `rendered` are the editions of this build that are
    done, by name. `store` is the cache of the book, which knows the engine; `workshop`
    is where pages are set. `kept` is how many chapters needed no parsing.
    """

    manuscript: Manuscript
    book: Book
    images: dict[str, Asset]
    cover: Asset | None
    local: str
    portrait: Asset | None = None
    rendered: Mapping[str, Rendered] = field(default_factory=dict)
    store: Store = NOTHING
    kept: int = 0
    workshop: Workshop = field(default_factory=Workshop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One edition's bytes, not yet written."""

    edition: Edition
    data: bytes
    pages: int | None = None
    findings: tuple[Finding, ...]


#: A renderer yields a step when work begins, and returns the bytes.
Rendering = Generator[Step | Kept, None, Rendered]


def stop_at_errors(findings: Iterable[Finding]) -> None:
    """Raises `BookError` if one of the findings is an error."""
    found = tuple(findings)
    if any(finding.severity is Severity.ERROR for finding in found):
        raise BookError(tuple(dict.fromkeys(found)))
