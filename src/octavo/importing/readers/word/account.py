"""The account of a Word file, which begins at its XML and not behind a reader.

All letters of its text and its notes are counted as they lie in the file; what a reader made
of them, and what it names as left out, has to hold them all. Order is not compared here: notes
and boxes of text move, and `word_proof.py` compares the order of what follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.word.formulas import letters_in
from octavo.importing.readers.word.names import M, V, W, all_within, value
from octavo.importing.readers.word.package import Package
from octavo.importing.readers.word.runs import font_of, shown_sign
from octavo.importing.readers.word.symbols import sign_of
from octavo.importing.readers.word_proof import letters

#: What no reader sees: hyphens that are a sign or none.
_IGNORED = re.compile(r"[\u00ad\u2011\u200b\u200e\u200f\ufeff]")
_STAND_ASIDE = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def missing_words(package: Package, made: etree._Element, left: Sequence[str]) -> list[str]:
    """Return the paragraphs of the file whose words are neither in `made` nor in `left`.

    `made` is the HTML that became the article, `left` the words that were left out and named.
    Formulas are counted by `missing_formulas`.
    """
    tale = [_bare(each) for each in (_without_formulas(made), *left)]
    have = Counter("".join(tale))
    lacking = Counter("".join(_bare(text) for text in _paragraphs(package)))
    lacking.subtract(have)
    if not +lacking:
        return []
    told = "\0".join(tale)
    found = [text for text in _paragraphs(package) if _bare(text) and _bare(text) not in told]
    return found or ["".join(sorted((+lacking).elements()))]


def missing_formulas(package: Package, made: etree._Element) -> list[str]:
    """Return the formulas of the file whose letters and signs are in no formula of `made`."""
    have = Counter("".join(_bare(text_of(each)) for each in made.iter("tex")))
    missing = []
    for formula in _formulas(package):
        text = "".join(letters_in(formula))
        own = Counter(_bare(text))
        if own - have:
            missing.append(text)
        have.subtract(own)
    return missing


def count_words(package: Package) -> int:
    """Return the number of words in the text and its notes, as the file holds them."""
    return sum(len(text.split()) for text in _paragraphs(package))


def _bare(text: str) -> str:
    holder = etree.Element("p")
    holder.text = _IGNORED.sub("", "".join(each for each in text if each >= " "))
    return letters(holder).casefold()


def _without_formulas(made: etree._Element) -> str:
    said = letters(made)
    for each in made.iter("tex"):
        holder = etree.Element("p")
        holder.text = text_of(each)
        said = said.replace(letters(holder), "", 1)
    return said


def _holders(package: Package) -> Iterator[etree._Element]:
    """Yield the text and its notes."""
    main = package.tree(package.main)
    if main is not None:
        yield main
    for kind in ("footnotes", "endnotes"):
        root = package.tree(package.related(kind))
        for note in root if root is not None else ():
            if value(note, "type") not in _STAND_ASIDE:
                yield note


def _formulas(package: Package) -> Iterator[etree._Element]:
    for holder in _holders(package):
        yield from (
            each for each in all_within(holder, closed=f"{M}oMath") if each.tag == f"{M}oMath"
        )


def _paragraphs(package: Package) -> Iterator[str]:
    """Yield the words of each paragraph that the file holds, without those that are deleted."""
    for holder in _holders(package):
        yield from _lines(all_within(holder, closed=f"{M}oMath"))


def _lines(elements: Iterable[etree._Element]) -> Iterator[str]:
    line: list[str] = []
    for each in elements:
        if each.tag == f"{W}p":
            yield "".join(line)
            line = []
        else:
            line.append(_word(each))
    yield "".join(line)


def _word(element: etree._Element) -> str:
    """Return the words that an element itself holds."""
    tag = element.tag
    if tag == f"{W}t":
        parent = element.getparent()
        font = font_of(parent.find(f"{W}rPr") if parent is not None else None)
        return "".join(shown_sign(each, font) for each in element.text or "")
    if tag == f"{W}sym":
        code = value(element, "char")
        known = re.fullmatch("[0-9A-Fa-f]{1,6}", code)
        return sign_of(value(element, "font"), int(code, 16)) if known else ""
    if tag in (f"{W}tab", f"{W}br", f"{W}cr"):
        return " "
    return element.get("string") or "" if tag == f"{V}textpath" else ""
