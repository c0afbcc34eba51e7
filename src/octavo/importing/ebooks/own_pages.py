"""The pages of an e-book that Octavo made → stretches: what it added is taken off again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from octavo.core.model import Matter
from octavo.importing.ebooks.braces import classes
from octavo.importing.ebooks.ebook_about import Value
from octavo.importing.ebooks.ebook_contents import Contents, flat
from octavo.importing.ebooks.ebook_inline import NOTE
from octavo.importing.ebooks.ebook_pages import PICTURE, TO, Page, keys_of, types_of
from octavo.importing.ebooks.stretches import Leavings, Stretch, without_formulas
from octavo.importing.readers.html_elements import drop, text_of
from octavo.manuscript.slugs import Names, letter_slug
from octavo.markdown.xhtml_tree import text_of as words_of_heading
from octavo.text.added_words import words_of
from octavo.text.xhtml_names import EPUB_TYPE, id_within

_MATTERS = {"frontmatter": Matter.FRONT, "bodymatter": Matter.BODY, "backmatter": Matter.BACK}
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
#: Classes that Octavo gives by itself.
_MADE = frozenset(
    ("opening", "initial", "first-letter", "capitals", "after-figure", "bare-address")
)
_MARKS = "“”„«»‘’‚‹›\"'¿¡\u00a0\u202f"

NUMBER, CALL, PAGE, WORD = (
    "numbers, which Octavo sets itself",
    "marks of notes, which Octavo sets itself",
    "a page that Octavo makes itself",
    "titles of callouts, which Octavo adds itself",
)
RESULT = "what comes out of examples, which is made of their sources"


class OwnBook:
    """The stretches of an e-book of our own, and what its pages say for book.toml."""

    def __init__(self, pages: Sequence[Page], contents: Contents) -> None:
        self.leavings = Leavings()
        self.more: dict[str, Value] = {}
        self.shown: list[str] = []
        self.numbers = False
        self.isbn = self.printer = ""
        self._part = ""
        self.depth = _depth_of_contents(pages, contents)
        self.stretches = [made for page in pages for made in self._of_page(page)]

    def _of_page(self, page: Page) -> Iterator[Stretch]:
        section = page.body.find("section")
        if section is None or self._is_made(section):
            self.leavings.element(page.body, page.path, PAGE)
            return
        matter = next(
            (_MATTERS[each] for each in types_of(page.body) if each in _MATTERS), Matter.BODY
        )
        kind = classes(section)[0] if classes(section) else "chapter"
        if kind == "part":
            self._part = self._take_part(section, page)
            return
        if matter is not Matter.BODY:
            self._part = ""
        kind = "epigraph" if kind == "epigraph-page" else kind
        yield self._stretch(section, page, kind=kind, matter=matter)

    def _is_made(self, section: etree._Element) -> bool:
        """Return whether a page is made of book.toml, and take over what only it says."""
        names = classes(section)
        if "also-by" in names and section.find("header/h1[@id]") is None:
            self.more["also_by"] = [text_of(each).strip() for each in section.iter("li")]
            return True
        if section.get("id") == "copyright-page":  # that of a chapter file is another
            for line in section.iter("p"):
                if "isbn" in classes(line):
                    self.isbn = text_of(line).strip().removeprefix("ISBN").strip()
                if "printer" in classes(line):
                    self.printer = text_of(line).strip()
            return True
        return "titlepage" in names or "halftitlepage" in names

    def _take_part(self, section: etree._Element, page: Page) -> str:
        title = section.find("header/h1")
        number = section.find("header/p[@class='number']")
        if number is not None:
            self.numbers = True
            self.leavings.element(number, page.path, NUMBER)
        words = " ".join(text_of(title).split()) if title is not None else ""
        self.leavings.words(page.path, "titles of parts, which stand in book.toml", words)
        return words

    def _stretch(
        self, section: etree._Element, page: Page, *, kind: str, matter: Matter
    ) -> Stretch:
        name = section.get("id", "chapter")
        front = {}
        if section.get("lang") and section.get("lang") != page.language:
            front["language"] = section.get("lang", "")
        self._take_notes(section, page)
        self._tidy(section, page)
        self._drop_uncalled(section, page)
        title = self._take_opener(section, page, front)
        if title is None:
            title = etree.Element("h1")
            title.text = section.get("aria-label") or name
        for imprint in section.findall("div[@class='imprint']"):
            _open(imprint)
        _set_ids(section, title, name)
        ids = (name, id_within(name, "title"))
        keys = (page.path, *(f"{page.path}#{each}" for each in ids))
        body = etree.Element("body")
        body.extend(list(section))
        return Stretch(
            title=title,
            body=body,
            name=name,
            kind=kind,
            matter=matter,
            part=self._part if matter is Matter.BODY else "",
            keys=keys,
            pages=(page.path,),
            front=front,
        )

    def _take_opener(
        self, section: etree._Element, page: Page, front: dict[str, str]
    ) -> etree._Element | None:
        header = section.find("header")
        if header is None or "opener" not in classes(header):
            return None
        for number in header.findall("p[@class='number']"):
            self.numbers = True
            self.leavings.element(number, page.path, NUMBER)
        for byline in header.findall("p[@class='byline']"):
            front["author"] = " ".join(text_of(byline).split())
            self.leavings.element(
                byline, page.path, "authors of chapters, at the head of their files"
            )
        title = header.find("h1")
        drop(header)
        return title

    def _take_notes(self, section: etree._Element, page: Page) -> None:
        """Turn calls and notes into elements of their own, by their numbers."""
        notes = section.find("section[@class='notes']")
        labels = {}
        for number, aside in enumerate(notes if notes is not None else (), 1):
            labels[f"{page.path}#{aside.get('id')}"] = str(number)
            for back in list(aside.iter("a")):
                if "backlink" in classes(back):
                    self.leavings.element(back, page.path, CALL)
            for first in aside.iter("p"):
                first.text = (first.text or "").lstrip() or None
                break
            aside.tag = "notetext"
            aside.attrib.clear()
            aside.set("label", str(number))
        for mark in list(section.iter("sup")):
            if "between-notes" in classes(mark):
                self.leavings.element(mark, page.path, CALL)
        for call in list(section.iter("a")):
            label = labels.get(call.get(TO, ""))
            if label and "noteref" in classes(call):
                self.leavings.words(page.path, CALL, text_of(call))
                tail = call.tail
                call.clear()
                call.tag, call.tail = NOTE, tail
                call.set("label", label)
        if notes is not None:
            section.extend(list(notes))
            section.remove(notes)

    def _drop_uncalled(self, section: etree._Element, page: Page) -> None:
        """Take out the notes of examples, whose source has them."""
        called = {each.get("label") for each in section.iter(NOTE)}
        for note in section.findall("notetext"):
            if note.get("label") not in called:
                self.leavings.element(note, page.path, RESULT)

    def _tidy(self, section: etree._Element, page: Page) -> None:
        for element in list(section.iter(etree.Element)):
            names = classes(element)
            if element.tag == "p" and "initial" in names and "opening" not in names:
                _mark_initial(element)
            if element.tag == "div" and "example" in names:
                self._take_source(element, page)
                continue
            elif "callout-title" in names:
                self._take_title(element, page)
            elif element.tag == "div" and "table" in names and element.find("table") is not None:
                _open(element)
            made = _MADE | ({"wide"} if element.tag == "div" else set())
            kept = [name for name in names if name not in made]
            if kept:
                element.set("class", " ".join(kept))
            else:
                element.attrib.pop("class", "")
            if element.get("role") not in (None, "presentation", "none", "img"):
                del element.attrib["role"]
            if element.get("dir") and (element.get("lang") or element.tag in ("code", "pre")):
                del element.attrib["dir"]
            element.attrib.pop(EPUB_TYPE, "")

    def _take_title(self, title: etree._Element, page: Page) -> None:
        """Keep a callout's title if it is not what every callout of its kind is called."""
        holder = title.getparent()
        language = next(
            (each.get("lang") for each in title.iterancestors() if each.get("lang")), None
        )
        words = words_of(language or page.language or "en")
        kinds = classes(holder) if holder is not None else []
        if text_of(title).strip() in {words.get(f"callout_{kind}") for kind in kinds}:
            self.leavings.element(title, page.path, WORD)
        else:
            title.tag = "callouttitle"

    def _take_source(self, example: etree._Element, page: Page) -> None:
        """Leave of an example its source: what comes out of it is made anew."""
        source = example.find("div[@class='source']")
        if source is None:
            return
        text = "".join(map(str, source.itertext())).strip("\n")
        for child in list(example):
            if child is not source:
                self.leavings.words(page.path, RESULT, text_of(without_formulas(child)))
                self.shown += [each.get(PICTURE, "") for each in child.iter("img")]
            example.remove(child)
        example.text = text
        example.set("class", "source-of-example")


