"""Links and images: what they name is found, or it is said that it is not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from lxml import etree

from octavo.manuscript.toml import did_you_mean
from octavo.model import Book, Finding, ImageUse, Section, Severity
from octavo.parse.tree import is_call, read, write

#: Schemes a link may have; everything else points into the reader's machine.
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "urn", "doi"})

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Targets:
    """What can be linked to: section ids by file, and all ids."""

    sections: Mapping[str, str]
    ids: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _Here:
    """The section at work, and what is found on the way."""

    section: Section
    targets: _Targets
    findings: list[Finding] = field(default_factory=list)
    images: list[ImageUse] = field(default_factory=list)

    def error(self, code: str, message: str, line: int, hint: str) -> None:
        self.findings.append(
            Finding(
                code=code,
                severity=Severity.ERROR,
                message=message,
                file=self.section.file,
                line=line,
                hint=hint,
            )
        )


def resolve_references(book: Book) -> Book:
    """Turns links between files into `#id`, and image paths into paths in the book.

    Links that lead nowhere, and images that are a web address or lie outside
    the book, become errors with file and line. Ids that two elements share are
    errors too.
    """
    targets = _Targets(
        sections={section.file: section.id for section in book.sections if section.kind != "part"},
        ids=frozenset(_all_ids(book.sections)),
    )
    sections = tuple(_resolve(section, targets) for section in book.sections)
    return replace(book, sections=sections, findings=book.findings + _twice(book.sections))


def _resolve(section: Section, targets: _Targets) -> Section:
    here = _Here(section=section, targets=targets)
    title = _rewrite(section.title, here)
    body = _rewrite(section.body, here)
    notes = tuple(replace(note, body=_rewrite(note.body, here)) for note in section.notes)
    return replace(
        section,
        title=title,
        body=body,
        notes=notes,
        images=tuple(here.images),
        findings=section.findings + tuple(here.findings),
    )


def _rewrite(xhtml: str, here: _Here) -> str:
    if "<a" not in xhtml and "<img" not in xhtml:
        return xhtml
    root = read(xhtml)
    for element in root.iter("a", "img"):
        line = int(element.attrib.pop("data-line", "1"))
        if element.tag == "img":
            _image(element, line, here)
        elif element.get("href") and not is_call(element):
            _link(element, line, here)
    return write(root)


def _link(element: etree._Element, line: int, here: _Here) -> None:
    href = element.get("href", "")
    parts = urlsplit(href)
    if parts.scheme in _SCHEMES:
        return
    if parts.scheme or parts.netloc:
        message = f'the link "{href}" leads to no page that a reader can open.'
        here.error("link-broken", message, line, "Write it in full, beginning with https://.")
        return
    section = _linked_section(parts.path, here)
    if section is None:
        hint = did_you_mean(parts.path, _names(here)) or "Link to a chapter's file."
        here.error("link-broken", f'the link "{href}" leads to no chapter.', line, hint)
        return
    anchor = f"{section}--{parts.fragment}" if parts.fragment else section
    if anchor not in here.targets.ids:
        prefix = f"{section}--"
        known = [name.removeprefix(prefix) for name in here.targets.ids if name.startswith(prefix)]
        hint = did_you_mean(parts.fragment, [name for name in known if "note" not in name])
        here.error("link-broken", f'"#{parts.fragment}" of "{href}" is not there.', line, hint)
        return
    element.set("href", f"#{anchor}")


def _linked_section(path: str, here: _Here) -> str | None:
    if not path:
        return here.section.id
    return here.targets.sections.get(_in_book(path, here.section.file))


def _image(element: etree._Element, line: int, here: _Here) -> None:
    source = element.get("src", "")
    if re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", source, re.I):
        hint = "Save it in manuscript/images and name that file: a book loads nothing from the web."
        here.error("image-remote", f'the image "{source}" is not a file.', line, hint)
        return
    path = _in_book(source, here.section.file)
    if path.startswith(("../", "/")):
        hint = "Copy it into manuscript/images."
        here.error("path-outside", f'the image "{source}" lies outside the book.', line, hint)
        return
    element.set("src", path)
    here.images.append(ImageUse(path=path, line=line))
    if element.get("alt") is None or (not element.get("alt") and element.get("role") is None):
        here.findings.append(
            Finding(
                code="image-undescribed",
                message=f'the image "{source}" has no alternative text.',
                file=here.section.file,
                line=line,
                hint="Write what it shows between the brackets: ![what it shows](…).",
            )
        )


def _in_book(path: str, file: str) -> str:
    """A path as written in `file`, as a path in the book."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))


def _names(here: _Here) -> list[str]:
    folder = posixpath.dirname(here.section.file)
    return [posixpath.relpath(file, folder) for file in here.targets.sections]


def _ids(section: Section) -> Iterable[str]:
    yield section.id
    for xhtml in (section.body, *(note.body for note in section.notes)):
        yield from _ID.findall(xhtml)
    yield from (note.id for note in section.notes)


def _all_ids(sections: Iterable[Section]) -> Iterable[str]:
    for section in sections:
        yield from _ids(section)


def _twice(sections: Iterable[Section]) -> tuple[Finding, ...]:
    seen: set[str] = set()
    findings = []
    for section in sections:
        for name in _ids(section):
            if name in seen:
                findings.append(
                    Finding(
                        code="id-twice",
                        severity=Severity.ERROR,
                        message=f'the id "{name.rpartition("--")[2]}" is given twice.',
                        file=section.file,
                        hint="Give one of the two another id.",
                    )
                )
            seen.add(name)
    return tuple(findings)
