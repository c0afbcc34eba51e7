"""The metadata of an e-book, as book.toml has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree, html

from octavo.importing.ebooks.ebook_package import Package
from octavo.importing.ebooks.xml_files import local
from octavo.manuscript.isbn import isbn_digits, isbn_fault
from octavo.manuscript.people import is_role
from octavo.text.language_tags import check_language
from octavo.text.xhtml_names import DC, OPF

#: A value of book.toml.
Value = str | int | float | list[str] | list["str | dict[str, str]"]

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
_PLACE = re.compile(r"[0-9]+(\.[0-9]+)?")
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
#: Whoever runs a program that makes e-books, and the program.
_MAKERS = frozenset(("bkp", "mrk"))
_SUBTITLES = frozenset(("subtitle", "expanded", "short", "collection", "edition"))
_OPF = f"{{{OPF}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EbookAbout:
    """What an e-book says of itself. `values` are keys of `[book]` in book.toml, title and
    language among them where they are stated; `isbn` is the edition's, empty for none.

    `is_own` says that Octavo made it. `unread` names what is said and has no place in book.toml.
    """

    values: Mapping[str, Value]
    isbn: str = ""
    is_own: bool = False
    unread: tuple[str, ...] = ()

    def text(self, key: str) -> str:
        """Return a value that is text; empty if it is not stated."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""


def read_about(package: Package) -> EbookAbout:
    """Read the metadata of an e-book's package."""
    said = _Statements(package.root)
    values: dict[str, Value] = {}
    values |= _titles(said)
    values |= _people(said)
    values |= _series(said)
    for key, text in _texts(said):
        if text:
            values[key] = text
    subjects = [each for element in said.dc("subject") if (each := _words(element))]
    if subjects:
        values["subjects"] = list(dict.fromkeys(subjects))
    if package.cover:
        values["cover"] = package.cover
    day, unread = _date(said)
    if day:
        values["date"] = day
    isbn, urn = _identifier(said, package.root)
    if urn:
        values["identifier"] = urn
    return EbookAbout(
        values=values,
        isbn=isbn,
        is_own=said.meta("generator") == "Octavo",
        unread=tuple(unread),
    )


class _Statements:
    """The elements of a package's metadata, and what others say of each by its id."""

    def __init__(self, root: etree._Element) -> None:
        holder = next((each for each in root.iter() if local(each) == "metadata"), root)
        self._all = [each for each in holder.iter() if local(each)]
        self._refined: dict[str, list[etree._Element]] = defaultdict(list)
        for each in self._all:
            if about := each.get("refines"):
                self._refined[about.removeprefix("#")].append(each)

    def dc(self, name: str) -> list[etree._Element]:
        """Return the elements of Dublin Core of a name, in order."""
        return [each for each in self._all if each.tag == f"{{{DC}}}{name}"]

    def about(self, element: etree._Element, name: str) -> str:
        """Return what is said of an element: by a `meta` in EPUB 3, by an attribute in EPUB 2."""
        refined = self._refined.get(element.get("id", ""), [])
        found = (_words(each) for each in refined if each.get("property") == name)
        return next(found, "") or element.get(f"{_OPF}{name}", "").strip()

    def roles(self, element: etree._Element) -> list[str]:
        """Return the roles of a person, MARC's codes."""
        refined = self._refined.get(element.get("id", ""), [])
        stated = [_words(each) for each in refined if each.get("property") == "role"]
        return stated or [element.get(f"{_OPF}role", "").strip()]

    def meta(self, name: str) -> str:
        """Return the value of a `meta` of EPUB 2."""
        found = (each.get("content", "") for each in self._all if each.get("name") == name)
        return " ".join(next(found, "").split())

    def properties(self, name: str) -> list[etree._Element]:
        """Return the `meta` elements of EPUB 3 of a name that say something of the whole book."""
        return [
            each for each in self._all if each.get("property") == name and not each.get("refines")
        ]


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _titles(said: _Statements) -> Iterator[tuple[str, Value]]:
    titles = [each for each in said.dc("title") if _words(each)]
    kinds = {each: said.about(each, "title-type") for each in titles}
    main = next((each for each in titles if kinds[each] == "main"), None)
    if main is None:
        main = next((each for each in titles if kinds[each] not in _SUBTITLES), None)
    if main is None:
        return
    yield "title", _words(main)
    filed = said.about(main, "file-as") or said.meta("calibre:title_sort")
    if filed and filed != _words(main):
        yield "title_sort", filed
    subtitle = next((each for each in titles if kinds[each] == "subtitle"), None)
    if subtitle is not None and subtitle is not main:
        yield "subtitle", _words(subtitle)


