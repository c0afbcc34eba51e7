"""Pages as they end: which are full, how they face each other, what is left over at their feet."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.text.xhtml_names import HEADINGS
from octavo.typesetting.set_text import Place, SetLine, SetParagraph, SetText

#: Lines in the size of the text that a full page has at least.
_FULL = 8

#: Points by which sizes may differ and still be one.
_HAIR = 0.1

#: Points by which last lines may differ and still seem level; and lines may miss the grid.
_LEVEL, _ON_GRID = 1.0, 0.6

#: Lines that follow a heading on its page at least, and that the last page of a chapter has.
_AFTER_HEAD, _END = 2, 5


@dataclass(slots=True)
class _Page:
    """A page: its lines in the flow, each with its paragraph, and whether notes stand on it."""

    lines: list[tuple[SetLine, SetParagraph]] = field(default_factory=list)
    noted: bool = False

    @property
    def document(self) -> str | None:
        """Return the document whose text ends the page."""
        return self.lines[-1][1].document if self.lines else None


class SetPages:
    """The pages of a text. A recto is one of an even number from 0, a verso of an odd one."""

    def __init__(self, text: SetText) -> None:
        self._pictured, self._size = text.pictured, text.size
        self._pages: dict[int, _Page] = {}
        for paragraph in text.paragraphs:
            for line in paragraph.lines:
                page = self._pages.setdefault(line.page, _Page())
                if paragraph.place == Place.TEXT:
                    page.lines.append((line, paragraph))
                page.noted = page.noted or paragraph.place == Place.NOTE
        self._full = {number for number in self._pages if self._is_full(number)}

    def full(self, side: int) -> list[int]:
        """Return the full pages of a side: 0 for rectos, 1 for versos."""
        return [number for number in sorted(self._full) if number % 2 == side]

    def divided(self, side: int) -> int:
        """Return how many full pages of a side end with a divided word."""
        return sum(self._last(number).hyphened for number in self.full(side))

    def facing(self) -> list[int]:
        """Return the versos of facing full pages without notes and pictures."""
        plain = {number for number in self._full if self._is_plain(number)}
        return [number for number in self.full(1) if number in plain and number + 1 in plain]

    def unlike(self) -> list[int]:
        """Return the versos of facing pages whose last lines are not level."""
        return [
            number
            for number in self.facing()
            if abs(self._last(number).baseline - self._last(number + 1).baseline) > _LEVEL
        ]

    def on_grid(self, leading: float) -> tuple[int, int]:
        """Return how many running lines of full pages stand on the page's grid, and of how many."""
        on = every = 0
        for number in self._full:
            lines = [line for line, paragraph in self._pages[number].lines if paragraph.running]
            for line in lines:
                apart = (line.baseline - lines[0].baseline) / leading
                on += abs(apart - round(apart)) * leading < _ON_GRID
            every += len(lines)
        return on, every

    def stranded(self) -> list[int]:
        """Return the pages that go on below a heading with fewer than two lines after it."""
        return [
            number
            for number in self._pages
            if self._goes_on(number)
            and number not in self._pictured
            and _ends_with_head(self._pages[number])
        ]

    def short_ends(self) -> list[int]:
        """Return the last pages of documents of several that have fewer than five lines."""
        ends: dict[str, list[int]] = {}
        for number, page in self._pages.items():
            for document in {paragraph.document for _, paragraph in page.lines}:
                ends.setdefault(document, []).append(number)
        return sorted(
            max(numbers)
            for document, numbers in ends.items()
            if len(numbers) > 1 and self._is_short(max(numbers), document)
        )

    def _is_short(self, number: int, document: str) -> bool:
        lines = [each for each in self._pages[number].lines if each[1].document == document]
        return len(lines) < _END and number not in self._pictured

    def _is_full(self, number: int) -> bool:
        sizes = (paragraph.size for _, paragraph in self._pages[number].lines)
        large = sum(abs(size - self._size) < _HAIR for size in sizes)
        return large >= _FULL and self._goes_on(number)

    def _goes_on(self, number: int) -> bool:
        """Return whether the text that ends a page goes on overleaf."""
        following = self._pages.get(number + 1, _Page())
        document = self._pages[number].document
        return any(paragraph.document == document for _, paragraph in following.lines)

    def _is_plain(self, number: int) -> bool:
        return not self._pages[number].noted and number not in self._pictured

    def _last(self, number: int) -> SetLine:
        return self._pages[number].lines[-1][0]


def _ends_with_head(page: _Page) -> bool:
    """Return whether a heading has too few lines after it."""
    return any(paragraph.tag in HEADINGS for _, paragraph in page.lines[-_AFTER_HEAD:])
