"""An entry of the catalogue: a code, how grave it is, its words, and what they mean.

    class HeadingSkip(Entry):
        '''What it means, and why it matters.'''

        code = "heading-skip"
        found = Form("the heading “{heading}” …", "Write it with {marks} …")
        bad = "…"
        good = "…"

Where it is found: `HeadingSkip.found({"heading": words, "marks": "##"}, file=path, line=7)`.
An entry that has several wordings gives each a name of its own. The finding carries code,
wording and values; `wording.py` makes the sentences, where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import cleandoc
from string import Formatter
from typing import ClassVar

from octavo.core.model import Finding, Severity

#: What a field of a wording can hold; a format such as `{count:,}` is the wording's.
Value = str | int | float


class Form:
    """One wording: what is wrong, and what to do about it. Both may have `{fields}`."""

    __slots__ = ("code", "message", "name", "remedy", "severity")

    code: str
    name: str
    severity: Severity

    def __init__(self, message: str, remedy: str = "", *, severity: Severity | None = None) -> None:
        self.message = message
        self.remedy = remedy
        if severity is not None:
            self.severity = severity

    def __set_name__(self, owner: type[Entry], name: str) -> None:
        self.code, self.name = owner.code, name
        if not hasattr(self, "severity"):
            self.severity = owner.severity

    def __call__(
        self,
        values: Mapping[str, Value] | None = None,
        *,
        file: str | None = None,
        line: int | None = None,
        page: int | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding in this wording; `severity` only where the place decides it.

        Raises `TypeError` if `values` are not exactly those that the wording asks for.
        """
        given = dict(values or {})
        if given.keys() != self.fields:
            due = ", ".join(sorted(self.fields)) or "no values"
            raise TypeError(f"{self.code} ({self.name}) takes {due}; given: {sorted(given)}")
        return Finding(
            code=self.code,
            form=self.name,
            values=tuple(given.items()),
            severity=severity or self.severity,
            file=file,
            line=line,
            page=page,
        )

    @property
    def fields(self) -> frozenset[str]:
        """The names of all values that the wording has a place for."""
        return frozenset(_fields(self.message)) | frozenset(_fields(self.remedy))


class Entry:
    """What the catalogue says about one code. Never instantiated: a class is the entry.

    Its docstring is the explanation: what is meant, and why it matters to the reader, the shop
    or the printer. `bad` is what gives the finding, `good` the same made right.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    bad: ClassVar[str]
    good: ClassVar[str]

    @classmethod
    def explanation(cls) -> str:
        """Return what the entry's docstring says, without its indentation."""
        return cleandoc(cls.__doc__ or "")

    @classmethod
    def summary(cls) -> str:
        """Return the first sentence of the explanation, without its full stop."""
        return " ".join(cls.explanation().split()).split(". ")[0].removesuffix(".")

    @classmethod
    def forms(cls) -> tuple[Form, ...]:
        """Return the wordings, in the order in which the entry has them."""
        return tuple(value for value in vars(cls).values() if isinstance(value, Form))


def _fields(template: str) -> Iterable[str]:
    return (name for _, name, _, _ in Formatter().parse(template) if name)
