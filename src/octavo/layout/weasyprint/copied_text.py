"""What a reader of a PDF copies, finds and hears where a composed line ends.

Readers join the halves of a word whose hyphen is U+002D, or a soft one, and leave a hyphen alone
that is U+2010 (measured on pdfium of 2026, Poppler 22.12 and MuPDF). Not all know what a marked
span says of its glyphs (`ActualText`): they take what the font says, which is U+002D.

- A hyphen that divides a word is U+002D; in a tagged PDF it is U+00AD, as ISO 32000-1 asks in
  section 14.8.2.2.3. Poppler's `pdftotext` joins no halves of a word then, but marks them.
- A word's own hyphen is U+2010 where a line ends, so that `twenty-two` is not read `twentytwo`.
- A space that the line ends with is not seen. A tagged PDF has it, for what is read aloud knows no
  lines (ISO 32000-1, section 14.8.2.5).
"""

from __future__ import annotations

from enum import Enum


class LineEnd(Enum):
    """What a line ends with, besides what is seen."""

    NOTHING = "nothing"
    #: A space, which is not seen.
    SPACE = "space"
    #: A hyphen that the text has not.
    DIVIDED = "divided"
    #: The hyphen of a word that has one.
    HYPHEN = "hyphen"


#: How a marked span begins that says so of the hyphen in it, in a content stream.
_SPANS = {
    LineEnd.DIVIDED: b"/Span <</ActualText (\\376\\377\\000\\255)>> BDC",
    LineEnd.HYPHEN: b"/Span <</ActualText (\\376\\377\\040\\020)>> BDC",
}


def span_of(end: LineEnd, *, tagged: bool) -> bytes | None:
    """Return how the span of a line's last glyph begins; None if it needs none."""
    return _SPANS.get(end) if tagged or end is LineEnd.HYPHEN else None
