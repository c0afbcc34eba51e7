"""What a careful editor should look at in an article: findings, nothing is changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from octavo.core.model import Finding
from octavo.findings.catalogue.article_prose import (
    HeadingCase,
    HeadingLong,
    LetterParagraph,
    MissingSpace,
    MissingSpaceAfterColon,
    NbspRun,
    ParenStop,
    RightsNamedAuthor,
    ShortChapter,
    TitleCase,
    TruncatedEnding,
    TruncatedParagraph,
    WebReference,
)
from octavo.findings.catalogue.book_toml import TitleLong, TitleMissing
from octavo.findings.entry import Value
from octavo.importing.article import Article, Kind
from octavo.importing.endings import cut_off
from octavo.importing.ledger import LEDGER
from octavo.importing.prose import CUT_OFF, MINOR_WORDS, URL, ends_in_stop, letters
from octavo.importing.word_account import WRITTEN

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

#: A paragraph of fewer words than this is a line that needs no stop.
RUNNING_WORDS = 12

#: Longer words are addresses.
LONGEST_WORD = 40

#: As many characters, and the line end behind it, has the longest word that no sentence ends in.
_LONGEST_CUT = 10

_WEB_REFERENCE = re.compile(
    # What each begins with is looked at first: nearly no word does.
    r"\b(?=[bcfilsv])"
    r"(?:in (?:this|the following|the next|my next|the previous|my last|another|today['’]s) "
    r"(?:article|post|blog post|blog)\b"
    r"|(?:comments?|links?|form) below\b|(?:button|video) (?:below|above)\b"
    r"|below(?=[.!?])|click here\b"
    r"|leave (?:me )?a (?:comment|reply)\b|scroll (?:down|up|to the (?:top|bottom|end))\b"
    r"|(?:subscribe to|sign up for) (?:my|our|the|this) (?:\w+ )?"
    r"(?:newsletter|blog|channel|feed|list)\b"
    r"|share this (?:post|article|page)\b|follow (?:me|us) on\b|links? in (?:my|the) bio\b"
    r"|in the (?:sidebar|comments)\b)",
    re.IGNORECASE,
)
# Two small letters, a stop and a capital without a space.
_NO_SPACE = re.compile(r"(?<=[a-zà-ÿ]{2})[.!?,;](?=[A-Z][a-zà-ÿ])")
_TWO_WORDS = re.compile(r"[^\W\d_]+[.!?,;][^\W\d_]+[.!?,;:”\"’')]*")
_PAREN_STOP = re.compile(r"(?<=[\w\"”’])\.\)(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """An article on its way into the book: `file` and `title` as the book has them."""

    file: str
    title: str
    article: Article


def warnings(each: Assembled, *, authors: Sequence[str], rights: str = "") -> tuple[Finding, ...]:
    """Return the findings about one article, by line.

    `authors` are the book's, its contributors among them; `rights` is what
    book.toml says of the rights: an author whom it names has given them.
    """
    found = [finding for look in _LOOKS for finding in look(each)]
    found += _rights(each, authors, rights)
    return tuple(sorted(found, key=lambda finding: finding.line or 0))


def _cut_off(each: Assembled) -> Iterator[Finding]:
    for taken in each.article.decisions:
        is_whole = ends_in_stop(taken.text) or _ENDS_IN_URL.search(taken.text)
        if taken.rule == "plug-own-site" and not is_whole:
            form = TruncatedEnding.left_out if taken.accepted else TruncatedEnding.found
            yield form({"words": _tail(taken.text)}, file=each.file, line=taken.line)
            return
    blocks = each.article.blocks
    broken = cut_off(blocks)
    if broken:
        index, text = broken
        line = blocks[index].line + blocks[index].text.count("\n")
        yield TruncatedEnding.found({"words": _tail(text)}, file=each.file, line=line)


def _cut_off_within(each: Assembled) -> Iterator[Finding]:
    """Find paragraphs above the last that break off in the middle of a sentence."""
    for block in [block for block in each.article.blocks if block.kind in _RUNNING][:-1]:
        if not block.verse and breaks_off(block.text):
            line = block.line + block.text.count("\n")
            values = {"words": _tail(block.text)}
            yield TruncatedParagraph.found(values, file=each.file, line=line)


def _web_references(each: Assembled) -> Iterator[Finding]:
    for block in each.article.blocks:
        found = web_reference(block.text) if block.kind in _RUNNING else None
        if found:
            line = block.line + block.text.count("\n", 0, found.start())
            yield WebReference.found({"words": found[0]}, file=each.file, line=line)


def _long_headings(each: Assembled) -> Iterator[Finding]:
    for block in each.article.of(Kind.HEADING):
        words = len(block.text.split())
        if words > LONG_HEADING:
            yield HeadingLong.found({"words": words}, file=each.file, line=block.line)


def _paren_stops(each: Assembled) -> Iterator[Finding]:
    """Yield the first stop of each paragraph that should stand behind its bracket."""
    for block in each.article.blocks:
        if block.kind in _RUNNING:
            found = paren_stop(block.text)
            if found:
                line = block.line + block.text.count("\n", 0, found.start())
                values = {"word": _word_before(block.text, found.end())}
                yield ParenStop.found(values, file=each.file, line=line)


def _nbsp_runs(each: Assembled) -> Iterator[Finding]:
    for block in each.article.source.blocks:
        runs = [run for run in _SPACES.findall(block.text) if "\u00a0" in run]
        if len(runs) == 1:
            yield NbspRun.found(file=each.file, line=block.line)
        elif runs:
            yield NbspRun.many({"count": len(runs)}, file=each.file, line=block.line)


def _letters(each: Assembled) -> Iterator[Finding]:
    for taken in each.article.decisions:
        if taken.action is Kind.LETTER and not taken.accepted:
            values: dict[str, Value] = {"words": len(taken.text.split()), "ledger": LEDGER}
            yield LetterParagraph.found(values, file=each.file, line=taken.line)


def _missing_spaces(each: Assembled) -> Iterator[Finding]:
    for block in each.article.of(Kind.HEADING):
        if block.glued:
            values = {"words": _tail(block.text)}
            yield MissingSpaceAfterColon.found(values, file=each.file, line=block.line)


def _missing_spaces_within(each: Assembled) -> Iterator[Finding]:
    """Yield the first stop of each paragraph that no space follows."""
    for block in each.article.blocks:
        found = missing_space(block.text) if block.kind in _RUNNING else None
        if found:
            line = block.line + block.text.count("\n", 0, found[0])
            yield MissingSpace.found({"words": found[1]}, file=each.file, line=line)


def _long_title(each: Assembled) -> Iterator[Finding]:
    if len(each.title) > LONG_TITLE:
        yield TitleLong.article({"words": len(each.title.split())}, file=each.file, line=1)


def _missing_title(each: Assembled) -> Iterator[Finding]:
    if not each.article.title:
        yield TitleMissing.article({"title": each.title}, file=each.file, line=1)


def _short_chapter(each: Assembled) -> Iterator[Finding]:
    words = max(each.article.counts.body, _unspaced(each) // 2)
    if words < SHORT_CHAPTER and not each.article.of(Kind.HEADING):
        yield ShortChapter.found({"words": words}, file=each.file, line=1)


def _unspaced(each: Assembled) -> int:
    """Count characters of Chinese and Japanese, which part no words: two are about a word."""
    blocks = (block for block in each.article.blocks if block.kind in WRITTEN)
    return sum(len(_UNSPACED.findall(block.text)) for block in blocks)


def _heading_case(each: Assembled) -> Iterator[Finding]:
    """Find headings of one article that are capitalised unlike most of it."""
    blocks = each.article.of(Kind.HEADING)
    for block, style, most in _odd_ones([(block, block.text) for block in blocks]):
        values = {"style": style, "most": most}
        yield HeadingCase.found(values, file=each.file, line=block.line)


def _rights(each: Assembled, authors: Sequence[str], rights: str) -> Iterator[Finding]:
    name = each.article.author
    known = {" ".join(author.split()).casefold() for author in authors}
    if name and name.casefold() not in known and name.casefold() not in rights.casefold():
        line = next((block.line for block in each.article.of(Kind.BYLINE)), 1)
        yield RightsNamedAuthor.found({"name": name}, file=each.file, line=line)


def title_case(each: Sequence[Assembled], others: Sequence[str]) -> tuple[Finding, ...]:
    """Find titles capitalised unlike most of the book's; `others` are those not in the run."""
    titles: list[tuple[Assembled | None, str]] = [(item, item.title) for item in each]
    titles += [(None, title) for title in others]
    return tuple(
        TitleCase.found({"style": style, "most": most}, file=item.file, line=1)
        for item, style, most in _odd_ones(titles)
        if item
    )


