"""An e-book that any program made → stretches: its pages tidied, cut at its contents, and told apart."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from octavo.core.model import Matter
from octavo.importing.ebooks.boilerplate import take_boilerplate
from octavo.importing.ebooks.contents_cuts import cut_pages
from octavo.importing.ebooks.contents_plan import Planned, planned
from octavo.importing.ebooks.ebook_about import EbookAbout
from octavo.importing.ebooks.ebook_contents import Contents, Entry, flat
from octavo.importing.ebooks.ebook_inline import NOTE
from octavo.importing.ebooks.ebook_pages import KEYS, PICTURE, TO, Page, keys_of, types_of
from octavo.importing.ebooks.looks import Looks
from octavo.importing.ebooks.matter_kinds import (
    LEFT,
    is_short,
    kind_of,
    says_rights,
    settled,
    stated_matter,
)
from octavo.importing.ebooks.note_calls import Notes
from octavo.importing.ebooks.stretches import Leavings, Stretch
from octavo.importing.ebooks.tidy_pages import strip, tidy
from octavo.importing.ebooks.title_lines import lower_headings, take_title
from octavo.importing.file_names import LONGEST_NAME
from octavo.importing.readers.html_elements import text_of
from octavo.importing.readers.word_proof import letters_of
from octavo.manuscript.slugs import ascii_slug

PART = "titles of parts, which stand in book.toml"
LIST = "headings of notes, which stand with their chapters"
_NUMBER = re.compile(r"(?:[ivxlc]+|\d+)(?:-(?:[ivxlc]+|\d+))*")
_HEADINGS = ("h1", "h2", "h3")
_ALL_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class FoundBook:
    """The stretches of an e-book, and what was left out of it."""

    def __init__(
        self, pages: Sequence[Page], contents: Contents, about: EbookAbout, looks: Looks
    ) -> None:
        self.leavings = Leavings()
        self._used: set[str] = set()
        self._about, self._landmarks = about, contents.landmarks
        self._language = about.text("language") or next((p.language for p in pages if p.language), "en")
        take_boilerplate(pages, self.leavings)
        for page in pages:
            tidy(page.body, page.path, looks, self.leavings)
        self._notes = Notes(pages, self.leavings)
        entries = contents.entries
        if sum(bool(entry.key) for entry in flat(entries)) < 2:
            entries = tuple(_by_headings(pages))
        plan = planned(cut_pages(pages, entries), entries, self._landmarks)
        self.stretches = [*self._stretches(plan)]
        self._leave_uncalled()
        for stretch in self.stretches:
            strip(stretch.title, self._language)
            strip(stretch.body, self._language)

    def _stretches(self, plan: Sequence[Planned]) -> Iterator[Stretch]:
        kept: list[tuple[Planned, etree._Element, str, tuple[str, ...], etree._Element | None]] = []
        begun = False
        for each in plan:
            body = etree.Element("body")
            body.extend(atom.element for cut in each.cuts for atom in cut.atoms)
            keys = tuple(_keys_before_words(body, each))
            kind = self._kind(each, body, keys, begun=begun)
            page = _page_of(each)
            if kind in LEFT:
                self.leavings.element(body, page.path, LEFT[kind])
                continue
            if not text_of(body).strip() and next(body.iter("img", NOTE, "hr"), None) is None:
                continue
            if kind == "notes":
                self.leavings.element(body, page.path, LIST)
                continue
            title = None
            if not (kind in ("dedication", "epigraph", "copyright-page") and not _has_heading(body)):
                title = take_title(body, each.title)
            if each.is_part and not text_of(body).strip() and next(body.iter("img", NOTE), None) is None:
                self.leavings.words(page.path, PART, text_of(title) if title is not None else "")
                continue
            begun = begun or kind in ("", "chapter", "prologue", "introduction")
            kept.append((each, body, kind, keys, title))
        matters = self._matters(kept)
        for (each, body, kind, keys, title), matter in zip(kept, matters, strict=True):
            yield self._stretch(each, body, title, kind=kind, matter=matter, keys=keys)

    def _matters(self, kept: Sequence[tuple[Planned, etree._Element, str, tuple[str, ...], etree._Element | None]]) -> list[Matter]:
        kinds = [kind for _, _, kind, _, _ in kept]
        stated = [stated_matter(each.types) for each, *_ in kept]
        return settled(kinds, stated)

    def _stretch(
        self,
        planned_: Planned,
        body: etree._Element,
        title: etree._Element | None,
        *,
        kind: str,
        matter: Matter,
        keys: tuple[str, ...],
    ) -> Stretch:
        page = _page_of(planned_)
        if title is None:
            title = etree.Element("h1")
            title.text = planned_.title or page.title or _usual_title(kind) or "Untitled"
        lower_headings(body)
        body.extend(self._called(title, body))
        name = _file_name(" ".join(text_of(title).split()), page.path)
        if planned_.is_part and matter is Matter.BODY and not kind:
            kind = "introduction"
        trail = planned_.trail
        return Stretch(
            title=title,
            body=body,
            name=name,
            kind=kind or ("chapter" if matter is Matter.BODY else ""),
            matter=matter,
            part=". ".join(each.strip(" .") for each in trail) if matter is Matter.BODY else "",
            keys=keys + tuple(keys_of(title)),
            pages=tuple(dict.fromkeys(cut.page.path for cut in planned_.cuts if cut.atoms)),
        )

    def _kind(self, each: Planned, body: etree._Element, keys: tuple[str, ...], *, begun: bool) -> str:
        marked = [name for key in keys for name in self._landmarks.get(key, "").split()]
        marked = [name for name in marked if name not in ("text", "bodymatter", "start", "other")]
        types = (*each.types, *_inner_types(body), *marked)
        title = each.title or _first_heading(body)
        kind = kind_of(types, title)
        words = text_of(body)
        if {"footnotes", "endnotes", "rearnotes"} & set(types) or letters_of(title).casefold() in ("notes", "footnotes", "endnotes"):
            return "notes" if len(words.split()) < 6 else kind
        if kind == "toc" and not _mostly_links(body):
            return ""
        if kind == "titlepage" or kind in LEFT:
            return kind
        if not kind and _is_cover(body, self._about.text("cover")):
            return "cover"
        if not begun and not kind:
            return self._front_kind(body, words, has_entry=bool(each.title))
        if not kind and _mostly_links(body) and "contents" in title.casefold():
            return "toc"
        return kind

    def _front_kind(self, body: etree._Element, words: str, *, has_entry: bool) -> str:
        """Return the kind of a page before the first chapter that no word says."""
        title = letters_of(self._about.text("title").partition(":")[0]).casefold()
        if says_rights(words):
            return "copyright-page"
        if title and title in letters_of(words).casefold() and len(words.split()) < 90 and not has_entry:
            return "titlepage"
        if title and len(words.split()) < 60 and letters_of(words).casefold().startswith(title):
            return "titlepage"
        if not has_entry and is_short(words) and not _has_heading(body):
            return "dedication"
        return "" if has_entry or _has_heading(body) else "preface"

    def _called(self, title: etree._Element, body: etree._Element) -> list[etree._Element]:
        """Return the notes that a stretch calls, numbered in the order of their calls."""
        labels: dict[str, str] = {}
        texts: list[etree._Element] = []
        waiting = [*title.iter(NOTE), *body.iter(NOTE)]
        while waiting:
            call = waiting.pop(0)
            known = call.get("label", "")
            if known not in labels:
                labels[known] = str(len(labels) + 1)
                text = copy.deepcopy(self._notes.texts[known])
                text.set("label", labels[known])
                texts.append(text)
                waiting += [*text.iter(NOTE)]
            call.set("label", labels[known])
        self._used |= set(labels)
        return texts

    def _leave_uncalled(self) -> None:
        """Note the notes that only left-out pages call."""
        for label, text in self._notes.texts.items():
            if label not in self._used:
                self.leavings.words("", "notes of pages that are left out", text_of(text))


def _page_of(each: Planned) -> Page:
    return next(cut.page for cut in each.cuts if cut.atoms)


def _keys_before_words(body: etree._Element, each: Planned) -> Iterator[str]:
    """Yield the keys of all places that stand before the first word of a body."""
    for cut in each.cuts[:1]:
        if cut.entry is not None:
            yield cut.entry.key
    for element in body.iter(etree.Element):
        yield from keys_of(element)
        if (element.text or "").strip():
            return


def _inner_types(body: etree._Element) -> Iterator[str]:
    """Yield the meanings of containers that hold all of a body."""
    holder = body
    while len(holder) == 1:
        holder = holder[0]
        yield from types_of(holder)


def _has_heading(body: etree._Element) -> bool:
    return next(body.iter(*_ALL_HEADINGS), None) is not None


def _first_heading(body: etree._Element) -> str:
    heading = next(body.iter(*_ALL_HEADINGS), None)
    return " ".join(text_of(heading).split()) if heading is not None else ""


def _mostly_links(body: etree._Element) -> bool:
    words = len(text_of(body).split())
    links = [each for each in body.iter("a") if each.get(TO)]
    linked = sum(len(text_of(each).split()) for each in links)
    return len(links) > 2 and linked * 2 > words


def _is_cover(body: etree._Element, cover: str) -> bool:
    pictures = [each.get(PICTURE, "") for each in body.iter("img")]
    return pictures == [cover] and len(text_of(body).split()) < 10


def _file_name(title: str, page: str) -> str:
    """Return the name of a stretch's file, of its title: a bare number says what it numbers."""
    slug = ascii_slug(title, longest=LONGEST_NAME)
    if _NUMBER.fullmatch(slug):
        return f"chapter-{slug}"
    return slug or ascii_slug(posixpath.basename(page).partition(".")[0]) or "chapter"


def _usual_title(kind: str) -> str:
    return kind.replace("-", " ").capitalize()


def _by_headings(pages: Sequence[Page]) -> Iterator[Entry]:
    """Yield lines for contents that a book lacks: its headings of the level that repeats."""
    headings = [
        (heading, page) for page in pages for heading in page.body.iter(*_HEADINGS) if text_of(heading).strip()
    ]
    levels = [str(heading.tag) for heading, _ in headings]
    level = next((tag for tag in _HEADINGS if levels.count(tag) > 1), "")
    for number, (heading, page) in enumerate(headings):
        if heading.tag == level:
            key = f"{page.path}#\u2060{number}"
            heading.set(KEYS, "\n".join([*keys_of(heading), key]))
            yield Entry(title=" ".join(text_of(heading).split()), key=key)
