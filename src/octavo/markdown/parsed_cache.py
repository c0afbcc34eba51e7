"""Parsed chapters kept in the cache: a chapter is parsed again only when it has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from octavo.core.cache import Store
from octavo.core.model import Chapter, Heading, ImageUse, Matter, Note, Section
from octavo.findings.kept import finding_of
from octavo.workers.patience import TooLongError

#: What has a chapter parsed in another process: the bytes of `encode`, when they are there.
Ask = Callable[[Chapter, str], Future[bytes]]

#: Chapters that are parsed here in less time than others take to begin.
_FEW = 8


def parse_chapters(
    chapters: Iterable[Chapter], language: str, store: Store, ask: Ask | None = None
) -> tuple[tuple[Section, ...], int]:
    """Return the sections of chapters, and how many of them were kept from another build.

    `language` is the book's. Where there are many to parse, `ask` shares the work. Blocks have
    their lines (`text.source_lines`).
    """
    chapters = tuple(chapters)
    # All that a chapter is, and the book's language: `parse_chapter` is given no more.
    keys = [store.key("section", language, repr(chapter)) for chapter in chapters]
    found = {number: decode(store.get(key)) for number, key in enumerate(keys)}
    missing = [number for number, section in found.items() if section is None]
    parsed = _parsed([chapters[number] for number in missing], language, ask)
    for number, section in zip(missing, parsed, strict=True):
        store.put(keys[number], encode(section))
        found[number] = section
    sections = tuple(section for section in found.values() if section is not None)
    return sections, len(chapters) - len(missing)


def _parsed(chapters: Sequence[Chapter], language: str, ask: Ask | None) -> Iterator[Section]:
    """Yield the sections in their order: others begin with the first, we with the last."""
    share = ask if len(chapters) > _FEW else None
    asked = [share(chapter, language) for chapter in chapters] if share else []
    here: dict[int, Section] = {}
    for number in reversed(range(len(asked))):
        if not asked[number].cancel():
            break  # it is being parsed, and so are those before it
        here[number] = _parse(chapters[number], language)
    for number, chapter in enumerate(chapters):
        there = _result(asked[number]) if asked and number not in here else None
        yield here.get(number) or there or _parse(chapter, language)


def _result(asked: Future[bytes]) -> Section | None:
    """Return a section that was parsed elsewhere; None if that failed: here it says why."""
    try:
        return decode(asked.result())
    except TooLongError:
        raise
    except Exception:
        return None


def _parse(chapter: Chapter, language: str) -> Section:
    # The parser is a third of a second's loading, and a book that is kept needs none.
    from octavo.markdown.section import parse_chapter

    return parse_chapter(chapter, language, lines=True)


def encode(section: Section) -> bytes:
    """Write a section as JSON."""
    return json.dumps(section, default=_plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def decode(data: bytes | None) -> Section | None:
    """Read the section that `encode` wrote; None if there is none to read."""
    if data is None:
        return None
    try:
        return _section(json.loads(data.decode("utf-8", "surrogatepass")))
    except (ValueError, KeyError, TypeError):
        return None


def _plain(value: Any) -> dict[str, Any]:
    """Turn a value of the model into a table."""
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
