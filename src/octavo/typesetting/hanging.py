"""Which marks hang over the edges of a justified column, and how far, so that it looks straight.

A hyphen or a full stop is mostly white: where lines end with it, the edge seems to have a notch.
So it stands a part of its width outside. The way is that of pdfTeX and of its package microtype
(R. Schlicht, "The microtype package", section on protrusion). The shares are our own: about a half
for what is small and stands at one height, less for what has a body of its own; and no mark
hangs by more than the hook of an f does: in letters of one width, a full stop is a wide one.
"""

from __future__ import annotations

#: The most that a mark hangs over the edge, in ems: what the f of EB Garamond does.
MOST = 0.115

_COMMA, _QUOTE, _GUILLEMET, _STOP = 0.5, 0.27, 0.18, 0.3

#: Shares of the glyph's width, by the last character of a line.
AT_END = {
    "-": 0.4,
    "\u2010": 0.4,
    "\u2013": 0.2,
    "\u2014": 0.1,
    ".": 0.5,
    ",": _COMMA,
    ":": _STOP,
    ";": _STOP,
    **dict.fromkeys("\u2018\u2019\u201c\u201d'\"", _QUOTE),
    **dict.fromkeys("\u00ab\u00bb\u2039\u203a", _GUILLEMET),
}

#: The same by the first one.
AT_BEGINNING = {
    "\u2013": 0.2,
    "\u2014": 0.1,
    **dict.fromkeys("\u2018\u2019\u201a\u201c\u201d\u201e'\"", _QUOTE),
    **dict.fromkeys("\u00ab\u00bb\u2039\u203a", _GUILLEMET),
}
