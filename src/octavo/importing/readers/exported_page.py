"""Pages that a known program exported: what is the article in them, and what they say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from octavo.core.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedPage:
    """The tree that is the article, and what its page says of it: see `article.Source`."""

    part: etree._Element
    about: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    status: str = ""


def by_class(root: etree._Element, name: str, tag: str = "*") -> list[etree._Element]:
    """Return the elements of a class, in order."""
    return [each for each in root.iter(tag) if name in (each.get("class") or "").split()]


def words_of(element: etree._Element | None) -> str:
    """Return the words of an element, with single spaces between them; empty if there is none."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
