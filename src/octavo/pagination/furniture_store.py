"""The heads and folios of a book's pages: from the cache or from the workers.

They are kept as sheets: a head is a sheet alone, folios are kept by blocks of numbers, so that
what a sheet holds depends on itself only, and the same book has the same sheets whatever was
built before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from octavo.core.cache import Store
from octavo.layout.furniture_keys import Fitting, Plan, decode_plan, key_of, keys_of, wanted_of
from octavo.layout.galley import Galley, decode_drawing
from octavo.layout.layout_tasks import DrawFurniture, PlanFurniture, Setting
from octavo.layout.unembedded_type import Drawing
from octavo.layout.workshop import Workshop
from octavo.pagination.folios import PageMap
from octavo.pagination.galley_places import Placed, is_left

#: Numbers of which one side has its folios on a sheet: few enough to be drawn at once, enough
#: to be kept in few files.
_BLOCK = 64

#: Sheets that a worker is asked for at a time.
_AT_A_TIME = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Sheets of heads and folios, and what lies over each page: numbers of sheet and page."""

    sheets: tuple[Drawing, ...] = ()
    over: tuple[tuple[tuple[int, int], ...], ...] = ()


def plan_of(setting: Setting, workshop: Workshop, store: Store) -> Plan:
    """Return what the heads and folios depend on under these styles."""
    key = store.key("furniture plan", setting.key)
    plan = store.read(key, decode_plan)
    if plan is not None:
        return plan
    made = workshop.do(PlanFurniture(setting))
    store.put(key, made)
    return decode_plan(made)


_Sheet = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Sheets:
    """The sheets of one setting: those of the cache, and those that workers draw."""

    setting: Setting
    plan: Plan
    workshop: Workshop
    store: Store
    _there: dict[_Sheet, Drawing] = field(default_factory=dict)
    _asked: dict[_Sheet, tuple[Future[list[bytes]], int]] = field(default_factory=dict)

    def begin(self, fittings: Iterable[Fitting]) -> None:
        """Have the workers begin with what `furnish` will ask for."""
        self._ask(_sheets(key for page in self._keys(fittings) for key in page))

    def furnish(self, fittings: Iterable[Fitting]) -> Furniture:
        """Draw the heads and folios of pages."""
        keys = self._keys(fittings)
        sheets = _sheets(key for page in keys for key in page)
        self._ask(sheets)
        place = {key: (s, p) for s, sheet in enumerate(sheets) for p, key in enumerate(sheet)}
        return Furniture(
            sheets=tuple(self._drawing(sheet) for sheet in sheets),
            over=tuple(tuple(place[key] for key in page) for page in keys),
        )

    def _keys(self, fittings: Iterable[Fitting]) -> list[tuple[str, ...]]:
        return [keys_of(fitting, self.plan) for fitting in fittings]

    def _ask(self, sheets: Sequence[_Sheet]) -> None:
        """Ask for the sheets that are not there, and not on their way."""
        missing = [sheet for sheet in sheets if sheet not in self._asked and not self._found(sheet)]
        for first in range(0, len(missing), _AT_A_TIME):
            group = missing[first : first + _AT_A_TIME]
            future = self.workshop.ask(DrawFurniture(self.setting, tuple(group)))
            self._asked.update({sheet: (future, place) for place, sheet in enumerate(group)})

    def _found(self, sheet: _Sheet) -> bool:
        if sheet in self._there:
            return True
        drawing = self.store.read(self._key(sheet), decode_drawing)
        if drawing is None:
            return False
        self._there[sheet] = drawing
        return True

    def _drawing(self, sheet: _Sheet) -> Drawing:
        if sheet not in self._there:
            future, place = self._asked.pop(sheet)
            data = future.result()[place]
            self.store.put(self._key(sheet), data)
            self._there[sheet] = decode_drawing(data)
        return self._there[sheet]

    def _key(self, sheet: _Sheet) -> str:
        return self.store.key("furniture", self.setting.key, *sheet)


def fittings(
    galleys: Sequence[Galley], placed: Placed, pages: PageMap, *, right_to_left: bool
) -> Iterator[Fitting]:
    """Yield what the heads and folios of each page can depend on."""
    before: dict[str, str] = {}
    for number, spot in enumerate(placed.pages):
        page = galleys[spot[0]].pages[spot[1]] if spot else None
        here = dict(page.strings) if page else {}
        yield Fitting(
            name=page.name if page else "",
            left=is_left(number, right_to_left=right_to_left),
            blank=page is None,
            folio=pages.number(number),
            pages=len(placed.pages),
            here=here,
            before=dict(before),
        )
        before.update({name: values[-1] for name, values in here.items()})


def _sheets(keys: Iterable[str]) -> tuple[_Sheet, ...]:
    """Return the sheets on which keys are drawn, in the order in which they are first needed."""
    there: set[str] = set()
    sheets: list[_Sheet] = []
    for key in keys:
        if key not in there:
            sheets.append(_sheet_of(key))
            there.update(sheets[-1])
    return tuple(sheets)


def _sheet_of(key: str) -> _Sheet:
    """Return the keys of the sheet on which a key is drawn."""
    wanted = wanted_of(key)
    if not wanted.folio or wanted.pages or wanted.strings:
        return (key,)
    # Odd numbers are on one side of the spread, even ones on the other.
    first = (wanted.folio - 1) // _BLOCK * _BLOCK + 2 - wanted.folio % 2
    return tuple(key_of(replace(wanted, folio=first + more)) for more in range(0, _BLOCK, 2))
