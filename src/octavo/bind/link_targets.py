"""What a book's links can lead to: chapters by every way to name their files, places by every
spelling of their names.

A link is written for the tool that its book was written for: GitHub shows `b.md#two-words`, a site
`/b/#two-words` or `b.html`, pandoc and MyST name headings by rules of their own.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from octavo.core.model import Section
from octavo.manuscript.slugs import DAY_BEFORE, ascii_slug
from octavo.text.xhtml_names import id_within

#: Endings of files that hold chapters, and of the pages that are made of them.
_ENDINGS = re.compile(r"\.(?:md|markdown|mdown|mkd|qmd|rmd|ipynb|adoc|html?|xhtml)\Z", re.I)
#: Names of a folder's own page.
_FOLDER_PAGES = re.compile(r"(?:\A|/)(?:index|_index|readme)\Z", re.I)
#: What puts a file or folder in order, and is no part of its page's address in MyST, Docusaurus
#: or Just the Docs: `01-tides/02_ebb.md` is `/tides/ebb`.
_ORDER = re.compile(r"(?:\A|(?<=/))\d+[-_. ]+(?=[^/])")
_README = re.compile(r"(?:\A|/)readme\.[^/]*\Z", re.I)
#: In a tag only: text may show the words `id="…"`.
_WITHIN = id_within("", "")
_ID = re.compile(r'<[^<>]*?\sid="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTargets:
    """Sections by their files and by their files' looser names; ids by their spellings.

    A file of several chapters is its first one's in `files`; `together` are all of such a file's.
    `names` are keys of `file_key`; `unnumbered` the same without numbers of order, `stems` the
    last words of those that are unique. `everywhere` are the names of all places of the book, by
    which other tools find them from any chapter, `labels` those that are ids and are given once,
    `words` the titles of places that have one.
    """

    files: Mapping[str, str]
    together: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    unnumbered: Mapping[str, str]
    stems: Mapping[str, str]
    ids: frozenset[str]
    spellings: Mapping[str, Mapping[str, str]]
    everywhere: Mapping[str, str]
    labels: Mapping[str, str]
    words: Mapping[str, str]

    def section(self, path: str, file: str) -> str | None:
        """Return the section that a path leads to, as it is written in `file`; None if none."""
        if not path:
            return self.files.get(file)
        for candidate in _candidates(path, file):
            if found := self.files.get(candidate) or self.names.get(file_key(candidate)):
                return found
        for candidate in _candidates(path, file):
            if found := self.unnumbered.get(_ORDER.sub("", file_key(candidate))):
                return found
        stem = posixpath.basename(file_key(path))
        return self.stems.get(stem) or self.stems.get(DAY_BEFORE.sub("", stem)) if stem else None

    def anchor(self, section: str, fragment: str) -> str | None:
        """Return the id that a fragment means in a section, or in others of its file, or None."""
        found = (self._anchor(name, fragment) for name in self.sections(section))
        return next((name for name in found if name), None)

    def place(self, name: str, section: str) -> str | None:
        """Return the id of a place by a name that is the whole book's; None if there is none."""
        return self.anchor(section, name) or self.everywhere.get(name.lower())

    def label(self, name: str) -> str | None:
        """Return the id of a place by the name that its author gave it; None if there is none."""
        return self.labels.get(name.lower())

    def sections(self, section: str) -> tuple[str, ...]:
        """Return the sections of a section's file, itself first."""
        others = self.together.get(section, ())
        return (section, *(name for name in others if name != section))

    def _anchor(self, section: str, fragment: str) -> str | None:
        exact = id_within(section, fragment)
        if exact in self.ids:
            return exact
        spellings = self.spellings.get(section, {})
        looser = (fragment.lower(), github_name(fragment), docutils_name(fragment))
        return next((found for name in looser if (found := spellings.get(name))), None)

    def fragments(self, section: str) -> list[str]:
        """Return what a link may write behind `#` for a section; notes are called, not linked."""
        prefixes = [id_within(name, "") for name in self.sections(section)]
        names = [
            name.removeprefix(prefix)
            for prefix in prefixes
            for name in self.ids
            if name.startswith(prefix)
        ]
        return [name for name in names if not re.fullmatch(r"note(ref)?-\d+(-\d+)?", name)]


