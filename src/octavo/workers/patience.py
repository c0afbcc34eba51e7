"""How long a task may take: when the user hears of it, and when it is ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from octavo.core.errors import OctavoError

#: Seconds after which the user hears of a task at work; and again whenever they have doubled.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A task has been at work for so many seconds; `about` and `where` say what it works on."""

    about: str
    where: str
    seconds: float

    def __str__(self) -> str:
        minutes = int(self.seconds // 60)
        time = f"{self.seconds:g} seconds" if minutes < 1 else f"{minutes} minutes"
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.about} has been at work for {'1 minute' if minutes == 1 else time}."


class TooLongError(OctavoError):
    """A task was at work beyond the limit, and was ended."""


def tell_nobody(_: Overdue) -> None:
    """Let it take its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a task may take: `tell` is called with one that takes long.

    `limit` are the seconds at which it is ended; 0 if there is no limit.
    """

    limit: float = 0.0
    tell: Callable[[Overdue], None] = tell_nobody

    def exceeded(self, about: str, where: str) -> TooLongError:
        """Return what to raise of a task that was ended."""
        return TooLongError(
            f"{about} was not done within {self.limit:g} seconds.",
            where=where,
            hint="Look there for what could be endless, such as a large drawing or table,"
            " or build with a higher --limit.",
        )


#: Every task takes the time that it takes, and nobody is told.
NO_LIMIT = Patience()
