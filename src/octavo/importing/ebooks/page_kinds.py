"""What the pages of an e-book are, where neither their words nor its landmarks say it plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from octavo.importing.ebooks.contents_plan import Planned
from octavo.importing.ebooks.ebook_about import EbookAbout
from octavo.importing.ebooks.ebook_pages import PICTURE, TO, types_of
from octavo.importing.ebooks.matter_kinds import is_short, kind_of, says_rights
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.word_proof import letters_of
from octavo.text.title_numbers import numbered

#: The kind of what is left of a page of notes when these stand with their chapters.
NOTES = "notes"
#: A sentence ends so: of several words, and in no abbreviation.
_ENDED = re.compile(r"(?:\S+\s+){5}\S*[a-z]{2}[.!?][”\"’)]*$")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OF_NOTES = frozenset(("footnotes", "endnotes", "rearnotes"))
_NAMES_OF_NOTES = frozenset(("notes", "footnotes", "endnotes", "anmerkungen", "fußnoten"))
#: Landmarks that say where to begin reading, and nothing of what stands there.
_BEGINNINGS = frozenset(("text", "bodymatter", "start", "other"))
#: Words of a title page at most, and of one that begins with the title.
_TITLE_PAGE, _BARE_TITLE = 90, 60
#: Letters of a piece of a title, or of a name, at least; what such a line may begin with.
_PIECE, _ARTICLE = 6, 4
_CUE = re.compile(
    r"(?:or|by|(?:translated|edited|selected|illustrated)\b.*"
    r"|with (?:\S+ )?illustrations\b.*)\W*\Z",
    re.I,
)
#: A sentence that stands below a line is a text's.
_SENTENCE = re.compile(r"(?:\S+\s+){3}\S*[a-z]{2}[.!?][”\"’)]*(?:\s|\Z)")
#: Words of a line that names an edition at most, and how it does.
_EDITION_WORDS = 12
_EDITION = re.compile(
    r"\b(?:edition|ausgabe|édition|edición|edição|edizione|uitgave|издание)\b", re.I
)
#: Words of a line of contents on the average at most.
_ROW = 12
#: Words of a line of one at most: of the longest subtitle.
_LINE = 30
#: Words at most of pages that are called a cover or a title page: books of one page call all of it
#: so.
_LONGEST, _ANY = {"cover": 25, "titlepage": 250}, 10**9


class PageKinds:
    """Tells the kinds of stretches in their order: before the first chapter much is a title page.

    A kind is one of front matter's, of `LEFT`, `NOTES`, `chapter`, or empty for nothing said.
    """

    def __init__(self, about: EbookAbout, landmarks: Mapping[str, str]) -> None:
        self._cover = about.text("cover")
        self._title = _bare(about.text("title").partition(":")[0])
        self._full = _bare(about.text("title"))
        self._authors = [name for each in _names(about) if len(name := _bare(each)) >= _PIECE]
        self._landmarks = landmarks
        self._begun = False

    def of(self, plan: Planned, body: etree._Element, keys: Sequence[str]) -> str:
        """Return the kind of a stretch; `keys` are the places that mean its beginning."""
        marked = (name for key in keys for name in self._landmarks.get(key, "").split())
        types = [*plan.types, *_inner_types(body), *(set(marked) - _BEGINNINGS)]
        kind = self._kind(plan, body, types)
        self._begun = self._begun or kind in ("", "chapter", "prologue")
        return kind

    def _kind(self, plan: Planned, body: etree._Element, types: Sequence[str]) -> str:
        title = plan.title or _first_heading(body)
        words = text_of(body)
        if _OF_NOTES & set(types) or letters_of(title).casefold() in _NAMES_OF_NOTES:
            return NOTES if len(words.split()) < 6 else kind_of(types, title)
        kind = kind_of(types, title)
        if kind == "toc":
            is_bare = len(words.split()) <= len(title.split())
            return kind if is_bare or _mostly_links(body) or _is_list_of_links(body) else ""
        if kind:
            return "" if len(words.split()) > _LONGEST.get(kind, _ANY) else kind
        if _is_cover(body, self._cover):
            return "cover"
        return "" if self._begun else self._front_kind(plan, body, words)

    def _front_kind(self, plan: Planned, body: etree._Element, words: str) -> str:
        """Return the kind of a page before the first chapter that no word says."""
        count, said = len(words.split()), _bare(words)
        if says_rights(words):
            return "copyright-page"
        named = bool(self._title) and self._title in said and not _has_prose(body)
        if named and count < _TITLE_PAGE and not plan.title:
            return "titlepage"
        if named and count < _BARE_TITLE and said.startswith(self._title):
            return "titlepage"
        if plan.title and not plan.trail and self._is_line(plan.title, words, said):
            return "titlepage"
        if plan.title or has_heading(body):
            return ""
        return "dedication" if is_short(words) else "preface"

    def _is_line(self, title: str, words: str, said: str) -> bool:
        """Return whether a stretch is a line of a title page, with what little stands below it."""
        count = len(words.split())
        if count >= _BARE_TITLE or _SENTENCE.search(words) or numbered(title) is not None:
            return False
        piece = _bare(title)
        is_all = (
            len(self._full) >= _PIECE - 1
            and self._full in piece
            and (len(piece) <= len(self._full) + _ARTICLE)
        )
        is_piece = is_all or (len(piece) >= _PIECE and piece in self._full)
        is_edition = count <= _EDITION_WORDS and _EDITION.search(words) is not None
        is_whose = any(name in said for name in self._authors)
        return is_piece or is_edition or is_whose or _CUE.match(title) is not None


def _names(about: EbookAbout) -> list[str]:
    """Return the names of those whose book it is, as they are shown."""
    said = about.values.get("authors", [])
    some = said if isinstance(said, list) else [said]
    return [str(each["name"] if isinstance(each, dict) else each) for each in some]


def _bare(words: str) -> str:
    """Return the letters and figures of words, whatever signs stand between."""
    return "".join(filter(str.isalnum, words)).casefold()


def _has_prose(body: etree._Element) -> bool:
    """Return whether there is a paragraph that is more than a line of a title page."""
    return any(
        len((each.text or "").split()) > _LINE or _ENDED.search(text_of(each).strip())
        for each in body.iter("p")
    )


def has_heading(body: etree._Element) -> bool:
    """Return whether there is a heading within."""
    return next(body.iter(*_HEADINGS), None) is not None


def _inner_types(body: etree._Element) -> Iterator[str]:
    """Yield the meanings of containers that hold all of a body."""
    holder = body
    while len(holder) == 1:
        holder = holder[0]
        yield from types_of(holder)


def _first_heading(body: etree._Element) -> str:
    heading = next(body.iter(*_HEADINGS), None)
    return " ".join(text_of(heading).split()) if heading is not None else ""


def _mostly_links(body: etree._Element) -> bool:
    words = len(text_of(body).split())
    links = [each for each in body.iter("a") if each.get(TO)]
    linked = sum(len(text_of(each).split()) for each in links)
    return len(links) > 2 and linked * 2 > words


def _is_list_of_links(body: etree._Element) -> bool:
    """Return whether there are links to other places, and no more words than lines of titles."""
    links = sum(bool(each.get(TO)) for each in body.iter("a"))
    return links > 2 and len(text_of(body).split()) <= links * _ROW and not _has_prose(body)


def _is_cover(body: etree._Element, cover: str) -> bool:
    pictures = [each.get(PICTURE, "") for each in body.iter("img")]
    return pictures == [cover] and len(text_of(body).split()) < 10
