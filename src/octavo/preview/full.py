"""The whole book's page numbers: asked for, waited for, found in."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from octavo.errors import OctavoError
from octavo.preview.facts import Place, Printed


class FullRun:
    """A full layout under way. Lives in one event loop; `close` ends it early."""

    def __init__(self, root: Path, epoch: str) -> None:
        self._command = [sys.executable, "-P", "-m", "octavo.preview.fullwork", str(root), epoch]
        self._process: asyncio.subprocess.Process | None = None

    async def result(self) -> Printed:
        """The numbers. Raises `OctavoError` if the book cannot be laid out."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            # A group of its own: an interruption is for us.
            start_new_session=True,
        )
        try:
            said, _ = await self._process.communicate()
        finally:
            await self.close()
        try:
            return read_printed(json.loads(said))
        except (ValueError, KeyError, TypeError):
            raise OctavoError("the whole book could not be laid out.") from None

    async def close(self) -> None:
        """Ends the process if it still runs."""
        process = self._process
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def read_printed(found: Mapping[str, Any]) -> Printed:
    """The object of `fullwork`. Raises `OctavoError` with what it says if it holds an error."""
    if "error" in found:
        raise OctavoError(str(found["error"]))
    return Printed(
        total=found["total"],
        folios=tuple(found["folios"]),
        places={name: Place(**place) for name, place in found["places"].items()},
    )


def with_counts(printed: Printed, counts: Mapping[str, int], sections: tuple[str, ...]) -> Printed:
    """`printed`, marked stale if a chapter has another number of pages now, or is new or gone."""
    known = printed.places
    if printed.total is None:
        return replace(printed, stale=False)
    other = any(name in known and known[name].count != count for name, count in counts.items())
    return replace(printed, stale=other or tuple(known) != sections)


def find_page(printed: Printed, wanted: str) -> tuple[str, int]:
    """The chapter and the page in it (from 0) that carries a number: `xii`, `46`.

    Raises `OctavoError` with what to say if there is none.
    """
    wanted = wanted.strip().lower()
    if printed.total is None:
        raise OctavoError("Page numbers are known once the whole book has been laid out.")
    if not wanted:
        raise OctavoError("Which page? Write its number, such as 46 or xii.")
    if wanted not in printed.folios:
        last = printed.folios[-1] if printed.folios else "0"
        raise OctavoError(f"There is no page {wanted}; the last one is {last}.")
    page = printed.folios.index(wanted)
    for name, place in printed.places.items():
        first = place.first - place.blank_before
        if first <= page < place.first + place.count:
            return name, page - first
    raise OctavoError(f"Page {wanted} is one that Octavo makes: it belongs to no chapter.")