def _open(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    drop(element)


def _mark_initial(paragraph: etree._Element) -> None:
    """Put the letter that a drop cap is made of into a span."""
    text = (paragraph.text or "").lstrip()
    if "first-letter" not in classes(paragraph) or not text:
        return
    end = len(text) - len(text.lstrip(_MARKS)) + 1
    span = etree.Element("span", {"class": "drop-cap"})
    span.text, span.tail, paragraph.text = text[:end], text[end:], None
    paragraph.insert(0, span)


def _set_ids(section: etree._Element, title: etree._Element, name: str) -> None:
    """Take off the names that Octavo gives, and the chapter's own before the author's."""
    prefix = id_within(name, "")
    taken = {each.get("id", "") for each in section.iter() if each.tag not in _HEADINGS}
    names = Names(taken | {id_within(name, "title")})
    for heading in section.iter(*_HEADINGS):
        slug = letter_slug(words_of_heading(heading)) or "section"
        if heading.get("id") == names.take(f"{prefix}{slug}"):
            # Its key stays: a link to it is one by its words.
            del heading.attrib["id"]
            heading.set("data-slug", heading_name(keys_of(heading), prefix))
    title.attrib.pop("id", "")
    for element in [*section.iter(etree.Element), *title.iter(etree.Element)]:
        if element.get("id"):
            element.set("id", element.get("id", "").removeprefix(prefix))


def heading_name(keys: Sequence[str], prefix: str) -> str:
    """Return the name of a heading within its chapter."""
    return next((key.partition("#")[2].removeprefix(prefix) for key in keys if "#" in key), "")


def _depth_of_contents(pages: Sequence[Page], contents: Contents) -> int:
    """Return how deep the contents go: the levels of the headings that they list; 0 for 2."""
    levels = {
        key: int(str(heading.tag)[1])
        for page in pages
        for heading in page.body.iter(*_HEADINGS)
        for key in keys_of(heading)
    }
    listed = [levels[entry.key] for entry in flat(contents.entries) if entry.key in levels]
    depth = max(listed) if listed else 1 if 2 in levels.values() else 2
    return 0 if depth == 2 else depth
