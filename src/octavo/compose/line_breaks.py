"""Where a line of print may not break, or must: what no hyphenation rule of CSS says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from octavo.markdown.xhtml_tree import add_class, text_of
from octavo.text.xhtml_names import CODE_ELEMENTS, MATH

#: Characters of a word that may not stand alone on a paragraph's last line, its marks included:
#: about as wide as the indent of the next paragraph, which would begin behind its end.
_RUNT = 5
#: A word somewhat longer takes the one before it along, if that is short: a long one would
#: leave its line too loose.
_SHORT, _SHORT_BEFORE = 7, 5

#: What is no word of any language and must break somewhere: a run of so many letters and marks of
#: scripts that part words by spaces. To look for its hyphens would take minutes.
_ENDLESS = re.compile(r"[!-~\u00a1-\u0dff]{90,}")
#: Where a Chinese line may break: between a character and the curled mark outside it.
_HAN = "\u3400-\u9fff"
_OUTSIDE = re.compile(f"(?<=[{_HAN}])(?=[“‘])|(?<=[”’])(?=[{_HAN}])")
#: Characters after which such a run may break.
_STEP = 12
_NOT_IN = frozenset({"pre", "code", "math"})

#: Words that a line may not end within, though they have a hyphen: the beginning of an option
#: (`--out`), and what has a letter or two before it or behind it (e-book, X-1a).
_OPTION = re.compile(r"(?<!\S)--?\w+")
_HYPHENED = re.compile(r"(?<![\w-])(?:\w-\w+|\w+-\w{1,2})(?![\w-])")
#: Characters of code in a line that never breaks within, if it has no space.
_KEPT_CODE = 12

#: The share of code in a paragraph from which it is not justified: its words neither divide nor
#: stretch, so that the spaces of some lines would gape.
_MUCH_CODE = 0.3

#: What no line breaks at, and where it stands: before a dash that follows a letter, a figure or a
#: mark that closes something.
_JOINER = "\u2060"
_DASHES = "\u2012\u2013\u2014\u2015\u2e3a\u2e3b"
_DASHED = re.compile(f"[{_DASHES}]")
_ENDS = r"[^\s\u2060\u2010-\u2015\u2e3a\u2e3b-]"
_WORD_END = re.compile(f"{_ENDS}$")
_DASH = re.compile(f"(?<={_ENDS})(?=[{_DASHES}])")
#: Nor within the signs of a name (C++).
_SIGNS = re.compile(r"(?<=\w)\++(?=\+)")
_KEPT_AS_THEY_ARE = CODE_ELEMENTS | {MATH, "svg"}


def bind_runts(element: etree._Element) -> None:
    """Tie a short last word of each paragraph to the word before it.

    The space between them cannot break then; it is always in the last line,
    which is not justified, so that its width matters nowhere.
    """
    for block in element.iter("p", "li", "dd", "figcaption"):
        holder, name = (block[-1], "tail") if len(block) else (block, "text")
        text = (getattr(holder, name) or "").rstrip()
        head, space, last = text.rpartition(" ")
        before = len(head.rpartition(" ")[2])
        most = _SHORT if before < _SHORT_BEFORE else _RUNT
        if space and 0 < len(last) < most and head[-1:].strip():
            setattr(holder, name, f"{head}\u00a0{last}")


def keep_words(element: etree._Element) -> None:
    """Keep options of programs, short pieces of code and words such as "e-book" on one line."""
    for code in list(element.iter("code")):
        text = text_of(code)
        if len(code) or next(code.iterancestors("pre"), None) is not None:
            continue
        if " " not in text and len(text) <= _KEPT_CODE and re.search(r"[^\w.]", text):
            add_class(code, "kept")
        else:
            _keep(code, "text", _OPTION)
    for holder in list(element.iter(etree.Element)):
        if holder.tag in _NOT_IN or next(holder.iterancestors(*_NOT_IN), None) is not None:
            # What follows a piece of code is not in it.
            if holder.tag == "code" and next(holder.iterancestors(*_NOT_IN), None) is None:
                _keep(holder, "tail", _HYPHENED)
            continue
        for name in ("tail", "text"):
            if "-" in (getattr(holder, name) or ""):
                _keep(holder, name, _HYPHENED)


def hold_dashes(element: etree._Element) -> None:
    """Let no line begin with a dash that follows a word or a closing mark at once, or with a +.

    A word joiner (U+2060) stands before it then; behind it the line may break.
    """
    if not isinstance(element.tag, str) or element.tag in _KEPT_AS_THEY_ARE:
        return
    if element.text:
        element.text = _held(element.text)
    for child in element:
        hold_dashes(child)
        if child.tail:
            tail = _held(child.tail)
            follows = tail[0] in _DASHES and _ends_word(child)
            child.tail = f"{_JOINER}{tail}" if follows else tail


def _held(text: str) -> str:
    if "++" in text:
        text = _SIGNS.sub(lambda found: _JOINER.join(found[0]) + _JOINER, text)
    return _DASH.sub(_JOINER, text) if _DASHED.search(text) else text


def _ends_word(element: etree._Element) -> bool:
    return bool(_WORD_END.search(text_of(element)))


def ease_code(element: etree._Element) -> None:
    """Mark the paragraphs with so much code or mathematics that they are not justified."""
    for block in element.iter("p", "li", "dd"):
        words = sum(len(text_of(code)) for code in block.iter("code"))
        formulas = [len(image.get("alt", "")) for image in block.iter("img") if _is_formula(image)]
        words += sum(formulas)
        if words and words > _MUCH_CODE * (len(text_of(block)) + sum(formulas)):
            add_class(block, "eased")


def _is_formula(image: etree._Element) -> bool:
    return "formula" in image.get("class", "").split()


def break_endless(element: etree._Element) -> None:
    """Let a run of characters break that is longer than any word: an address, a key, a slip.

    And let a line break outside the curled marks of Chinese, which no space parts from the words
    around: no rule for the marks of all languages says so (Unicode, UAX 14, LB19).
    """
    for holder in list(element.iter(etree.Element)):
        if holder.tag in _NOT_IN or next(holder.iterancestors(*_NOT_IN), None) is not None:
            continue
        for name in ("text", "tail"):
            text = getattr(holder, name) or ""
            if _ENDLESS.search(text):
                cuts = [
                    place
                    for found in _ENDLESS.finditer(text)
                    for place in range(found.start() + _STEP, found.end() - _STEP, _STEP)
                ]
                _break(holder, name, cuts)
            elif any(mark in text for mark in "“”‘’"):
                _break(holder, name, [found.start() for found in _OUTSIDE.finditer(text)])


def _keep(holder: etree._Element, name: str, pattern: re.Pattern[str]) -> None:
    """Put what the pattern finds in one text of an element into spans of their own."""
    text = getattr(holder, name) or ""
    found = list(pattern.finditer(text))
    parent = holder if name == "text" else holder.getparent()
    if not found or parent is None:
        return
    first = 0 if name == "text" else parent.index(holder) + 1
    setattr(holder, name, text[: found[0].start()])
    ends = [item.start() for item in found[1:]] + [len(text)]
    for place, (item, end) in enumerate(zip(found, ends, strict=True), first):
        span = etree.Element("span", {"class": "kept"})
        span.text = item[0]
        span.tail = text[item.end() : end]
        parent.insert(place, span)


def _break(holder: etree._Element, name: str, cuts: Sequence[int]) -> None:
    """Put a `wbr` at each of the places in one text of an element."""
    text = getattr(holder, name) or ""
    parent = holder if name == "text" else holder.getparent()
    if not cuts or parent is None:
        return
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    setattr(holder, name, pieces[0])
    first = 0 if name == "text" else parent.index(holder) + 1
    for place, piece in enumerate(pieces[1:], first):
        mark = etree.Element("wbr")
        mark.tail = piece
        parent.insert(place, mark)
