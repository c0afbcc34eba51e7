"""An e-book that any program made → stretches: its pages tidied, cut, and told apart."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from octavo.core.model import Matter
from octavo.importing.ebooks.boilerplate import GUTENBERG, take_boilerplate
from octavo.importing.ebooks.contents_cuts import cut_pages
from octavo.importing.ebooks.contents_plan import Planned, planned
from octavo.importing.ebooks.ebook_about import EbookAbout
from octavo.importing.ebooks.ebook_contents import Contents, Entry, flat
from octavo.importing.ebooks.ebook_inline import NOTE
from octavo.importing.ebooks.ebook_pages import KEYS, Page, keys_of
from octavo.importing.ebooks.looks import Looks
from octavo.importing.ebooks.matter_kinds import LEFT, settled, stated_matter
from octavo.importing.ebooks.note_calls import Notes
from octavo.importing.ebooks.page_kinds import NOTES, PageKinds, has_heading
from octavo.importing.ebooks.stretches import Leavings, Stretch
from octavo.importing.ebooks.tidy_pages import EMBEDDED, strip, tidy
from octavo.importing.ebooks.title_lines import MOST_WORDS, lower_headings, take_title
from octavo.importing.file_names import LONGEST_NAME
from octavo.importing.readers.html_elements import text_of
from octavo.manuscript.slugs import ascii_slug
from octavo.text.direction import primary
from octavo.text.language_tags import check_language

PART, LIST, UNCALLED = (
    "titles of parts, which stand in book.toml",
    "headings of notes, which stand with their chapters",
    "notes of pages that are left out",
)
#: Reasons that the author is told: whole pages are left out.
TOLD = frozenset((*LEFT.values(), GUTENBERG, UNCALLED, EMBEDDED))
_NUMBER = re.compile(r"(?:[ivxlc]+|\d+)(?:-(?:[ivxlc]+|\d+))*")
#: Words of the beginning that stands for a title that is too long.
_BEGINNING = 8
#: What programs write into the head of a page that has no title.
_FILE = re.compile(r"\.x?html?$", re.I)
_HEADINGS = ("h1", "h2", "h3")
#: Kinds that are shown without a title.
_UNTITLED = frozenset(("dedication", "epigraph", "copyright-page"))


@dataclass(slots=True, kw_only=True)
class _Found:
    """A stretch before it is told where it stands: its blocks, and what was found out of them."""

    plan: Planned
    body: etree._Element
    kind: str
    keys: tuple[str, ...]
    title: etree._Element | None = None

    @property
    def page(self) -> Page:
        return next(cut.page for cut in self.plan.cuts if cut.atoms)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be seen in it."""
        shown = next(self.body.iter("img", NOTE), None) is not None
        return not shown and not text_of(self.body).strip()


