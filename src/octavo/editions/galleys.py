"""A print composition as galleys: from the cache or from the workers, put in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from lxml import etree

from octavo.editions.furniture import plan_of
from octavo.editions.workshop import Workshop
from octavo.layout.fitting import Plan
from octavo.layout.galley import Galley, decode
from octavo.layout.laid import Laid
from octavo.layout.tasks import Setting
from octavo.manuscript.direction import direction
from octavo.model import Asset, Composition, Document
from octavo.resolve.pagemap import PageMap, map_pages
from octavo.resolve.placing import Placed, is_left, place, shifted
from octavo.store import Store, digest

#: How the styles of the contents ask for the folio of a page. It is known when all pages are set,
#: and stands in the document then.
_FOLIO = re.compile(r"target-counter\(\s*attr\(href url\)\s*,\s*page\s*(?:,\s*lower-roman\s*)?\)")

#: Rules by which a document can depend on those before it. A book whose own styles have one is
#: laid out in one piece.
_REACHING = re.compile(
    r":first(?![-\w])|:nth\(|counter-(?:reset|increment|set)|counter\(\s*footnote|string-set"
    r"|target-|break-after|page-break|running\(|bookmark|:\s*fixed"
)

#: Times that the contents are set with the folios that came of the time before. They settle at
#: the second, unless the contents' own length swings with the width of its numbers.
_ROUNDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The galleys of a book, in order, and the pages they come to stand on.

    `composition` has the contents with their folios; `setting` is what its documents share,
    `plan` what the heads and folios of their pages show.
    """

    composition: Composition
    setting: Setting
    plan: Plan
    galleys: tuple[Galley, ...]
    placed: Placed
    map: PageMap

    def laid(self) -> Laid:
        """What a layout of the whole book would tell, but for the PDF, which is empty."""
        seen = [
            shifted(galley, first)
            for galley, first in zip(self.galleys, self.placed.first, strict=True)
        ]
        return Laid(
            pages=len(self.placed.pages),
            starts=self.placed.starts(self.galleys),
            overruns=tuple(item for galley in seen for item in galley.overruns),
            crowded=frozenset().union(*(galley.crowded for galley in seen)),
            log=tuple(dict.fromkeys(line for galley in seen for line in galley.log)),
            pictures=tuple(item for galley in seen for item in galley.pictures),
            wide={name: over for galley in seen for name, over in galley.wide.items()},
            pdf=b"",
        )


def reaches(local: str) -> bool:
    """Whether a book's own styles may make a document depend on others."""
    return _REACHING.search(local) is not None


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
        self._whole = (composition, self.workshop.ask("single", composition, tagged))

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
        right_to_left = direction(composition.metadata.language) == "rtl"
        setting = setting_of(plain)
        plan = plan_of(setting, self.workshop, self.store)
        if plan.reaches:
            return None

        def set_all(documents: Sequence[Document]) -> tuple[list[Galley], Placed] | None:
            sides: dict[int, bool] = {}
            while True:
                galleys = self.galleys(setting, plain, documents, sides)
                placed = place(galleys, right_to_left=right_to_left)
                if placed is None:
                    return None
                if not placed.wrong:
                    return galleys, placed
                wanted = {
                    number: is_left(placed.first[number], right_to_left=right_to_left)
                    for number in placed.wrong
                }
                if wanted.items() <= sides.items():
                    return None  # a document that does not take the side it is given
                sides |= wanted

        return _with_folios(plain, setting, plan, set_all, body)

    def galleys(
        self,
        setting: Setting,
        composition: Composition,
        documents: Sequence[Document],
        sides: Mapping[int, bool],
    ) -> list[Galley]:
        """The galleys of documents; `sides` says which begin on the left, by their number."""
        keys = self._ask(setting, composition, documents, sides)
        for key in dict.fromkeys(keys):
            if key in self._asked:
                data = self._asked.pop(key).result()
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
            self._asked[key] = self.workshop.ask("piece", setting, document, images, left)
        return keys

    def _found(self, key: str) -> bool:
        """Whether a galley is there, or on its way."""
        if key in self._there or key in self._asked:
            return True
        data = self.store.get(key)
        if data is None:
            return False
        try:
            self._there[key] = decode(data)
        except (ValueError, KeyError, TypeError):
            return False
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


_SetAll = Callable[[Sequence[Document]], tuple[list[Galley], Placed] | None]


def _with_folios(
    composition: Composition, setting: Setting, plan: Plan, set_all: _SetAll, body: str
) -> Run | None:
    """Lays out until the contents name the pages on which the documents then stand."""
    contents = [
        number for number, item in enumerate(composition.documents) if item.kind == "contents"
    ]
    folios: dict[str, str] | None = None
    documents = list(composition.documents)
    for _ in range(_ROUNDS):
        done = set_all(documents)
        if done is None:
            return None
        galleys, placed = done
        pages = map_pages(len(placed.pages), placed.starts(galleys), body)
        found = {anchor: pages.folio(page) for anchor, page in pages.starts.items()}
        if not contents or (folios is not None and folios.items() <= found.items()):
            return Run(
                composition=replace(composition, documents=tuple(documents)),
                setting=setting,
                plan=plan,
                galleys=tuple(galleys),
                placed=placed,
                map=pages,
            )
        for number in contents:
            documents[number], folios = _numbered(composition.documents[number], found)
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