def link_targets(sections: Iterable[Section]) -> LinkTargets:
    """Gather what can be linked to in a book's sections."""
    sections = tuple(sections)
    homes: dict[str, list[str]] = {}
    for section in sections:
        if section.kind != "part":
            homes.setdefault(section.file, []).append(section.id)
    files = {file: held[0] for file, held in homes.items()}
    names: dict[str, str] = {}
    stems: dict[str, list[str]] = {}
    for file, name in files.items():
        names.setdefault(file_key(file), name)
        stem = DAY_BEFORE.sub("", posixpath.basename(file_key(file)))
        stems.setdefault(stem, []).append(name)
    for stem, name in _made_of(sections):
        stems.setdefault(stem, [name])
    spellings = {section.id: _spellings(section) for section in sections}
    everywhere: dict[str, str] = {}
    for spelled in spellings.values():
        for name, place in spelled.items():
            everywhere.setdefault(name, place)
    ids = frozenset(_all_ids(sections))
    tails = [(name.partition(_WITHIN)[2].lower(), name) for name in sorted(ids)]
    count = Counter(tail for tail, _ in tails)
    labels = {tail: name for tail, name in tails if tail and count[tail] == 1}
    return LinkTargets(
        files=files,
        together={name: tuple(held) for held in homes.values() if len(held) > 1 for name in held},
        names=names,
        unnumbered=_unnumbered(names),
        stems={stem: found[0] for stem, found in stems.items() if len(found) == 1 and stem},
        ids=ids,
        spellings=spellings,
        everywhere=everywhere,
        labels=labels,
        words=dict(_titles(sections)),
    )


def _unnumbered(names: Mapping[str, str]) -> dict[str, str]:
    """Return sections by their files' names without numbers of order, where one file has it."""
    bare = Counter(_ORDER.sub("", name) for name in names)
    return {key: name for each, name in names.items() if bare[key := _ORDER.sub("", each)] == 1}


def _made_of(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Yield the names of the articles that `octavo assemble` made chapters of, and their sections.

    Articles of one name, from several folders, have numbers behind it: no link says which it means.
    """
    made = [(section.id, section.source) for section in sections if section.source]
    named = [(DAY_BEFORE.sub("", posixpath.basename(file_key(path))), name) for name, path in made]
    stems = {stem for stem, _ in named}
    yield from ((stem, name) for stem, name in named if stem and f"{stem}-2" not in stems)


def file_key(path: str) -> str:
    """Return a path as all ways to write it have it in common: no ending, no folder's page."""
    path = _ENDINGS.sub("", path.rstrip("/"))
    return _FOLDER_PAGES.sub("", path).lower()


def github_name(words: str) -> str:
    """Return the name that GitHub gives a heading: small letters, marks away, spaces to hyphens.

    mdBook and VuePress do the same; letters of every script stay.
    """
    kept = "".join(
        sign for sign in words.strip().lower() if sign.isalnum() or sign in " -_" or _is_mark(sign)
    )
    return kept.replace(" ", "-")


def pandoc_name(words: str) -> str:
    """Return the name that pandoc gives a heading (its manual, `auto_identifiers`)."""
    kept = "".join(sign for sign in words if sign.isalnum() or sign in " \t\n-_.")
    name = "-".join(kept.lower().split())
    first = next((at for at, sign in enumerate(name) if sign.isalpha()), len(name))
    return name[first:]


def python_markdown_name(words: str) -> str:
    """Return the name that Python-Markdown and MkDocs give a heading (`toc.slugify`)."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def docutils_name(words: str) -> str:
    """Return the name that Sphinx, and so MyST, gives a heading: letters and digits, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Mc")


def _candidates(path: str, file: str) -> Iterator[str]:
    folder = posixpath.dirname(file)
    if path.startswith("/"):
        yield posixpath.normpath(f"manuscript/{path.lstrip('/')}")
        return
    yield posixpath.normpath(posixpath.join(folder, path))
    # A page that a tool makes a folder of (`a.md` → `a/index.html`) links from one step deeper.
    yield posixpath.normpath(posixpath.join(folder, "page", path))
    yield posixpath.normpath(f"manuscript/{path}")


def _spellings(section: Section) -> dict[str, str]:
    """Every name by which a heading of a section can be called, and its id."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for name in _names_of(section.title_text):
        found.setdefault(name, section.id)
    for heading in section.headings:
        for name in _names_of(heading.text):
            count = seen.get(name, 0)
            seen[name] = count + 1
            found.setdefault(f"{name}-{count}" if count else name, heading.id)
        found.setdefault(heading.id.removeprefix(id_within(section.id, "")).lower(), heading.id)
    for xhtml in (section.title, section.body):
        for name in _ID.findall(xhtml):
            found.setdefault(name.removeprefix(id_within(section.id, "")).lower(), name)
    if _README.search(section.file):  # GitHub shows it below the folder's files, by this name
        found.setdefault("readme", section.id)
    return found


def _titles(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Yield the places that have a title, with its words."""
    for section in sections:
        for name in (section.id, *_ID.findall(section.title)):
            yield name, section.title_text
        for heading in section.headings:
            yield heading.id, heading.text


def _names_of(words: str) -> set[str]:
    makers = (github_name, pandoc_name, python_markdown_name, docutils_name, ascii_slug)
    return {name for make in makers if (name := make(words))}


def _all_ids(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.id
        for xhtml in (section.title, section.body, *(note.body for note in section.notes)):
            yield from _ID.findall(xhtml)
        yield from (note.id for note in section.notes)
