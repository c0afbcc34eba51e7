"""The typographer: quotation marks curled, hyphens joined to dashes, points to an ellipsis.

All words that are set go through it: chapters, titles, names, the texts of covers. It looks at a
stretch of text as a whole (a paragraph, a title), because a mark opens or closes by what stands
around it; what must stay as it is (code, a formula, an escaped character) stands in it as `KEPT`.

`"` opens at the beginning of the stretch, behind a space, an opening bracket or a dash, if
something stands behind it; elsewhere it closes. So does `'`, unless it is an apostrophe: between
letters, before a decade (`'80s`), in English before words that lose their beginning (`'tis`), and
wherever no quotation is open that it could close. In scripts without spaces between words a mark
opens where none is open, and closes else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from octavo.text.direction import primary
from octavo.text.quotation_marks import Marks, quotation_marks
from octavo.text.unspaced_scripts import has_wide_marks, is_unspaced

#: Stands for something that is not read: code, a picture, a character that was escaped.
KEPT = "\ufffc"

APOSTROPHE, ELLIPSIS, EN_DASH, EM_DASH = "’", "…", "–", "—"

_SIGNS = re.compile(r"[\"']|(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")
_ANY = re.compile(r"[\"']|--|\.\.\.")
_DECADE = re.compile(r"'\d\ds\b")
#: Words that English shortens at the front.
_CLIPPED = re.compile(r"'(?:tis|twas|twere|twill|em|til|cause|round|n')(?![\w])", re.I)
#: What a quotation can follow at once. The object character is a word's end.
_BEFORE = frozenset("([{<–—-/*_=|~¿¡\u00a0\u2009\u202f“„«‘‚‹")
#: What stands behind the end of a quotation, and hardly in its beginning.
_BEHIND = frozenset(".,;:!?)]}")
#: Marks in a row of which the first is asked whether it opens.
_MOST_MARKS = 8
_DASHES = {2: EN_DASH, 3: EM_DASH}


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from `start` to `end` of a text becomes `words`."""

    start: int
    end: int
    words: str


def curl(text: str, language: str) -> str:
    """Set a text of its own, such as a title."""
    parts, at = [], 0
    for edit in edits(text, language):
        parts += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*parts, text[at:]])


def may_change(text: str) -> bool:
    """Tell whether there is a sign in a text that the typographer may set."""
    return _ANY.search(text) is not None


def edits(text: str, language: str, foreign: Sequence[tuple[int, int, str]] = ()) -> Iterable[Edit]:
    """Yield what changes in a text, in order.

    `foreign` are stretches in other languages: start, end, language; inner ones behind outer.
    """
    if not may_change(text):
        return
    languages = _Languages(language, foreign)
    open_doubles = open_singles = 0
    for found in _SIGNS.finditer(text):
        sign, start, end = found[0], found.start(), found.end()
        if sign[0] == "-":
            yield Edit(start, end, _DASHES[len(sign)])
            continue
        if sign[0] == ".":
            yield Edit(start, end, ELLIPSIS)
            continue
        here = languages.at(start)
        marks = quotation_marks(here)
        if sign == "'" and _is_apostrophe(text, start, here):
            yield from _apostrophe(start, here)
            continue
        opens = _opens(text, start, bool(open_doubles if sign == '"' else open_singles))
        if sign == '"':
            open_doubles = max(0, open_doubles + (1 if opens else -1))
        elif opens:
            open_singles += 1
        elif open_singles:
            open_singles -= 1
        else:
            yield from _apostrophe(start, here)
            continue
        yield Edit(start, end, _mark(marks, sign, opens))


def _apostrophe(at: int, language: str) -> Iterator[Edit]:
    """Curl an apostrophe; in Chinese and Japanese it stays straight, for theirs is wide."""
    if not has_wide_marks(language):
        yield Edit(at, at + 1, APOSTROPHE)


def _mark(marks: Marks, sign: str, opens: bool) -> str:
    return marks[(0 if sign == '"' else 2) + (0 if opens else 1)]


class _Languages:
    """The languages of a text by place; asked for from its beginning to its end."""

    def __init__(self, language: str, foreign: Sequence[tuple[int, int, str]]) -> None:
        self._language, self._coming = language, list(reversed(foreign))
        self._around: list[tuple[int, int, str]] = []

    def at(self, place: int) -> str:
        while self._coming and self._coming[-1][0] <= place:
            self._around.append(self._coming.pop())
        if self._around:
            self._around = [each for each in self._around if place < each[1]]
        return self._around[-1][2] if self._around else self._language


def _is_apostrophe(text: str, at: int, language: str) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if (before.isalnum() or before == KEPT) and after.isalnum():
        return not (is_unspaced(before) or is_unspaced(after))
    if _DECADE.match(text, at) and not before.isalnum():
        return True
    if primary(language) != "en":
        return False
    return bool(_CLIPPED.match(text, at)) or (before in "nN" and text[at - 2 : at - 1] == "'")


def _opens(text: str, at: int, is_open: bool) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    if is_open and before and before in _BEFORE and after in _BEHIND:
        return False  # a sign that is quoted: "==".
    if not before or before.isspace() or before in _BEFORE:
        return True
    if is_unspaced(before) or is_unspaced(after):
        return not is_open
    if before == "'" and text[at - 2 : at - 1].isalnum():
        return after.isalnum() and not is_open  # behind an elision: L'"été"
    if before in "\"'":
        if at >= _MOST_MARKS and not text[at - _MOST_MARKS : at].strip("\"'"):
            return False  # a row of marks: nothing is quoted so deep
        # `"'Yes'…`: the second opens if the first did.
        return _opens(text, at - 1, not is_open) and (after.isalnum() or after in "\"'¿¡([")
    # `Well..."And`: ambiguous, and an apostrophe where it is single, as in `J.'s`.
    return text[at] == '"' and before in ".…,:;!?" and after.isalnum() and not is_open
