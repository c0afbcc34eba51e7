"""Pictures on other machines: brought within limits, and never asked for twice.

A picture comes from the book if an earlier run brought it, from the book's cache if a run was
broken off, and only then from the web. So a run can be taken up again, and gives the same bytes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from octavo.core.cache import NOTHING, Store
from octavo.importing.article_pictures import Fetch
from octavo.importing.limits import LARGEST_PICTURE

#: What one run brings at most: pictures, their bytes together, seconds.
MOST_PICTURES = 3_000
MOST_BYTES = 2_000_000_000
MOST_SECONDS = 1_800.0
#: A host that gave no answer so many times in a row is not asked any more.
MOST_SILENT = 3


@dataclass(slots=True, kw_only=True)
class FarPictures:
    """What brings far-away pictures in a run.

    `kept` gives the bytes of one that the book has, by its address; `store` keeps those that
    have come, until the book has them.
    """

    kept: Callable[[str], bytes | None]
    store: Store = NOTHING
    clock: Callable[[], float] = time.monotonic
    _began: float | None = None
    _count: int = 0
    _bytes: int = 0
    _silent: Counter[str] = field(default_factory=Counter)
    _refused: dict[str, str] = field(default_factory=dict)

    def brought(self, otherwise: Fetch, base: str) -> Fetch:
        """Return what gives an article's pictures, far-away ones too; `base` is its address."""

        def read(address: str) -> bytes | str:
            data = otherwise(address)
            if isinstance(data, bytes):
                return data
            whole = whole_address(address, base)
            return self._picture(whole) if whole else data

        return read

    def _picture(self, address: str) -> bytes | str:
        key = self.store.key("far picture", address)
        data = self.kept(address) or self.store.get(key)
        if data is not None:
            return data
        if address not in self._refused:
            made = self._limit(address) or self._asked(address)
            if isinstance(made, bytes):
                self.store.put(key, made)
                return made
            self._refused[address] = made
        return self._refused[address]

    def _limit(self, address: str) -> str:
        """Return which limit is reached; empty if there is room."""
        if self._began is None:
            self._began = self.clock()
        again = "; run the same again for more"
        if self._count >= MOST_PICTURES:
            return f"this run has brought {MOST_PICTURES:,} pictures{again}"
        if self._bytes >= MOST_BYTES:
            return f"this run has brought {MOST_BYTES // 1_000_000:,} MB of pictures{again}"
        if self.clock() - self._began >= MOST_SECONDS:
            return f"this run has fetched pictures for {MOST_SECONDS:,.0f} seconds{again}"
        host = urlsplit(address).netloc
        if self._silent[host] >= MOST_SILENT:
            return f"{host} does not answer"
        return ""

    def _asked(self, address: str) -> bytes | str:
        # Seldom needed, and it brings TLS along.
        from octavo.importing.web import UnfetchedError, fetch

        self._count += 1
        host = urlsplit(address).netloc
        try:
            data = fetch(address, longest=LARGEST_PICTURE, public=True).data
        except UnfetchedError as error:
            self._silent[host] += not error.answered
            return error.reason
        except ValueError:
            return "its address cannot be read"
        self._silent[host] = 0
        self._bytes += len(data)
        return data


def whole_address(address: str, base: str) -> str:
    """Return the address of a picture on the web; empty if it lies nowhere there.

    `base` is the address of the article that shows it, if it has one.
    """
    try:
        whole = urljoin(base, address) if base.startswith("http") else address
        whole = f"https:{whole}" if whole.startswith("//") else whole
        return whole if urlsplit(whole).scheme in ("http", "https") else ""
    except ValueError:
        return ""
