"""Links and pictures: what they name is found; where it is not, the words stay, with a finding."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, unquote

from lxml import etree

from octavo.bind.link_targets import LinkTargets, link_targets
from octavo.bind.missing_pictures import frame_picture
from octavo.core.model import Book, Finding, ImageUse, Section, Severity
from octavo.findings.catalogue.chapters import ChapterOrphan, Draft
from octavo.findings.catalogue.links import LinkBroken
from octavo.findings.catalogue.markup import ForeignTag
from octavo.findings.catalogue.pictures import ImageMissing, ImageRemote, ImageUndescribed
from octavo.findings.collector import Collector, has_errors
from octavo.findings.entry import Form, Value
from octavo.manuscript.book_images import REMOTE
from octavo.manuscript.toml_file import did_you_mean
from octavo.markdown.reference_marks import REFERENCE
from octavo.markdown.xhtml_tree import add_class, is_call, read, text_of, write
from octavo.text.addresses import (
    SCHEMES,
    has_site,
    readable_address,
    split_address,
    within_grammar,
)
from octavo.text.alt_text import describes
from octavo.text.shorten import clipped
from octavo.text.xhtml_names import LINE
from octavo.text.xml_characters import forbidden_character

# A page or an image may be written into its address (`data:`), which can be long.
_SHOWN = 60
#: Endings of pictures that a name without one may mean, the sharpest first.
_SUFFIXES = ("svg", "png", "jpg", "jpeg", "webp", "gif")
_NO_PICTURES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Targets:
    """What can be named: places, the pictures of the folder, and files that are left out.

    `unread` are the ids of sections that have errors, so that nobody knows what is in them, and
    `unopened` the files that could not even be opened as chapters.
    """

    links: LinkTargets
    pictures: frozenset[str]
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


#: What is wrong with a link: a wording, and its values.
_Fault = tuple[Form, Mapping[str, Value]]


def resolve_references(book: Book, pictures: frozenset[str] = _NO_PICTURES) -> Book:
    """Turn links between files into `#id`, and paths of pictures into paths in the book.

    `pictures` are the paths of those that lie in the book's folder. A link that leads nowhere
    becomes its words, a picture from the web a frame with its words.
    """
    targets = _Targets(
        links=link_targets(book.sections),
        pictures=pictures,
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
    for element in list(root.iter("a", "img")):
        given = str(element.attrib.pop(LINE, ""))
        line = int(given) if given else None
        if element.tag == "img":
            _image(element, line, here)
        elif element.get("href") is not None and not is_call(element):
            _link(element, line, here)
    return write(root)


def _link(element: etree._Element, line: int | None, here: _Here) -> None:
    """Have a link lead where it should; one that leads nowhere leaves its words."""
    href = str(element.get("href"))
    if element.get("class") == REFERENCE:
        _reference(element, href, line, here)
        return
    parts = split_address(href)
    if parts is None or not href.strip():
        shown: dict[str, Value] = {"link": clipped(href, _SHOWN)}
        fault = (LinkBroken.unreadable, shown) if href.strip() else (LinkBroken.empty, {})
        _unlink(element, fault, line, faults=here.faults)
    elif parts.scheme not in SCHEMES and (place := here.targets.links.label(href)):
        _lead(element, place, href, line=line, here=here)
    elif form := _unfit(parts):
        fault = form, {"link": clipped(href, _SHOWN)}
        _unlink(element, fault, line, faults=here.faults)
    elif parts.scheme:
        if text_of(element) in (href, href.removeprefix("mailto:"), href.removeprefix("http://")):
            add_class(element, "bare-address")
        element.set("href", within_grammar(href))
    else:
        target = _place_inside(href, parts, line, here=here)
        if isinstance(target, str):
            _lead(element, target, href, line=line, here=here)
        else:
            _unlink(element, target, line, faults=here.faults)


def _lead(element: etree._Element, place: str, href: str, *, line: int | None, here: _Here) -> None:
    """Have a link lead to a place; without words it says its title, or stays typed."""
    element.set("href", f"#{place}")
    if not len(element) and not (element.text or "").strip():
        element.text = here.targets.links.words.get(place, href)
        if place not in here.targets.links.words:
            here.faults.add(ForeignTag.reference, {"tag": clipped(href, _SHOWN)}, line)


def _reference(element: etree._Element, href: str, line: int | None, here: _Here) -> None:
    """Have a reference of another tool say the title of the place; without one it stays typed."""
    links = here.targets.links
    place = links.place(href.removeprefix("#"), here.section.id)
    words = links.words.get(place, "") if place else ""
    if words:
        element.text = words
    else:
        values: dict[str, Value] = {"tag": clipped(text_of(element), _SHOWN)}
        here.faults.add(ForeignTag.reference, values, line)
    if place:
        element.set("href", f"#{place}")
    else:
        element.tag = "span"
        del element.attrib["href"]


def _unfit(parts: SplitResult) -> Form | None:
    """Return the wording for an address that no reader can open; None if it is fine, or inside."""
    if parts.scheme in ("http", "https", "ftp") and not has_site(parts):
        return LinkBroken.siteless
    if parts.scheme in SCHEMES:
        return None if parts.netloc or parts.path else LinkBroken.unopenable
    return LinkBroken.unopenable if parts.scheme or parts.netloc else None


def _unlink(element: etree._Element, fault: _Fault, line: int | None, *, faults: Collector) -> None:
    form, values = fault
    faults.add(form, values, line)
    element.tag = "span"
    href = str(element.attrib.pop("href", ""))
    element.attrib.pop("hreflang", "")
    if not len(element) and not (element.text or "").strip():
        element.text = href  # a link without words stays visible


def _place_inside(href: str, parts: SplitResult, line: int | None, *, here: _Here) -> str | _Fault:
    """Return the id that a link inside the book leads to, or why there is none."""
    links, path = here.targets.links, unquote(parts.path)
    section = links.section(path, here.section.file) if path else here.section.id
    if section is None:
        return _no_chapter(href, path, here)
    fragment = unquote(parts.fragment)
    anchor = links.anchor(section, fragment) if fragment else section
    if anchor is None and not path:
        anchor = links.label(fragment)
    if anchor is None and section not in here.targets.unread:
        known, otherwise = links.fragments(section), "Look at that chapter's headings."
        suggestion = did_you_mean(fragment, known, otherwise)
        values = {"link": href, "fragment": fragment, "suggestion": suggestion}
        here.faults.add(LinkBroken.fragment, values, line)
    # The chapter is right, and better than nothing.
    return anchor or section


def _no_chapter(href: str, path: str, here: _Here) -> _Fault:
    """Return the wording for a link to a file that is no chapter of the book, with its values."""
    link = clipped(readable_address(href), _SHOWN)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(here.section.file), path))
    if file in here.targets.unopened:
        return LinkBroken.unopened, {"link": link}
    if path.startswith("www."):
        return LinkBroken.web, {"link": link}
    left_out = here.targets.left_out.get(file)
    if left_out:
        return left_out, {"link": link}
    folder = posixpath.dirname(here.section.file)
    names = [posixpath.relpath(name, folder) for name in here.targets.links.files]
    suggestion = did_you_mean(path, names, "Name a chapter's file, or a web address in full.")
    return LinkBroken.found, {"link": link, "suggestion": suggestion}


def _image(element: etree._Element, line: int | None, here: _Here) -> None:
    source = str(element.get("src", ""))
    if not source or forbidden_character(unquote(source)):
        here.faults.add(ImageMissing.unnamed, {}, line)
        frame_picture(element)
        return
    if REMOTE.match(source):
        here.faults.add(
            ImageRemote.found, {"image": clipped(readable_address(source), _SHOWN)}, line
        )
        frame_picture(element)
        return
    path = picture_path(source, here.section.file, here.targets.pictures)
    element.set("src", path)
    here.images.append(ImageUse(path=path, line=line or 1))
    alt = element.get("alt", "")
    if not alt and element.get("role") not in ("presentation", "none"):
        here.faults.add(ImageUndescribed.found, {"image": unquote(source)}, line)
    elif alt and not describes(alt):
        here.faults.add(ImageUndescribed.empty, {"alt": alt, "image": unquote(source)}, line)


def picture_path(source: str, file: str, pictures: frozenset[str]) -> str:
    """Return the path in the book that a picture's path means, as it is written in `file`.

    First beside the chapter; then from the book's root, from the folder that other tools keep
    pictures in, or wherever a single file has this path at its end.
    """
    path = unquote(source.partition("?")[0].partition("#")[0])
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(file), path.lstrip("/")))
    tail = posixpath.normpath(path.lstrip("/"))
    while tail.startswith("../"):
        tail = tail[3:]
    roots = ("manuscript", "manuscript/resources", "manuscript/static", "manuscript/images")
    candidates = [] if path.startswith("/") else [beside]
    candidates += [posixpath.normpath(f"{root}/{tail}") for root in roots]
    candidates.append(tail)
    for candidate in candidates:
        if candidate in pictures:
            return candidate
    ending = [name for name in pictures if name.lower().endswith(f"/{tail.lower()}")]
    if len(ending) == 1:
        return ending[0]
    # A picture without its ending (pandoc's `default-image-extension`), as TeX names them too.
    whole = (f"{name}.{suffix}" for name in candidates for suffix in _SUFFIXES)
    return next((name for name in whole if name in pictures), candidates[0])


def _is_unread(section: Section) -> bool:
    """Whether parsing stopped at errors: the section has no body then."""
    return not section.body and has_errors(section.findings)


def _left_out(findings: Iterable[Finding]) -> Iterator[tuple[str, Form]]:
    """Yield the files of chapters that are not in the book, and the wording for a link there."""
    wordings = {Draft.code: LinkBroken.draft, ChapterOrphan.code: LinkBroken.orphan}
    for finding in findings:
        if finding.file and finding.code in wordings:
            yield finding.file, wordings[finding.code]
