"""A print composition as galleys: from the cache or from the workers, put in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from lxml import etree

from octavo.core.cache import Store, digest
from octavo.core.model import Asset, Composition, Document
from octavo.layout.furniture_keys import Fitting
from octavo.layout.galley import Galley, decode
from octavo.layout.laid_pages import Laid
from octavo.layout.layout_tasks import SetGalley, Setting, SetWhole
from octavo.layout.workshop import Workshop
from octavo.pagination.folios import PageMap, map_pages
from octavo.pagination.furniture_store import Sheets, fittings, plan_of
from octavo.pagination.galley_places import Placed, is_left, place, shifted
from octavo.text.direction import is_right_to_left
from octavo.workers.process import TaskError

#: How the styles of the contents ask for the folio of a page. It is known when all pages are set,
#: and stands in the document then.
_FOLIO = re.compile(r"target-counter\(\s*attr\(href url\)\s*,\s*page\s*(?:,\s*lower-roman\s*)?\)")

#: Times that the contents are set with the folios that came of the time before. They settle at
#: the second, unless the contents' own length swings with the width of its numbers.
_ROUNDS = 6


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
        """What the heads and folios of each page can depend on."""
        right_to_left = is_right_to_left(self.composition.metadata.language)
        return fittings(self.galleys, self.placed, self.map, right_to_left=right_to_left)

    def laid(self) -> Laid:
        """What a layout of the whole book would tell, but for the PDF, which is empty."""
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
class Desk:
    """Asks for laid-out documents: of the cache first, then of the workers.

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

    def begin_whole(self, composition: Composition, *, tagged: bool) -> None:
        """Has a worker begin with what `whole` will ask for."""
        self._whole = (
            composition,
            self.workshop.ask(SetWhole(composition=composition, tagged=tagged)),
        )

    def whole(self, composition: Composition, *, tagged: bool) -> Laid:
        """Lays out a book in one piece; `tagged` pages say what they are."""
        if self._whole is None or self._whole[0] is not composition:
            self.begin_whole(composition, tagged=tagged)
        assert self._whole is not None
        return self._whole[1].result()

    def begin(self, composition: Composition) -> None:
        """Has the workers begin with what `run` will ask for."""
        plain = _with_open_folios(composition)
        self._ask(setting_of(plain), plain, plain.documents, {})

    def run(self, composition: Composition, body: str) -> Run | None:
        """Lays out a book whose arabic folios begin with the document `body`.

        None if one of its documents does not begin on a page of its own, or if heads and folios
        cannot be drawn apart from their pages.
        """
        plain = _with_open_folios(composition)
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
            self._ask(setting, plain, documents, {})
            sheets.begin(run.fittings())

        return _with_folios(plain.documents, set_all, meanwhile)

    def _in_place(
        self, setting: Setting, composition: Composition
    ) -> tuple[tuple[Galley, ...], Placed] | None:
        """The galleys of a composition, each laid out for the side it comes to stand on."""
        right_to_left = is_right_to_left(composition.metadata.language)
        sides: dict[int, bool] = {}
        while True:
            galleys = self.galleys(setting, composition, composition.documents, sides)
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

    def galleys(
        self,
        setting: Setting,
        composition: Composition,
        documents: Sequence[Document],
        sides: Mapping[int, bool],
    ) -> list[Galley]:
        """The galleys of documents; `sides` says which begin on the left, by their number."""
        keys = self._ask(setting, composition, documents, sides)
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
        self,
        setting: Setting,
        composition: Composition,
        documents: Sequence[Document],
        sides: Mapping[int, bool],
    ) -> list[str]:
        """The keys of the documents' galleys; those that are not there are asked for."""
        missing: list[tuple[str, Document, tuple[Asset, ...], bool]] = []
        keys: list[str] = []
        for number, document in enumerate(documents):
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
        """Whether a galley is there, or on its way."""
        if key in self._there or key in self._asked:
            return True
        galley = self.store.read(key, decode)
        if galley is None:
            return False
        self._there[key] = galley
        self.kept += 1
        return True


def _with_open_folios(composition: Composition) -> Composition:
    """The composition with styles that find the folios of the contents in the document."""
    return replace(composition, css=_FOLIO.sub("attr(data-folio)", composition.css))


def setting_of(composition: Composition) -> Setting:
    """The styles and fonts of a composition, which its documents share.

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


def _with_folios(
    documents: Sequence[Document],
    set_all: Callable[[Sequence[Document]], Run | None],
    meanwhile: Callable[[Sequence[Document], Run], None],
) -> Run | None:
    """Lays out until the contents name the pages on which the documents then stand.

    `meanwhile` is told of the contents that come next, and of the pages as they are.
    """
    contents = [number for number, item in enumerate(documents) if item.kind == "contents"]
    folios: dict[str, str] | None = None
    now = list(documents)
    for _ in range(_ROUNDS):
        run = set_all(now)
        if run is None:
            return None
        found = {anchor: run.map.folio(page) for anchor, page in run.map.starts.items()}
        if not contents or (folios is not None and folios.items() <= found.items()):
            return run
        for number in contents:
            now[number], folios = _numbered(documents[number], found)
        meanwhile(now, run)
    return None


def _numbered(document: Document, folios: Mapping[str, str]) -> tuple[Document, dict[str, str]]:
    """The contents with the folios of what they name, and these by the ids."""
    root = etree.fromstring(document.xhtml)
    used: dict[str, str] = {}
    for link in root.iter("{*}a"):
        name = (link.get("href") or "").removeprefix("#")
        if "folio" in (link.get("class") or "").split() and name in folios:
            link.set("data-folio", folios[name])
            used[name] = folios[name]
    return replace(
        document, xhtml=etree.tostring(root, encoding="utf-8", xml_declaration=True)
    ), used
