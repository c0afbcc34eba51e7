"""The whole build on one page: load, bind, compose, lay out, resolve, write.

Files are read at the beginning and written at the end; between the two there
are only values. `build` yields events: a `Step` when work begins, an
`Artifact` when a file stands, and at last the book's `Findings`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.editions.kinds import renderer
from octavo.editions.values import Loaded, Rendered, Step, stop_at_errors
from octavo.errors import BookError, OctavoError
from octavo.files import write_aside
from octavo.manuscript.editions import cover_of
from octavo.manuscript.images import read_cover, read_images
from octavo.manuscript.load import load_manuscript
from octavo.manuscript.metadata import Known
from octavo.manuscript.page import Offer
from octavo.manuscript.source import What, read_text, what_is
from octavo.manuscript.toml import did_you_mean
from octavo.model import Artifact, Asset, Edition, Finding, Manuscript
from octavo.parse.section import parse_chapter
from octavo.passes.bind import bind
from octavo.passes.select import select_chapters
from octavo.profiles.load import load_profile, profile_names
from octavo.profiles.profile import Profile
from octavo.theme.layers import LOCAL
from octavo.theme.theme import styles_folder, theme_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to build: `editions` by name (all if empty) of the book in `root`, into `out`."""

    root: Path
    out: Path
    editions: tuple[str, ...] = ()
    drafts: bool = False
    epoch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found, once, in the order of the book."""

    findings: tuple[Finding, ...]


Event = Step | Artifact | Findings


def build(request: Request) -> Iterator[Event]:
    """Builds editions, one file each, `<slug>-<edition>.epub` or `.pdf`.

    Raises `BookError` if the book has errors, and `OctavoError` if it cannot go
    on. All files are written aside and renamed when the last edition is whole:
    until then everything is as it was.
    """
    yield Step(name="load")
    loaded = load(request)
    editions = _chosen(loaded.manuscript, request.editions)
    found = list(_book_findings(loaded))
    stop_at_errors(found)
    rendered: list[Rendered] = []
    for edition in editions:
        done = {item.edition.name: item for item in rendered}
        own = replace(_for_edition(loaded, edition), rendered=done)
        found += own.book.findings
        try:
            rendered.append((yield from renderer(edition)(own, edition)))
        except BookError as error:
            raise BookError(_together(found, error.findings)) from None
        found += rendered[-1].findings
    yield Step(name="write")
    artifacts = [_artifact(loaded, request.out, item) for item in rendered]
    write_aside({a.path: item.data for a, item in zip(artifacts, rendered, strict=True)})
    yield from artifacts
    yield Findings(findings=tuple(dict.fromkeys(found)))


def load(request: Request) -> Loaded:
    """Reads everything the book consists of, and binds it."""
    profiles = profile_names()
    known = Known(
        profiles=profiles,
        themes=theme_names(styles_folder()),
        epoch=request.epoch,
        offers={name: _offer(load_profile(name)) for name in profiles},
    )
    manuscript = load_manuscript(request.root, known, drafts=request.drafts)
    language = manuscript.metadata.language
    sections = tuple(parse_chapter(chapter, language) for chapter in manuscript.chapters)
    book = bind(manuscript, sections)
    images, missing = read_images(manuscript.root, book.sections)
    pictures = {}
    for key in ("cover", "author_picture"):
        if path := getattr(manuscript.metadata, key):
            read = read_cover(manuscript.root, path, key)
            missing += (read,) if isinstance(read, Finding) else ()
            pictures[key] = read
    return Loaded(
        manuscript=manuscript,
        book=replace(book, findings=book.findings + missing),
        images=images,
        cover=_asset(pictures.get("cover")),
        portrait=_asset(pictures.get("author_picture")),
        local=_own_rules(manuscript.root),
    )


def _asset(read: Asset | Finding | None) -> Asset | None:
    return read if isinstance(read, Asset) else None


def _offer(profile: Profile) -> Offer:
    """What an edition may choose of a profile."""
    return Offer(
        trims=tuple(trim.name for trim in profile.trims),
        papers=tuple(paper.name for paper in profile.papers),
        bleed=profile.bleed is not None,
    )


def _own_rules(root: Path) -> str:
    """The text of the book's styles/local.css, empty if it has none."""
    path = root / LOCAL
    there = what_is(root, path)
    if there is What.OUTSIDE:
        hint = "Copy the file into the book."
        raise OctavoError("leads out of the book.", where=LOCAL, hint=hint)
    return read_text(path, LOCAL) if there is What.FILE else ""


def _for_edition(loaded: Loaded, edition: Edition) -> Loaded:
    """The book as the edition has it: with the chapters of its own and their images."""
    book = select_chapters(loaded.book, edition)
    used = {use.path for section in book.sections for use in section.images}
    images = {path: asset for path, asset in loaded.images.items() if path in used}
    return replace(loaded, book=book, images=images)


def _artifact(loaded: Loaded, out: Path, rendered: Rendered) -> Artifact:
    edition = rendered.edition
    return Artifact(
        edition=edition.name,
        path=out / f"{loaded.book.metadata.slug}-{edition.name}.{edition.format}",
        sha256=hashlib.sha256(rendered.data).hexdigest(),
        bytes=len(rendered.data),
        pages=rendered.pages,
        findings=rendered.findings,
    )


def _chosen(manuscript: Manuscript, names: Sequence[str]) -> tuple[Edition, ...]:
    """The editions asked for, or all; covers behind the pages that they go round.

    The cover of a print edition can be asked for by its name alone: `print-cover`.
    """
    by_name = {edition.name: edition for edition in manuscript.editions}
    for edition in manuscript.editions:
        if edition.kind == "print":
            by_name.setdefault(cover_of(edition).name, cover_of(edition))
    for name in names:
        if name not in by_name:
            raise OctavoError(
                f'the book has no edition "{name}".',
                hint=did_you_mean(name, by_name),
                exit_code=2,
            )
    chosen = tuple(by_name[name] for name in dict.fromkeys(names)) or manuscript.editions
    return tuple(sorted(chosen, key=lambda edition: edition.kind == "cover"))


def _book_findings(loaded: Loaded) -> Iterator[Finding]:
    yield from loaded.book.findings
    for section in loaded.book.sections:
        yield from section.findings


def _together(found: Iterable[Finding], fatal: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What was found before, and what stopped the build: said once, as the error it is."""
    said = {(item.code, item.message) for item in fatal}
    before = [item for item in found if (item.code, item.message) not in said]
    return tuple(dict.fromkeys([*before, *fatal]))
