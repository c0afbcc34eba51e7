"""The `chapters` of an edition's own: a free sample, or a part as a volume."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from octavo.findings.catalogue.editions import EditionChapters
from octavo.manuscript.toml import Table, TomlFile, did_you_mean
from octavo.model import Finding


def own_chapters(table: Table) -> tuple[str, ...]:
    """Return the chapters that an edition's table lists, as paths in the book, each once."""
    listed = map(posixpath.normpath, table.get("chapters", []))
    return tuple(dict.fromkeys(f"manuscript/{name}" for name in listed))


def chapter_findings(book: TomlFile, edition: str) -> Iterator[Finding]:
    """Yield what is wrong with an edition's list: it is empty, or names what the body has not."""
    listed = book.data["editions"][edition].get("chapters")
    if listed is None:
        return
    if not listed:
        line = book.line_of("editions", edition, "chapters")
        yield EditionChapters.none({"edition": edition}, file=book.name, line=line)
    contents = book.data.get("contents", {})
    around = {*_normal(contents.get("front", [])), *_normal(contents.get("back", []))}
    body = set(_normal(contents.get("chapters", [])))
    for part in contents.get("part", []):
        body.update(_normal(part.get("chapters", [])))
    for number, name in enumerate(listed):
        normal = posixpath.normpath(name)
        if normal in body:
            continue
        line = book.line_of("editions", edition, "chapters", number)
        values = {"edition": edition, "chapter": name}
        if normal in around:
            yield EditionChapters.around(values, file=book.name, line=line)
            continue
        values["suggestion"] = did_you_mean(normal, body, "List it under [contents] as well.")
        yield EditionChapters.found(values, file=book.name, line=line)


def _normal(names: list[str]) -> Iterator[str]:
    return map(posixpath.normpath, names)
