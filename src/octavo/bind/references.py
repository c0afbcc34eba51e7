"""Links and images: what they name is found, or it is said that it is not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from octavo.core.model import Book, Finding, ImageUse, Section, Severity
from octavo.findings.catalogue.chapters import ChapterOrphan, Draft, PathOutside
from octavo.findings.catalogue.links import LinkBroken
from octavo.findings.catalogue.pictures import ImageMissing, ImageRemote, ImageUndescribed
from octavo.findings.collector import Collector, has_errors
from octavo.findings.entry import Form, Value
from octavo.manuscript.book_images import REMOTE
from octavo.manuscript.toml_file import did_you_mean
from octavo.markdown.xhtml_tree import add_class, is_call, read, text_of, write
from octavo.text.shorten import clipped
from octavo.text.xhtml_names import id_within
from octavo.text.xml_characters import forbidden_character

#: Schemes a link may have; everything else points into the reader's machine.
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "urn", "doi"})

# What no address holds as it is (RFC 3986, appendix A).
_NOT_IN_ADDRESS = re.compile(r'[\s<>"{}|\\^`]')

# In a tag only: text may show the words `id="…"`.
_ID = re.compile(r'<[^<>]*?\sid="([^"]+)"')

# A page or an image may be written into its address (`data:`), which can be long.
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Targets:
    """What can be linked to: section ids by file, and all ids.

    `left_out` says of files that are not in the book why not; `unread` are the
    ids of sections that have errors, so that nobody knows what is in them, and
    `unopened` the files that could not even be opened as chapters.
    """

    sections: Mapping[str, str]
    ids: frozenset[str]
    unread: frozenset[str]
    left_out: Mapping[str, Form]
    unopened: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _Here:
    """The section at work, and what is found on the way."""

    section: Section
    targets: _Targets
    faults: Collector
    images: list[ImageUse] = field(default_factory=list)


def resolve_references(book: Book) -> Book:
    """Turn links between files into `#id`, and image paths into paths in the book.

    Links that lead nowhere, and images that are a web address or lie outside
    the book, become errors with file and line.
    """
    targets = _Targets(
        sections={section.file: section.id for section in book.sections if section.kind != "part"},
        ids=frozenset(_all_ids(book.sections)),
        unread=frozenset(section.id for section in book.sections if _is_unread(section)),
        left_out=dict(_left_out(book.findings)),
        unopened=frozenset(
            item.file for item in book.findings if item.file and item.severity is Severity.ERROR
        ),
    )
    return replace(book, sections=tuple(_resolve(section, targets) for section in book.sections))


def _resolve(section: Section, targets: _Targets) -> Section:
    here = _Here(section=section, targets=targets, faults=Collector(file=section.file))
    title = _rewrite(section.title, here)
    body = _rewrite(section.body, here)
    notes = tuple(replace(note, body=_rewrite(note.body, here)) for note in section.notes)
    return replace(
        section,
        title=title,
        body=body,
        notes=notes,
        images=tuple(here.images),
        findings=section.findings + tuple(here.faults.found),
    )


def _rewrite(xhtml: str, here: _Here) -> str:
    if "<a" not in xhtml and "<img" not in xhtml:
        return xhtml
    root = read(xhtml)
    for element in root.iter("a", "img"):
        given = str(element.attrib.pop("data-line", ""))
        line = int(given) if given else None
        if element.tag == "img":
            _image(element, line, here)
        elif element.get("href") is not None and not is_call(element):
            _link(element, line, here)
    return write(root)


def _link(element: etree._Element, line: int | None, here: _Here) -> None:
    href = str(element.get("href"))
    parts = _split(href)
    if not href:
        here.faults.add(LinkBroken.empty, {}, line)
    elif parts is None or (parts.scheme and _NOT_IN_ADDRESS.search(href)):
        here.faults.add(LinkBroken.unreadable, {"link": href}, line)
    elif parts.scheme in ("http", "https") and not parts.netloc:
        here.faults.add(LinkBroken.siteless, {"link": href}, line)
    elif parts.scheme in _SCHEMES:
        if text_of(element) in (href, href.removeprefix("mailto:")):
            add_class(element, "bare-address")
    elif parts.scheme or parts.netloc:
        here.faults.add(LinkBroken.unopenable, {"link": clipped(href, _SHOWN)}, line)
    else:
        anchor = _anchor(href, parts, line, here=here)
        if anchor:
            element.set("href", f"#{anchor}")


def _split(href: str) -> SplitResult | None:
    try:
        return urlsplit(href)
    except ValueError:  # such as a bracket without its partner
        return None


def _anchor(href: str, parts: SplitResult, line: int | None, *, here: _Here) -> str:
    """Return the id that a link inside the book leads to; nothing, and why, if it leads nowhere."""
    file = _in_book(parts.path, here.section.file) if parts.path else here.section.file
    section = here.targets.sections.get(file)
    if section is None and file in here.targets.unopened:
        return ""  # it has an error of its own, and is listed
    if section is None:
        form, values = _no_chapter(href, parts.path, file=file, here=here)
        here.faults.add(form, values, line)
        return ""
    fragment = unquote(parts.fragment)
    anchor = id_within(section, fragment) if fragment else section
    if anchor not in here.targets.ids and section not in here.targets.unread:
        known, otherwise = _fragments(section, here), "Look at that chapter's headings."
        suggestion = did_you_mean(fragment, known, otherwise)
        values = {"link": href, "fragment": fragment, "suggestion": suggestion}
        here.faults.add(LinkBroken.fragment, values, line)
        return ""
    return anchor


def _no_chapter(href: str, path: str, *, file: str, here: _Here) -> tuple[Form, dict[str, Value]]:
    """Return the wording for a link to a file that is no chapter of the book, with its values."""
    if path.startswith("www."):
        return LinkBroken.web, {"link": href}
    left_out = here.targets.left_out.get(file)
    if left_out:
        return left_out, {"link": href}
    folder = posixpath.dirname(here.section.file)
    names = [posixpath.relpath(name, folder) for name in here.targets.sections]
    suggestion = did_you_mean(path, names, "Name a chapter's file, or a web address in full.")
    return LinkBroken.found, {"link": href, "suggestion": suggestion}


def _fragments(section: str, here: _Here) -> list[str]:
    """Return what a link may write behind `#` for a section; notes are called, not linked to."""
    prefix = id_within(section, "")
    names = [name.removeprefix(prefix) for name in here.targets.ids if name.startswith(prefix)]
    return [name for name in names if not re.fullmatch(r"note(ref)?-\d+(-\d+)?", name)]


def _image(element: etree._Element, line: int | None, here: _Here) -> None:
    source = str(element.get("src", ""))
    if not source or forbidden_character(unquote(source)):
        here.faults.add(ImageMissing.unnamed, {}, line)
        return
    if REMOTE.match(source):
        here.faults.add(ImageRemote.found, {"image": clipped(source, _SHOWN)}, line)
        return
    path = _in_book(source, here.section.file)
    if path.startswith(("../", "/")):
        here.faults.add(PathOutside.image, {"path": source}, line)
        return
    element.set("src", path)
    here.images.append(ImageUse(path=path, line=line or 1))
    if not element.get("alt") and element.get("role") not in ("presentation", "none"):
        here.faults.add(ImageUndescribed.found, {"image": source}, line)


def _in_book(path: str, file: str) -> str:
    """Turn a path as written in `file` into a path in the book."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))


def _all_ids(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.id
        for xhtml in (section.title, section.body, *(note.body for note in section.notes)):
            yield from _ID.findall(xhtml)
        yield from (note.id for note in section.notes)


def _is_unread(section: Section) -> bool:
    """Tell whether parsing stopped at errors: the section has no body then."""
    return not section.body and has_errors(section.findings)


def _left_out(findings: Iterable[Finding]) -> Iterator[tuple[str, Form]]:
    """Yield the files of chapters that are not in the book, and the wording for a link there."""
    wordings = {Draft.code: LinkBroken.draft, ChapterOrphan.code: LinkBroken.orphan}
    for finding in findings:
        if finding.file and finding.code in wordings:
            yield finding.file, wordings[finding.code]
