"""The chapter's title, its headings, and ids that are unique in the book."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.manuscript.slug import ascii_slug
from octavo.model import Chapter, Finding, Heading, Severity
from octavo.parse.source import Lines
from octavo.parse.tree import drop, text_of

_LEVELS = ("h2", "h3", "h4", "h5", "h6")


def take_title(root: etree._Element) -> etree._Element | None:
    """Takes the first top heading out of the tree."""
    title = root.find("h1")
    if title is not None:
        drop(title)
    return title


def title_findings(root: etree._Element, chapter: Chapter, lines: Lines) -> Iterator[Finding]:
    """Says it if a chapter has no title, two, or text before it. Call before `take_title`."""
    titles = list(root.iter("h1"))
    if not titles:
        message, line = "the chapter has no title.", chapter.line
        hint = "Begin it with a line like `# The Title`."
    elif len(titles) > 1:
        message, line = "the chapter has a second title.", lines.title(1)
        hint = "Keep one `# Title`; write `## …` for a section's heading."
    elif titles[0].getprevious() is not None or (root.text or "").strip():
        message, line = "text stands before the chapter's title.", chapter.line
        hint = "Put `# Title` first."
    else:
        return
    yield Finding(
        code="title-count",
        severity=Severity.ERROR,
        message=message,
        file=chapter.path,
        line=line,
        hint=hint,
    )


def name_headings(root: etree._Element, section: str) -> tuple[Heading, ...]:
    """Gives each heading an id made of its words, and lists them."""
    taken = {element.get("id") for element in root.iter() if element.get("id")}
    headings = []
    for element in root.iter(*_LEVELS):
        words = text_of(element)
        if not element.get("id"):
            element.set("id", _free(f"{section}--{ascii_slug(words) or 'section'}", taken))
        taken.add(element.get("id"))
        headings.append(Heading(id=element.get("id"), level=int(element.tag[1]), text=words))
    return tuple(headings)


def prefix_ids(root: etree._Element, section: str) -> None:
    """Puts the section's id before every id that an author gave."""
    for element in root.iter():
        given = element.get("id") if isinstance(element.tag, str) else None
        if given and not given.startswith(f"{section}--"):
            element.set("id", f"{section}--{given}")


def _free(wanted: str, taken: set[str | None]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
