"""Many findings on one screen: a line a kind, with its count and the first places."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from octavo.text.shorten import clipped, name_without_middle

if TYPE_CHECKING:
    from octavo.core.model import Finding

#: The widths between which a line stays, whatever the terminal has, and what it has if it is none.
_NARROWEST, _WIDEST, _USUAL = 80, 120, 100
#: Places that a line names at most, and the characters of a file's name that it shows.
_PLACES, _NAME = 3, 24

#: Characters of a message that are shown in any case.
_LEAST = 10

_HEADS = {"error": "Errors", "warning": "Warnings", "info": "Notes"}


def table(kinds: Sequence[Sequence[Finding]]) -> Iterator[str]:
    """Yield the lines of the table: what is grave first, then what there is most of."""
    width = shutil.get_terminal_size((_USUAL, 0)).columns
    width = min(max(width, _NARROWEST), _WIDEST)
    for severity, head in _HEADS.items():
        of_it = sorted((each for each in kinds if each[0].severity == severity), key=_order)
        if of_it:
            yield f"{head}:"
            yield from (_line(each, width) for each in of_it)


def _order(kind: Sequence[Finding]) -> tuple[int, str]:
    return -len(kind), kind[0].code


def _line(kind: Sequence[Finding], width: int) -> str:
    """`  142  short-chapter: a short chapter: 159 words and no headings.  one.md:1, two.md:1 …`."""
    from octavo.findings.wording import message_of

    start = f"{len(kind):7,}  {kind[0].code}: "
    places = list(dict.fromkeys(filter(None, map(_place, kind))))
    shown = ", ".join(places[:1])
    for count in range(2, min(_PLACES, len(places)) + 1):
        longer = ", ".join(places[:count])
        if len(longer) <= width // 3:
            shown = longer
    shown += " …" if len(places) > 1 and shown != ", ".join(places) else ""
    # Two spaces between, and the ellipsis.
    room = max(_LEAST, width - len(start) - len(shown) - 3)
    message = clipped(" ".join(message_of(kind[0]).split()), room)
    return f"{start}{message}  {shown}".rstrip()


def _place(finding: Finding) -> str:
    if not finding.file:
        return f"page {finding.page}" if finding.page is not None else ""
    within = finding.page if finding.line is None else finding.line
    name = name_without_middle(PurePosixPath(finding.file).name, _NAME)
    return f"{name}:{within}" if within is not None else name
