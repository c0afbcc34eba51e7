"""What was set on the pages of editions that stand: kept beside them, told when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from octavo.build.up_to_date import Made
from octavo.core.cache import Store

if TYPE_CHECKING:
    from octavo.editions.rendering import Rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesSet:
    """What was set on an edition's pages, for `typesetting.set_text.read_bound`."""

    edition: str
    text: bytes = field(repr=False)


def keep_texts(store: Store, made: Iterable[Made], rendered: Mapping[str, Rendered]) -> None:
    """Keep what was set, of editions that were made now."""
    for item in made:
        if not item.artifact.reused:
            store.put(_key(store, item), rendered[item.artifact.edition].text)


def kept_text(store: Store, made: Made) -> bytes | None:
    """Return what was set of an edition; None if it is not kept any longer."""
    return store.get(_key(store, made))


def kept_texts(store: Store, made: Iterable[Made]) -> tuple[PagesSet, ...] | None:
    """Return what was set of editions; None if it is not kept of one of them."""
    texts = {item.artifact.edition: kept_text(store, item) for item in made}
    if any(text is None for text in texts.values()):
        return None
    return tuple(pages_set({name: text for name, text in texts.items() if text is not None}))


def pages_set(texts: Mapping[str, bytes]) -> Iterator[PagesSet]:
    """Yield what was set, of the editions that set pages."""
    for name, text in texts.items():
        if text:
            yield PagesSet(edition=name, text=text)


def _key(store: Store, made: Made) -> str:
    return store.key("set text", made.key)
