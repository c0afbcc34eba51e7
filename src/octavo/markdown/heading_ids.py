"""The chapter's title, its headings, and ids that are unique in the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from octavo.core.model import Chapter, Finding, Heading, Note
from octavo.findings.catalogue.book_toml import TitleLong
from octavo.findings.catalogue.headings import HeadingSkip, TitleCount
from octavo.findings.entry import Value
from octavo.manuscript.book_metadata import LONGEST_TITLE
from octavo.manuscript.slugs import ascii_slug
from octavo.markdown.source_places import Lines
from octavo.markdown.xhtml_tree import drop, text_of, write
from octavo.text.shorten import clipped
from octavo.text.xhtml_names import OPS, id_within

_LEVELS = ("h2", "h3", "h4", "h5", "h6")

# Characters of a heading that a message quotes.
_SHOWN = 60


def take_title(root: etree._Element) -> etree._Element | None:
    """Take the top heading out of the tree."""
    title = root.find("h1")
    if title is not None:
        drop(title)
    return title


def title_markup(title: etree._Element) -> str:
    """Return the title's inline XHTML; what it has for attributes stands on a span around it.

    Its element is made anew for each edition, so an id or a language would be lost on it.
    """
    span = etree.Element("span", _kept(title))
    if not len(span.attrib):
        return write(title)
    span.text = title.text
    span.extend(list(title))
    holder = etree.Element("div")
    holder.append(span)
    return write(holder)


def _kept(title: etree._Element) -> dict[str, str]:
    # What the element is for assistive technology, each edition says itself.
    skipped = ("role", f"{{{OPS}}}type")
    return {str(name): str(value) for name, value in title.attrib.items() if name not in skipped}


def title_findings(root: etree._Element, chapter: Chapter, lines: Lines) -> Iterator[Finding]:
    """Says it if a chapter has no title, two, or text before it. Call before `take_title`."""
    titles = list(root.iter("h1"))
    words = text_of(titles[0]) if titles else ""
    if not titles:
        form, line = TitleCount.none, chapter.line
    elif len(titles) > 1:
        form, line = TitleCount.second, lines.title(1)
    elif titles[0].getparent() is not root:
        form, line = TitleCount.inside, lines.title(0)
    elif titles[0].getprevious() is not None or (root.text or "").strip():
        form, line = TitleCount.late, chapter.line
    elif len(words) > LONGEST_TITLE and not chapter.short_title:
        yield TitleLong.chapter({"count": len(words)}, file=chapter.path, line=lines.title(0))
        return
    elif not words:
        form, line = TitleCount.empty, lines.title(0)
    else:
        return
    yield form(file=chapter.path, line=line)


def heading_findings(root: etree._Element, lines: Lines, file: str) -> Iterator[Finding]:
    """Warnings for headings that skip a level: who listens to a book takes it for a lost one.

    A subtitle (`.subtitle`, or a line of an `hgroup`) opens no section, so it skips none.
    """
    above = 1
    for element in root.iter("h1", *_LEVELS):
        level = int(str(element.tag)[1])
        line = _heading_line(level, lines)
        if _is_subtitle(element):
            continue
        if level > above + 1:
            words = text_of(element)
            short = clipped(words, _SHOWN)
            marks = "#" * (above + 1)
            values: dict[str, Value] = {
                "heading": short,
                "level": level,
                "above": above,
                "marks": marks,
            }
            yield HeadingSkip.found(values, file=file, line=line)
        above = level


def _heading_line(level: int, lines: Lines) -> int:
    """Return the line of the next heading of a level, for headings met in reading order."""
    pattern = rf"^[ \t>]*(?:(?:[*+-]|\d+\.)[ \t]+)*(?:#{{{level}}}(?!#)|<h{level}\b)"
    if level == 2:
        pattern += r"|^[^\n#\s][^\n]*\n-+[ ]*$"
    return lines.next_match(f"<h{level}", pattern)


def _is_subtitle(element: etree._Element) -> bool:
    parent = element.getparent()
    in_group = parent is not None and parent.tag == "hgroup"
    return in_group or "subtitle" in element.get("class", "").split()


def name_headings(
    root: etree._Element, section: str, notes: Iterable[Note] = ()
) -> tuple[Heading, ...]:
    """Give each heading an id made of its words, and list them.

    An id that an element, a note or the section's title has already gets a number.
    """
    taken = {str(element.get("id")) for element in root.iter() if element.get("id")}
    taken |= {id_within(section, "title"), *(note.id for note in notes)}
    headings = []
    for element in root.iter(*_LEVELS):
        words = text_of(element)
        name = element.get("id") or _free(f"{section}--{ascii_slug(words) or 'section'}", taken)
        element.set("id", name)
        taken.add(name)
        headings.append(Heading(id=name, level=int(str(element.tag)[1]), text=words))
    return tuple(headings)


def prefix_ids(root: etree._Element, section: str) -> None:
    """Put the section's id before every id, so that no two chapters share one."""
    for element in root.iter(etree.Element):
        given = element.get("id")
        if given:
            element.set("id", f"{section}--{given}")


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