def _people(said: _Statements) -> Iterator[tuple[str, Value]]:
    for key, tag, role in (("authors", "creator", "aut"), ("contributors", "contributor", "ctb")):
        people = [
            _person(said, element, stated, role)
            for element in said.dc(tag)
            for stated in said.roles(element)[:1]
            if _words(element) and stated not in _MAKERS
        ]
        if people:
            yield key, people


def _person(
    said: _Statements, element: etree._Element, stated: str, usual: str
) -> str | dict[str, str]:
    name, filed = _words(element), said.about(element, "file-as")
    role = stated if is_role(stated) and stated != usual else ""
    if not role and (not filed or filed == name):
        return name
    return {key: value for key, value in (("name", name), ("sort", filed), ("role", role)) if value}


def _series(said: _Statements) -> Iterator[tuple[str, Value]]:
    for each in said.properties("belongs-to-collection"):
        if said.about(each, "collection-type") in ("series", ""):
            yield "series", _words(each)
            number = said.about(each, "group-position")
            if _PLACE.fullmatch(number):
                yield "series_number", _counted(number)
            return
    if name := said.meta("calibre:series"):
        yield "series", name
        number = said.meta("calibre:series_index").removesuffix(".0")
        if _PLACE.fullmatch(number):
            yield "series_number", _counted(number)


def _counted(number: str) -> int | float:
    return float(number) if "." in number else int(number)


def _texts(said: _Statements) -> Iterator[tuple[str, str]]:
    for key, name in (("publisher", "publisher"), ("rights", "rights")):
        yield key, next((text for each in said.dc(name) if (text := _words(each))), "")
    described = next((text for each in said.dc("description") if (text := _words(each))), "")
    yield "description", _without_tags(described)
    language = next((text for each in said.dc("language") if (text := _words(each))), "")
    tag = language.replace("_", "-")
    yield "language", "" if not tag or check_language(tag) else tag
    if said.meta("primary-writing-mode") == "vertical-rl":
        yield "writing", "vertical"


def _without_tags(text: str) -> str:
    """Return the words of a description that is HTML, as shops and calibre have it."""
    if not _TAG.search(text):
        return text
    return _words(html.fromstring(f"<div>{text}</div>"))


def _date(said: _Statements) -> tuple[str, Sequence[str]]:
    """Return the day of publication, and what is no whole day."""
    dates = said.dc("date")
    events = [each for each in dates if each.get(f"{_OPF}event") in ("publication", None)]
    stated = [text for each in (*events, *dates) if (text := _words(each))]
    for text in stated:
        if found := _DAY.fullmatch(text):
            return found[1], ()
    return "", [f"the date “{stated[0]}”, which is no whole day"] if stated else ()


def _identifier(said: _Statements, root: etree._Element) -> tuple[str, str]:
    """Return the edition's ISBN and the book's own URN, empty where there is none."""
    isbn = urn = ""
    for element in said.dc("identifier"):
        text = _words(element)
        scheme = element.get(f"{_OPF}scheme", "").lower()
        digits = isbn_digits(text.removeprefix("urn:isbn:"))
        named = text.lower().startswith("urn:isbn:") or scheme == "isbn" or len(digits) == 13
        if named and not isbn and isbn_fault(digits) is None:
            isbn = digits
        own = element.get("id") == root.get("unique-identifier")
        if own and text.startswith("urn:") and not text.lower().startswith("urn:isbn:"):
            urn = text
    return isbn, urn
