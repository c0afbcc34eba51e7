"""What stands already: the editions that were built, of what, and what was found then.

After a build the inputs of the book and each edition are noted in the cache.
The next build asks two questions of the note. Is every input as it was, and
every file that was made? Then there is nothing to do, and the book is not
even read. If not, an edition may still be made of the same things, once the
book is read: its key says so. Either way a file counts only if its bytes are
those that were made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from octavo.core.artifact import Artifact
from octavo.core.cache import Store
from octavo.core.edition_kind import Pages
from octavo.core.model import Asset, Edition, Finding
from octavo.findings.kept import KeptFinding, finding_of
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.input_files import Seen, inputs_digest

if TYPE_CHECKING:
    from octavo.core.loaded_book import Loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An edition as it was made: of `inputs` (their digest), or of what `key` says.

    `own` are the findings of the book as this edition has it; `pages` are those of its kind:
    what goes round other pages comes behind them.
    """

    artifact: Artifact
    key: str
    pages: Pages
    own: tuple[Finding, ...]
    inputs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The note of a book's builds into one folder.

    `names` are the editions that book.toml lists, in the order they are built; `found`
    is what was found of the book itself.
    """

    inputs: Mapping[str, Seen] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    found: tuple[Finding, ...] = ()
    made: Mapping[str, Made] = field(default_factory=dict)

    def all_of(self, names: tuple[str, ...], inputs: str) -> tuple[Made, ...]:
        """Return the editions `names` (all if empty) if each was made of `inputs` and stands."""
        if not self.names or inputs != inputs_digest(self.inputs):
            return ()
        made = [self.made.get(name) for name in dict.fromkeys(names or self.names)]
        there = [item for item in made if item and item.inputs == inputs and stands(item.artifact)]
        return tuple(sorted(there, key=_wraps)) if len(there) == len(made) else ()

    def may_set_pages(self, names: tuple[str, ...]) -> bool:
        """Whether the editions `names` (all if empty) set pages, as far as the note knows."""
        made = [self.made.get(name) for name in names or self.names]
        return not made or any(item is None or item.pages is not Pages.NONE for item in made)

    def one_of(self, name: str, key: str, path: Path) -> Made | None:
        """Return the edition `name` if it was made of what `key` says and stands at `path`."""
        made = self.made.get(name)
        if made is None or (made.key, made.artifact.path) != (key, path):
            return None
        return made if stands(made.artifact) else None


def _wraps(made: Made) -> bool:
    return made.pages is Pages.ROUND


def note_key(store: Store, out: Path, *, drafts: bool, epoch: str) -> str:
    """Where the note of builds into the folder `out` is kept."""
    return store.key("standing", str(out), str(drafts), epoch)


def read_note(store: Store, key: str) -> Standing:
    """Return the note that was kept; an empty one if there is none."""
    data = store.get(key)
    try:
        return _standing(json.loads(data)) if data else Standing()
    except (ValueError, KeyError, TypeError):
        return Standing()


def write_note(store: Store, key: str, standing: Standing) -> None:
    """Keep a note."""
    store.put(key, json.dumps(standing, default=_plain).encode("ascii"))


def edition_key(store: Store, loaded: Loaded, edition: Edition) -> str:
    """Return the digest of all that an edition can depend on, but for the engine's part of it.

    `loaded` is the book as the edition has it. All of book.toml counts: findings name its
    lines, and an edition may speak of the others.
    """
    return store.key("edition", repr(edition), *_parts(loaded, edition))


def _parts(loaded: Loaded, edition: Edition) -> Iterator[str | bytes]:
    manuscript, book = loaded.manuscript, loaded.book
    yield from _bytes(manuscript.root / BOOK_TOML)
    yield repr(replace(book, findings=()))
    held = {section.file for section in book.sections}
    for chapter in manuscript.chapters:
        if chapter.path in held:
            yield repr(chapter)
    yield loaded.local
    for path, image in sorted(loaded.images.items()):
        yield path
        yield from _asset(image)
    for picture in (loaded.cover, loaded.portrait):
        yield from _asset(picture) if picture else ("",)
    for font in manuscript.fonts:
        yield font.path
        yield from _bytes(manuscript.root / font.path)
    yield str(loaded.counts[edition.of]) if edition.of in loaded.counts else ""


def _asset(asset: Asset) -> tuple[str | bytes, ...]:
    return asset.name, asset.media_type, asset.data


def _bytes(path: Path) -> Iterator[bytes]:
    with suppress(OSError):  # whoever needs the file says what is wrong with it
        yield path.read_bytes()


def stands(artifact: Artifact) -> bool:
    """Whether a file that was made is there as it was."""
    try:
        data = artifact.path.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == artifact.sha256


def _plain(value: object) -> object:
    """Return a value of ours for JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: getattr(value, item.name) for item in fields(value)}
    return str(value)


class _SeenTable(TypedDict):
    """A `Seen` as the note has it."""

    digest: str
    about: list[int]


class _MadeTable(TypedDict):
    """A `Made` as the note has it; `artifact` has the fields of an `Artifact`."""

    artifact: dict[str, Any]
    key: str
    pages: str
    own: list[KeptFinding]
    inputs: str


class _StandingTable(TypedDict):
    """A `Standing` as the note has it."""

    inputs: dict[str, _SeenTable]
    names: list[str]
    found: list[KeptFinding]
    made: dict[str, _MadeTable]


def _standing(table: _StandingTable) -> Standing:
    return Standing(
        inputs={
            name: Seen(digest=str(seen["digest"]), about=tuple(seen["about"]))
            for name, seen in table["inputs"].items()
        },
        names=tuple(table["names"]),
        found=_findings(table["found"]),
        made={name: _made(item) for name, item in table["made"].items()},
    )


def _made(table: _MadeTable) -> Made:
    about = table["artifact"]
    path, found = Path(about["path"]), _findings(about["findings"])
    artifact = Artifact(**{**about, "path": path, "findings": found, "reused": True})
    return Made(
        artifact=artifact,
        key=str(table["key"]),
        pages=Pages(table["pages"]),
        own=_findings(table["own"]),
        inputs=str(table["inputs"]),
    )


def _findings(tables: Iterable[KeptFinding]) -> tuple[Finding, ...]:
    return tuple(map(finding_of, tables))
