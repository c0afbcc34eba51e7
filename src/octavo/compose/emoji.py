"""Emoji in print: in one colour, from the faces of the book, whatever the machine has.

Pango asks the machine for a font of emoji before it looks at the faces of a style sheet, wherever a
character is one by itself or by the selector behind it (U+FE0F; Unicode Technical Standard 51,
1.4.3 and 2). The selector of text (U+FE0E) has it look at these.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.text.xhtml_names import MATH

#: The selectors of emoji and of text, and the frame of a key.
_SELECTOR, _AS_TEXT, _KEY = "\ufe0f", "\ufe0e", "\u20e3"
#: Characters with Emoji_Presentation (Unicode 16, emoji-data.txt); from U+1F300 on some without,
#: which the selector does not change.
_EMOJI = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50"
    "\u2b55\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
)
#: A key, or emoji side by side that are no part of a sequence.
_PART = re.compile(
    "([0-9#*]\ufe0f?\u20e3"
    f"|(?:(?<!\u200d)[{_EMOJI}]\ufe0f?(?![\u200d\ufe0e\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]))+)"
)
_ANY = re.compile(f"[\ufe0f\u20e3{_EMOJI}]")


def settle_emoji(element: etree._Element) -> None:
    """Have the emoji below an element set in the book's faces, and keys as letters in a frame.

    They stand in elements of their own, so that a space beside them is that of the text: theirs
    is as wide as an emoji.
    """
    for holder in list(element.iter(etree.Element)):
        if holder.tag == MATH:
            continue
        for name in ("tail", "text"):
            text = getattr(holder, name) or ""
            if _ANY.search(text):
                _settle(holder, name, text)


def _settle(holder: etree._Element, name: str, text: str) -> None:
    first, *others = _PART.split(text)
    setattr(holder, name, first.replace(_SELECTOR, ""))
    parent = holder if name == "text" else holder.getparent()
    if parent is None:
        return
    at = 0 if name == "text" else parent.index(holder) + 1
    for number, (part, behind) in enumerate(zip(others[::2], others[1::2], strict=True), at):
        part = part.replace(_SELECTOR, "")
        span = etree.Element("span")
        if part.endswith(_KEY):
            span.set("class", "keycap")
            span.text = part.removesuffix(_KEY)
        else:
            span.text = "".join(f"{sign}{_AS_TEXT}" for sign in part)
        span.tail = behind.replace(_SELECTOR, "")
        parent.insert(number, span)
