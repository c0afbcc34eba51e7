"""The words of a post as its exporter stores it, counted without the parser that reads it.

Reading goes through libxml2, which takes what nobody should have written as it likes: a tag that is
never closed, text behind `</html>`, `one</br>two`. So the words are looked for here in the stored
characters themselves, and what the text as read does not have is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from lxml import etree

from octavo.core.model import Finding
from octavo.findings.catalogue.article_formats import ArticleWordsMissing
from octavo.importing.encodings import without_controls
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.inline_markdown import BLOCK_TAGS
from octavo.text.shorten import clipped

#: What plays instead of speaking; it is named as an embed.
_PLAYED = frozenset(("audio", "canvas", "embed", "iframe", "math", "object", "video"))
#: What holds no words of an article.
_UNSEEN = _PLAYED | {"head", "script", "style", "template", "title"}
_PARTS = frozenset(
    (
        *BLOCK_TAGS,
        *_PLAYED,
        "br",
        "button",
        "hr",
        "img",
        "option",
        "select",
        "sup",
        "svg",
        "textarea",
    )
)
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"/?[a-z][^\s/>]*", re.I)
_CLOSING = re.compile(r"</([a-z]+)", re.I)
_QUOTE_OR_END = re.compile(r"[\"'>]")
#: How many characters of the missing words a message shows, and how long a note's call may be.
_SHOWN, _CALL = 200, 6


def words_in(text: str) -> list[str]:
    """Return the words of a text, in order and without case; signs part them."""
    return _WORD.findall(text.casefold())


def stored_words(html: str) -> list[str]:
    """Return the words that a piece of HTML shows, in order."""
    return words_in(stored_text(html))


def stored_text(html: str) -> str:
    """Return the text that a piece of HTML shows, in which its words stand apart."""
    return unescape("".join(_shown(without_controls(html))))


def tree_text(root: etree._Element) -> str:
    """Return a tree's text, words apart; a picture's title counts, which is its caption."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _PARTS:
            pieces.append(" ")
        if event == "start":
            caption = element.get("title") if element.tag == "img" else ""
            pieces += [element.text or "", caption or ""]
        elif element is not root:
            pieces.append(element.tail or "")
    return "".join(pieces)


def calls_in(root: etree._Element) -> list[str]:
    """Return the words of short links within a page, by which notes are called and left again.

    Where no space parts a call from the word before it, both are one.
    """
    words: list[str] = []
    for link in root.iter("a"):
        said = text_of(link).strip()
        if "#" in (link.get("href") or "") and len(said) <= _CALL:
            words += [*words_in(said), *words_in(f"{_before(link)}{said}")[:1]]
    return words


def _before(element: etree._Element) -> str:
    previous, parent = element.getprevious(), element.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    return (re.split(r"\s", text) if text else [""])[-1]


def missing(stored: Iterable[str], held: Iterable[str]) -> list[str]:
    """Return the words of `stored` that `held` has not, or has less often."""
    there = Counter(held)
    lost = []
    for word in stored:
        if there[word]:
            there[word] -= 1
        else:
            lost.append(word)
    return lost


def missing_in(stored: str, held: str, apart: Sequence[str] = ()) -> list[str]:
    """Return the words of the text `stored` that neither the text `held` nor `apart` has.

    Most texts are held whole, behind a title: what no space parts need not be taken apart then.
    """
    wanted, there = stored.split(), held.split()
    if there[len(there) - len(wanted) :] == wanted:
        return []
    return missing(words_in(stored), [*words_in(held), *apart])


def missing_finding(words: list[str]) -> tuple[Finding, ...]:
    """Return the finding that says words that an article has and its chapter would not have."""
    shown = clipped(" ".join(words), _SHOWN)
    return (ArticleWordsMissing.found({"count": len(words), "words": shown}),) if words else ()


def _shown(html: str) -> Iterator[str]:
    """Yield the text between the tags; a space stands for each tag that parts words."""
    last = {found[1].lower(): found.start() for found in _CLOSING.finditer(html)}
    skipped = ""
    for at, tag, text in _pieces(html):
        name = tag.strip("/")
        if name in _PARTS:
            yield " "
        if skipped and tag == f"/{skipped}":
            skipped = ""
        elif not skipped and tag in _UNSEEN and last.get(tag, -1) > at:
            skipped = tag  # one that is never closed hides nothing here, whatever a parser makes
        if not skipped:
            yield text


def _pieces(html: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each tag stands, its name (with `/` if it closes) and the text behind it."""
    place, tag, start, at = 0, "", 0, 0
    quotes, last, last_comment = True, html.rfind(">"), html.rfind("-->")
    while 0 <= (opens := html.find("<", at)) < last:
        name = _NAME.match(html, opens + 1)
        ends = _comment_end(html, opens, last_comment)
        if name and not ends:
            ends = _tag_end(html, name.end(), quotes=quotes)
            quotes = quotes and ends > 0
            ends = ends or html.find(">", name.end()) + 1
        if not ends:
            at = opens + 1  # a mere sign
            continue
        yield place, tag, html[start:opens]
        is_empty = html[ends - 2] == "/"
        place, tag = opens, f"{name[0].lower()}{'/' if is_empty else ''}" if name else ""
        start = at = ends
    yield place, tag, html[start:]


def _comment_end(html: str, at: int, last: int) -> int:
    """Return where a comment or declaration at `at` ends; 0 if there is none, or no end.

    The `last` end of a comment is known, lest it be looked for again and again.
    """
    if html.startswith("<!--", at):
        return html.find("-->", at + 2) + 3 if at + 2 <= last else 0
    return html.find(">", at) + 1 if html.startswith(("<!", "<?"), at) else 0


def _tag_end(html: str, at: int, *, quotes: bool) -> int:
    """Return where a tag ends; 0 if no `>` stands outside quotation marks, or `quotes` is off.

    Once that was so, a document's quotation marks are trusted no more: looking again and again
    through all of it would take time that grows with its square.
    """
    while quotes and (found := _QUOTE_OR_END.search(html, at)):
        if found[0] == ">":
            return found.end()
        at = html.find(found[0], found.end()) + 1
        if not at:
            return 0
    return 0
