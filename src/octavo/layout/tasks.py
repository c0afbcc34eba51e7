"""What is sent to a worker process, and what comes back. Imports no layout engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from octavo.errors import OctavoError
from octavo.model import Composition


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Styles and fonts that many documents share: a composition without documents and images.

    `key` is a digest of all that changes a galley; `name` one of the fonts' own bytes too, which
    also know the characters they were cut for. A worker is sent what has a name once.
    """

    key: str
    name: str
    composition: Composition


@dataclass(frozen=True, slots=True)
class Named:
    """A setting that the worker has already."""

    name: str


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work: the name of a task, and its arguments."""

    name: str
    arguments: tuple[Any, ...]

    def sent(self, known: set[str]) -> Task:
        """The task as it goes over the wire to a worker that has these settings; they are added."""
        arguments: list[Any] = []
        for item in self.arguments:
            if isinstance(item, Setting) and item.name in known:
                arguments.append(Named(item.name))
            else:
                if isinstance(item, Setting):
                    known.add(item.name)
                arguments.append(item)
        return replace(self, arguments=tuple(arguments))

    def given(self, settings: dict[str, Setting]) -> Task:
        """The task with its settings; new ones are kept in `settings`."""
        arguments: list[Any] = []
        for item in self.arguments:
            if isinstance(item, Setting):
                settings[item.name] = item
            arguments.append(settings[item.name] if isinstance(item, Named) else item)
        return replace(self, arguments=tuple(arguments))


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that failed for a reason nobody foresaw."""

    message: str
    traceback: str


@dataclass(frozen=True, slots=True)
class MissingLibrary:
    """The layout engine cannot be loaded on this machine."""

    error: OctavoError