class FoundBook:
    """The stretches of an e-book, and what was left out of it."""

    def __init__(
        self, pages: Sequence[Page], contents: Contents, *, about: EbookAbout, looks: Looks
    ) -> None:
        self.leavings = Leavings()
        self._called_notes: set[str] = set()
        stated = (page.language for page in pages if page.language)
        self._language = about.text("language") or next(stated, "en")
        self._kinds = PageKinds(about, contents.landmarks)
        take_boilerplate(pages, self.leavings)
        for page in pages:
            tidy(page.body, page.path, looks, self.leavings)
        self._notes = Notes(pages, self.leavings)
        entries = contents.entries
        if sum(bool(entry.key) for entry in flat(entries)) < 2:
            entries = tuple(_by_headings(pages))
        plan = planned(cut_pages(pages, entries), entries, contents.landmarks)
        self.stretches = [*self._stretches(plan)]
        self._leave_uncalled()
        for stretch in self.stretches:
            language = stretch.front.get("language", self._language)
            strip(stretch.title, language)
            strip(stretch.body, language)

    def _stretches(self, plan: Sequence[Planned]) -> Iterator[Stretch]:
        found = [made for each in plan if (made := self._found(each)) is not None]
        matters = settled(
            [each.kind for each in found], [stated_matter(each.plan.types) for each in found]
        )
        for each, matter in zip(found, matters, strict=True):
            yield self._stretch(each, matter)

    def _found(self, plan: Planned) -> _Found | None:
        """Return a stretch with its title taken; None for one that becomes no chapter."""
        body = etree.Element("body")
        body.extend(atom.element for cut in plan.cuts for atom in cut.atoms)
        keys = tuple(_keys_before_words(body, plan))
        made = _Found(plan=plan, body=body, keys=keys, kind=self._kinds.of(plan, body, keys))
        why = LEFT.get(made.kind, LIST if made.kind == NOTES else "")
        if why or made.is_empty:
            self.leavings.element(body, made.page.path, why)
            return None
        if made.kind not in _UNTITLED or has_heading(body):
            made.title = take_title(body, plan.title)
        if plan.is_part and made.is_empty:
            words = text_of(made.title) if made.title is not None else ""
            self.leavings.words(made.page.path, PART, words)
            return None
        return made

    def _stretch(self, found: _Found, matter: Matter) -> Stretch:
        plan, body, title = found.plan, found.body, found.title
        if title is None:
            title = etree.Element("h1")
            usual = found.kind.replace("-", " ").capitalize()
            called = "" if _FILE.search(found.page.title) else found.page.title
            title.text = _short(plan.title) or called or usual or "Untitled"
        lower_headings(body)
        body.extend(self._called(title, body))
        in_body = matter is Matter.BODY
        # A part has no text of its own: what stands on its page introduces it.
        usual = "introduction" if plan.is_part else "chapter"
        return Stretch(
            title=title,
            body=body,
            name=_file_name(" ".join(text_of(title).split()), found.page.path),
            kind=found.kind or (usual if in_body else ""),
            matter=matter,
            part=". ".join(each.strip(" .") for each in plan.trail) if in_body else "",
            keys=(*found.keys, *keys_of(title)),
            pages=tuple(dict.fromkeys(cut.page.path for cut in plan.cuts if cut.atoms)),
            front=self._front(found.page.language),
        )

    def _front(self, language: str) -> dict[str, str]:
        """Return the language of a page that is another than the book's, for its file's head."""
        tag = language.replace("_", "-")
        same = primary(tag) == primary(self._language)
        return {} if not tag or same or check_language(tag) else {"language": tag}

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
        self._called_notes |= set(labels)
        return texts

    def _leave_uncalled(self) -> None:
        for label, text in self._notes.texts.items():
            if label not in self._called_notes:
                self.leavings.words("", UNCALLED, text_of(text))


def _keys_before_words(body: etree._Element, plan: Planned) -> Iterator[str]:
    """Yield the keys of all places that stand before the first word of a body."""
    for cut in plan.cuts[:1]:
        if cut.entry is not None:
            yield cut.entry.key
    for element in body.iter(etree.Element):
        yield from keys_of(element)
        if (element.text or "").strip():
            return


def _short(title: str) -> str:
    """Return what the contents call a stretch; the beginning of what is too long for a title."""
    words = title.split()
    return title if len(words) <= MOST_WORDS else f"{' '.join(words[:_BEGINNING])} …"


def _file_name(title: str, page: str) -> str:
    """Return the name of a stretch's file, of its title: a bare number says what it numbers."""
    slug = ascii_slug(title, longest=LONGEST_NAME)
    if _NUMBER.fullmatch(slug):
        return f"chapter-{slug}"
    return slug or ascii_slug(posixpath.basename(page).partition(".")[0]) or "chapter"


def _by_headings(pages: Sequence[Page]) -> Iterator[Entry]:
    """Yield lines for contents that a book lacks: its headings of the level that repeats."""
    headings = [
        (heading, page)
        for page in pages
        for heading in page.body.iter(*_HEADINGS)
        if text_of(heading).strip()
    ]
    levels = [str(heading.tag) for heading, _ in headings]
    level = next((tag for tag in _HEADINGS if levels.count(tag) > 1), "")
    for number, (heading, page) in enumerate(headings):
        if heading.tag == level:
            key = f"{page.path}#\u2060{number}"
            heading.set(KEYS, "\n".join([*keys_of(heading), key]))
            yield Entry(title=" ".join(text_of(heading).split()), key=key)
