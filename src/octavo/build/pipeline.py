"""The whole build on one page: load, bind, compose, lay out, resolve, write.

Files are read at the beginning and written at the end; between the two, values
go from room to room, and beside them two services: the cache and the workers.
`build` yields events: a `Step` when work begins, an `Artifact` when a file stands,
what was set on pages (`PagesSet`) where that is asked for, and at last the book's
`Findings`. What stands already and is made of the very same things is not made
again; where that is all, the rooms that make books are not even opened.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.build.set_texts import PagesSet, keep_texts, kept_text, kept_texts, pages_set
from octavo.build.up_to_date import Made, Standing, edition_key, note_key, read_note, write_note
from octavo.core.artifact import Artifact
from octavo.core.cache import FOLDER, NOTHING, Store
from octavo.core.errors import BookError, OctavoError
from octavo.core.model import Edition, Finding, Severity
from octavo.core.versions import engine_digest
from octavo.findings.collector import stop_at_errors, together
from octavo.manuscript.input_files import Seen, inputs_digest, look, stayed
from octavo.workers.patience import Overdue, Patience, tell_nobody

if TYPE_CHECKING:
    from typing import TypeAlias

    from octavo.core.loaded_book import Loaded
    from octavo.core.progress import Kept, Step
    from octavo.editions.rendering import Rendered, Rendering
    from octavo.layout.workshop import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to build: `editions` by name (all if empty) of the book in `root`, into `out`.

    Without `cache` everything is made anew, and nothing is kept. `limit` are the seconds that a
    worker may be at one piece of it; 0 if there is no limit. With `strict` warnings stop the
    build, whatever the book says. With `texts` it tells what was set on the pages.
    """

    root: Path
    out: Path
    editions: tuple[str, ...] = ()
    drafts: bool = False
    epoch: str = ""
    cache: bool = True
    limit: float = 0.0
    strict: bool = False
    texts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found, once, in the order of the book."""

    findings: tuple[Finding, ...]


if TYPE_CHECKING:
    Event: TypeAlias = Step | Kept | Artifact | Findings | PagesSet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What was built before this build, and the files as they were when it began.

    `start` is that moment, in nanoseconds since 1970; `place` is where the note is kept.
    """

    note: Standing
    place: str
    seen: Mapping[str, Seen]
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """An edition to be: the book as it has it, the key of all that it is made of, where its file
    goes, and what stands there already, made of the very same."""

    own: Loaded
    key: str
    path: Path
    kept: Made | None


if TYPE_CHECKING:
    #: Editions as they were made and rendered, and what was found, all by the order of the build.
    _Rendered: TypeAlias = tuple[dict[str, Made], dict[str, Rendered], tuple[Finding, ...]]


def build(
    request: Request, tell: Callable[[Overdue], None] = tell_nobody
) -> Generator[Event, None, None]:
    """Build editions, one file each, `<slug>-<edition>.epub` or `.pdf`.

    `tell` is called with what takes long, from another thread and while events are waited for.
    Close it if you leave it early: that ends the workers.
    Raises `BookError` if the book has errors, and `OctavoError` if it cannot go
    on. All files are written aside and renamed when the last edition is whole:
    until then everything is as it was.
    """
    store, start = store_of(request), time.time_ns()
    place = note_key(store, request.out, drafts=request.drafts, epoch=request.epoch)
    note = read_note(store, place)
    seen = look(request.root, note.inputs, also=note.inputs) if request.cache else {}
    made = note.all_of(request.editions, inputs_digest(seen))
    texts = kept_texts(store, made) if made and request.texts else ()
    if not made or texts is None:
        before = _Before(note=note, place=place, seen=seen, start=start)
        yield from _make(request, store, before, patience=Patience(limit=request.limit, tell=tell))
        return
    if seen != note.inputs:
        write_note(store, place, replace(note, inputs=seen))
    own = [finding for item in made for finding in (*item.own, *item.artifact.findings)]
    found = tuple(dict.fromkeys((*note.found, *own)))
    if request.strict:  # a book that is strict itself has no warnings, where it stands
        _stop_at_warnings(found, command=True)
    yield from (item.artifact for item in made)
    yield from texts
    yield Findings(findings=found)


