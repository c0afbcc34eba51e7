"""What a careful editor should look at in an article: findings, nothing is changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from octavo.assemble.account import WRITTEN
from octavo.assemble.article import Article, Kind
from octavo.assemble.ledger import LEDGER
from octavo.assemble.phrases import breaks_off, missing_space, paren_stop, web_reference
from octavo.assemble.sentences import MINOR_WORDS, URL, ends_in_stop, letters
from octavo.model import Finding, Severity

T = TypeVar("T")

#: A heading of more words than this takes three lines of a 5.5-inch page.
LONG_HEADING = 15

#: A title of more characters than this fills three lines of an opener.
LONG_TITLE = 80

#: A chapter of fewer words than this, without headings, is under two pages.
SHORT_CHAPTER = 500

_SPACES = re.compile(r"[ \u00a0]{2,}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_ENDS_IN_URL = re.compile(rf"{URL}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """An article on its way into the book: `file` and `title` as the book has them."""

    file: str
    title: str
    article: Article


def warnings(each: Assembled, *, authors: Sequence[str], rights: str = "") -> tuple[Finding, ...]:
    """What is noticed in one article, by line.

    `authors` are the book's, its contributors among them; `rights` is what
    book.toml says of the rights: an author whom it names has given them.
    """
    found = [finding for look in _LOOKS for finding in look(each)]
    found += _rights(each, authors, rights)
    return tuple(sorted(found, key=lambda finding: finding.line or 0))


def _finding(
    each: Assembled,
    code: str,
    line: int,
    message: str,
    hint: str,
    severity: Severity = Severity.WARNING,
) -> Finding:
    return Finding(
        code=code, message=message, file=each.file, line=line, hint=hint, severity=severity
    )


def _cut_off(each: Assembled) -> Iterator[Finding]:
    for taken in each.article.decisions:
        is_ending = taken.rule in ("plug-own-site", "ending-cut-off")
        if is_ending and not ends_in_stop(taken.text) and not _ENDS_IN_URL.search(taken.text):
            yield _finding(
                each,
                "truncated-ending",
                taken.line,
                f"the article breaks off: “… {_tail(taken.text)}”.",
                "The sentence was left out." if taken.accepted else "Complete it in the chapter.",
            )


def _cut_off_within(each: Assembled) -> Iterator[Finding]:
    """Paragraphs above the last that break off in the middle of a sentence."""
    for block in [block for block in each.article.blocks if block.kind in _RUNNING][:-1]:
        if not block.verse and breaks_off(block.text):
            yield _finding(
                each,
                "truncated-paragraph",
                block.line + block.text.count("\n"),
                f"the paragraph breaks off: “… {_tail(block.text)}”.",
                "Complete it in the chapter.",
            )


def _web_references(each: Assembled) -> Iterator[Finding]:
    for block in each.article.blocks:
        found = web_reference(block.text) if block.kind in _RUNNING else None
        if found:
            yield _finding(
                each,
                "web-reference",
                block.line + block.text.count("\n", 0, found.start()),
                f"“{found[0]}” speaks of the web page, not of the book.",
                "Reword it in the chapter.",
            )


def _long_headings(each: Assembled) -> Iterator[Finding]:
    for block in each.article.of(Kind.HEADING):
        words = len(block.text.split())
        if words > LONG_HEADING:
            yield _finding(
                each,
                "heading-long",
                block.line,
                f"a heading of {words} words.",
                "Shorten it in the chapter.",
            )


def _paren_stops(each: Assembled) -> Iterator[Finding]:
    """The first stop of each paragraph that should stand behind its bracket."""
    for block in each.article.blocks:
        if block.kind in _RUNNING:
            found = paren_stop(block.text)
            if found:
                yield _finding(
                    each,
                    "paren-stop",
                    block.line + block.text.count("\n", 0, found.start()),
                    f"“{_word_before(block.text, found.end())}” has its full stop inside"
                    " the bracket.",
                    "Put it behind the bracket in the chapter.",
                )


def _nbsp_runs(each: Assembled) -> Iterator[Finding]:
    for block in each.article.source.blocks:
        runs = [run for run in _SPACES.findall(block.text) if "\u00a0" in run]
        if runs:
            number = "one run" if len(runs) == 1 else f"{len(runs)} runs"
            yield _finding(
                each,
                "nbsp-run",
                block.line,
                f"{number} of spaces and no-break spaces.",
                "Each became one space; nothing is to be done.",
                Severity.INFO,
            )


def _letters(each: Assembled) -> Iterator[Finding]:
    for taken in each.article.decisions:
        if taken.action is Kind.LETTER and not taken.accepted:
            yield _finding(
                each,
                "letter-paragraph",
                taken.line,
                f"a quotation of {len(taken.text.split())} words stands within a paragraph.",
                f"Set accepted = true at this line in {LEDGER} to set it as a letter.",
            )


def _missing_spaces(each: Assembled) -> Iterator[Finding]:
    for block in each.article.of(Kind.HEADING):
        if block.glued:
            yield _finding(
                each,
                "missing-space-after-colon",
                block.line,
                f"no space follows the colon of “{_tail(block.text)}:”.",
                "Heading and paragraph were parted there; check that this is right.",
            )


def _missing_spaces_within(each: Assembled) -> Iterator[Finding]:
    """The first stop of each paragraph that no space follows."""
    for block in each.article.blocks:
        found = missing_space(block.text) if block.kind in _RUNNING else None
        if found:
            yield _finding(
                each,
                "missing-space",
                block.line + block.text.count("\n", 0, found[0]),
                f"no space follows the stop in “{found[1]}”.",
                "Put one in the chapter.",
            )


def _long_title(each: Assembled) -> Iterator[Finding]:
    if len(each.title) > LONG_TITLE:
        yield _finding(
            each,
            "title-long",
            1,
            f"a title of {len(each.title.split())} words.",
            "Give the chapter a short_title for the running head.",
        )


def _missing_title(each: Assembled) -> Iterator[Finding]:
    if not each.article.title:
        yield _finding(
            each,
            "title-missing",
            1,
            f"no title was found; “{each.title}” is made of the file's name.",
            "Change the line that begins with # in the chapter.",
        )


def _short_chapter(each: Assembled) -> Iterator[Finding]:
    words = max(each.article.counts.body, _unspaced(each) // 2)
    if words < SHORT_CHAPTER and not each.article.of(Kind.HEADING):
        yield _finding(
            each,
            "short-chapter",
            1,
            f"a short chapter: {words} words and no headings.",
            "Join it to another, or let it stand.",
        )


def _unspaced(each: Assembled) -> int:
    """Characters of scripts that part no words, Chinese and Japanese: two are about a word."""
    blocks = (block for block in each.article.blocks if block.kind in WRITTEN)
    return sum(len(_UNSPACED.findall(block.text)) for block in blocks)


def _heading_case(each: Assembled) -> Iterator[Finding]:
    """Headings of one article that are capitalised unlike most of it."""
    blocks = each.article.of(Kind.HEADING)
    for block, style, most in _odd_ones([(block, block.text) for block in blocks]):
        yield _finding(
            each,
            "heading-case",
            block.line,
            f"this heading is in {style}, most of the article's in {most}.",
            "Make them alike in the chapter.",
        )


def _rights(each: Assembled, authors: Sequence[str], rights: str) -> Iterator[Finding]:
    name = each.article.author
    known = {" ".join(author.split()).casefold() for author in authors}
    if name and name.casefold() not in known and name.casefold() not in rights.casefold():
        yield _finding(
            each,
            "rights-named-author",
            next((block.line for block in each.article.of(Kind.BYLINE)), 1),
            f"the article names its author, {name}, who is none of the book's.",
            "If you may publish it, name the author under contributors or in rights of book.toml.",
        )


def title_case(each: Sequence[Assembled], others: Sequence[str]) -> tuple[Finding, ...]:
    """Titles that are capitalised unlike most of the book's; `others` are those not in the run."""
    titles: list[tuple[Assembled | None, str]] = [(item, item.title) for item in each]
    titles += [(None, title) for title in others]
    return tuple(
        _finding(
            item,
            "title-case",
            1,
            f"the title is in {style}, most of the book's in {most}.",
            "Make them alike in the chapters.",
        )
        for item, style, most in _odd_ones(titles)
        if item
    )


