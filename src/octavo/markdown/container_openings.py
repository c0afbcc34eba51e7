"""What stands behind the colons of a container: its name, its title, its attributes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.markdown.attribute_lists import read_attributes
from octavo.markdown.callouts import container_kind
from octavo.markdown.directives import statement_of, statement_title
from octavo.markdown.html_attributes import CONTAINER

#: Braces behind a bracket are a span's, in the title of a callout.
END_BRACES = re.compile(r"(?<!\])\{:?([^{}]*)\}\Z")
_TITLED = re.compile(r"([\w-]+)\[(.*)\]\Z")  # Docusaurus
_CLASSES = re.compile(r"(?:[.#]?[a-z][\w-]*(?:\s+|\Z))*")  # no title
#: The container that unfolds on a screen.
DETAILS = "details"
#: Containers that tools of mathematics number (`directives.STATEMENTS`).
STATEMENT = "statement"
_NOT_NAME = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What stands behind `:::`. `attributes` are None if their braces cannot be read.

    `title` are the words above a block that is no callout by its name.
    """

    name: str
    rest: str
    attributes: dict[str, str] | None
    title: str = ""


def read_opening(words: str) -> Opening:
    """Read the opening line of a container, given what stands behind its colons."""
    braces = END_BRACES.search(words)
    attributes = read_attributes(braces[1]) if braces and words.strip() != "{}" else {}
    before = words[: braces.start()] if braces else words
    name, _, rest = before.strip().partition(" ")
    if found := _TITLED.match(before.strip()):
        name, rest = found[1], found[2]
    if not name and attributes and (kind := statement_of(attributes)):
        title = statement_title(kind, attributes.pop("name", ""))
        attributes.pop("class", "")
        return Opening(name=STATEMENT, rest="", attributes=attributes, title=title)
    if not name and attributes:
        first, _, others = attributes.pop("class", "").partition(" ")
        if others:
            attributes["class"] = others
        name = first
    return Opening(name=name, rest=rest.strip(), attributes=attributes)


def callout_title(opening: Opening) -> str:
    """Return the title that an author gave a callout, as Markdown; empty if there is none."""
    if container_kind(opening.name) is None:
        return opening.title
    return (opening.attributes or {}).get("title", "") or opening.rest


def other_title(opening: Opening) -> str:
    """Return the title of a container that is no callout; what looks like classes is none."""
    named = opening.name != DETAILS and _CLASSES.fullmatch(opening.rest)
    return "" if named or callout_title(opening) else opening.rest


def container_attributes(opening: Opening) -> dict[str, str]:
    """Return what a container's `div` says of it: its classes, and its kind for the shaping."""
    given = {name: value for name, value in (opening.attributes or {}).items() if name != "title"}
    kind = container_kind(opening.name) or ("note" if opening.title else None)
    if kind is None:
        given = dict(opening.attributes or {})
        classes = opening.name if other_title(opening) else f"{opening.name} {opening.rest}"
    else:
        classes = f"callout {kind}"
    names = f"{_NOT_NAME.sub(' ', classes).strip()} {given.pop('class', '')}".split()
    return {"class": " ".join(names), **given, CONTAINER: kind or opening.name}
