"""A print composition as galleys: from the cache or from the workers, put in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from octavo.core.cache import Store, digest
from octavo.core.model import Asset, Composition, Document
from octavo.layout.furniture_keys import Fitting
from octavo.layout.galley import Galley, decode
from octavo.layout.laid_pages import Laid
from octavo.layout.layout_tasks import SetGalley, Setting, SetWhole
from octavo.layout.workshop import Workshop
from octavo.pagination.contents_folios import settle_folios, with_open_folios
from octavo.pagination.folios import PageMap, map_pages
from octavo.pagination.furniture_store import Sheets, fittings, plan_of
from octavo.pagination.galley_places import Placed, is_left, place, shifted
from octavo.text.direction import is_right_to_left
from octavo.text.source_lines import bytes_without_lines
from octavo.workers.process import TaskError


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The galleys of a book, in order, and the pages they come to stand on.

    `composition` has the contents with their folios; `sheets` are where its heads and folios
    come from.
    """

    composition: Composition
    sheets: Sheets
    galleys: tuple[Galley, ...]
    placed: Placed
    map: PageMap

    @property
    def _anchors(self) -> tuple[str, ...]:
        return tuple(document.anchor for document in self.composition.documents)

    def fittings(self) -> Iterator[Fitting]:
        """Yield what the heads and folios of each page can depend on."""
        right_to_left = is_right_to_left(self.composition.metadata.language)
        return fittings(self.galleys, self.placed, self.map, right_to_left=right_to_left)

    def texts(self) -> Iterator[tuple[int, bytes]]:
        """Yield the text of each galley, with the page on which it begins."""
        for first, galley in zip(self.placed.first, self.galleys, strict=True):
            yield first, galley.text

    def laid(self) -> Laid:
        """Return what a layout of the whole book would tell; PDF and text are empty."""
        seen = [
            shifted(galley, first)
            for galley, first in zip(self.galleys, self.placed.first, strict=True)
        ]
        return Laid(
            pages=len(self.placed.pages),
            starts=self.placed.starts(self.galleys),
            ends=dict(zip(self._anchors, self.placed.last(self.galleys), strict=True)),
            overruns=tuple(item for galley in seen for item in galley.overruns),
            crowded=frozenset().union(*(galley.crowded for galley in seen)),
            log=tuple(dict.fromkeys(line for galley in seen for line in galley.log)),
            pictures=tuple(item for galley in seen for item in galley.pictures),
            wide={name: over for galley in seen for name, over in galley.wide.items()},
            pdf=b"",
        )


