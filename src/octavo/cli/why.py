"""`octavo build --why FILE:LINE`: what was done to a paragraph, edition by edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.text.shorten import clipped

if TYPE_CHECKING:
    from octavo.typesetting.set_text import SetLine, SetParagraph, SetText

_PLACE = re.compile(r"(.+):(\d+)")

#: Paragraphs of one line of a file (the cells of a table) that are shown in a terminal, and the
#: characters of a line.
_SHOWN, _WIDTH = 5, 48

#: Marks within words that are not seen: soft hyphens, and what forbids or allows breaks.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))

#: Letters that are so much wider or narrower are as wide as ever.
_HAIR = 0.0005


@dataclass(frozen=True, slots=True)
class Asked:
    """A place that was asked about: a file as it was typed, and a line from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph that stands at a place that was asked about, in an edition."""

    edition: str
    paragraph: SetParagraph


def asked(places: Sequence[str]) -> list[Asked]:
    """Read places as they were typed, `FILE:LINE`. Raises `OctavoError` if one is none."""
    found = []
    for place in places:
        parts = _PLACE.fullmatch(place)
        if parts is None or int(parts[2]) < 1:
            raise OctavoError(
                f"“{place}” names no line of a file.",
                hint="Write `--why FILE:LINE`: `--why manuscript/the-ferry.md:12`.",
                exit_code=EXIT_USAGE,
            )
        found.append(Asked(parts[1], int(parts[2])))
    return found


def tell(place: Asked, texts: Mapping[str, SetText], root: Path) -> list[Told]:
    """Return the paragraphs at a place in a book's chapters.

    A file may be named from here, from the book's folder `root`, or from its manuscript. Raises
    `OctavoError` where no paragraph stands there; it names the nearest one.
    """
    every = [(name, each) for name, text in texts.items() for each in text.paragraphs if each.line]
    file = _file(place, {each.file for _, each in every}, root)
    lines = sorted({each.line for _, each in every if each.file == file})
    begin = max((line for line in lines if line <= place.line), default=0)
    tags = {each.tag for _, each in every if (each.file, each.line) == (file, begin)}
    if not begin or not _reaches(root / file, begin, place.line, code="pre" in tags):
        nearest = min(lines, key=lambda line: abs(line - place.line))
        raise OctavoError(
            "no paragraph stands here in the editions that set pages.",
            where=str(place),
            hint=f"The nearest one begins on line {nearest}: `--why {place.file}:{nearest}`.",
            exit_code=EXIT_USAGE,
        )
    return [Told(name, each) for name, each in every if (each.file, each.line) == (file, begin)]


def lines_of(told: Sequence[Told]) -> Iterator[str]:
    """Yield the lines that say in a terminal what was done to paragraphs."""
    for each in told[:_SHOWN]:
        yield from _lines(each)
    if len(told) > _SHOWN:
        yield f"… and {len(told) - _SHOWN} more paragraphs of this line; --json tells of all."


def as_object(told: Told) -> dict[str, object]:
    """Return what was done to a paragraph, for `--json`; the guide lists its keys."""
    paragraph = told.paragraph
    return {
        "file": paragraph.file,
        "line": paragraph.line,
        "edition": told.edition,
        "pages": _pages(paragraph),
        "composed": not paragraph.reason,
        "reason": paragraph.reason or None,
        "justified": paragraph.justified,
        "longer_by": paragraph.looser,
        "barred": paragraph.barred,
        "lines": [
            {
                "page": line.page + 1,
                "spaces": line.spaces or None,
                "letters": line.letters,
                "hyphenated": line.hyphened,
                "ragged": line.is_ragged,
                "text": _seen(line),
            }
            for line in paragraph.lines
        ],
    }


def _file(place: Asked, known: set[str], root: Path) -> str:
    """Return the book's name of a file. Raises `OctavoError` if it is no chapter's."""
    typed = Path(place.file)
    here = typed.absolute()
    names = [
        here.relative_to(root).as_posix() if here.is_relative_to(root) else "",
        typed.as_posix(),
        f"manuscript/{typed.as_posix()}",
    ]
    for name in names:
        if name in known:
            return name
    close = get_close_matches(names[-1], known, n=1, cutoff=0)
    raise OctavoError(
        "no edition that was built sets pages of this file.",
        where=str(place),
        hint=f"Is it `{close[0]}`?" if close else "Build an edition with pages: print, digital.",
        exit_code=EXIT_USAGE,
    )


def _reaches(file: Path, begin: int, line: int, *, code: bool) -> bool:
    """Return whether the paragraph that begins on a line of a file is there still on another."""
    try:
        written = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return begin == line
    between = written[begin - 1 : line]
    return len(between) == line - begin + 1 and (code or all(each.strip() for each in between))


def _pages(paragraph: SetParagraph) -> list[int]:
    return sorted({line.page + 1 for line in paragraph.lines})


def _lines(told: Told) -> Iterator[str]:
    paragraph = told.paragraph
    pages, count = _pages(paragraph), len(paragraph.lines)
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
    lines = "1 line" if count == 1 else f"{count} lines"
    yield f"{paragraph.file}:{paragraph.line}  {told.edition}, {where} of the PDF, {lines}"
    for said in _said(paragraph):
        yield f"  {said}"
    yield "  page  line  spaces  letters"
    for number, line in enumerate(paragraph.lines, 1):
        spaces = f"{line.spaces:.2f}" if line.spaces else "–"
        notes = "  (ragged)" if line.is_ragged else "  (hyphen)" if line.hyphened else ""
        text = clipped(_seen(line), _WIDTH)
        yield f"  {line.page + 1:4}  {number:4}  {spaces:>6}  {_wider(line):>7}  {text}{notes}"


def _seen(line: SetLine) -> str:
    """Return a line's words without the marks that nobody sees."""
    return line.text.translate(_UNSEEN)


def _wider(line: SetLine) -> str:
    """Return by how many per cent a line's letters are wider."""
    apart = line.letters - 1
    return "–" if abs(apart) < _HAIR else f"{100 * apart:+.1f} %".replace("-", "\u2212")


def _said(paragraph: SetParagraph) -> Iterator[str]:
    """Yield what was done to a paragraph, sentence by sentence."""
    old = sum(not line.composed for line in paragraph.lines)
    if old == len(paragraph.lines):
        yield f"Not composed, but broken line by line: {paragraph.reason}."
    elif old:
        yield f"Composed, but for {_counted(old)} broken alone: {paragraph.reason}."
    else:
        yield "Composed as a whole."
    if not paragraph.justified:
        yield "Its styles do not justify it."
    if paragraph.looser:
        more = "longer" if paragraph.looser > 0 else "shorter"
        yield f"Set {_counted(abs(paragraph.looser))} {more} than is best, so that pages end level."
    if paragraph.barred:
        yield "Broken anew, so that no page ends with a divided word."
    if ragged := sum(line.is_ragged for line in paragraph.lines):
        yield f"Left {_counted(ragged)} ragged, because the spaces would gape."


def _counted(count: int) -> str:
    return "a line" if count == 1 else f"{count} lines"