def _odd_ones(items: Sequence[tuple[T, str]]) -> Iterator[tuple[T, str, str]]:
    """The items whose style is not the one that more than half of them have."""
    styles = [(item, case_style(text)) for item, text in items]
    known = Counter(style for _, style in styles if style)
    for most, number in known.most_common(1):
        if number * 2 > known.total():
            yield from ((item, style, most) for item, style in styles if style not in ("", most))


def case_style(text: str) -> str:
    """How a title is capitalised; empty if it could be either kind of title case."""
    words = [word for word in map(letters, text.split()) if word]
    inner = words[1:-1]
    major = [word for word in words[1:] if word.lower() not in MINOR_WORDS]
    minor = [word for word in inner if word.lower() in MINOR_WORDS]
    if major and sum(word[0].isupper() for word in major) * 2 < len(major):
        return "sentence case"
    if not minor:
        return ""
    if all(word[0].isupper() for word in minor):
        return "title case with every word capitalised"
    return "title case with small words in lower case"


def _tail(text: str) -> str:
    return " ".join(text.split()[-4:])


def _word_before(text: str, end: int) -> str:
    """The word that ends at the offset `end`, 40 characters at most."""
    return text[max(0, end - 40) : end].split()[-1]


_RUNNING = frozenset((Kind.PARAGRAPH, Kind.LETTER))

_LOOKS: tuple[Callable[[Assembled], Iterator[Finding]], ...] = (
    _missing_title,
    _long_title,
    _short_chapter,
    _cut_off,
    _cut_off_within,
    _web_references,
    _long_headings,
    _heading_case,
    _paren_stops,
    _nbsp_runs,
    _letters,
    _missing_spaces,
    _missing_spaces_within,
)
