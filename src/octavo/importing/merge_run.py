"""Chapters that have changed in the book and in their sources, brought together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.core.files import read_present
from octavo.core.model import Finding
from octavo.findings.catalogue.merging import BothChanged, MergeConflict, MergeImpossible
from octavo.importing.draft import Draft, Status
from octavo.importing.file_names import article_path, digest
from octavo.importing.ledger import Recorded
from octavo.importing.three_way import merge, written_aside
from octavo.importing.written_texts import WrittenTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """One file's merge: the text, what goes beside it (a path below `manuscript`), findings.

    The text is None where nothing could be merged.
    """

    text: str | None
    aside: dict[str, str]
    findings: tuple[Finding, ...]


def conflict_path(chapter: str) -> str:
    """Return where what could not be merged is written, below `manuscript`."""
    return f"articles/{chapter.removesuffix('.md').replace('/', '-')}.conflict"


def merged_file(name: str, base: str, mine: str, theirs: str, *, source: str) -> Merging:
    """Merge a file of the book; `name` is its path below `manuscript`, `source` what it is of."""
    made = merge(base, mine, theirs)
    if not made.conflicts:
        return Merging(text=made.text, aside={}, findings=())
    path = conflict_path(name)
    findings = tuple(
        MergeConflict.found(
            {"aside": f"manuscript/{path}"}, file=f"manuscript/{name}", line=each.line
        )
        for each in made.conflicts
    )
    text = written_aside(made, f"manuscript/{name}", source)
    return Merging(text=made.text, aside={path: text}, findings=findings)


def asides(root: Path, merges: Sequence[Merging]) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of what could not be merged; what stands there already stays above it."""
    for each in merges:
        for name, text in each.aside.items():
            path = root / "manuscript" / name
            before = (read_present(path) or b"").decode("utf-8", "replace")
            yield path, f"{before}\n{text}".lstrip("\n").encode()


def both_changed(each: Draft, known: Recorded | None) -> bool:
    """Tell whether an edited chapter's article has changed since the chapter was last written."""
    is_edited = known is not None and each.status is Status.LEFT_ALONE
    return is_edited and digest(each.text.encode()) != each.entry.chapter_sha256


def said_of_both(each: Draft) -> Finding:
    """Return the finding that a chapter and its article have both changed."""
    values = {"chapter": each.chapter}
    return BothChanged.article(values, file=article_path(each.name))


def merged_draft(each: Draft, texts: WrittenTexts) -> tuple[Draft, Merging]:
    """Return the draft with the merged text, and what is to be said; as it is if it cannot be."""
    base = texts.text(each.chapter, each.entry.chapter_sha256)
    mine = _decoded(each.present or b"")
    if base is None or mine is None:
        said = MergeImpossible.found({"chapter": each.chapter}, file=article_path(each.name))
        return each, Merging(text=None, aside={}, findings=(said,))
    made = merged_file(each.chapter, base, mine, each.text, source=article_path(each.name))
    assert made.text is not None
    entry = replace(each.entry, chapter_sha256=digest(each.text.encode()))
    return (
        replace(each, text=made.text, made=each.text, status=Status.MERGED, entry=entry),
        made,
    )


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
