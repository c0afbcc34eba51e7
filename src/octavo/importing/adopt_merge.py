"""Merging what has changed in an adopted source into files that the author has edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from octavo.core.files import read_present
from octavo.findings.catalogue.merging import MergeImpossible
from octavo.importing.adopt_files import AdoptedFile
from octavo.importing.adopt_ledger import Adopted
from octavo.importing.diff import Change
from octavo.importing.file_names import digest
from octavo.importing.merge_run import Merging, merged_file
from octavo.importing.written_texts import WRITTEN_TEXTS, WrittenTexts


def merged_chapters(
    files: Sequence[AdoptedFile], known: Mapping[str, Adopted], root: Path, source: str
) -> dict[str, Merging]:
    """Return the merges of the chapters `files`, by name; those that cannot be say why."""
    texts = WrittenTexts(root)
    return {each.name: _merged(each, known.get(each.name), root, texts, source) for each in files}


def _merged(
    file: AdoptedFile, known: Adopted | None, root: Path, texts: WrittenTexts, source: str
) -> Merging:
    name = f"manuscript/{file.name}"
    base = texts.text(file.name, known.written) if known else None
    try:
        mine = (read_present(root / name) or b"").decode()
        theirs = file.data.decode()
    except UnicodeDecodeError:
        base = None
    if base is None:
        said = MergeImpossible.found({"chapter": file.name}, file=name)
        return Merging(text=None, aside={}, findings=(said,))
    return merged_file(file.name, base, mine, theirs, source=f"{source}/{file.name}")


def kept_texts(files: Sequence[AdoptedFile], root: Path) -> dict[Path, bytes]:
    """Return the file that keeps what is written of chapters now, if it is another."""
    data = {each.name: each.data for each in files if each.is_chapter}
    wanted = {name: digest(each) for name, each in data.items()}
    packed = WrittenTexts(root).updated(wanted, data.__getitem__)
    return {root / WRITTEN_TEXTS: packed} if packed else {}


def changes(written: Mapping[Path, bytes], root: Path) -> tuple[Change, ...]:
    """Return what would change of the texts of the book, and what would be new."""
    texts = {path: data for path, data in written.items() if path.suffix in (".md", ".toml")}
    made = (
        Change(
            path=path.relative_to(root).as_posix(),
            before=None if there is None else there.decode("utf-8", "replace"),
            after=data.decode("utf-8", "replace"),
        )
        for path, data in texts.items()
        for there in [read_present(path)]
        if there != data
    )
    return tuple(made)
