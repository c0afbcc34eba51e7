"""The book as it was last read: what did not change is not read again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.core.loaded_book import Loaded
from octavo.core.model import Asset, Chapter, Finding, Section
from octavo.editions.loading import read_rest
from octavo.editions.read_manuscript import read_manuscript
from octavo.findings.collector import has_errors
from octavo.manuscript.book_images import read_one
from octavo.markdown.section import parse_chapter

# Within a word a tag parts nothing.
_WITHIN = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|q|s|small|span|strong|sub|sup|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A chapter as parsed, its blocks with their lines.

    `title` is the line of its title, `words` how many it has. `broken` says that its file has
    errors now: then `section` is as it was when it last could be read.
    """

    chapter: Chapter
    language: str
    section: Section
    title: int
    words: int
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The whole book at one moment; `sheets` are its chapters by their ids."""

    loaded: Loaded
    sheets: Mapping[str, Sheet]

    def section(self, name: str) -> Section | None:
        """Return the section with an id, if there is one."""
        return next((item for item in self.loaded.book.sections if item.id == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    size: int
    changed: int
    asset: Asset


class Shelf:
    """Reads one book again and again; keeps each chapter and image until its file changes."""

    def __init__(self, root: Path, epoch: str = "") -> None:
        self._root, self._epoch = root, epoch
        self._sheets: dict[str, Sheet] = {}
        self._pictures: dict[str, _Picture] = {}

    def read(self) -> Reading:
        """Read the book as it is now. Raises `OctavoError` if there is nothing to be read."""
        manuscript = read_manuscript(self._root, drafts=True, epoch=self._epoch)
        chapters, language = manuscript.chapters, manuscript.metadata.language
        sections = tuple(self._parse(chapter, language) for chapter in chapters)
        loaded = read_rest(manuscript, sections, read_image=self._read_image)
        self._sheets = {chapter.id: self._sheets[chapter.id] for chapter in chapters}
        used = {use.path for section in loaded.book.sections for use in section.images}
        about = loaded.manuscript.metadata
        used |= {f"manuscript/{path}" for path in (about.cover, about.author_picture)}
        self._pictures = {path: self._pictures[path] for path in used & self._pictures.keys()}
        return Reading(loaded=loaded, sheets=dict(self._sheets))

    def _parse(self, chapter: Chapter, language: str) -> Section:
        kept = self._sheets.get(chapter.id)
        if kept is None or kept.chapter != chapter or kept.language != language:
            kept = _read_sheet(chapter, language, kept)
            self._sheets[chapter.id] = kept
        return kept.section

    def _read_image(self, root: Path, path: str, taken: set[str]) -> Asset | Finding:
        try:
            about = (root / path).stat()
        except (OSError, ValueError):
            return read_one(root, path, taken)
        kept = self._pictures.get(path)
        stays = kept and (kept.size, kept.changed) == (about.st_size, about.st_mtime_ns)
        if kept and stays and kept.asset.name not in taken:
            return kept.asset
        read = read_one(root, path, taken)
        if isinstance(read, Asset):
            self._pictures[path] = _Picture(
                size=about.st_size, changed=about.st_mtime_ns, asset=read
            )
        return read


def count_words(section: Section) -> int:
    """Count the words of a section, its title and notes among them."""
    texts = (section.title_text, section.body, *(note.body for note in section.notes))
    plain = (_TAG.sub(" ", _WITHIN.sub("", text)) for text in texts)
    return sum(len(_WORD.findall(text)) for text in plain)


def _read_sheet(chapter: Chapter, language: str, before: Sheet | None) -> Sheet:
    section = parse_chapter(chapter, language, lines=True)
    if _is_unread(section):
        return _last_good(chapter, section, before, language=language)
    return Sheet(
        chapter=chapter,
        language=language,
        section=section,
        title=section.title_line,
        words=count_words(section),
    )


def _last_good(chapter: Chapter, section: Section, before: Sheet | None, *, language: str) -> Sheet:
    """Return what could be read before, with what is wrong now."""
    if before is None or before.chapter.path != chapter.path or not before.section.body:
        return Sheet(
            chapter=chapter,
            language=language,
            section=section,
            title=chapter.line,
            words=len(chapter.text.split()),
            broken=True,
        )
    good = replace(before.section, findings=section.findings)
    return replace(before, chapter=chapter, language=language, section=good, broken=True)


def _is_unread(section: Section) -> bool:
    return not section.body and has_errors(section.findings)
