"""One chapter file: its front matter, its Markdown, the kind of section that it holds, its id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from octavo.core.model import Chapter, Finding, Matter
from octavo.findings.catalogue.chapters import KindUnknown
from octavo.findings.catalogue.language import LanguageWrong
from octavo.manuscript.front_matter import FrontMatter, split_front_matter
from octavo.manuscript.slugs import as_id, free_name, letter_slug
from octavo.manuscript.text_files import read_any_text
from octavo.manuscript.toml_file import did_you_mean
from octavo.text.language_tags import check_language

#: Endings of Quarto's and R Markdown's files, where a picture's description is always its caption
#: (pandoc's manual, `implicit_figures`).
CAPTIONED = (".qmd", ".rmd")
#: Kinds an author may name, by where they usually stand. The names are those of
#: the EPUB Structural Semantics Vocabulary 1.1, but `about-the-author` and `also-by`.
KINDS: dict[str, Matter] = {
    "also-by": Matter.FRONT,
    "dedication": Matter.FRONT,
    "epigraph": Matter.FRONT,
    "copyright-page": Matter.FRONT,
    "foreword": Matter.FRONT,
    "preface": Matter.FRONT,
    "introduction": Matter.FRONT,
    "prologue": Matter.BODY,
    "chapter": Matter.BODY,
    "conclusion": Matter.BODY,
    "epilogue": Matter.BODY,
    "afterword": Matter.BACK,
    "appendix": Matter.BACK,
    "acknowledgments": Matter.BACK,
    "glossary": Matter.BACK,
    "bibliography": Matter.BACK,
    "about-the-author": Matter.BACK,
    "colophon": Matter.BACK,
}

# Stems that authors use for the same thing.
_STEMS = {
    "also": "also-by",
    "copyright": "copyright-page",
    "intro": "introduction",
    "acknowledgements": "acknowledgments",
    "about": "about-the-author",
    "author": "about-the-author",
}

_SIGNPOST = re.compile(r"\{(?:front|main|back)matter\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterFile:
    """A chapter as read, and what was noticed.

    `has_own_id` and `has_own_kind` say that its front matter states them; `split` asks for a
    chapter at each of its titles, or for one in any case, and is None if nothing is said. `unused`
    are the keys of its front matter that are other tools'.
    """

    chapter: Chapter
    has_own_id: bool = False
    has_own_kind: bool = False
    split: bool | None = None
    unused: tuple[str, ...] = ()
    findings: tuple[Finding, ...]


def read_chapter(path: Path, name: str, matter: Matter, *, part: int | None = None) -> ChapterFile:
    """Read a Markdown file; `name` is its path relative to the book.

    Raises `OctavoError` if the file cannot be read.
    """
    written, odd = read_any_text(path, name)
    about, text, line = split_front_matter(written, name)
    findings = [*odd, *about.findings]
    stem = PurePosixPath(name).stem
    kind = about.text("kind") or implied_kind(stem, matter)
    if kind not in KINDS:
        values = {"kind": kind, "suggestion": did_you_mean(kind, KINDS)}
        findings.append(about.at("kind", KindUnknown.found(values)))
        kind = "chapter"
    own = about.text("id")
    chapter = Chapter(
        id=as_id(letter_slug(own) or letter_slug(stem) or "chapter"),
        path=name,
        matter=matter,
        kind=kind,
        text=text,
        line=line,
        part=part,
        title=about.text("title"),
        short_title=about.text("short_title"),
        author=about.text("author"),
        language=_language(about, findings),
        draft=about.is_draft,
        source=about.text("source"),
    )
    return ChapterFile(
        chapter=chapter,
        has_own_id=bool(letter_slug(own)),
        has_own_kind=bool(about.text("kind")),
        split=about.flag("split") if "split" in about.options else None,
        unused=about.others,
        findings=tuple(findings),
    )


def is_signpost(text: str) -> bool:
    """Tell whether a file says no more than where a stretch of the book begins, as Leanpub's do."""
    return _SIGNPOST.fullmatch(text.strip()) is not None


def implied_kind(stem: str, matter: Matter) -> str:
    """Return the kind that a file's stem implies; otherwise by its place in the book.

    A chapter that happens to be called `introduction.md` is an introduction
    wherever it stands; an unknown stem is a chapter in the body, and a plain
    preface or afterword outside it.
    """
    name = _STEMS.get(stem, stem)
    if name in KINDS and name != "chapter":
        return name
    return {Matter.FRONT: "preface", Matter.BODY: "chapter", Matter.BACK: "afterword"}[matter]


def _language(about: FrontMatter, findings: list[Finding]) -> str:
    tag = about.text("language").replace("_", "-")
    hint = check_language(tag) if tag else None
    if hint is None:
        return tag
    wrong = LanguageWrong.chapter({"tag": tag, "suggestion": hint})
    findings.append(about.at("language", wrong))
    return ""


def settle_ids(files: Sequence[ChapterFile], others: Collection[str]) -> Iterator[Chapter]:
    """Yield the chapters with ids of their own; `others` are the ids of parts.

    An id that front matter states stays as it is, and so does one that only one chapter has. Of
    several, a file at the manuscript's root keeps its id; the others take their folders' names
    before it, and a number if that is not enough.
    """
    fixed = {*others, *(file.chapter.id for file in files if file.has_own_id)}
    kept = _kept(files, fixed)
    taken = fixed | {file.chapter.id for file, keeps in zip(files, kept, strict=True) if keeps}
    for file, keeps in zip(files, kept, strict=True):
        name = file.chapter.id if keeps or file.has_own_id else free_name(_by_path(file), taken)
        taken.add(name)
        yield replace(file.chapter, id=name)


def _kept(files: Sequence[ChapterFile], fixed: Collection[str]) -> list[bool]:
    """Say of each chapter whether it keeps the id of its name."""
    counts = Counter(file.chapter.id for file in files if not file.has_own_id)
    taken = set(fixed)
    kept = []
    for file in files:
        name = file.chapter.id
        keeps = name not in taken and (counts[name] == 1 or _is_at_root(file))
        kept.append(keeps)
        if keeps:
            taken.add(name)
    return kept


def _is_at_root(file: ChapterFile) -> bool:
    return len(PurePosixPath(file.chapter.path).parts) <= 2


def _by_path(file: ChapterFile) -> str:
    folders = PurePosixPath(file.chapter.path).parts[1:-1]
    return as_id(letter_slug(" ".join([*folders, file.chapter.id]), longest=80))
