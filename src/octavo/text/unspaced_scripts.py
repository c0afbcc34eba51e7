"""Scripts that put no space between words: where lines are joined, and what stands at a word's end.

Chinese, Japanese and Yi are broken anywhere as they are typed; Thai, Lao, Khmer and Burmese have
spaces between sentences, and are typed so; Korean has spaces between words. Source: CSS Text
Module Level 3, 4.1.2, "Segment Break Transformation Rules" (a break goes between wide characters
that are not Hangul, and in these languages also beside marks that are not always wide). Beside
a wide stop or bracket it goes as well, whatever follows: that has blank enough of its own.
"""

from __future__ import annotations

import re

from octavo.text.direction import primary

#: Wide characters of these scripts, with their marks (Unicode 16, EastAsianWidth: W, F and H).
_WIDE = (
    "\u2e80-\u312f\u3190-\u31ff\u3220-\u325f\u3280-\u4dbf\u4e00-\ua4cf\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\U00020000-\U0003ffff"
)
#: Thai, Lao, Burmese, Khmer (Unicode 16, the blocks).
_SOUTH_EAST = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_IS_WIDE = re.compile(f"[{_WIDE}]")
_IS_UNSPACED = re.compile(f"[{_WIDE}{_SOUTH_EAST}]")
_MARKS = frozenset("“”‘’…—·")
#: Wide marks that have blank of their own on that side.
_BLANK_BEHIND = frozenset("、。，．：；！？）］｝〉》」』】〕〗〙")
_BLANK_BEFORE = frozenset("（［｛〈《「『【〔〖〘")
_LANGUAGES = frozenset({"zh", "ja", "ii", "yue", "wuu", "hak", "nan", "lzh"})


def is_unspaced(character: str) -> bool:
    """Tell whether a character is of a script in which words stand side by side; "" is not."""
    return bool(_IS_UNSPACED.match(character))


def has_wide_marks(language: str) -> bool:
    """Tell whether curled marks are as wide as a character, so that no apostrophe may be one."""
    return primary(language) in _LANGUAGES


def joined_lines(before: str, after: str, language: str) -> bool:
    """Tell whether no space stands between two typed lines, by the characters at their ends."""
    first, second = _IS_WIDE.match(before), _IS_WIDE.match(after)
    if (first and second) or before in _BLANK_BEHIND or after in _BLANK_BEFORE:
        return True
    beside = after if first else before
    return bool(first or second) and beside in _MARKS and has_wide_marks(language)