def _make(
    request: Request, store: Store, before: _Before, *, patience: Patience
) -> Iterator[Event]:
    """Build what does not stand, and note what does then."""
    from octavo.layout.workshop import Services, Workshop

    with closing(Workshop(patience=patience)) as workshop:
        if before.note.may_set_pages(request.editions):
            workshop.start()  # the workers load the layout engine while we load the rest
        from octavo.core.files import write_aside
        from octavo.core.progress import Kept, Step
        from octavo.editions.loading import asked_for, read_rest, sets_pages
        from octavo.editions.read_manuscript import read_manuscript
        from octavo.markdown.parsed_cache import parse_chapters

        yield Step(name="load")
        manuscript = read_manuscript(request.root, drafts=request.drafts, epoch=request.epoch)
        editions = asked_for(manuscript, request.editions)
        cold = not before.note.made and sets_pages(manuscript, editions)
        if cold or not all(edition.kind.reflowable for edition in editions):
            # The workers get ready while the chapters are parsed, and then help.
            workshop.open(manuscript.metadata.language, parse=cold)
        language, share = manuscript.metadata.language, workshop.parse if workshop.is_open else None
        sections, kept = parse_chapters(manuscript.chapters, language, store, share)
        loaded = read_rest(manuscript, sections)
        yield Kept(name="chapters", kept=kept, of=len(manuscript.chapters))
        services = Services(store=store, workshop=workshop)
        made, rendered, found = yield from _render(
            request, loaded, services, editions=editions, note=before.note
        )
    if request.strict or manuscript.strict:
        _stop_at_warnings(found, command=request.strict)
    yield Step(name="write")
    write_aside({item.artifact.path: rendered[name].data for name, item in made.items()})
    keep_texts(store, made.values(), rendered)
    _note(request, before, loaded, store=store, made=made)
    store.prune()
    yield from (item.artifact for item in made.values())
    if request.texts:
        yield from pages_set({name: item.text for name, item in rendered.items()})
    yield Findings(findings=tuple(dict.fromkeys(found)))


def _render(
    request: Request,
    loaded: Loaded,
    services: Services,
    *,
    editions: Sequence[Edition],
    note: Standing,
) -> Generator[Event, None, _Rendered]:
    """Render the editions that do not stand, take the others as they are."""
    from octavo.editions.known_kinds import maker
    from octavo.editions.loading import for_edition
    from octavo.manuscript.edition_tables import file_of

    found = list(_book_findings(loaded))
    stop_at_errors(found)
    rendered: list[Rendered] = []
    made: dict[str, Made] = {}
    begun: dict[str, Rendering] = {}

    def plan(edition: Edition) -> _Plan:
        done = {item.edition.name: item.pages for item in rendered if item.pages is not None}
        own = replace(for_edition(loaded, edition), counts=done)
        key = edition_key(services.store, own, edition)
        path = file_of(request.out, own.book.metadata, edition)
        kept = note.one_of(edition.name, key, path)
        if kept and request.texts and kept_text(services.store, kept) is None:
            kept = None
        return _Plan(own=own, key=key, path=path, kept=kept)

    # A cover goes round pages that are done: what it is made of is known at its turn.
    plans = {edition.name: plan(edition) for edition in editions if not edition.kind.wraps}
    for edition in editions:
        # While workers set pages, the other editions are made here.
        early = plans.get(edition.name)
        if early and not edition.kind.reflowable and early.kept is None:
            begun[edition.name] = yield from _begin(
                maker(edition.kind)(early.own, edition, services)
            )
    for edition in editions:
        now = plans.get(edition.name) or plan(edition)
        own, kept = now.own, now.kept
        found += own.book.findings
        try:
            if kept:
                item = _kept(kept, edition, services.store if request.texts else NOTHING)
            else:
                rendering = begun.get(edition.name) or maker(edition.kind)(own, edition, services)
                item = yield from rendering
        except BookError as error:
            raise BookError(together(found, error.findings)) from None
        rendered.append(item)
        found += item.findings
        made[edition.name] = Made(
            artifact=_artifact(now.path, item, reused=kept is not None),
            key=now.key,
            pages=edition.kind.pages,
            own=own.book.findings,
        )
    return made, {item.edition.name: item for item in rendered}, tuple(found)