def _odd_ones(items: Sequence[tuple[T, str]]) -> Iterator[tuple[T, str, str]]:
    """Yield the items whose style is not the one that more than half of them have."""
    styles = [(item, case_style(text)) for item, text in items]
    known = Counter(style for _, style in styles if style)
    for most, number in known.most_common(1):
        if number * 2 > known.total():
            yield from ((item, style, most) for item, style in styles if style not in ("", most))


def case_style(text: str) -> str:
    """Return how a title is capitalised; empty if it could be either kind of title case."""
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
    """Return the word that ends at the offset `end`, 40 characters at most."""
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


def web_reference(text: str) -> re.Match[str] | None:
    """Return the first phrase that speaks of a web page."""
    return _WEB_REFERENCE.search(text)


def missing_space(text: str) -> tuple[int, str] | None:
    """Return the first two words with a stop and no space between them: their offset, and they."""
    for found in _NO_SPACE.finditer(text):
        start = max(text.rfind(gap, 0, found.start()) for gap in ' \n\u00a0(“"') + 1
        words = text[start : found.end() + LONGEST_WORD].split(maxsplit=1)[0]
        # More signs than a stop are those of an address or a file name.
        if len(words) < LONGEST_WORD and _TWO_WORDS.fullmatch(words):
            return start, words.rstrip(".!?,;:”\"’')")
    return None


def breaks_off(text: str) -> bool:
    """Return whether a paragraph ends in a word that no sentence ends in."""
    last = max(0, len(text) - _LONGEST_CUT)
    return bool(CUT_OFF.search(text, last)) and len(text.split()) >= RUNNING_WORDS


def paren_stop(text: str) -> re.Match[str] | None:
    """Return the first stop that should stand behind its bracket."""
    wrong = (found for found in _PAREN_STOP.finditer(text) if _is_aside(found))
    return next(wrong, None)


def _is_aside(found: re.Match[str]) -> bool:
    """Return whether the bracket stands within a sentence: a whole one keeps its stop inside."""
    opening = found.string.rfind("(", max(0, found.start() - 2000), found.start())
    return opening > 0 and not ends_in_stop(found.string[max(0, opening - 20) : opening])
