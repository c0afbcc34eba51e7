"""The names that articles and chapters get in the book's folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path, PurePosixPath

import yaml

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.core.files import read_present
from octavo.importing.article import Found
from octavo.importing.ledger import Recorded
from octavo.manuscript.slugs import letter_slug

#: The longest chapter name, in characters; it is cut at a word's end.
LONGEST_NAME = 48

_SOURCE = re.compile(r"\A---\n(?:.*\n)*?source: (.*)\n(?:.*\n)*?---\n")

#: A file within a zip, as `gather.py` calls it.
_IN_ZIP = re.compile(r"\.zip/", re.I)


class Shelf:
    """Which names are given away: by the ledger, by files that are there, by this run."""

    def __init__(self, root: Path, known: Mapping[str, Recorded]) -> None:
        self._root = root
        self._folder = root / "manuscript"
        self._known = known
        self._digests: dict[str, str] = {}
        self._chapters = {item.chapter for item in known.values()}
        self._numbers: dict[str, int] = {}
        self._sources: dict[str, list[str]] | None = None
        self._origins = _sole_origins(known)
        self._gone: dict[str, str] | None = None

    def article_name(self, found: Found) -> str:
        """Return the name of an article below `manuscript/articles`.

        It is the one that the ledger has for where it came from; else its own,
        unless a different article has that: then it gets a number. Raises
        `OctavoError` for a name that is no text.
        """
        self._check_name(found)
        name = self._inside(found.path) or self._origins.get(self.origin(found))
        if not name or self._digests.get(name, digest(found.data)) != digest(found.data):
            name = self._free_name(found)
        self._digests[name] = digest(found.data)
        return name

    def origin(self, found: Found) -> str:
        """Return where an article came from: a path from the book's folder, or an address.

        Empty for one that lies in `manuscript/articles`, and for a path that is no text.
        """
        if found.path is None:
            is_packed = _IN_ZIP.search(found.where) and not is_address(found.where)
            # Pieces of one zip name each other by the places that they have in it.
            return self._from_book(Path(found.where)) if is_packed else _named(found)
        return "" if self._inside(found.path) else self._from_book(found.path)

    def _from_book(self, path: Path) -> str:
        origin = Path(os.path.relpath(path.absolute(), self._root.absolute())).as_posix()
        return origin if _is_text(origin) else ""

    def lasting_origin(self, found: Found, known: Recorded | None) -> str:
        """Return the origin for the ledger: the one it has, while it holds the same article."""
        recorded = known.origin if known else ""
        stands = is_address(recorded) or is_there(self._root / recorded)
        if known and recorded and stands and known.sha256 == digest(found.data):
            return recorded
        return self.origin(found) or recorded

    def _inside(self, path: Path | None) -> str:
        folder = (self._folder / "articles").resolve()
        if path is None or not path.resolve().is_relative_to(folder):
            return ""
        return path.resolve().relative_to(folder).as_posix()

    def _check_name(self, found: Found) -> None:
        if not _is_text(found.name):
            raise OctavoError(
                "the file's name is not UTF-8.",
                where=ascii(found.name)[1:-1],
                hint="Rename the file.",
                exit_code=EXIT_USAGE,
            )

    def _free_name(self, found: Found) -> str:
        own, wanted = PurePosixPath(found.name), digest(found.data)
        for number in count(1):
            name = own.name if number == 1 else f"{own.stem}-{number}{own.suffix}"
            there = self._digest(name)
            if there == wanted or (there is None and number > 1):
                return name
            if there is None:
                return self._renamed_article(wanted) or name
        raise AssertionError

    def _digest(self, name: str) -> str | None:
        """Return the digest of the article that has this name, if one has it."""
        if name in self._digests:
            return self._digests[name]
        present = read_present(self._folder / "articles" / name)
        if present is not None:
            return digest(present)
        known = self._known.get(name)
        return known.sha256 if known else None

    def _renamed_article(self, wanted: str) -> str | None:
        """Return the article with this content whose source has gone: the file has a new name."""
        if self._gone is None:
            self._gone = {
                item.sha256: name
                for name, item in self._known.items()
                if item.origin
                and not is_address(item.origin)
                and not is_there(self._root / item.origin)
            }
        name = self._gone.get(wanted)
        return name if name not in self._digests else None

    def new_chapter(self, title: str, text: Callable[[str], str]) -> str:
        """Return a free file name below `manuscript` for a chapter with this title.

        A file that holds what `text` gives for its name is the chapter already: an
        interrupted run wrote it.
        """
        slug = letter_slug(title, longest=LONGEST_NAME)
        for number in count(self._numbers.get(slug, 1)):
            stem = slug if number == 1 and slug else f"{slug or 'chapter'}-{number}"
            name = f"{stem}.md"
            if name not in self._chapters and self._is_free(name, text):
                self._numbers[slug] = number + 1
                self._chapters.add(name)
                return name
        raise AssertionError

    def _is_free(self, name: str, text: Callable[[str], str]) -> bool:
        path = self._folder / name
        return not path.exists() or read_present(path) == text(name).encode()

    def chapter_of(self, known: Recorded, source: str) -> str:
        """Return the chapter of a known article, also if the author has given it another name."""
        if (self._folder / known.chapter).exists():
            return known.chapter
        if self._sources is None:
            self._sources = {}
            for path in sorted(self._folder.rglob("*.md")):
                name = path.relative_to(self._folder).as_posix()
                if not name.startswith("articles/"):
                    self._sources.setdefault(_source_of(path), []).append(name)
        found = self._sources.get(source, [])
        return found[0] if len(found) == 1 else known.chapter


def _sole_origins(known: Mapping[str, Recorded]) -> dict[str, str]:
    """Return articles by their origins, without origins that several share."""
    names: dict[str, list[str]] = {}
    for name, item in known.items():
        names.setdefault(item.origin, []).append(name)
    return {origin: each[0] for origin, each in names.items() if origin and len(each) == 1}


def _source_of(path: Path) -> str:
    """Return the article that the chapter at `path` says it comes from; empty if it says none."""
    try:
        found = _SOURCE.match(path.read_text(encoding="utf-8"))
        return str(yaml.safe_load(found[1])) if found else ""
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return ""


def _named(found: Found) -> str:
    return found.source.address or found.where


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_there(path: Path) -> bool:
    """Return whether there is a file; what the ledger calls an origin need not be a path at all."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_address(origin: str) -> bool:
    """Return whether an article came off the web."""
    return "://" in origin


def article_path(name: str) -> str:
    """Return an article's path relative to the book."""
    return str(PurePosixPath("manuscript", "articles", name))


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data`, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def gone(
    known: Mapping[str, Recorded], names: Sequence[str], folders: Sequence[Path], root: Path
) -> list[str]:
    """Return the articles not in `names` whose source lay in one of `folders` and is not there."""
    homes = {folder.absolute() for folder in folders}
    missing = []
    for name, item in known.items():
        if name in names or not item.origin or is_address(item.origin):
            continue
        path = Path(os.path.normpath(root.absolute() / item.origin))
        if homes.intersection(path.parents) and not is_there(path):
            missing.append(name)
    return missing
