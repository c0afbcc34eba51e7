"""Parsed chapters kept in the cache: a chapter is parsed again only when it has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from octavo.model import (
    Chapter,
    Finding,
    Heading,
    ImageUse,
    Matter,
    Note,
    Section,
    Severity,
)
from octavo.store import Store


def parse_chapters(
    chapters: Iterable[Chapter], language: str, store: Store
) -> tuple[tuple[Section, ...], int]:
    """The sections of chapters, and how many of them were kept from another build.

    `language` is the book's.
    """
    sections, kept = [], 0
    for chapter in chapters:
        # All that a chapter is, and the book's language: `parse_chapter` is given no more.
        key = store.key("section", language, repr(chapter))
        section = decode(store.get(key))
        if section is None:
            section = _parse(chapter, language)
            store.put(key, encode(section))
        else:
            kept += 1
        sections.append(section)
    return tuple(sections), kept


def _parse(chapter: Chapter, language: str) -> Section:
    # The parser is a third of a second's loading, and a book that is kept needs none.
    from octavo.parse.section import parse_chapter

    return parse_chapter(chapter, language)


def encode(section: Section) -> bytes:
    """A section as JSON."""
    return json.dumps(section, default=_plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def decode(data: bytes | None) -> Section | None:
    """The section that `encode` wrote; None if there is none to read."""
    if data is None:
        return None
    try:
        return _section(json.loads(data.decode("utf-8", "surrogatepass")))
    except (ValueError, KeyError, TypeError):
        return None


def _plain(value: Any) -> dict[str, Any]:
    """A value of the model as a table."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _section(table: Mapping[str, Any]) -> Section:
    lists = {
        "matter": Matter(table["matter"]),
        "notes": tuple(Note(**item) for item in table["notes"]),
        "headings": tuple(Heading(**item) for item in table["headings"]),
        "images": tuple(ImageUse(**item) for item in table["images"]),
        "tables": tuple(table["tables"]),
        "findings": tuple(map(finding_of, table["findings"])),
    }
    return Section(**{**table, **lists})


def finding_of(table: Mapping[str, Any]) -> Finding:
    """A finding from its table."""
    return Finding(**{**table, "severity": Severity(table["severity"])})