@dataclass(slots=True, kw_only=True)
class GalleySource:
    """Where laid-out documents come from: the cache first, then the workers.

    What it had once it keeps: `made` counts the galleys that workers laid out, `kept` those
    of the cache.
    """

    workshop: Workshop
    store: Store
    made: int = 0
    kept: int = 0
    _there: dict[str, Galley] = field(default_factory=dict)
    _asked: dict[str, Future[bytes]] = field(default_factory=dict)
    _whole: tuple[Composition, Future[Laid]] | None = None
    _bare: tuple[Composition, Composition] | None = None

    def begin_whole(self, composition: Composition, *, tagged: bool) -> None:
        """Have a worker begin with what `whole` will ask for."""
        self._whole = (
            composition,
            self.workshop.ask(
                SetWhole(composition=self._without_lines(composition), tagged=tagged)
            ),
        )

    def whole(self, composition: Composition, *, tagged: bool) -> Laid:
        """Lay out a book in one piece; `tagged` pages say what they are."""
        if self._whole is None or self._whole[0] is not composition:
            self.begin_whole(composition, tagged=tagged)
        assert self._whole is not None
        return self._whole[1].result()

    def begin(self, composition: Composition) -> None:
        """Have the workers begin with what `run` will ask for."""
        plain = with_open_folios(self._without_lines(composition))
        self._ask(setting_of(plain), plain, sides={})

    def run(self, composition: Composition, body: str) -> Run | None:
        """Lay out a book whose arabic folios begin with the document `body`.

        None if one of its documents does not begin on a page of its own, or if heads and folios
        cannot be drawn apart from their pages.
        """
        plain = with_open_folios(self._without_lines(composition))
        setting = setting_of(plain)
        plan = plan_of(setting, self.workshop, self.store)
        if plan.reaches:
            return None
        sheets = Sheets(setting=setting, plan=plan, workshop=self.workshop, store=self.store)
        if not all(future.done() for future in self._asked.values()):
            self.workshop.get_ready(setting)  # whoever has nothing to lay out: the contents follow

        def set_all(documents: Sequence[Document]) -> Run | None:
            whole = replace(plain, documents=tuple(documents))
            done = self._in_place(setting, whole)
            if done is None:
                return None
            galleys, placed = done
            pages = map_pages(len(placed.pages), placed.starts(galleys), body)
            return Run(composition=whole, sheets=sheets, galleys=galleys, placed=placed, map=pages)

        def meanwhile(documents: Sequence[Document], run: Run) -> None:
            self._ask(setting, replace(plain, documents=tuple(documents)), sides={})
            sheets.begin(run.fittings())

        return settle_folios(plain.documents, set_all=set_all, meanwhile=meanwhile)

    def _without_lines(self, composition: Composition) -> Composition:
        """Return the composition as it is laid out: wherever its lines stand in their files."""
        if self._bare is None or self._bare[0] is not composition:
            documents = tuple(
                replace(document, xhtml=bytes_without_lines(document.xhtml))
                for document in composition.documents
            )
            self._bare = (composition, replace(composition, documents=documents))
        return self._bare[1]

    def _in_place(
        self, setting: Setting, composition: Composition
    ) -> tuple[tuple[Galley, ...], Placed] | None:
        """Return the galleys of a composition, each laid out for the side it comes to stand on."""
        right_to_left = is_right_to_left(composition.metadata.language)
        sides: dict[int, bool] = {}
        while True:
            galleys = self._galleys(setting, composition, sides=sides)
            placed = place(galleys, right_to_left=right_to_left)
            if placed is None:
                return None
            if not placed.wrong:
                return tuple(galleys), placed
            wanted = {
                number: is_left(placed.first[number], right_to_left=right_to_left)
                for number in placed.wrong
            }
            if wanted.items() <= sides.items():
                return None  # a document that does not take the side it is given
            sides |= wanted

    def _galleys(
        self, setting: Setting, composition: Composition, *, sides: Mapping[int, bool]
    ) -> list[Galley]:
        """Return the galleys of a composition; `sides` says, by number, which begin on the left."""
        keys, documents = self._ask(setting, composition, sides=sides), composition.documents
        for key, document in zip(keys, documents, strict=True):
            if key in self._asked:
                try:
                    data = self._asked.pop(key).result()
                except TaskError as error:
                    error.title = document.title
                    raise
                self.made += 1
                self.store.put(key, data)
                self._there[key] = decode(data)
        return [self._there[key] for key in keys]

    def _ask(
        self, setting: Setting, composition: Composition, *, sides: Mapping[int, bool]
    ) -> list[str]:
        """Ask for the galleys that are not there; return the keys of all."""
        missing: list[tuple[str, Document, tuple[Asset, ...], bool]] = []
        keys: list[str] = []
        for number, document in enumerate(composition.documents):
            images = _images_of(document, composition.images)
            left = sides.get(number, False)
            pictures = [digest([image.name, image.media_type, image.data]) for image in images]
            keys.append(self.store.key("galley", setting.key, document.xhtml, str(left), *pictures))
            if not self._found(keys[-1]):
                missing.append((keys[-1], document, images, left))
        # The longest first, so that no worker is left alone with one at the end.
        for key, document, images, left in sorted(missing, key=lambda item: -len(item[1].xhtml)):
            self._asked[key] = self.workshop.ask(
                SetGalley(setting=setting, document=document, images=images, left=left)
            )
        return keys

    def _found(self, key: str) -> bool:
        """Return whether a galley is there, or on its way."""
        if key in self._there or key in self._asked:
            return True
        galley = self.store.read(key, decode)
        if galley is None:
            return False
        self._there[key] = galley
        self.kept += 1
        return True


def setting_of(composition: Composition) -> Setting:
    """Return the styles and fonts of a composition, which its documents share.

    A face counts by what it was cut from, not by its characters: one more of them changes no
    glyph's number, and so no galley.
    """
    faces = [
        face.asset.name + (face.origin or digest([face.asset.data])) for face in composition.faces
    ]
    key = digest([composition.css, composition.metadata.language, *faces])
    return Setting(
        key=key,
        name=digest([key, *(face.asset.data for face in composition.faces)]),
        composition=replace(composition, documents=(), images=(), cover=None, contents=()),
    )


def _images_of(document: Document, images: Sequence[Asset]) -> tuple[Asset, ...]:
    return tuple(image for image in images if f'"asset:{image.name}"'.encode() in document.xhtml)
