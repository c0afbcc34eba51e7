"""What a worker process can be given to do.

A task is a frozen dataclass of the room whose work it is, with a method that does it: it is
sent as it is, and run in a worker. What it needs to import for that it imports there.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast, runtime_checkable

Result_co = TypeVar("Result_co", covariant=True)
News_co = TypeVar("News_co", covariant=True)
Tool = TypeVar("Tool")

#: Tools of one kind that a worker keeps: of what it works on, and of what came before that.
_KEPT = 2


class Preparation(Protocol):
    """What a worker does before its first task, such as to load a library."""

    def run(self) -> None:
        """Prepare. An `OctavoError` says that no task can be done, and why."""
        ...


class Task(Protocol[Result_co]):
    """One piece of work with one result."""

    @property
    def rank(self) -> int:
        """Its place in the queue: tasks of lower rank go first."""
        ...

    @property
    def about(self) -> str:
        """What it works on, in words that the user knows: `the chapter "Low Water"`."""
        ...

    @property
    def where(self) -> str:
        """The file of that, relative to the book; empty if it is no file's."""
        ...

    def run(self, bench: Bench, /) -> Result_co:
        """Do the work. What it needs again for the next task it keeps at the bench."""
        ...


@runtime_checkable
class Streamed(Protocol[News_co, Result_co]):
    """A piece of work that tells news while it goes on, and has a result at last."""

    @property
    def about(self) -> str:
        """What it works on, in words that the user knows."""
        ...

    @property
    def where(self) -> str:
        """The file of that, relative to the book; empty if it is no file's."""
        ...

    def stream(self, bench: Bench, say: Callable[[News_co], None], /) -> Result_co:
        """Do the work; `say` sends news. Ends early if `bench.is_wanted` says so."""
        ...


class Shared:
    """Base of values that many tasks hold: each worker is sent what has a name once.

    A subclass is a frozen dataclass with a field `name`, which must differ where its value does.
    """

    __slots__ = ()

    name: str


@dataclass(slots=True)
class Bench:
    """What a worker has at hand: tools from earlier tasks, and whether somebody waits."""

    is_wanted: Callable[[], bool] = lambda: False
    _tools: dict[str, dict[Hashable, object]] = field(default_factory=dict)

    def tool(self, kind: str, name: Hashable, make: Callable[[], Tool]) -> Tool:
        """Return the tool of this kind and name; make it if it is not there.

        The two of a kind that were used last are kept.
        """
        kept = self._tools.setdefault(kind, {})
        found = cast(Tool, kept.pop(name)) if name in kept else make()
        kept[name] = found
        while len(kept) > _KEPT:
            del kept[next(iter(kept))]
        return found
