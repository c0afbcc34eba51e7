"""A line as it was composed: what it holds, and how it is set."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.layout.weasyprint.break_places import TOKENS, Spot
from octavo.layout.weasyprint.copied_text import LineEnd
from octavo.layout.weasyprint.inline_content import Piece
from octavo.layout.weasyprint.set_type import Word


@dataclass(frozen=True, slots=True)
class Slice:
    """What a line holds of a piece: from one character to another."""

    piece: Piece
    begin: int
    end: int
    #: The slice ends with a hyphen that the text has not.
    hyphened: bool = False

    @property
    def is_begun(self) -> bool:
        """Return whether the piece began on a line before."""
        return self.begin > 0

    @property
    def goes_on(self) -> bool:
        """Return whether the piece goes on after this line."""
        return self.end < len(self.piece.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it was composed: what it holds, how it is set, where the text goes on.

    `spaces` is the factor of its spaces, `letters` that of its letters' widths. `next` is None
    at the end. `number` counts the lines from 0; `indent` is what stands free or is taken by a
    drop capital at its left, less what hangs over the edge there (`under`); `over` hangs over
    the other one.
    """

    slices: tuple[Slice, ...]
    number: int
    indent: float
    letters: float
    spaces: float
    next: Spot | None
    end: LineEnd
    over: float = 0.0
    under: float = 0.0

    @property
    def hyphened(self) -> bool:
        """Return whether the line ends with a hyphen."""
        return self.end in (LineEnd.DIVIDED, LineEnd.HYPHEN)


def widths(slices: tuple[Slice, ...]) -> tuple[float, float, float]:
    """Return what slices take that gives nothing, their letters and spaces, in CSS pixels."""
    fixed, letters, spaces = 0.0, 0.0, 0.0
    for part in slices:
        piece = part.piece
        fixed += piece.width
        fixed += 0.0 if part.is_begun else piece.before
        fixed += 0.0 if part.goes_on else piece.after
        if piece.type is not None:
            words, gaps = words_of(part)
            wide = sum(word.width for word in words if not word.is_space)
            if piece.type.is_elastic:
                letters += wide
            else:
                fixed += wide
            spaces += gaps * piece.type.space
    return fixed, letters, spaces


def words_of(part: Slice) -> tuple[list[Word], int]:
    """Return the words and spaces of a slice, and the count of the spaces."""
    set_type, text = part.piece.type, part.piece.text[part.begin : part.end]
    if set_type is None:
        return [], 0
    tokens = TOKENS.findall(text)
    words = [set_type.piece(token) for token in tokens]
    if part.hyphened:
        words[-1] = set_type.piece(tokens[-1] + set_type.style["hyphenate_character"])
    return words, sum(word.is_space for word in words)