def _stop_at_warnings(found: Iterable[Finding], *, command: bool) -> None:
    """Raise `BookError` if there are warnings; `command` says that the command line asks for it."""
    findings = tuple(dict.fromkeys(found))
    count = sum(finding.severity is Severity.WARNING for finding in findings)
    if not count:
        return
    from octavo.findings.catalogue.book_toml import Strict
    from octavo.manuscript.find_book import BOOK_TOML

    values = {"count": count, "verb": "is" if count == 1 else "are"}
    stop = Strict.command(values) if command else Strict.book(values, file=BOOK_TOML)
    raise BookError((*findings, stop))


def _begin(rendering: Rendering) -> Generator[Event, None, Rendering]:
    """Render up to where workers set pages; what goes wrong before is told at its turn."""
    try:
        for event in rendering:
            yield event
            if event.name == "lay out":
                break
    except OctavoError as error:
        return _failing(error)
    return rendering


def _failing(error: OctavoError) -> Rendering:
    raise error
    yield


def load(request: Request) -> Loaded:
    """Read everything the book consists of, and bind it."""
    from octavo.editions.loading import load_book

    store = store_of(request)
    return load_book(request.root, drafts=request.drafts, epoch=request.epoch, store=store)


def found_ahead(request: Request) -> tuple[Finding, ...]:
    """Read the book, and return what is found, all errors at which a build would stop among it.

    A chapter is parsed where it may hold an error, into the book's cache: `may_nest_deep` tells.
    What else a build finds in chapters, their links and their pictures are no errors.
    Raises `OctavoError` if the book cannot be read.
    """
    from octavo.editions.read_manuscript import read_manuscript
    from octavo.markdown.nesting import may_nest_deep
    from octavo.markdown.parsed_cache import parse_chapters

    manuscript = read_manuscript(request.root, drafts=request.drafts, epoch=request.epoch)
    doubtful = [chapter for chapter in manuscript.chapters if may_nest_deep(chapter.text)]
    store = store_of(request) if doubtful else NOTHING  # its key reads all of Octavo's files
    sections, _ = parse_chapters(doubtful, manuscript.metadata.language, store)
    return (*manuscript.findings, *(each for section in sections for each in section.findings))


def store_of(request: Request) -> Store:
    """Return the book's cache."""
    if not request.cache:
        return NOTHING
    return Store(folder=request.root / FOLDER, engine=engine_digest())


def _note(
    request: Request,
    before: _Before,
    loaded: Loaded,
    *,
    store: Store,
    made: Mapping[str, Made],
) -> None:
    """Note what stands now; unless a file was changed meanwhile, so that nobody knows of what."""
    from octavo.editions.loading import covers_last, files_read

    if not request.cache:
        return
    inputs = look(request.root, before.seen, also=files_read(loaded))
    if not stayed(before.seen, inputs, before.start):
        return
    total = inputs_digest(inputs)
    now = {name: replace(item, inputs=total) for name, item in made.items()}
    standing = Standing(
        inputs=inputs,
        names=tuple(edition.name for edition in covers_last(loaded.manuscript.editions)),
        found=tuple(_book_findings(loaded)),
        made={**before.note.made, **now},
    )
    write_note(store, before.place, standing)


def _kept(made: Made, edition: Edition, store: Store) -> Rendered:
    """Read an edition that stands."""
    from octavo.editions.rendering import Rendered

    artifact = made.artifact
    return Rendered(
        edition=edition,
        data=artifact.path.read_bytes(),
        pages=artifact.pages,
        findings=artifact.findings,
        text=kept_text(store, made) or b"",
    )


def _artifact(path: Path, rendered: Rendered, *, reused: bool) -> Artifact:
    return Artifact(
        edition=rendered.edition.name,
        path=path,
        sha256=hashlib.sha256(rendered.data).hexdigest(),
        bytes=len(rendered.data),
        pages=rendered.pages,
        findings=rendered.findings,
        reused=reused,
    )


def _book_findings(loaded: Loaded) -> Iterator[Finding]:
    yield from loaded.book.findings
    for section in loaded.book.sections:
        yield from section.findings
